"""The pages of like cases: reasons, spread, comparison, and nothing of a report kept apart."""

from __future__ import annotations

import pytest

from archive.demonstration import contents
from tests.search_api.http.conftest import ACCUSATION, OPEN, Here
from tests.templates.samples import HOMESTEAD, MUSHROOMS

_PAGE = {"Accept": "text/html"}


def test_the_page_says_why_and_how_it_ended(here: Here) -> None:
    """A list of titles is not believed."""
    told = here.client().get(f"/precedents?case={HOMESTEAD.no}", headers=_PAGE).text

    assert "不同" in told
    assert MUSHROOMS.title in told
    assert f'name="no" value="{MUSHROOMS.no}"' in told
    assert "同类案件怎样结束" in told


def test_a_text_finds_too_and_a_wrong_filter_is_told(here: Here) -> None:
    """What was pasted must not be lost over a slip in a filter."""
    text = "蘑菇厂收购没有做成，误了种植季节，要求赔偿<b>"
    found = here.client().post("/precedents", data={"text": text}, headers=_PAGE)
    wrong = here.client().post("/precedents", data={"text": text, "amount": "很多"}, headers=_PAGE)

    assert MUSHROOMS.title in found.text
    assert wrong.status_code == 422
    assert "看不懂金额" in wrong.text
    assert "要求赔偿&lt;b&gt;</textarea>" in wrong.text


def test_a_scanned_letter_finds_on_the_page_and_by_the_api(empty: Here) -> None:
    """Who holds a scan had to type it off; what is only asked by must not stay in the archive."""
    scan = next(contents.originals().rglob("01人民调解申请书.jpg"))
    client = empty.client()
    with scan.open("rb") as file:
        told = client.post("/api/precedents/letter", files={"letter": (scan.name, file)}, data={"limit": "5"}).json()
    with scan.open("rb") as file:
        shown = client.post("/precedents", files={"letter": (scan.name, file)}, headers=_PAGE).text

    assert told["hits"][0]["id"] == HOMESTEAD.no
    assert told["read"]["claims"]
    assert f'name="no" value="{HOMESTEAD.no}"' in shown
    assert "宅基地" in shown.split("</textarea>")[0]
    assert client.get("/api/documents").json()["documents"] == []


def test_a_letter_nobody_can_read_is_told(empty: Here) -> None:
    """A broken file must not look like no like cases."""
    broken = {"letter": ("坏了<b>.pdf", b"%PDF-1.7 broken")}
    shown = empty.client().post("/precedents", files=broken, data={"text": "界墙"}, headers=_PAGE)
    told = empty.client().post("/api/precedents/letter", files=broken)

    assert shown.status_code == told.status_code == 422
    assert "坏了&lt;b&gt;.pdf：" in shown.text
    assert "没有找到相像的案件" not in shown.text
    assert told.json()["advice"]


@pytest.mark.parametrize("path", ["/compare", "/compare/word", "/api/precedents/compare"])
def test_cases_stand_side_by_side_within_rights(here: Here, path: str) -> None:
    """A comparison must not be a way round the door."""
    client = here.client(OPEN)
    both = {"no": [HOMESTEAD.no, MUSHROOMS.no]}
    hidden = {"no": [HOMESTEAD.no, ACCUSATION.no]}
    absent = {"no": [HOMESTEAD.no, "XF-NONE"]}

    assert client.get(path, params=both).status_code == 200
    assert here.client().get(path, params=hidden).status_code == 200
    answers = [client.get(path, params=asked) for asked in (hidden, absent)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text.replace(ACCUSATION.no, "N") == answers[1].text.replace("XF-NONE", "N")
    assert client.get(path, params={"no": [HOMESTEAD.no, HOMESTEAD.no]}).status_code == 422
