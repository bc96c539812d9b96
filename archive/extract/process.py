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


def crowding() -> float:
    """How many times longer than alone a process needs now; see ``times_longer``."""
    return times_longer(os.getloadavg()[0], len(os.sched_getaffinity(0)))


def times_longer(load: float, processors: int) -> float:
    """At least 1; ``load`` is the mean number of processes that want a processor or wait for the disk.

    Time limits are meant for a machine that has nothing else to do: they are stretched by this, so that no page is lost
    because the machine is busy.
    """
    return max(1.0, load / processors)
