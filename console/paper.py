"""``juanzong paper``: papers as Word files, checked, mended and kept through their life."""

from __future__ import annotations

import click

from console import paper_check, paper_public
from console.command import OfficeGroup


@click.group("paper", cls=OfficeGroup)
def command() -> None:
    """公文文件：对照 GB/T 9704—2012 检查、改正，生成公开版。"""


command.add_command(paper_check.check)
command.add_command(paper_public.public)
