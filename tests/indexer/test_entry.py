"""Entries: what the index stores of a case, a document and an article."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import astuple, replace

from archive.cases.model import Case, CaseKind, Claim, Party, Role
from archive.record.document import Document, State
from archive.record.laws import Article
from indexer.entry import Draft, article_draft, case_draft, digest_of, document_draft, entries
from indexer.index import MAPPING_VERSION
from indexer.segment import SEGMENTER_VERSION, Segmenter

SEGMENTER = Segmenter(["双桥村"])
CASE = Case(
    no="XF2022050104LX",
    kind=CaseKind.PETITION,
    title="反映青石镇双桥村蔬菜大棚被拆除",
    category="农村农业",
    region="方塘县青石镇双桥村",
    received=dt.date(2022, 5, 1),
    facts="２０２２年５月６日，镇政府拆除大棚3.75亩（其中钢架HJ125T-9C型62根）…損失86,400.50元。",
    claims=(Claim("赔偿损失", "情况属实", ("《信访工作条例》第三十一条",)),),
    legal_basis=("民法典第五十四条",),
    parties=(Party("罗守田", Role.PETITIONER),),
)
DOCUMENT = Document(
    id=7,
    name="答复 意见书.PDF",
    source="/in/1",
    sha256="0" * 64,
    size=1,
    state=State.INDEXED,
    duplicate_of=None,
    case_no=CASE.no,
    media="pdf",
    reader="pdf",
    paper="答复意见书",
    title="关于罗守田信访事项的答复意见",
    day=dt.date(2022, 6, 3),
    pages=2,
    confidence=None,
    tries=1,
    code="",
    reason="",
    advice="",
    review=(),
    notes=(),
    received_at=dt.datetime(2022, 6, 4, tzinfo=dt.UTC),
)
TEXTS = [
    "方塘县人民政府信访局\n方信访复字〔2022〕12号\n\u3000\u3000罗守田：你 反 映 的事项……已收悉，2022.3.7到现场查看。"
    * 3,
    "二〇二二年六月三日 email:luo_st@example.com  v1.2.3 a_b.c 50%左右 C++ " + "x" * 230 + "\ue000𠮷①㎡",
]
ARTICLE = Article("民法典第五十四条", "第五十四条", "自然人从事工商业经营。", "中华人民共和国民法典", "民法典")
DRAFTS = [case_draft(CASE), document_draft(DOCUMENT, TEXTS, CASE), article_draft(ARTICLE)]


def test_stored_terms_stay_the_same_within_a_version() -> None:
    """An index filled by an earlier program of the same mapping version would hold other terms than are asked for.

    If this fails on purpose, raise ``MAPPING_VERSION`` (or ``SEGMENTER_VERSION``) with it.
    """
    # a digest is never asked for: another one makes `index diff` call entries old, and hides nothing
    told = repr([astuple(replace(entry, digest="")) for entry in entries(DRAFTS, SEGMENTER, 5)])

    assert (MAPPING_VERSION, SEGMENTER_VERSION) == (5, "1")
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == "e7bfc5fa59386766"


def test_entries_made_together_are_those_made_alone() -> None:
    """What stands beside a text in a batch must not show in its entry."""
    together = entries(DRAFTS, SEGMENTER)

    assert together == [entry for draft in DRAFTS for entry in entries([draft], SEGMENTER)]


def test_the_digest_of_a_draft_is_that_of_its_entry() -> None:
    """`index diff` compares the one with the other."""
    assert [digest_of(draft, SEGMENTER) for draft in DRAFTS] == [entry.digest for entry in entries(DRAFTS, SEGMENTER)]


def test_an_empty_text_is_an_entry_without_terms() -> None:
    [entry] = entries([Draft("document:1", "document", "", "", None, {})], SEGMENTER)

    assert (entry.rank_terms, entry.title_terms, entry.pairs, entry.day) == ("", "", "", None)
