"""A reference that lies about the program is worse than none."""

from __future__ import annotations

from tools.docs.commands import TARGET, reference


def test_command_reference_is_the_programs_own_help() -> None:
    """Every command, argument and option stands there as the program says it."""
    assert TARGET.read_text("utf-8") == reference(), "run: python -m tools.docs.commands"
