"""What the Chinese guide says is true: commands, queries, columns, states, links and pictures."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from archive.cases import labels
from archive.cases.exchange.columns import HEADINGS
from archive.cases.exchange.jsonl import read_jsonl
from archive.cases.exchange.rows import KEYS
from archive.describe import PaperKind
from archive.settings import load
from archive.sheets.files import Row
from cli import juanzong
from console import chinese
from indexer.segment import Segmenter
from search_api.labels import STATE_LABELS
from search_api.language.fields import FIELDS
from search_api.language.parse import parse
from templates.shelf import papers
from tests.project.commands import GROUPS
from tests.project.tree import ROOT, read, tracked_files

chinese.speak()

FOLDER = "docs/guide"
PAGES = tuple(path.as_posix() for path in tracked_files() if path.parent.as_posix() == FOLDER and path.suffix == ".md")
PICTURES = tuple(path for path in tracked_files() if path.parent.as_posix() == f"{FOLDER}/pictures")
README = f"{FOLDER}/README.md"
_MOST_BYTES_EACH, _MOST_BYTES = 150_000, 1_500_000


# What the guide shows


def _blocks(page: str, kind: str) -> list[str]:
    """Code blocks of one kind, also those set in below an item of a list."""
    found = re.findall(rf"^( *)```{kind}\n(.*?)^\1```$", read(page), re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


def _commands(page: str) -> list[str]:
    """Command lines of ours, of the blocks and between backticks in the text."""
    blocks = "\n".join(_blocks(page, "sh")).replace("\\\n", " ")
    inline = re.findall(r"`(juanzong [^`\n]+)`", re.sub(r"```.*?```", "", read(page), flags=re.DOTALL))
    return [line for line in blocks.splitlines() if line.startswith("juanzong")] + inline


def _table(page: str, first: str) -> list[list[str]]:
    """Rows of the table whose first heading is ``first``, cell by cell."""
    (body,) = re.findall(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)+)", read(page), re.MULTILINE)
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in body.splitlines()]


SHOWN = [(page, line) for page in PAGES for line in _commands(page)]
"""Every command line of the guide."""


# Commands


def _refusal(line: str) -> str:
    """Why the program would not take this command line; empty if it would. Whether files exist is not asked."""
    words = shlex.split(line.partition(" > ")[0])[1:]
    command: click.Command = juanzong
    context = click.Context(juanzong, info_name="juanzong", **juanzong.context_settings)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words.pop(0))
        if found is None:
            return "no such command"
        command, context = found, click.Context(found, info_name=found.name, parent=context)
    try:
        given, rest, _ = command.make_parser(context).parse_args(words)
        if rest:
            return f"left over: {rest}"
        for parameter in command.params:
            _try(parameter, given.get(parameter.name or ""), context)
    except click.ClickException as error:
        return error.format_message()
    return ""


def _try(parameter: click.Parameter, value: object, context: click.Context) -> None:
    if isinstance(value, str) and not isinstance(parameter.type, click.Path):
        parameter.type.convert(value, parameter, context)
    if parameter.required and (not value or not isinstance(value, (str, tuple, list))):
        raise click.MissingParameter(ctx=context, param=parameter)


@pytest.mark.parametrize(("page", "line"), SHOWN)
def test_every_command_line_is_taken(page: str, line: str) -> None:
    """Who types what the guide says must not be told that it is wrong."""
    assert _refusal(line) == "", page


@pytest.mark.parametrize(
    "line",
    [
        "juanzong serach 宅基地",
        "juanzong case erase XF1",
        "juanzong search 宅基地 --first 3",
        "juanzong search 宅基地 --kind 信件",
        "juanzong search 宅基地 张三 李四",
        "juanzong case show",
        "juanzong case export",
        "juanzong serve --port 65536",
    ],
)
def test_a_wrong_command_line_would_be_seen(line: str) -> None:
    """The check above can fail."""
    assert _refusal(line)


def test_every_command_is_in_the_guide() -> None:
    """A command that no page mentions is not found by the people it is for."""
    said = {tuple(shlex.split(line.partition(" > ")[0])[1:3]) for _, line in SHOWN}
    shown = {words[:2] if words[0] in GROUPS and "-" not in words[-1][:1] else words[:1] for words in said}
    wanted: set[tuple[str, ...]] = set()
    context = click.Context(juanzong, **juanzong.context_settings)
    for name in juanzong.list_commands(context):
        command = juanzong.get_command(context, name)
        inner = command.commands if isinstance(command, click.Group) else {}
        wanted |= {(name, one) for one in inner} or {(name,)}

    assert not wanted - shown


# Queries


@cache
def _segmenter() -> Segmenter:
    return Segmenter()


def _queries() -> Iterator[str]:
    for _, line in SHOWN:
        words = shlex.split(line)
        if words[1] == "search" and len(words) > 2 and not words[2].startswith("-"):
            yield words[2]
    page = f"{FOLDER}/3-search.md"
    for row in [*_table(page, "写法"), *_table(page, "栏目")]:
        yield from re.findall(r"`([^`]+)`", row[0] if row[0].startswith("`") else row[1])


@pytest.mark.parametrize("query", sorted(set(_queries())))
def test_every_query_is_understood(query: str) -> None:
    """An example that the program only half understands teaches the wrong thing."""
    assert parse(query, _segmenter(), dt.date(2026, 11, 27)).notes == ()


def test_every_field_of_a_query_is_in_the_guide() -> None:
    """A field nobody knows of is not used; one that is not there finds nothing."""
    named = [row[0] for row in _table(f"{FOLDER}/3-search.md", "栏目")]

    assert [name for name in named if name not in FIELDS] == []
    assert {FIELDS[name] for name in named} == set(FIELDS.values())


def test_every_kind_of_paper_is_in_the_guide() -> None:
    """They are what 文种: takes."""
    (row,) = [row for row in _table(f"{FOLDER}/3-search.md", "栏目") if row[0] == "文种"]

    assert set(row[2].split("、")) == {kind.value for kind in PaperKind}


# States, columns, papers


def test_every_state_is_explained() -> None:
    """A clerk reads in the list what became of a file, and here what to do about it."""
    assert {row[0] for row in _table(f"{FOLDER}/2-intake.md", "状态")} == set(STATE_LABELS.values())


def test_every_column_is_explained() -> None:
    """A heading of the guide that is not read would lose what stands below it."""
    rows = _table(f"{FOLDER}/5-cases.md", "栏目")

    assert [row[0] for row in rows] == list(HEADINGS.values())
    keys = {key for row in rows for key in re.findall(r"`([^`]+)`", row[1])}
    assert keys == {*KEYS, "amount"} - {"amount_fen"}


def test_every_category_and_outcome_is_explained() -> None:
    """What is not on the list is taken too, but is not counted with the others."""
    rows = {row[0]: row[2] for row in _table(f"{FOLDER}/5-cases.md", "栏目")}

    assert rows["类别"].partition("；")[0].split("、") == list(labels.CATEGORIES)
    assert rows["结果"].partition("；")[0].split("、") == list(labels.OUTCOMES)


def test_every_paper_is_in_the_guide() -> None:
    """A paper that can be written, and one that cannot."""
    rows = _table(f"{FOLDER}/6-papers.md", "文书")

    assert {(row[1].strip("`"), row[0]) for row in rows} == {(paper.name, paper.title) for paper in papers()}


def test_every_missing_field_of_the_guide_can_be_set() -> None:
    """The example is copied with other values."""
    known = {field.key for paper in papers() for field in paper.fields}
    text = read(f"{FOLDER}/6-papers.md")
    keys = set(re.findall(r"--set ([a-z_.0-9]+)=", text)) | set(re.findall(r"^(\w+\.\w+)  ", text, re.MULTILINE))

    assert keys
    assert {key for key in keys if re.sub(r"\.\d+\.", ".N.", key) not in known} == set()


def test_the_rows_of_the_guide_are_rows(tmp_path: Path) -> None:
    """JSON lines that are copied must be read."""
    for block in _blocks(f"{FOLDER}/5-cases.md", "json"):
        file = tmp_path / "rows.jsonl"
        file.write_text(block, "utf-8")
        rows = list(read_jsonl(file))
        assert rows
        assert [row for row in rows if not isinstance(row, Row) or "no" not in row.values] == []


def test_the_settings_of_the_guide_load(tmp_path: Path) -> None:
    """A settings file that is copied must be taken."""
    (example,) = _blocks(f"{FOLDER}/9-administration.md", "toml")
    (tmp_path / "settings.toml").write_text(example, "utf-8")

    assert load({}, tmp_path).jobs == 2


# Links and pictures


def test_every_page_is_in_the_table_of_contents() -> None:
    """A page without a way to it is not read. That links lead somewhere is held with the other documents."""
    linked = set(re.findall(r"\]\(([^)#\s]+\.md)\)", read(README)))

    assert linked == {page.rpartition("/")[2] for page in PAGES} - {"README.md"}


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_leads_to_the_guide(readme: str) -> None:
    """It is where a newcomer begins."""
    assert f"]({README})" in read(readme)


def test_every_picture_is_shown_and_described() -> None:
    """A picture without words says nothing to who cannot see it; one that is not shown is dead weight."""
    shown = [found for page in PAGES for found in re.findall(r"!\[(.*?)\]\(pictures/(.+?)\)", read(page))]

    assert {name for _, name in shown} == {path.name for path in PICTURES}
    assert [name for words, name in shown if not words.strip()] == []


def test_pictures_are_small() -> None:
    """They are cloned with every copy of the program."""
    sizes = {path.name: (ROOT / path).stat().st_size for path in PICTURES}

    assert {name: size for name, size in sizes.items() if size > _MOST_BYTES_EACH} == {}
    assert sum(sizes.values()) <= _MOST_BYTES
