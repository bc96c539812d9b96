"""Under which licences the program's dependencies come, and that each has its reason."""

from __future__ import annotations

import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.tree import pyproject, read

_STRONG_COPYLEFT = re.compile(r"\bAGPL|(?<!L)\bGPL|Affero|(?<!Lesser )General Public License", re.IGNORECASE)


def _locked() -> list[str]:
    """Names in the lock of the running program that apply to this machine."""
    lines = re.findall(r"^[a-z0-9].*?(?= \\$)", read("requirements.lock"), re.MULTILINE)
    found = [Requirement(line) for line in lines]
    return [one.name for one in found if one.marker is None or one.marker.evaluate()]


def _licence(name: str) -> str:
    """What a package says about its licence, in one line; its whole text is left out."""
    said = metadata.metadata(name)
    classified = [text for text in said.get_all("Classifier", []) if text.startswith("License ::")]
    expression, words = said.get_all("License-Expression", []), "\n".join(said.get_all("License", []))
    return " | ".join([*expression, *words.strip().splitlines()[:1], *classified])


@pytest.mark.parametrize("name", _locked())
def test_no_dependency_has_a_licence_that_binds_the_office(name: str) -> None:
    """An AGPL library would oblige every office that serves the page to publish its changes."""
    licence = _licence(name)

    assert licence, f"{name} does not say its licence"
    assert not _STRONG_COPYLEFT.search(licence), f"{name}: {licence}"


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("AGPL-3.0-only", True),
        ("GPL-2.0-or-later", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3", False),
        ("MIT", False),
    ],
)
def test_the_licence_pattern_tells_them_apart(licence: str, refused: bool) -> None:
    """The test above must be able to fail."""
    assert bool(_STRONG_COPYLEFT.search(licence)) is refused


def test_every_dependency_has_its_reason() -> None:
    """A dependency nobody can explain is one nobody dares to remove."""
    stated = {Requirement(line).name for line in pyproject()["project"]["dependencies"]}
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|", read("docs/decisions/0003-dependencies.md"), re.MULTILINE))

    assert {canonicalize_name(name) for name in stated} == explained


def test_every_dependency_is_locked() -> None:
    """A dependency added to pyproject.toml and not locked is missing after ``./run demo``."""
    stated = {canonicalize_name(Requirement(line).name) for line in pyproject()["project"]["dependencies"]}
    tools = {canonicalize_name(Requirement(line).name) for line in pyproject()["dependency-groups"]["dev"]}
    locked = set(re.findall(r"^([a-z0-9-]+)==", read("requirements.lock"), re.MULTILINE))
    locked_tools = set(re.findall(r"^([a-z0-9-]+)==", read("requirements-dev.lock"), re.MULTILINE))

    assert stated - locked == set()
    assert (stated | tools) - locked_tools == set()


def test_both_locks_name_the_same_versions() -> None:
    """What was tested is what runs."""

    def pins(lock: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", read(lock), re.MULTILINE):
            found.setdefault(name, set()).add(version)
        return found

    tested = pins("requirements-dev.lock")

    assert {name: tested.get(name) for name in pins("requirements.lock")} == pins("requirements.lock")
