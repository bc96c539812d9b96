"""What the documents say is true: codes, settings, terms, commands, links."""

from __future__ import annotations

import ast
import inspect
import re
import shlex
import tomllib
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest

from archive import describe, errors, settings
from archive.cases import model, places, units
from archive.cases.backcheck import verdict
from archive.cases.likeness import relations
from archive.cases.meetings import meeting
from archive.cases.procedure import standing, status
from archive.cases.reception import visit
from archive.extract.reading import Limits
from archive.record import proposals
from tests.project.commands import GROUPS, help_of
from tests.project.tree import ROOT, modules, read, tracked_files

READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = tuple(path.as_posix() for path in tracked_files() if path.suffix == ".md" and path.parts[0] != "tests")
_COMMAND = re.compile(r"juanzong ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _table(document: str) -> dict[str, list[str]]:
    """Rows of a document's tables whose first cell is code, by that code; the other cells as they stand."""
    rows = re.findall(r"^\| `([^`]+)` \|(.*)\|$", read(document), re.MULTILINE)
    assert len(rows) == len({code for code, _ in rows}), f"{document} explains something twice"
    return {code: [cell.strip() for cell in rest.split(" | ")] for code, rest in rows}


# Errors


def _codes() -> set[str]:
    """Every code the program can say: of an error class, given where one is raised, or printed as it is."""
    nodes = [node for path in modules().values() for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    said: list[ast.expr | None] = []
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                named = ast.unparse(line).partition("=")[0].partition(":")[0].strip()
                if isinstance(line, (ast.Assign, ast.AnnAssign)) and named == "code":
                    said.append(line.value)
        elif isinstance(node, ast.Call):
            said += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        elif isinstance(node, ast.Dict):
            keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
            said += [value for key, value in zip(keys, node.values, strict=True) if key == "code"]
    return {one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value}


def test_every_error_code_is_explained() -> None:
    """An administrator looks a code up; a code that is gone misleads."""
    assert set(_table("docs/errors.md")) == _codes()


def test_every_error_says_what_to_do() -> None:
    """A row without advice is no help."""
    assert [code for code, cells in _table("docs/errors.md").items() if not _CHINESE.search(cells[-1])] == []


def test_every_error_class_states_its_status() -> None:
    """The API answers with the status the document promises."""
    table = _table("docs/errors.md")
    for _, one in inspect.getmembers(errors, inspect.isclass):
        if issubclass(one, errors.JuanzongError):
            assert table[one.code][0] == str(one.status), one.__name__


# Settings


def test_every_setting_is_explained() -> None:
    """A setting nobody can look up is set wrongly."""
    ours = {name for name in _table("docs/settings.md") if name.startswith("JUANZONG_") and "_TEST_" not in name}

    assert ours == set(settings.ENVIRONMENT)


def test_every_setting_of_the_tests_is_explained() -> None:
    """The same for who runs them on a machine of another kind."""
    sources = [
        (ROOT / path).read_text("utf-8") for path in tracked_files() if path.suffix == ".py" or path.name == "run"
    ]
    read_there = {name for source in sources for name in re.findall(r"JUANZONG_TEST_[A-Z_]*[A-Z]", source)}

    assert {name for name in _table("docs/settings.md") if "_TEST_" in name} == read_there


def test_the_settings_file_of_the_document_loads(tmp_path: Path) -> None:
    """The example is what people copy; it holds every key there is, and the limits' true defaults."""
    (example,) = re.findall(r"```toml\n(.*?)```", read("docs/settings.md"), re.DOTALL)
    (tmp_path / "settings.toml").write_text(example, "utf-8")

    loaded = settings.load({}, tmp_path)

    assert set(tomllib.loads(example)) == {field.name for field in fields(settings.Settings)} - {"home"}
    assert set(tomllib.loads(example)["limits"]) == {field.name for field in fields(Limits)}
    assert loaded.limits == Limits()


# Terms


def _kinds() -> list[str]:
    found = [
        (name, one)
        for module in (model, describe, status, standing, relations, verdict, meeting, visit, proposals, places, units)
        for name, one in inspect.getmembers(module, inspect.isclass)
        if issubclass(one, StrEnum) and one is not StrEnum
    ]
    return [f"{name}.{member.name}" for name, one in found for member in one]


def test_every_kind_has_its_term() -> None:
    """A value of the model without the office's word for it would be shown in English."""
    assert set(_kinds()) - set(_table("docs/glossary.md")) == set()


def test_every_term_is_in_the_code() -> None:
    """A glossary with names that are gone sends its reader on a search for nothing."""
    text = "\n".join([*(path.read_text("utf-8") for path in modules().values()), *map(str, tracked_files())])
    kinds = set(_kinds())
    gone = [
        name
        for name in _table("docs/glossary.md")
        if (name not in kinds if "." in name else not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text))
    ]

    assert gone == []


def test_every_term_has_its_chinese() -> None:
    """That is what a glossary is for."""
    assert [name for name, cells in _table("docs/glossary.md").items() if not re.search(r"\w", cells[0])] == []


# Commands


def _commands_in(text: str) -> set[tuple[str, ...]]:
    return {(first, second) if second and first in GROUPS else (first,) for first, second in _COMMAND.findall(text)}


def _code(document: str) -> str:
    """What stands in a document between backticks."""
    return "\n".join(
        block or inline for block, inline in re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", read(document), re.DOTALL)
    )


def _advice() -> str:
    """Every Chinese string of the program."""
    trees = [ast.parse(path.read_text("utf-8")) for path in modules().values()]
    constants = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return "\n".join(text for text in constants if isinstance(text, str) and _CHINESE.search(text))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_of_a_document_exists(document: str) -> None:
    """A command that is not there is the first thing a new user types."""
    assert [command for command in sorted(_commands_in(_code(document))) if not help_of(*command)] == []


def test_every_command_in_advice_exists() -> None:
    """Advice to run something that is not there leaves a clerk alone with the error."""
    assert [command for command in sorted(_commands_in(_advice())) if not help_of(*command)] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_option_of_the_readme_exists(readme: str) -> None:
    """The same for options."""
    for line in re.findall(r"^\.venv/bin/juanzong .*", read(readme), re.MULTILINE):
        words = shlex.split(line, comments=True)[1:]
        command = words[:2] if words[0] in GROUPS and not words[1].startswith("-") else words[:1]
        for option in [word for word in words if word.startswith("--")]:
            assert option in help_of(*command), line


@pytest.mark.parametrize("readme", READMES)
def test_every_case_of_the_readme_is_in_the_demonstration(readme: str) -> None:
    """The commands are typed right after the demonstration, as they stand."""
    numbers = re.findall(r"--case (\S+)", read(readme))

    assert numbers
    assert [number for number in numbers if f'"{number}"' not in read("archive/demonstration/cases.jsonl")] == []


def test_both_readmes_show_the_same_commands() -> None:
    """A translation that lags behind describes another program."""

    def shown(readme: str) -> list[list[str]]:
        lines = re.findall(r"^\.venv/bin/.*|^\./run.*", read(readme), re.MULTILINE)
        return [shlex.split(line, comments=True) for line in lines]

    assert shown("README.md") == shown("README.zh-CN.md")


@pytest.mark.parametrize("readme", READMES)
def test_two_commands_set_everything_up(readme: str) -> None:
    """One runs the demonstration, one runs the tests; a third step would be forgotten."""
    assert re.findall(r"^\./run.*?(?=\s+#|$)", read(readme), re.MULTILINE) == ["./run demo", "./run test"]


# Links and places


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    """A dead link in a document says that nobody reads it."""
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", read(document)) if "://" not in link]

    assert [link for link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


# Written in parts, or this file would find itself.
_REGISTRIES = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".", "repo1" + ".maven", "repo.maven" + ".apache"]
_REGISTRIES += ["deb.debian" + ".org", "docker" + ".io", "docker" + ".elastic.co", "ghcr" + ".io", "mirrors" + "."]
_MACHINE_PATH = re.compile(r"(?<![\w./~$}-])/" + r"(?:work|root|opt)/\w")


def _texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked_files():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content[:8192]:
            found.append((path.as_posix(), content.decode("utf-8", "replace")))
    return found


def test_no_file_names_a_package_registry() -> None:
    """Offices install from mirrors of their own; a host written here would go round their setting."""
    assert [f"{name}: {host}" for name, text in _texts() for host in _REGISTRIES if host in text] == []


def test_no_file_names_a_place_on_one_machine() -> None:
    """A path of the author's machine works nowhere else."""
    assert [f"{name}: {found.group()}" for name, text in _texts() for found in _MACHINE_PATH.finditer(text)] == []
