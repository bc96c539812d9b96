"""The command line's door: reads the environment, opens the right room, prints, exits."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from gettext import gettext

import click

from archive import settings
from archive.errors import JuanzongError
from console import chinese
from console.command import Invocation, OfficeGroup
from console.output import print_error, print_json, use_utf8

COMMANDS = {
    "demo": (
        "console.demo.demo",
        "演示：导入一个示范档案，检索，找类案，写答复意见书和调解协议书；或者生成一个县十年的台账。",
    ),
    "ingest": ("console.documents.ingest", "导入文件或文件夹（含子文件夹）：保存原件、读出文字、建立索引。"),
    "documents": ("console.documents.documents", "查看收到的文档：状态、文字，或重新读取。"),
    "case": ("console.cases.case", "案件：登记、查看、成批导入和导出。"),
    "ledger": ("console.ledger.ledger", "台账：每件纠纷一行，谁负责、到哪一步、下一步何时。"),
    "due": ("console.deadlines.due", "期限：什么快到期、什么已逾期，归谁，依据哪一条。"),
    "stats": ("console.figures.stats", "统计：各项指标、年度报告和月报。"),
    "weekly": ("console.weekly.weekly", "周排查：各村、乡镇、部门每周报一次，逐级汇总，谁没报一看便知。"),
    "backcheck": ("console.weekly.backcheck", "倒查：初信初访事先排查到了没有，报得实不实；漏排和不实的按单位通报。"),
    "meeting": ("console.meetings.meeting", "联席会议：议题、出席、议定事项，跟到办结为止。"),
    "reception": ("console.reception.reception", "接访：值班领导、来访批次和人次、批示，还有哪些没有回音。"),
    "proposals": (
        "console.reception.proposals",
        "三项建议：改进工作、完善政策、追究责任，和采纳情况（《信访工作条例》第四十一条）。",
    ),
    "outlook": ("console.figures.outlook", "预警：从往年案件看未来几周哪一类、哪个乡镇会多起来。"),
    "dispatch": ("console.dispatch.dispatch", "转送交办：转给谁、签收没有、有没有异议、反馈没有，以及督办。"),
    "mediation": ("console.mediation.mediation", "人民调解：登记、调解、协议、履行、司法确认、归档。"),
    "lists": ("console.ledger.lists", "三级清单：一般管理、特殊管理、重点管理，列入、调整、销号都写明理由。"),
    "office": ("console.reference.organisation", "本办公室的区划、单位、责任分工和调解员，用表格导入和导出。"),
    "search": ("console.search.search", "检索案件、文档和法律条文。"),
    "saved": (
        "console.search.saved",
        "存下来的检索：各有什么新找到的，每天一份摘要。用 juanzong search 查询 --save 名字 存。",
    ),
    "suggest": ("console.search.suggest", "接着可以怎样写；没有找到时，是不是写错了字、放宽哪一条各能找到多少。"),
    "precedents": (
        "console.precedents.precedents",
        "找类案：与某个案件、一段文字或一封来信相像的案件，像在哪里，当时怎么定的，复查站没站住。",
    ),
    "evaluate": (
        "console.search.evaluate",
        "用人工判断过的查询评测检索和类案：各项指标、95% 区间，以及与另一次排序的差别是否只是偶然。",
    ),
    "generate": (
        "console.papers.generate",
        "由案件生成公文（Word），如 reply 答复意见书，mediation-agreement 人民调解协议书；--list 列出全部文书。",
    ),
    "paper": ("console.papers.paper", "公文：检查、拟稿、送审、签发、用印、发出、送达、作废，发文登记簿，公开版。"),
    "template": (
        "console.templates.template",
        "本单位的模板：把自己的 Word 文件做成文书模板，检查、预览、分版本保存。",
    ),
    "law": ("console.reference.law", "法律书架：导入法律法规和典型案例，按条款项查看，供检索和引用。"),
    "index": ("console.running.index", "检索索引：检查、重建、与案卷比对。索引随时可以删掉重建，案卷不受影响。"),
    "words": ("console.words.words", "词表：本地的地名、单位、行话，使它们被当作一个词。"),
    "holidays": ("console.deadlines.holidays", "放假表：每年的节假日和调休上班日，期限的顺延和工作日都按它计算。"),
    "serve": ("console.running.serve", "启动网页和接口。按 Ctrl-C 停止。"),
    "worker": ("console.work.worker", "启动一个工作进程：从任务队列（Redis）领取文件来读，并填充索引。"),
    "doctor": (
        "console.running.doctor",
        "体检：原件是否完好、案卷与索引是否一致、有没有卡住的文件。有问题时退出码为 1。",
    ),
}
"""Each command, the room it is in, which is loaded only when the command is called, and what it is for."""


class Rooms(OfficeGroup):
    """The commands, loaded when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        room, _ = COMMANDS[cmd_name]
        command = importlib.import_module(room).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each command is for, without loading any: all of them together take seconds."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, purpose) for name, (_, purpose) in COMMANDS.items()])


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
