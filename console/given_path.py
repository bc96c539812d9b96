"""Files a command is given to read: one that is not there is a failure with advice, exit code 1, not wrong use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from archive.errors import InvalidInput
from archive.originals import unreadable


class GivenPath(click.Path):
    """A path to read from; ``folders`` says whether it may be a folder."""

    def __init__(self, *, folders: bool = False) -> None:
        super().__init__(path_type=Path)
        self._folders = folders

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path. Raises InvalidInput ``no_such_path``, and ReadError where it may not be read."""
        path = Path(value)
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError) as exc:
            raise InvalidInput(f"找不到：{path}", "请检查文件或文件夹的名字。", code="no_such_path") from exc
        except OSError as exc:
            raise unreadable(path, exc) from exc
        if path.is_dir() and not self._folders:
            raise InvalidInput(f"{path} 是文件夹。", "请给出其中一个文件的名字。", code="no_such_path")
        if not os.access(path, os.R_OK):
            raise unreadable(path, PermissionError())
        return path
