"""Which way imports run: docs/architecture.md says it, these tests hold it."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import pytest

from tests.project.tree import MAY_IMPORT, Import, imports, modules, target


def _ours() -> list[tuple[str, Import, str]]:
    return [(module, found, to) for module in modules() for found in imports(module) if (to := target(found))]


def _room(module: str) -> str:
    return module.partition(".")[0]


def _folder(module: str) -> str:
    """The folder a module lies in, such as ``archive.record``; a module right in its room stands for itself."""
    if modules()[module].name == "__init__.py":
        return module
    return module.rpartition(".")[0] if module.count(".") > 1 else module


def _cycle(edges: list[tuple[str, str]]) -> list[str]:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for source, to in edges:
        if source != to:
            sorter.add(source, to)
    try:
        sorter.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_every_room_is_there() -> None:
    """A room that moved would make the other tests of this file pass without looking at anything."""
    assert {_room(module) for module in modules()} == set(MAY_IMPORT)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    """An arrow upward makes the record depend on what must be deletable."""
    allowed = MAY_IMPORT[room] | {room}
    wrong = [f"{m}:{i.line} → {to}" for m, i, to in _ours() if _room(m) == room and _room(to) not in allowed]

    assert wrong == []


def test_an_import_inside_a_function_says_why() -> None:
    """Late imports are for libraries that take seconds to load; the tests for circles see them too."""
    silent = [
        f"{m}:{i.line} → {to}"
        for m, i, to in _ours()
        if i.nested and "#" not in modules()[m].read_text("utf-8").splitlines()[i.line - 1]
    ]

    assert silent == []


def test_no_inner_module_goes_through_its_own_door() -> None:
    """A package's ``__init__`` is for outsiders; used from inside, everything depends on everything."""
    wrong = [f"{m}:{i.line} → {to}" for m, i, to in _ours() if m.startswith(f"{to}.") and m != to]

    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """A circle cannot be read, tested or replaced in parts."""
    assert _cycle([(module, to) for module, _, to in _ours()]) == []


def test_no_folders_import_each_other_in_a_circle() -> None:
    """Inside a room the arrows go one way too; a folder inside another is part of it."""
    edges = [(_folder(module), _folder(to)) for module, _, to in _ours()]

    assert _cycle([(a, b) for a, b in edges if not (f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}."))]) == []


def test_no_subjects_of_a_room_import_each_other_in_a_circle() -> None:
    """``archive.cases`` with all its folders is one thing to a reader, and knows nothing of ``archive.record``."""
    edges = [(".".join(module.split(".")[:2]), ".".join(to.split(".")[:2])) for module, _, to in _ours()]

    assert _cycle(edges) == []


def test_the_circle_finder_finds_circles() -> None:
    """The three tests above must be able to fail."""
    assert set(_cycle([("a", "b"), ("b", "c"), ("c", "a")])) == {"a", "b", "c"}
    assert _cycle([("a", "b"), ("a", "c"), ("b", "c")]) == []
