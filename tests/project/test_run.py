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


def _checkout(folder: Path) -> Path:
    """A small checkout with this script, in a folder with a space and Chinese characters."""
    folder /= "卷 宗"
    (folder / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "run", folder)
    shutil.copytree(ROOT / "tools/bootstrap", folder / "tools/bootstrap")
    for lock in ("requirements.lock", "requirements-build.lock", "requirements-dev.lock"):
        (folder / lock).write_text("# nothing\n", "utf-8")
    (folder / "pyproject.toml").write_text(_PYPROJECT, "utf-8")
    (folder / "backend.py").write_text(_BACKEND, "utf-8")
    (folder / "cli.py").write_text(_CLI, "utf-8")
    return folder


@pytest.fixture
def untouched(tmp_path: Path) -> Path:
    """A checkout in which nothing was run yet."""
    return _checkout(tmp_path)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that was set up, in a locale without Chinese; the tests that set it up again share it."""
    checkout = _checkout(tmp_path_factory.mktemp("checkout"))
    done = _run(checkout, "demo", "--json", "a b", LC_ALL="C")
    assert (done.returncode, done.stdout) == (0, "demo runs demo --json a b\n"), done.stderr
    assert "Preparing" in done.stderr
    return checkout


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


def _copied(checkout: Path, to: Path) -> Path:
    return Path(shutil.copytree(checkout, to / "moved", symlinks=True))


def test_it_sets_up_once_and_then_starts_at_once(ready: Path) -> None:
    """From another directory, in a path with a space and Chinese characters."""
    again = _run(ready, "demo")

    assert (again.returncode, again.stdout, again.stderr) == (0, "demo runs demo\n", "")


def test_the_program_starts_in_a_locale_without_chinese(ready: Path) -> None:
    """Python reads .pth files in the locale's encoding and would not start at all."""
    program = [str(ready / ".venv/bin/juanzong")]
    done = subprocess.run(program, env={"LC_ALL": "POSIX"}, capture_output=True, text=True, check=False)

    assert done.stdout == "demo runs\n", done.stderr


def test_a_moved_checkout_is_set_up_again(ready: Path, tmp_path: Path) -> None:
    """Programs in .venv/bin name the old place."""
    done = _run(_copied(ready, tmp_path), "demo")

    assert "Preparing" in done.stderr
    assert done.stdout == "demo runs demo\n", done.stderr


def test_what_was_cut_short_is_begun_again(ready: Path) -> None:
    """Half an installation must not pass for a whole one."""
    (ready / ".venv/.installed").unlink()
    shutil.rmtree(ready / ".venv/bin")

    assert _run(ready, "demo").stdout == "demo runs demo\n"


def test_a_new_lock_is_installed_and_a_failure_said_in_chinese(ready: Path, tmp_path: Path) -> None:
    """After an update the old libraries must not stay, nor half of the new ones be taken for whole."""
    checkout = _copied(ready, tmp_path)
    (checkout / "requirements.lock").write_text("nowhere-to-be-found==1 --hash=sha256:" + "0" * 64 + "\n", "utf-8")

    done = _run(checkout, "demo", PIP_NO_INDEX="1")

    assert done.returncode == 1
    assert "安装没有完成" in done.stderr
    assert not (checkout / ".venv/.installed").exists()


def test_without_python_it_says_what_is_missing(untouched: Path) -> None:
    """A shell's "not found" does not tell which Python is wanted."""
    programs = untouched / "programs"
    programs.mkdir()
    for name in ("dirname", "cat", "sha256sum", "rm", "sh"):
        (programs / name).symlink_to(str(shutil.which(name)))

    done = _run(untouched, "demo", PATH=str(programs), PYTHON="")

    assert done.returncode == 1
    assert "没有找到 Python 3.11" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("nonsense",)])
def test_wrong_use_shows_the_right_one(untouched: Path, arguments: tuple[str, ...]) -> None:
    """And sets nothing up."""
    done = _run(untouched, *arguments)

    assert done.returncode == 2
    assert "./run demo" in done.stderr
    assert not (untouched / ".venv").exists()
