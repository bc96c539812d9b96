"""How our own Python processes are started."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
"""Where the package ``archive`` is found."""


def command(module: str, *arguments: str) -> list[str]:
    """Run a module of ours; what lies in the current folder is not imported (it may be somebody's evidence)."""
    return [sys.executable, "-P", "-X", "faulthandler", "-m", module, *arguments]


def environment(threads: int, room: str | None = None) -> dict[str, str]:
    """The parent's, with our package on the path, ``threads`` a library, and ``room`` for temporary files."""
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    values = {**os.environ, "PYTHONPATH": path}
    values.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(threads)))
    if room:
        values["TMPDIR"] = room
    return values
