"""Writes docs/commands.md, the reference of every command, from the program's own help.

Run from the checkout: ``.venv/bin/python -m tools.docs.commands``. A test holds the file to the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import cli
from console import chinese

TARGET = Path(__file__).parents[2] / "docs" / "commands.md"
_HEAD = """# 命令参考

由程序自己的帮助生成（`python -m tools.docs.commands`），请勿手工修改。每条命令都可以加 `--home 文件夹` 和 `--json`。
退出码：0 完成，1 没有做成（会说明原因和办法），2 用法不对。
"""


def reference() -> str:
    """The whole page."""
    chinese.speak()
    parts = [_HEAD]
    root = click.Context(cli.juanzong, info_name="juanzong", **cli.juanzong.context_settings)
    for name, command, context in _commands(cli.juanzong, root):
        parts.append(f"## {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def _commands(command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    context.max_content_width = 100
    context.terminal_width = 100
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _commands(child, click.Context(child, parent=context, info_name=name))


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
