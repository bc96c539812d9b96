"""``juanzong doctor``: is everything there, whole and in step?"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator

import click
from rich.text import Text

from archive.errors import JuanzongError
from archive.extract.office import converter
from archive.extract.scan.engine import missing_models
from archive.record.document import State
from console.command import Invocation, OfficeCommand, pass_invocation
from console.office import Office
from console.output import print_json, screen
from console.running import doctor_papers
from console.running.finding import Finding
from console.work.queue import queue_of
from indexer import pipeline
from templates.gongwen.fonts import substitutes

_ANNOUNCED = dt.timedelta(days=31)
"""By then before a year its table is known."""
_LITTLE_SPACE = 2 * 1024**3


@click.command("doctor", cls=OfficeCommand)
@click.option("--quick", is_flag=True, help="不逐个核对原件的内容。")
@click.option("--trail", metavar="摘要", default="", help="以前抄下的审计记录摘要，核对它是否还在链上。")
@pass_invocation
def command(invocation: Invocation, quick: bool, trail: str) -> int:
    """体检：原件是否完好、案卷与索引是否一致、有没有卡住的文件。有问题时退出码为 1。"""
    findings = list(examine(invocation.office, quick=quick, noted=trail))
    if invocation.json:
        print_json(
            {
                "ok": all(f.ok is not False for f in findings),
                "checks": [{"check": f.check, "ok": f.ok, "message": f.message, "advice": f.advice} for f in findings],
            }
        )
    else:
        for finding in findings:
            sign, style = {True: ("好  ", "green"), False: ("问题", "red"), None: ("注意", "yellow")}[finding.ok]
            screen().print(Text.assemble((sign, style), f"  {finding.check}：{finding.message}"))
            if finding.advice and not finding.ok:
                screen().print(Text(f"      办法：{finding.advice}"))
    return 1 if any(finding.ok is False for finding in findings) else 0


def examine(office: Office, *, quick: bool, noted: str = "") -> Iterator[Finding]:
    """Run every check; one that fails does not stop the others."""
    checks: list[tuple[str, Callable[[], Finding]]] = [
        ("案卷数据库", lambda: _record(office)),
        ("审计记录", lambda: _trail(office, noted)),
        ("放假表", lambda: holiday_table(office, dt.date.today())),
        ("原件", lambda: _originals(office, quick=quick)),
        ("文档", lambda: _documents(office)),
        ("公文草稿", lambda: doctor_papers.drafts(office)),
        ("签发的公文", lambda: doctor_papers.signed(office)),
        ("文号", lambda: doctor_papers.numbers(office)),
        ("本单位的模板", lambda: doctor_papers.own_templates(office)),
        ("检索索引", lambda: _index(office)),
        ("类案", lambda: _likeness(office)),
        ("任务队列", lambda: _queue(office)),
        ("扫描识别", _ocr),
        ("LibreOffice", _libreoffice),
        ("公文字体", _fonts),
        ("磁盘空间", lambda: _space(office)),
    ]
    for name, check in checks:
        try:
            yield check()
        except JuanzongError as error:
            yield Finding(name, False, error.message, error.advice)


def _record(office: Office) -> Finding:
    with office.record.read() as tx:
        counts = tx.documents.counts()
        cases = sum(1 for _ in tx.cases.numbers())
    return Finding("案卷数据库", True, f"{cases} 个案件，{sum(counts.values())} 份文档。")


def holiday_table(office: Office, today: dt.date) -> Finding:
    """This year's must be complete; the next year's is announced in November."""
    with office.record.read() as tx:
        calendar = tx.holidays.calendar()
    due = (today + _ANNOUNCED).year
    missing = [year for year in range(today.year, due + 1) if not calendar.knows(year)]
    if not missing:
        return Finding("放假表", True, f"到 {due} 年都齐全。")
    return Finding(
        "放假表",
        False if today.year in missing else None,
        f"缺 {'、'.join(map(str, missing))} 年的放假表，这些年的期限暂按周末推算。",
        "请用 juanzong holidays import 导入国务院办公厅的通知。",
    )


def _trail(office: Office, noted: str) -> Finding:
    with office.record.read() as tx:
        found = tx.check_trail(noted.strip().lower())
    if found.broken_at is not None:
        return Finding(
            "审计记录",
            False,
            f"第 {found.broken_at} 条与前面的对不上，有人改动过数据库。",
            "请保留现场，从备份恢复，并查明是谁动过数据库。",
        )
    if found.holds_stated is False:
        return Finding(
            "审计记录",
            False,
            "链上没有您抄下的摘要：后面的记录被截掉过，或抄错了。",
            "请核对抄件；无误的，从备份恢复。",
        )
    return Finding("审计记录", True, f"{found.lines} 条，首尾相接；最新摘要 {found.head or '（无）'}，可抄录备查。")


def _originals(office: Office, *, quick: bool) -> Finding:
    missing: list[int] = []
    changed: list[int] = []
    known: set[str] = set()
    with office.record.read() as tx:
        for document in tx.documents.all():
            if document.sha256 is None or document.sha256 in known:
                continue
            known.add(document.sha256)
            try:
                path = office.originals.path(document.sha256)
                intact = path.stat().st_size == document.size if quick else office.originals.verify(document.sha256)
            except JuanzongError:
                missing.append(document.id)
                continue
            if not intact:
                changed.append(document.id)
    if missing or changed:
        parts = [
            f"{word} {len(ids)} 份（文档 {'、'.join(map(str, ids[:10]))}）"
            for word, ids in (("缺", missing), ("被改动", changed))
            if ids
        ]
        return Finding("原件", False, "，".join(parts) + "。", "请从备份恢复原件文件夹。")
    with office.record.read() as tx:
        known |= {draft.sha256 for _, draft in tx.papers.all_drafts()}
    orphans = sum(1 for stored in office.originals.stored() if stored not in known)
    if orphans:
        return Finding(
            "原件",
            None,
            f"{len(known)} 份完好；另有 {orphans} 份没有登记。",
            "可能是导入中断时留下的；再导入一次原来的文件夹即可登记。",
        )
    return Finding("原件", True, f"{len(known)} 份完好。")


def _documents(office: Office) -> Finding:
    with office.record.read() as tx:
        counts = tx.documents.counts()
        unread = len(tx.readings.unread())
    if unread:
        return Finding(
            "文档", None, f"{unread} 份收下了还没有读。", "运行 juanzong ingest 或 juanzong worker 会接着读。"
        )
    shown = f"待校对 {counts[State.REVIEW]} 份，失败 {counts[State.FAILED]} 份。"
    return Finding(
        "文档", None if counts[State.FAILED] else True, shown, "请用 juanzong documents list --state failed 查看。"
    )


def _index(office: Office) -> Finding:
    stamp = office.index.stamp()
    if stamp is None:
        return Finding("检索索引", None, "还没有建立。", "导入文件时会自动建立，也可运行 juanzong index rebuild。")
    found = pipeline.compare(office.record, office.index, office.segmenter)
    if not found.agrees:
        message = f"缺 {len(found.missing)} 条，多 {len(found.surplus)} 条，旧 {len(found.stale)} 条，待更新 {found.waiting} 条。"
        return Finding("检索索引", False, message, "请运行 juanzong index rebuild。")
    return Finding("检索索引", True, "与案卷一致。")


def _likeness(office: Office) -> Finding:
    """Precedents rank by figures an archive of an earlier version does not have."""
    with office.record.read() as tx:
        missing = tx.likeness.model() is None
        counted, uncounted = tx.likeness.size(), tx.likeness.uncounted()
    if counted + uncounted == 0:
        return Finding("类案", True, "还没有案件。")
    if missing or uncounted:
        said = "还没有类案所用的统计数字。" if missing else f"有 {uncounted} 个案件还没有计入类案所用的统计数字。"
        return Finding("类案", None, said, "类案因此排得较差，请运行 juanzong index rebuild。")
    return Finding("类案", True, f"{counted} 个案件都已计入。")


def _queue(office: Office) -> Finding:
    queue = queue_of(office.settings)
    if queue is None:
        return Finding("任务队列", True, "未使用，文件在本机直接读取。")
    workers = queue.workers()
    advice = "请运行 juanzong worker。"
    return Finding("任务队列", True if workers else None, f"{workers} 个工作进程在线。", advice)


def _ocr() -> Finding:
    if missing := missing_models():
        return Finding("扫描识别", False, f"缺少识别模型：{'、'.join(missing)}。", "请重新安装本程序。")
    return Finding("扫描识别", True, "识别模型齐全。")


def _fonts() -> Finding:
    """Papers name the standard's fonts; a program that lacks one shows another without a word."""
    missing = substitutes()
    if missing is None:
        return Finding("公文字体", None, "本机没有 fontconfig，查不出字体是否齐全。", "请在打印公文的电脑上核对字体。")
    if not missing:
        return Finding("公文字体", True, "仿宋、楷体、黑体、小标宋、宋体齐全。")
    shown = "、".join(f"{font}（以 {other or '别的字体'} 代替）" for font, other in missing.items())
    return Finding(
        "公文字体", None, f"缺 {shown}。", "在这台电脑上看到、打印的公文不是标准字体；请在装有这些字体的电脑上打印。"
    )


def _libreoffice() -> Finding:
    if converter():
        return Finding("LibreOffice", True, "已安装，可以读 .doc 和 .wps。")
    return Finding("LibreOffice", None, "没有安装，读不了 .doc 和 .wps。", "需要时请安装 LibreOffice。")


def _space(office: Office) -> Finding:
    free = shutil.disk_usage(office.settings.home).free
    shown = f"数据文件夹所在磁盘还有 {free / 1024**3:.1f} GB。"
    return Finding("磁盘空间", free > _LITTLE_SPACE, shown, "请腾出空间。")
