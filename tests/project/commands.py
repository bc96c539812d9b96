"""The command line as a person meets it: what ``--help`` says."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

from tests.project.tree import ROOT

GROUPS = frozenset({"documents", "case", "law", "index", "words"})
"""Commands that have commands of their own."""


@cache
def help_of(*command: str) -> str:
    """Help of a command of ours; empty if there is no such command."""
    program = [sys.executable, "-c", "from cli import main; main()", *command, "--help"]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout if done.returncode == 0 else ""
