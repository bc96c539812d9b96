"""The command line's door: reads the environment, opens the right room, prints, exits."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click

from archive import settings
from archive.errors import JuanzongError
from console import chinese
from console.command import Invocation, OfficeGroup
from console.output import print_error, print_json, use_utf8

COMMANDS = {
    "demo": "console.demo.demo",
    "ingest": "console.documents.ingest",
    "documents": "console.documents.documents",
    "case": "console.cases.case",
    "ledger": "console.ledger.ledger",
    "due": "console.deadlines.due",
    "stats": "console.figures.stats",
    "weekly": "console.weekly.weekly",
    "backcheck": "console.weekly.backcheck",
    "meeting": "console.meetings.meeting",
    "reception": "console.reception.reception",
    "proposals": "console.reception.proposals",
    "outlook": "console.figures.outlook",
    "dispatch": "console.dispatch.dispatch",
    "mediation": "console.mediation.mediation",
    "lists": "console.ledger.lists",
    "office": "console.reference.organisation",
    "search": "console.search.search",
    "saved": "console.search.saved",
    "suggest": "console.search.suggest",
    "precedents": "console.precedents.precedents",
    "evaluate": "console.search.evaluate",
    "generate": "console.papers.generate",
    "paper": "console.papers.paper",
    "template": "console.templates.template",
    "law": "console.reference.law",
    "index": "console.running.index",
    "words": "console.words.words",
    "holidays": "console.deadlines.holidays",
    "serve": "console.running.serve",
    "worker": "console.work.worker",
    "doctor": "console.running.doctor",
}
"""Each command and the room it is in; a room is loaded only when its command is called."""


class Rooms(OfficeGroup):
    """The commands, loaded when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        room = COMMANDS.get(cmd_name)
        if room is None:
            return None
        command = importlib.import_module(room).command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Rooms, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="juanzong", prog_name="juanzong", message="%(prog)s %(version)s", help="显示版本。")
def juanzong() -> None:
    """卷宗：信访与调解案卷的存档、检索和公文生成。

    第一次使用，请运行 juanzong demo。
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed with advice, 2 wrong use."""
    chinese.speak()
    as_json = "--json" in arguments
    invocation = Invocation(
        lambda home: settings.load(os.environ, home), demonstration=settings.demonstration_home(os.environ)
    )
    try:
        result = juanzong.main(args=list(arguments), prog_name="juanzong", standalone_mode=False, obj=invocation)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=as_json)
        if as_json:
            print_json({"error": {"code": "usage", "message": "缺少命令。", "advice": "用法见上，或加 --help 查看。"}})
        return 2
    except click.ClickException as error:
        usage = (
            f"{error.ctx.command_path} --help"
            if isinstance(error, click.UsageError) and error.ctx
            else "juanzong --help"
        )
        print_error(
            {"code": "usage", "message": chinese.punctuated(error.format_message()), "advice": f"用法请看 {usage}。"},
            as_json=as_json,
        )
        return 2
    except JuanzongError as error:
        print_error(error.as_dict(), as_json=as_json)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        advice = "已经完成的都已保存；再运行一次同样的命令就会接着做。"
        print_error({"code": "interrupted", "message": "已中断。", "advice": advice}, as_json=as_json)
        return 130
    finally:
        invocation.close()
    return result if isinstance(result, int) else 0


def main() -> None:
    """The entry point of the installed command."""
    use_utf8()
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


if __name__ == "__main__":
    main()
