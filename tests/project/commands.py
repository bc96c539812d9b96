"""The command line as a person meets it: what ``--help`` says."""

from __future__ import annotations

from functools import cache

import click

from cli import juanzong
from console import chinese


def _groups() -> frozenset[str]:
    context = click.Context(juanzong, **juanzong.context_settings)
    return frozenset(
        name for name in juanzong.list_commands(context) if isinstance(juanzong.get_command(context, name), click.Group)
    )


GROUPS = _groups()
"""Commands that have commands of their own."""


@cache
def help_of(*command: str) -> str:
    """Help of a command of ours; empty if there is no such command."""
    chinese.speak()  # click keeps the help option it makes first
    found: click.Command | None = juanzong
    context = click.Context(juanzong, info_name="juanzong", **juanzong.context_settings)
    for name in command:
        if not isinstance(found, click.Group):
            return ""
        found = found.get_command(context, name)
        if found is None:
            return ""
        context = click.Context(found, info_name=name, parent=context)
    return found.get_help(context) if found else ""
