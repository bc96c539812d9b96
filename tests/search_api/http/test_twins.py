"""Papers that may be one, on the page: listed, laid side by side and judged, and not for those they are kept from."""

from __future__ import annotations

from pathlib import Path

from indexer.alike.keeping import catch_up
from tests.console.documents.samples_alike import LETTER, OTHER
from tests.search_api.http.conftest import ACCUSATION, ALL, OPEN, Here, add_cases, receive

PAGE = {"Accept": "text/html"}


def test_what_differs_is_seen_and_judged_on_the_page(empty: Here, tmp_path: Path) -> None:
    """Who has to say whether two letters are one must see where they differ, without a terminal."""
    add_cases(empty, ACCUSATION)
    again = LETTER.replace("四十公分", "六十公分")
    files = (("甲.txt", LETTER, None), ("乙.txt", again, None), ("丙.txt", OTHER, None), ("密.txt", LETTER + "密", ""))
    ids = []
    for name, text, secret in files:
        (tmp_path / name).write_text(text, "utf-8")
        ids.append(receive(empty, tmp_path / name, None if secret is None else ACCUSATION.no))
    one, other, third, hidden = ids
    empty.read(ids)
    clerk, chief = (empty.client(token) for token in (OPEN, ALL))
    assert "还有新收下的没有对照" in clerk.get("/alike", headers=PAGE).text
    catch_up(empty.office.record)
    pair = f"/documents/{one}/alike/{other}"

    listed = clerk.get("/alike", headers=PAGE).text
    assert (listed.count("看不同之处"), pair in listed, "密.txt" in listed) == (1, True, False)
    assert chief.get("/alike", headers=PAGE).text.count("看不同之处") == 3
    assert pair in clerk.get(f"/documents/{one}", headers=PAGE).text
    shown = clerk.get(pair, headers=PAGE).text
    assert "<mark>四</mark>" in shown
    assert "<mark>六</mark>" in shown
    assert "共 1 处不同" in shown
    for number in (hidden, third, one, 999):
        assert clerk.get(f"/documents/{one}/alike/{number}", headers=PAGE).status_code == 404

    said = {"said": "same", "note": "<b>补扫"}
    assert clerk.post(f"/documents/{one}/alike/{hidden}", data=said, headers=PAGE).status_code == 404
    assert "张三判断是同一份" in (after := clerk.post(pair, data=said, headers=PAGE).text)
    assert "&lt;b&gt;补扫" in after
    assert "看不同之处" not in clerk.get("/alike", headers=PAGE).text
    assert clerk.get("/alike?judged=true", headers=PAGE).text.count("看不同之处") == 1
