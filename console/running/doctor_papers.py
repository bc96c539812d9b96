"""Papers, for ``juanzong doctor``: drafts are kept, signed files are untouched, no number is missing or strange."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from archive.errors import JuanzongError
from archive.record.paper import PaperRecord
from archive.record.record import Transaction
from console.office import Office
from console.running.finding import Finding
from templates.life.signing import digest_of
from templates.office.store import intact

_MOST = 5
"""Papers that are named one by one."""


def drafts(office: Office) -> Finding:
    """Every draft is kept; one that was edited where it was written waits to be checked in."""
    total = 0
    lost: list[str] = []
    altered: list[str] = []
    with office.record.read() as tx:
        for paper_id, draft in tx.papers.all_drafts():
            total += 1
            if not office.originals.holds(draft.sha256):
                lost.append(f"公文 {paper_id} 第 {draft.seq} 稿")
            elif (
                (there := _hash(Path(draft.file))) is not None and there != draft.sha256 and not tx.papers.keeps(there)
            ):
                altered.append(f"公文 {paper_id}（{draft.file}）")
    if lost:
        return Finding("公文草稿", False, f"缺 {len(lost)} 稿：{_some(lost)}。", "请从备份恢复原件文件夹。")
    if altered:
        return Finding(
            "公文草稿",
            None,
            f"{len(altered)} 稿生成后在 Word 里改过，还没有收回：{_some(altered)}。",
            "请用 juanzong paper check-in 收回，成为下一稿；存档的一稿完好。",
        )
    return Finding("公文草稿", True, f"{total} 稿，都与存档一致。")


def signed(office: Office) -> Finding:
    """The file, the values and the template of every signed paper are those it was signed with."""
    total = 0
    wrong: list[str] = []
    with office.record.read() as tx:
        for paper in tx.papers.all():
            if paper.signed_at is not None:
                total += 1
                wrong += [f"{paper.number or f'公文 {paper.id}'}：{what}" for what in _differences(office, tx, paper)]
    if wrong:
        return Finding(
            "签发的公文",
            False,
            f"{len(wrong)} 处与签发时不同：{_some(wrong)}。",
            "请保留现场，从备份恢复，并查明是谁动过；对外以存档的原件为准（juanzong paper show 编号 --out 文件）。",
        )
    return Finding("签发的公文", True, f"{total} 份，文件、内容和模板都与签发时一致。")


def numbers(office: Office) -> Finding:
    """Every number from the first to the last of a series and year has its paper."""
    wrong: list[str] = []
    with office.record.read() as tx:
        counters = tx.paper_numbers.counters()
        for counter in counters:
            taken = [paper.seq for paper in tx.papers.register(series=counter.series, year=counter.year)]
            known = [seq for seq in taken if seq is not None]
            series = f"{counter.series}〔{counter.year}〕"
            wrong += [f"{series}缺 {number} 号" for number in counter.gaps(known)]
            wrong += [f"{series}多出 {number} 号" for number in counter.strangers(known)]
    if wrong:
        return Finding(
            "文号",
            False,
            f"{len(wrong)} 个对不上：{_some(wrong)}。",
            "有人改动过数据库；请从备份恢复，并查明是谁动过。",
        )
    given = sum(counter.last - counter.first + 1 for counter in counters)
    return Finding("文号", True, f"{len(counters)} 个序列共 {given} 个文号，没有缺号。")


def own_templates(office: Office) -> Finding:
    """Every version of every template of the office is the file that was added."""
    own = office.shelf.own
    assert own is not None
    total = 0
    wrong: list[str] = []
    for name in own.names():
        try:
            versions = own.versions(name)
        except JuanzongError as problem:
            wrong.append(problem.message.rstrip("。"))
            continue
        total += len(versions)
        wrong += [f"“{name}”第 {kept.version} 版被改动或不见了" for kept in versions if not intact(kept)]
    if wrong:
        return Finding(
            "本单位的模板",
            False,
            f"{len(wrong)} 处：{_some(wrong)}。",
            "请从备份恢复 templates 文件夹，或用 juanzong template add 重新添加。",
        )
    return Finding("本单位的模板", True, f"{total} 版，都与添加时一致。")


def _differences(office: Office, tx: Transaction, paper: PaperRecord) -> Iterator[str]:
    try:
        if not office.originals.verify(paper.sha256):
            yield "存档的文件被改动"
    except JuanzongError:
        yield "存档的文件不见了"
    if (there := _hash(Path(paper.file))) is not None and there != paper.sha256:
        yield f"文件夹里的一份被改动（{paper.file}）"
    stated = [line.after for line in tx.trail(f"paper:{paper.id}") if line.action == "paper.sign"]
    if len(stated) != 1:
        yield "审计记录里没有签发"
        return
    for what, now, key in (
        ("文件", paper.sha256, "sha256"),
        ("文号", paper.number, "number"),
        ("模板", paper.template_version, "template_version"),
        ("内容", digest_of(paper.values), "values_sha256"),
    ):
        if stated[0].get(key) != now:
            yield f"{what}与审计记录不符"


def _hash(path: Path) -> str | None:
    """Of the file's bytes; None if it is not there any more, which is no fault."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _some(wrong: list[str]) -> str:
    return "、".join(wrong[:_MOST]) + (f"等 {len(wrong)} 处" if len(wrong) > _MOST else "")
