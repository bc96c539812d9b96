"""``./run`` on machines unlike the author's: odd paths, odd locales, no Python, an installation cut short."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.tree import ROOT

_PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "juanzong"
version = "0"
"""
# A build backend in one function, so that the installation needs no network: the real one comes from the locks.
_BACKEND = """
import zipfile
from pathlib import Path

def build_editable(folder, config_settings=None, metadata_directory=None):
    info = "juanzong-0.dist-info"
    name = "juanzong-0-py3-none-any.whl"
    with zipfile.ZipFile(Path(folder, name), "w") as wheel:
        wheel.writestr("_juanzong.pth", str(Path.cwd()))
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\\nName: juanzong\\nVersion: 0\\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\\njuanzong = cli:main\\n")
        wheel.writestr(f"{info}/RECORD", "")
    return name
"""
_CLI = "import sys\n\n\ndef main():\n    print('demo runs', *sys.argv[1:])\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout with this script, in a folder with a space and Chinese characters."""
    folder = tmp_path / "卷 宗"
    (folder / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "run", folder)
    shutil.copytree(ROOT / "tools/bootstrap", folder / "tools/bootstrap")
    for lock in ("requirements.lock", "requirements-build.lock", "requirements-dev.lock"):
        (folder / lock).write_text("# nothing\n", "utf-8")
    (folder / "pyproject.toml").write_text(_PYPROJECT, "utf-8")
    (folder / "backend.py").write_text(_BACKEND, "utf-8")
    (folder / "cli.py").write_text(_CLI, "utf-8")
    return folder


def _run(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / "run"), *arguments],
        cwd="/",
        env={**os.environ, "PYTHON": sys.executable, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_it_sets_up_once_and_then_starts_at_once(checkout: Path) -> None:
    """From another directory, in a path with a space and Chinese characters, with the options handed on."""
    first = _run(checkout, "demo", "--json", "a b")
    second = _run(checkout, "demo")

    assert (first.returncode, first.stdout) == (0, "demo runs demo --json a b\n"), first.stderr
    assert "Preparing" in first.stderr
    assert (second.stdout, second.stderr) == ("demo runs demo\n", "")


def test_it_works_in_a_locale_without_chinese(checkout: Path) -> None:
    """Python reads .pth files in the locale's encoding and would not start at all."""
    done = _run(checkout, "demo", LC_ALL="C")
    direct = subprocess.run(
        [str(checkout / ".venv/bin/juanzong")], env={"LC_ALL": "POSIX"}, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert direct.stdout == "demo runs\n", direct.stderr


def test_what_was_cut_short_is_begun_again(checkout: Path) -> None:
    """Half an installation must not pass for a whole one."""
    assert _run(checkout, "demo").returncode == 0
    (checkout / ".venv/.installed").unlink()
    shutil.rmtree(checkout / ".venv/bin")

    again = _run(checkout, "demo")

    assert again.stdout == "demo runs demo\n", again.stderr


def test_a_new_lock_is_installed(checkout: Path) -> None:
    """After an update the old libraries must not stay."""
    assert _run(checkout, "demo").returncode == 0
    with (checkout / "requirements.lock").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")

    assert "Preparing" in _run(checkout, "demo").stderr


def test_a_moved_checkout_is_set_up_again(checkout: Path) -> None:
    """Programs in .venv/bin name the old place."""
    assert _run(checkout, "demo").returncode == 0

    done = _run(checkout.rename(checkout.with_name("moved")), "demo")

    assert done.stdout == "demo runs demo\n", done.stderr


def test_a_failed_installation_says_so_in_chinese(checkout: Path) -> None:
    """The clerk who runs it reads no English; nothing half-made is left to be taken for whole."""
    (checkout / "requirements.lock").write_text("nowhere-to-be-found==1 --hash=sha256:" + "0" * 64 + "\n", "utf-8")

    done = _run(checkout, "demo", PIP_NO_INDEX="1")

    assert done.returncode == 1
    assert "安装没有完成" in done.stderr
    assert not (checkout / ".venv/.installed").exists()


def test_without_python_it_says_what_is_missing(checkout: Path) -> None:
    """A shell's "not found" does not tell which Python is wanted."""
    programs = checkout / "programs"
    programs.mkdir()
    for name in ("dirname", "cat", "sha256sum", "rm", "sh"):
        (programs / name).symlink_to(str(shutil.which(name)))

    done = _run(checkout, "demo", PATH=str(programs), PYTHON="")

    assert done.returncode == 1
    assert "没有找到 Python 3.11" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("nonsense",)])
def test_wrong_use_shows_the_right_one(checkout: Path, arguments: tuple[str, ...]) -> None:
    """And sets nothing up."""
    done = _run(checkout, *arguments)

    assert done.returncode == 2
    assert "./run demo" in done.stderr
    assert not (checkout / ".venv").exists()
