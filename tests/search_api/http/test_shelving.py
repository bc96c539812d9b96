"""The legal shelf in the browser: the right article of the right version, part by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.laws.importing import Stated, import_laws
from tests.search_api.http.conftest import Here, build

OLD = "# 柳河县信访办法\n\n2015年3月1日通过\n\n<!-- INFO END -->\n\n第一条 为了办事，制定本办法。\n\n第二条 信访人应当走访。\n"
NEW = (
    "# 柳河县信访办法\n\n2015年3月1日通过\n\n2022年3月1日修订\n\n<!-- INFO END -->\n\n第一条 为了办事，制定本办法。\n\n"
    "第二条 信访人可以：\n\n（一）写信；\n\n（二）走访。\n\n机关应当登记。\n\n第三条 本办法自2022年5月1日起施行。\n"
)
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    """An office with one law in two versions."""
    folder = tmp_path_factory.mktemp("shelf")
    here = build(folder / "home")
    (folder / "laws").mkdir()
    for name, text in (("旧", OLD), ("新", NEW)):
        (folder / "laws" / f"{name}.md").write_text(text, "utf-8")
    import_laws(here.office.record, [folder / "laws"])
    here.read([])
    yield here
    here.close()


def _text(shelf: Here, address: str, status: int = 200) -> str:
    answer = shelf.client().get(address, headers=HTML)
    assert answer.status_code == status, answer.text
    return str(answer.text)


def test_the_shelf_lists_statutes_with_their_versions(shelf: Here) -> None:
    """A clerk who does not know that there are two texts cites the wrong one."""
    shown = _text(shelf, "/shelf")

    assert "柳河县信访办法" in shown
    assert "2 个文本" in shown
    assert "没有找到" in _text(shelf, "/shelf?q=没有的")


def test_a_statute_is_shown_by_clause_and_item_as_it_is_on_a_day(shelf: Here) -> None:
    """What was law when the letter came decides, not what is law now."""
    now = _text(shelf, "/shelf/柳河县信访办法?on=2023-01-01")
    then = _text(shelf, "/shelf/柳河县信访办法?on=2016-01-01")

    assert '<p class="item">（一）写信；</p>' in now
    assert '<p class="clause">机关应当登记。</p>' in now
    assert "信访人应当走访" not in now
    assert "信访人应当走访" in then
    assert "机关应当登记" not in then


def test_a_text_that_is_no_longer_law_says_so(shelf: Here) -> None:
    """Of a day of 2016 it said 现行有效, and a reply that quotes it today would be wrong."""
    then = _text(shelf, "/shelf/柳河县信访办法?on=2016-01-01")
    today = _text(shelf, "/shelf/柳河县信访办法")

    assert "2016-01-01有效，2022-05-01起已经失效：2022年修改的文本代替" in then
    assert "这个文本今天没有效力" in then
    assert "现行有效" in today
    assert "没有效力" not in today


def test_an_article_of_a_repealed_statute_says_so(shelf: Here, tmp_path: Path) -> None:
    """The page of such an article looked like that of one in force."""
    old = tmp_path / "旧办法.md"
    old.write_text("# 柳河县接访办法\n\n2010年3月1日通过\n\n<!-- INFO END -->\n\n第一条 接访。\n", "utf-8")
    import_laws(shelf.office.record, [old], Stated(ended=dt.date(2020, 1, 1), ended_by="县政府决定"))

    assert "今天没有效力：2020年1月1日起失效，县政府决定废止" in _text(shelf, "/laws/柳河县接访办法第一条")
    assert "没有效力" not in _text(shelf, "/laws/柳河县信访办法第二条")


def test_articles_are_found_by_words_and_by_number(shelf: Here) -> None:
    """Nobody reads three hundred articles for one."""
    found = _text(shelf, "/shelf/柳河县信访办法?on=2023-01-01&q=写信 登记")
    client = shelf.client()
    led = client.get("/shelf", params={"q": "柳河县信访办法第二条"}, headers=HTML, follow_redirects=False)

    assert "1 条。" in found
    assert "<mark>写信</mark>" in found
    assert "第三条" not in found
    assert led.status_code == 303
    assert led.headers["location"].endswith("#%E7%AC%AC%E4%BA%8C%E6%9D%A1")


def test_an_article_tells_what_other_versions_say(shelf: Here) -> None:
    """A reply that rests on an older text must be read beside today's."""
    shown = _text(shelf, "/laws/柳河县信访办法第二条")

    assert '<p class="item">（二）走访。</p>' in shown
    assert "信访人应当走访" in shown
    assert "这个文本没有这一条" in _text(shelf, "/laws/柳河县信访办法第三条")


def test_what_is_not_on_the_shelf_is_said(shelf: Here) -> None:
    """And a day that is none."""
    assert "书架上没有" in _text(shelf, "/shelf/没有的法", 404)
    assert "日期" in _text(shelf, "/shelf/柳河县信访办法?on=昨天吧", 422)
