"""A query that is a citation leads to the article itself, over every engine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from archive.laws.importing import import_laws
from archive.record.record import Record
from indexer.index import SearchIndex
from indexer.pipeline import rebuild
from search_api.access import Asker
from search_api.search import Request, Searcher
from tests.archive.laws.test_import import folder
from tests.contract.sample import SEGMENTER

RULES = """# 中华人民共和国信访条例

2005年1月10日 公布

2005年5月1日 施行

2022年5月1日 废止

<!-- INFO END -->

""" + "\n\n".join(
    f"第{n}条 依照《信访条例》第二十二条办理，第22条、第二十二条、信访条例、信访条例。" for n in ("一", "二")
)
LONG = RULES.replace("中华人民共和国信访条例", "信访条例第二十二条实施办法").replace("2022年5月1日 废止\n\n", "")
ARTICLE = "\n\n第二十二条 有关行政机关应当予以登记。\n\n自收到之日起15日内书面告知。\n"
WAYS = (
    "信访条例第22条",
    "《信访条例》第二十二条第一款",
    "〈中华人民共和国信访条例〉第２２条第（一）款",
    "【信访条例】 第22条",
    "信访条例22条",
)


def test_the_article_typed_is_on_top(index: SearchIndex, tmp_path: Path) -> None:
    """A clerk who types the very article must not find it below those that only mention it, nor take it for law in force."""
    with Record(f"sqlite:///{tmp_path / 'record.db'}") as record:
        import_laws(record, [folder(tmp_path / "laws", 条例=RULES + ARTICLE, 办法=LONG)])
        rebuild(record, index, SEGMENTER)
        searcher = Searcher(record, index, lambda: SEGMENTER, lambda: dt.date(2022, 6, 1))
        for typed in WAYS:
            answer = searcher.search(Request(typed, "law", limit=5), Asker("员"))
            assert answer.hits[0].id == "信访条例第二十二条", typed
            assert any("已经失效（2022-05-01起失效" in note for note in answer.notes), typed
        both = searcher.search(Request("信访条例第二十二条、第一条", limit=1, offset=1), Asker("员"))
        assert [hit.id for hit in both.hits] == ["信访条例第一条"]
        words = searcher.search(Request("信访条例第二十二条 登记", "law"), Asker("员"))
        assert words.notes == ()
