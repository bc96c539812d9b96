"""What is installed on a user's machine: the wheel, its names, its data, its command."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.project.tree import MAY_IMPORT, ROOT, pyproject, tracked_files

_ROOMS = set(MAY_IMPORT) - {"cli"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(out), cwd=ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment with the wheel and this environment's libraries."""
    home = tmp_path_factory.mktemp("environment")
    _run(sys.executable, "-m", "venv", "--without-pip", str(home), cwd=home)
    (pip,) = ROOT.glob("tools/bootstrap/pip-*.whl")
    _run(
        str(home / "bin/python"),
        str(pip / "pip"),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
        cwd=home,
    )
    (packages,) = home.glob("lib/python*/site-packages")
    libraries = [path for path in sys.path if Path(path).name == "site-packages"]
    (packages / "libraries.pth").write_text("\n".join(libraries), "utf-8")
    return home / "bin"


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_the_wheel_has_the_rooms_and_nothing_else(wheel: Path) -> None:
    """The import names are generic; one more of them could hide another package of the user's."""
    assert {name.partition("/")[0] for name in _names(wheel)} == {*_ROOMS, "cli.py"}


def test_the_wheel_has_every_file_of_the_rooms(wheel: Path) -> None:
    """A word list, template or migration left out of the wheel fails only at the office."""
    expected = {path.as_posix() for path in tracked_files() if path.parts[0] in {*_ROOMS, "cli.py"}}

    assert expected - _names(wheel) == set()


def test_the_wheel_says_its_licence_and_version(wheel: Path) -> None:
    """An office's purchasing department asks for both."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = archive.read(name).decode()
        licences = [name for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE")]

    assert f"\nVersion: {pyproject()['project']['version']}\n" in metadata
    assert "\nLicense-Expression: Apache-2.0\n" in metadata
    assert len(licences) == 1


def test_the_installed_command_starts(installed: Path, tmp_path: Path) -> None:
    """The command works from the wheel alone, away from the checkout."""
    where = _run(
        str(installed / "python"), "-c", "import archive, cli; print(archive.__file__, cli.__file__)", cwd=tmp_path
    )
    said = _run(str(installed / "juanzong"), "--help", cwd=tmp_path)

    assert all(Path(name).is_relative_to(installed.parent) for name in where.split())
    assert "ingest" in said
