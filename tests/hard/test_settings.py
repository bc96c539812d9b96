"""Settings and homes that cannot be used: a reason and advice in Chinese, and never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hard.test_files import nobody
from tests.servers.processes import free_ports
from tests.work.letters import quick
from tests.work.program import Done, Program

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def check_told(done: Done) -> dict[str, str]:
    """The error of a command that failed as it should."""
    assert done.code == 1, (done.out, done.err)
    assert "Traceback" not in done.err, done.err
    error: dict[str, str] = done.json["error"]
    assert CHINESE.search(error["message"])
    assert CHINESE.search(error["advice"])
    return error


def broken_settings(home: Path) -> dict[str, str]:
    (home / "settings.toml").write_text("index = [")
    return {}


def binary_settings(home: Path) -> dict[str, str]:
    (home / "settings.toml").write_bytes(b"\xff\xfe\x00")
    return {}


def unknown_setting(home: Path) -> dict[str, str]:
    (home / "settings.toml").write_text("indx = 'a'")
    return {}


def settings_folder(home: Path) -> dict[str, str]:
    (home / "settings.toml").mkdir()
    return {}


def no_database(home: Path) -> dict[str, str]:
    (home / "record.sqlite3").write_bytes(b"not a database at all, but long enough to be one" * 100)
    return {}


def database_is_a_folder(home: Path) -> dict[str, str]:
    (home / "record.sqlite3").mkdir()
    return {}


def home_is_a_file(home: Path) -> dict[str, str]:
    home.rmdir()
    home.write_text("")
    return {}


def originals_is_a_file(home: Path) -> dict[str, str]:
    (home / "originals").write_text("")
    return {}


def index_is_a_file(home: Path) -> dict[str, str]:
    (home / "index").write_text("")
    return {}


def index_below_a_file(home: Path) -> dict[str, str]:
    (home / "file").write_text("")
    return {"JUANZONG_INDEX": str(home / "file" / "index")}


def index_nowhere(home: Path) -> dict[str, str]:
    return {"JUANZONG_INDEX": f"http://127.0.0.1:{free_ports()}"}


def index_not_elastic(home: Path) -> dict[str, str]:
    return {"JUANZONG_INDEX": "ftp://127.0.0.1"}


def database_nowhere(home: Path) -> dict[str, str]:
    return {"JUANZONG_DATABASE": f"postgresql://a@127.0.0.1:{free_ports()}/b"}


def database_unknown(home: Path) -> dict[str, str]:
    return {"JUANZONG_DATABASE": "mysql://127.0.0.1/x"}


def database_below_a_file(home: Path) -> dict[str, str]:
    (home / "file").write_text("")
    return {"JUANZONG_DATABASE": f"sqlite:///{home}/file/record.sqlite3"}


@pytest.mark.parametrize(
    "spoil",
    [
        broken_settings,
        binary_settings,
        unknown_setting,
        settings_folder,
        no_database,
        database_is_a_folder,
        home_is_a_file,
        index_is_a_file,
        index_below_a_file,
        index_nowhere,
        index_not_elastic,
        database_nowhere,
        database_unknown,
        database_below_a_file,
        originals_is_a_file,
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, spoil: Callable[[Path], dict[str, str]]) -> None:
    """An administrator who mistypes a setting must read which, and what to do."""
    home = tmp_path / "home"
    home.mkdir()
    quick(tmp_path / "in", 1)
    program = Program(home, spoil(home))

    done = program.run("ingest", tmp_path / "in", "--json")

    if spoil is originals_is_a_file:
        assert (done.code, done.json["failures"][0]["code"]) == (1, "storage_full"), (done.out, done.err)
    elif spoil is home_is_a_file:
        assert (done.code, done.json["error"]["code"]) == (2, "usage")
    else:
        check_told(done)


def test_a_home_that_may_not_be_written(tmp_path: Path) -> None:
    """Another user's folder: said at once."""
    program = nobody(tmp_path)
    quick(tmp_path / "in", 1)
    program.home.chmod(0o755)
    (program.home / "sub").mkdir(mode=0o755)

    check_told(Program(program.home / "sub", program.settings, program.prefix).run("ingest", tmp_path / "in", "--json"))
    check_told(Program(Path("/new"), program.settings, program.prefix).run("ingest", tmp_path / "in", "--json"))


def test_a_home_on_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    """A stick with its lock on, or a disk the system has set to read only."""
    if os.geteuid() != 0:
        pytest.skip("needs root, to mount a disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", disk], capture_output=True).returncode != 0:
        pytest.skip("needs the right to mount a tmpfs")
    quick(tmp_path / "in", 1)
    try:
        check_told(Program(disk).run("ingest", tmp_path / "in", "--json"))
        check_told(Program(disk / "home").run("ingest", tmp_path / "in", "--json"))
    finally:
        subprocess.run(["umount", "-l", disk], check=True)
