"""The checkout as the tests of the project see it: its files and the modules in its rooms."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

MAY_IMPORT = {
    "archive": set[str](),
    "indexer": {"archive"},
    "templates": {"archive"},
    "search_api": {"archive", "indexer", "templates"},
    "console": {"archive", "indexer", "templates", "search_api"},
    "cli": {"archive", "indexer", "templates", "search_api", "console"},
}
"""Rooms, and which others each may import."""


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name."""

    module: str
    """What is imported from: ``archive.record`` in ``from archive.record import tables``."""
    name: str
    """``tables`` there; empty for ``import archive.record``."""
    line: int
    nested: bool
    """True inside a function."""


@cache
def tracked_files() -> tuple[Path, ...]:
    """Files of the checkout that git keeps or would keep, relative to its root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return tuple(sorted(path for name in listed.split("\0") if name and (ROOT / (path := Path(name))).is_file()))


@cache
def modules() -> dict[str, Path]:
    """Every module of ours by its dotted name."""
    return {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): ROOT / path
        for path in tracked_files()
        if path.suffix == ".py" and path.with_suffix("").parts[0] in MAY_IMPORT
    }


@cache
def imports(module: str) -> tuple[Import, ...]:
    """What a module of ours imports, at its top and inside functions, relative names made whole."""
    path = modules()[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return tuple(_imports(ast.parse(path.read_text("utf-8")), package, nested=False))


def _imports(node: ast.AST, package: str, *, nested: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, "", child.lineno, nested) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - child.level + 1] if child.level else []
            source = ".".join([*base, *filter(None, [child.module])])
            yield from (Import(source, alias.name, child.lineno, nested) for alias in child.names)
        else:
            inside = isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
            yield from _imports(child, package, nested=nested or inside)


def target(imported: Import) -> str | None:
    """The module of ours that an import leads to, or None for a foreign one."""
    for name in (f"{imported.module}.{imported.name}", imported.module):
        if name in modules():
            return name
    return None


@cache
def pyproject() -> dict[str, Any]:
    """``pyproject.toml``."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@cache
def read(name: str) -> str:
    """Text of a file of the checkout."""
    return (ROOT / name).read_text("utf-8")
