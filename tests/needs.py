"""What a test needs of the machine: it is skipped with the reason where that is missing, and fails when CI=true."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip this test because ``what`` is missing; in CI nothing may be missing."""
    reason = f"needs {what}"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI=true", pytrace=False)
    pytest.skip(reason)


class Needs:
    """One method for each program; returns where it is."""

    def java(self) -> str:
        """A Java runtime."""
        return self._program("a Java runtime", "java")

    def maven(self) -> str:
        """Maven."""
        return self._program("Maven (mvn)", "mvn")

    def libreoffice(self) -> str:
        """LibreOffice."""
        return self._program("LibreOffice (soffice)", "soffice", "libreoffice")

    def chromium(self) -> str:
        """Chromium or Chrome."""
        return self._program("Chromium", "chromium", "chromium-browser", "google-chrome")

    def redis(self) -> str:
        """redis-server."""
        return self._program("redis-server", "redis-server")

    def openssl(self) -> str:
        """The openssl program."""
        return self._program("openssl", "openssl")

    def postgresql(self) -> Path:
        """The folder of PostgreSQL's server programs, of the newest version installed."""
        found = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "postgres").exists()]
        if found:
            return max(found, key=lambda folder: int(folder.parent.name))
        if on_path := shutil.which("postgres"):
            return Path(on_path).resolve().parent
        missing("a PostgreSQL server")

    def _program(self, what: str, *names: str) -> str:
        for name in names:
            if found := shutil.which(name):
                return found
        missing(what)


needs = Needs()
