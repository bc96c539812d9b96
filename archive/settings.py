"""Settings: read once at the rim, passed on as one value.

Precedence: the command line's ``--home``, the environment, ``HOME/settings.toml``, the defaults.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from archive.errors import SettingsError
from archive.extract.reading import Limits

ENVIRONMENT = {
    "JUANZONG_HOME": "数据文件夹；其余各项的默认值都在它里面。",
    "JUANZONG_DATABASE": "案卷数据库的地址：sqlite:///… 或 postgresql://…。",
    "JUANZONG_INDEX": "检索索引：文件夹路径，或 Elasticsearch 的 http(s)://… 地址。",
    "JUANZONG_BROKER": "任务队列 Redis 的地址 redis://…；留空则在本机直接处理。",
    "JUANZONG_ORIGINALS": "保存原件的文件夹。",
    "JUANZONG_OPERATOR": "经办人姓名，记入办理过程和审计记录；不设则取系统的登录名。",
    "JUANZONG_TOKEN": "网页和接口的访问令牌；不设则首次启动时生成并存入数据文件夹。",
}
"""Every environment variable the program reads, with what it is for."""

_LIMITS = {"pages": int, "pixels": int, "unpacked": int, "page_seconds": float, "memory": int, "tries": int}
_FILE_KEYS = {"database", "index", "broker", "originals", "operator", "token", "jobs", "limits"}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is configured."""

    home: Path
    database: str
    """SQLAlchemy URL."""
    index: str
    """A folder, or the URL of an Elasticsearch."""
    originals: Path
    broker: str = ""
    """Redis URL of the work queue; empty runs work in local processes."""
    token: str = ""
    operator: str = "system"
    """Who is at work."""
    jobs: int = 2
    """Files read at once by local processes."""
    limits: Limits = field(default_factory=Limits)

    @property
    def index_is_remote(self) -> bool:
        """True for Elasticsearch, False for the embedded index."""
        return self.index.startswith(("http://", "https://"))

    @property
    def index_shown(self) -> str:
        """The index's place without a password, for messages."""
        if not self.index_is_remote:
            return self.index
        parts = urlsplit(self.index)
        return f"{parts.scheme}://{parts.hostname}:{parts.port or ''}".rstrip(":")


def default_home(environ: Mapping[str, str]) -> Path:
    """Where the data lives if nobody says otherwise (XDG base directories)."""
    base = environ.get("XDG_DATA_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".local" / "share")
    return Path(base) / "juanzong"


def demonstration_home(environ: Mapping[str, str]) -> Path | None:
    """A folder of its own for the demonstration, so that invented cases never mix with the office's.

    None if the environment names a home, which is then meant.
    """
    if environ.get("JUANZONG_HOME"):
        return None
    home = default_home(environ)
    return home.with_name(f"{home.name}-demo")


def load(environ: Mapping[str, str], home: Path | None = None) -> Settings:
    """The settings in force. Raises SettingsError for a value that cannot be used."""
    folder = (home or Path(environ.get("JUANZONG_HOME") or default_home(environ))).expanduser().absolute()
    stated = _file(folder / "settings.toml")

    def value(name: str, default: str) -> str:
        return environ.get(f"JUANZONG_{name.upper()}") or str(stated.get(name) or default)

    index = value("index", str(folder / "index"))
    if "://" in index and not index.startswith(("http://", "https://")):
        raise SettingsError(
            f"不认识的检索索引地址：{index}", "JUANZONG_INDEX 应是文件夹路径，或 http://、https:// 开头的地址。"
        )
    broker = value("broker", "")
    if broker and not broker.startswith(("redis://", "rediss://", "unix://", "redis+socket://")):
        raise SettingsError("不认识的任务队列地址。", "JUANZONG_BROKER 应以 redis:// 开头；留空则在本机直接处理。")
    jobs = stated.get("jobs", max(1, min(os.cpu_count() or 1, 8)))
    if not isinstance(jobs, int) or jobs < 1:
        raise SettingsError(f"jobs 应是不小于 1 的整数，现在是：{jobs}", f"请修改 {folder / 'settings.toml'}。")
    return Settings(
        home=folder,
        database=_database(value("database", f"sqlite:///{folder / 'record.sqlite3'}")),
        index=index if "://" in index else str(Path(index).expanduser().absolute()),
        originals=Path(value("originals", str(folder / "originals"))).expanduser().absolute(),
        broker=broker,
        token=value("token", ""),
        operator=value("operator", environ.get("LOGNAME") or environ.get("USER") or "system"),
        jobs=jobs,
        limits=_limits(stated.get("limits", {}), folder),
    )


def _file(path: Path) -> dict[str, object]:
    try:
        stated = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise SettingsError(f"读不懂设置文件 {path}：{exc}", "请改正这个文件，或先把它移开。") from exc
    unknown = sorted(set(stated) - _FILE_KEYS)
    if unknown:
        raise SettingsError(
            f"设置文件里有不认识的项：{'、'.join(unknown)}", f"可用的项：{'、'.join(sorted(_FILE_KEYS))}。"
        )
    return stated


def _database(url: str) -> str:
    if url.startswith("sqlite:///"):
        return url
    for prefix in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    raise SettingsError("不认识的数据库地址。", "JUANZONG_DATABASE 应以 sqlite:/// 或 postgresql:// 开头。")


def _limits(stated: object, folder: Path) -> Limits:
    if not isinstance(stated, dict) or not set(stated) <= set(_LIMITS):
        raise SettingsError("设置文件的 [limits] 有不认识的项。", f"可用的项：{'、'.join(_LIMITS)}。")
    try:
        limits = Limits(**{name: _LIMITS[name](value) for name, value in stated.items()})
    except (TypeError, ValueError) as exc:
        raise SettingsError("设置文件的 [limits] 各项应是数字。", f"请修改 {folder / 'settings.toml'}。") from exc
    if min(limits.pages, limits.pixels, limits.unpacked, limits.page_seconds, limits.memory, limits.tries) <= 0:
        raise SettingsError("设置文件的 [limits] 各项应大于零。", f"请修改 {folder / 'settings.toml'}。")
    return limits
