"""``juanzong worker``: do the work that others put into the queue."""

from __future__ import annotations

import click

from archive.errors import SettingsError
from console.command import Invocation, OfficeCommand, pass_invocation
from console.work.celery_queue import serve


@click.command("worker", cls=OfficeCommand)
@click.option("--jobs", type=click.IntRange(min=1), metavar="个数", help="同时读取的文件数（默认为处理器个数）。")
@pass_invocation
def command(invocation: Invocation, jobs: int | None) -> None:
    """启动一个工作进程：从任务队列（Redis）领取文件来读，并填充索引。

    可在多台机器上各开一个；要共用同一个数据库、原件文件夹和索引。按 Ctrl-C 停止，没做完的由别的进程接着做。
    """
    office = invocation.office
    if not office.settings.broker:
        raise SettingsError(
            "没有设置任务队列。", "请设 JUANZONG_BROKER=redis://…；单机使用不需要工作进程，直接运行 juanzong ingest。"
        )
    serve(office, jobs or office.settings.jobs)
