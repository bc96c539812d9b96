"""Commands that take ``--home`` and ``--json`` anywhere, and the office they work on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive.settings import Settings

if TYPE_CHECKING:
    from console.office import Office


class Invocation:
    """One call of the program: the options every command shares, and the office opened for it."""

    def __init__(self, load: Callable[[Path | None], Settings], *, demonstration: Path | None = None) -> None:
        self._load = load
        self.demonstration = demonstration
        """Where the demonstration goes if nobody says otherwise; None where somebody did."""
        self.home: Path | None = None
        self.json = False

    @cached_property
    def office(self) -> Office:
        """The office, opened on first need. Raises SettingsError."""
        from console.office import Office  # nearly all of the program: who asks for help need not wait for it

        return Office(self._load(self.home))

    def close(self) -> None:
        """Close what was opened."""
        if "office" in self.__dict__:
            self.office.close()


_FOLDER = click.Path(file_okay=False, path_type=Path)
_FOLDER.name = "文件夹"  # this room is loaded before click is told to speak Chinese


def _invocation(ctx: click.Context) -> Invocation:
    found = ctx.find_object(Invocation)
    assert found is not None, "cli.py hands one to every command"
    return found


def _set_home(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        _invocation(ctx).home = value


def _set_json(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        _invocation(ctx).json = True


class _Shared(click.Command):
    """Accepts the shared options, before the subcommand as well as after it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)
        self.params += [
            click.Option(
                ["--home"],
                type=_FOLDER,
                callback=_set_home,
                expose_value=False,
                is_eager=True,
                metavar="文件夹",
                help="数据文件夹（默认取 JUANZONG_HOME）。",
            ),
            click.Option(
                ["--json"],
                is_flag=True,
                callback=_set_json,
                expose_value=False,
                is_eager=True,
                help="只输出一个 JSON 值，供程序读取。",
            ),
        ]


class OfficeCommand(_Shared):
    """A command of the program."""


class OfficeGroup(_Shared, click.Group):
    """A group of commands; ``first`` names the one that is meant when none is typed."""

    command_class = OfficeCommand

    def __init__(self, *args: Any, first: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 [参数]…")
        kwargs.setdefault("invoke_without_command", bool(first))
        super().__init__(*args, **kwargs)
        self._first = first

    def invoke(self, ctx: click.Context) -> Any:
        """What the command answers, the first one's answer where none was typed."""
        answer = super().invoke(ctx)
        return ctx.invoke(self.commands[self._first]) if self._first and ctx.invoked_subcommand is None else answer


class NamedChoice(click.Choice[str]):
    """A choice among codes that may be typed as the office calls them."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__(list(labels))
        self._codes = {label: code for code, label in labels.items()}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The code that was meant; refuses with the words of the office."""
        code = self._codes.get(value, value)
        if code not in self._codes.values():
            known = "、".join(f"{name}（{code}）" for name, code in self._codes.items())
            self.fail(f"没有“{value}”，可以是：{known}。", param, ctx)
        return code


pass_invocation = click.make_pass_decorator(Invocation)
