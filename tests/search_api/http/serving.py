"""``juanzong serve`` as a process of its own, as an office runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.project.tree import ROOT

_STOPPED_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is running."""

    address: str
    login: str
    """A link that logs in once."""
    process: subprocess.Popen[str]


@contextmanager
def serving(home: Path, *options: str, **environ: str) -> Iterator[Served]:
    """A server over ``home`` on a free port, stopped as Ctrl-C in a service would."""
    command = [sys.executable, "cli.py", "--home", str(home), "--json", "serve", "--port", "0", "--jobs", "1", *options]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**{k: v for k, v in os.environ.items() if not k.startswith("JUANZONG_")}, **environ},
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        if not said:
            raise AssertionError(process.communicate()[1])
        told = json.loads(said)
        yield Served(told["address"], told["login"], process)
    finally:
        process.terminate()
        try:
            process.wait(_STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        finally:
            process.communicate()
