"""The real program, run as people and services run it: in processes of their own, which can be killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from archive import settings
from console.office import Office
from tests.servers.processes import end, wait_until

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that ended."""

    code: int
    """Exit code; negative for a signal."""
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Program:
    """The program on one home, with settings of its own and none of the machine's."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    """Values of ``JUANZONG_…`` variables."""
    prefix: Sequence[str] = ()
    """What stands before the command, such as ``setpriv --reuid=nobody``."""
    root: Path = ROOT
    """Where the program lies."""

    def run(self, *arguments: str | bytes | Path, seconds: float = 100) -> Done:
        """Run a command to its end."""
        done = subprocess.run(
            self._command(arguments), env=self._environment(), cwd="/", capture_output=True, timeout=seconds
        )
        return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))

    def json(self, *arguments: str | bytes | Path, code: int = 0, seconds: float = 100) -> Any:
        """The JSON value of a command, which must exit with ``code`` and print nothing else."""
        done = self.run(*arguments, "--json", seconds=seconds)
        assert done.code == code, (done.out[-2000:], done.err[-4000:])
        return done.json

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The same office, opened in this process: a dozen questions need not start the program a dozen times."""
        office = Office(settings.load({"HOME": str(self.home), **self.settings}, self.home))
        try:
            yield office
        finally:
            office.close()

    @contextmanager
    def running(self, *arguments: str | bytes | Path) -> Iterator[Running]:
        """A command under way; killed in the end if it still runs."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(
                self._command(arguments),
                env=self._environment(),
                cwd="/",
                stdout=out,
                stderr=err,
                preexec_fn=_hear_ctrl_c,
            )
            started = Running(process, out, err)
            try:
                yield started
            finally:
                if process.poll() is None:
                    started.kill()

    @contextmanager
    def worker(self, jobs: int = 2) -> Iterator[Running]:
        """A worker that has announced itself."""
        with self.running("worker", "--jobs", str(jobs)) as started:
            wait_until(lambda: "等待任务" in started.shown() or started.ended, "a worker", 40)
            assert not started.ended, started.shown()
            yield started

    def _command(self, arguments: Sequence[str | bytes | Path]) -> list[str | bytes | Path]:
        return [*self.prefix, sys.executable, self.root / "cli.py", "--home", self.home, *arguments]

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("JUANZONG_")}
        return {**inherited, **self.settings}


def _hear_ctrl_c() -> None:
    """As at a terminal: a shell starts what runs in the background with Ctrl-C ignored, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Running:
    """A command under way."""

    def __init__(self, process: subprocess.Popen[bytes], out: Any, err: Any) -> None:
        self.process = process
        self._out = out
        self._err = err

    @property
    def ended(self) -> bool:
        """True once it has ended."""
        return self.process.poll() is not None

    def shown(self) -> str:
        """All it has written so far, on both streams."""
        return "".join(
            os.pread(file.fileno(), 1 << 24, 0).decode("utf-8", "replace") for file in (self._out, self._err)
        )

    def readers(self) -> list[psutil.Process]:
        """Its reading processes."""
        return [
            child for child in psutil.Process(self.process.pid).children() if child.status() != psutil.STATUS_ZOMBIE
        ]

    def kill(self) -> None:
        """End it as a power cut would."""
        end(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)

    def wait(self, seconds: float = 60) -> Done:
        """Wait for its end."""
        code = self.process.wait(seconds)
        out, err = (os.pread(file.fileno(), 1 << 24, 0).decode("utf-8", "replace") for file in (self._out, self._err))
        return Done(code, out, err)


def gone(processes: Sequence[psutil.Process], seconds: float = 15) -> bool:
    """True once none of the processes runs any more."""
    end_of_patience = time.monotonic() + seconds
    while any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes):
        if time.monotonic() > end_of_patience:
            return False
        time.sleep(0.1)
    return True
