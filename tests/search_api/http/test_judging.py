"""Judgements on the page and over the API: one's own, within rights."""

from __future__ import annotations

from tests.search_api.http.conftest import ACCUSATION, OPEN, Here, add_cases
from tests.templates.samples import HOMESTEAD, MUSHROOMS

_PAGE = {"Accept": "text/html"}


def test_a_press_of_a_button_is_kept_and_shown(empty: Here) -> None:
    """A judgement that is lost will not be given twice; a second press takes it back."""
    client = empty.client()
    asked = {"what": "precedents", "case": HOMESTEAD.no, "next": f"/precedents?case={HOMESTEAD.no}"}

    led = client.post("/judge", data={**asked, "judged": f"0:{MUSHROOMS.no}"}, headers=_PAGE, follow_redirects=False)
    page = client.get(asked["next"], headers=_PAGE).text
    assert (led.status_code, led.headers["location"]) == (303, asked["next"])
    assert f'value="-:{MUSHROOMS.no}" aria-pressed="true">不相关' in page

    client.post("/judge", data={**asked, "judged": f"-:{MUSHROOMS.no}"}, headers=_PAGE)
    assert client.get("/api/judgements", params=asked).json() == {"judged": {}}


def test_what_may_not_be_seen_cannot_be_judged(empty: Here) -> None:
    """An answer that differs tells of the report; and nobody sees what another judged."""
    add_cases(empty, ACCUSATION)
    given = {"what": "search", "query": "宅基地", "relevant": 1}
    client = empty.client(OPEN)

    refused = [client.post("/api/judgements", json={**given, "id": no}) for no in (ACCUSATION.no, "NONE")]
    assert [answer.status_code for answer in refused] == [404, 404]
    assert refused[0].text.replace(ACCUSATION.no, "NONE") == refused[1].text
    hidden = {"what": "precedents", "case": ACCUSATION.no, "id": HOMESTEAD.no, "relevant": 1}
    assert client.post("/api/judgements", json=hidden).status_code == 404

    assert empty.client().post("/api/judgements", json={**given, "id": HOMESTEAD.no}).status_code == 200
    assert client.get("/api/judgements", params={"what": "search", "query": "宅基地"}).json() == {"judged": {}}
    assert client.post("/api/judgements", json={**given, "id": HOMESTEAD.no, "relevant": 9}).status_code == 422
