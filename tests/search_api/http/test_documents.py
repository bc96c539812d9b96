"""Documents over HTTP: what they say, how they look, the file itself."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from archive.demonstration import contents
from search_api.http.documents import WIDEST_PICTURE
from tests.search_api.http.conftest import Here, build, receive

REGISTER = "03宅基地台账摘录.pdf"


def test_the_list_goes_on_where_it_ended(here: Here) -> None:
    """A long list is taken in pieces, each document once."""
    client = here.client()
    seen: list[str] = []
    after = "0"
    while after:
        part = client.get("/api/documents", params={"after": after, "limit": 1}).json()
        seen += [document["id"] for document in part["documents"]]
        after = part["next"]

    assert seen == [str(number) for number in sorted(here.documents.values())]
    assert [d["state"] for d in client.get("/api/documents?state=duplicate").json()["documents"]] == ["duplicate"]


def test_text_comes_with_boxes_and_marks(here: Here) -> None:
    """Who draws the page needs every line's place, and where the words asked for stand in it."""
    path = f"/api/documents/{here.documents[REGISTER]}/text"
    (page,) = here.client().get(path, params={"q": "宅基地", "page": 1}).json()["pages"]

    marked = [line["text"][a:b] for line in page["lines"] for a, b in line["marks"]]
    assert marked
    assert set(marked) == {"宅基地"}
    for line in page["lines"]:
        x0, y0, x1, y1 = line["box"]
        assert 0 <= x0 < x1 <= 1
        assert 0 <= y0 < y1 <= 1


def test_the_picture_is_as_wide_as_asked_and_no_wider(here: Here) -> None:
    """A request for a million pixels a side must not fill the memory."""
    client = here.client()
    path = f"/api/documents/{here.documents[REGISTER]}/pages/1/picture"

    picture = client.get(path, params={"width": 400})
    with Image.open(io.BytesIO(picture.content)) as image:
        assert (image.format, image.width) == ("PNG", 400)
    assert client.get(path, params={"width": WIDEST_PICTURE + 1}).status_code == 422

    again = client.get(path, params={"width": 400}, headers={"If-None-Match": picture.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(path, params={"width": 300}, headers={"If-None-Match": picture.headers["etag"]})
    assert other.status_code == 200


def test_the_original_comes_back_to_the_byte(here: Here) -> None:
    """The archive's first promise; and it is never opened inside our page."""
    path = next(contents.originals().rglob(REGISTER))
    answer = here.client().get(f"/api/documents/{here.documents[REGISTER]}/original")

    assert answer.content == path.read_bytes()
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''03%E5%AE%85")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-security-policy"] == "sandbox"


def test_a_lost_original_is_said(tmp_path: Path) -> None:
    """A file gone from the folder is a reason to fetch the backup, not a crash."""
    own = build(tmp_path / "home")
    (tmp_path / "a.txt").write_text("宅基地", "utf-8")
    number = receive(own, tmp_path / "a.txt")
    for path in own.office.settings.originals.rglob("*"):
        if path.is_file():
            path.unlink()

    answer = own.client().get(f"/api/documents/{number}/original")

    assert (answer.status_code, "备份" in answer.json()["advice"]) == (404, True)
    own.close()


@pytest.mark.parametrize("name", ['<img src=x onerror=alert(1)>".txt', "'><script>alert(1)</script>.txt"])
def test_a_name_is_text_and_not_html(tmp_path: Path, name: str) -> None:
    """Whoever names a file must not run in the official's browser."""
    own = build(tmp_path / "home")
    number = own.client().post("/api/documents", files={"files": (name, b"<script>x</script>")}).json()
    document_id = number["received"][0]["id"]
    own.read([int(document_id)])
    client = own.client()

    for path in ("/documents", f"/documents/{document_id}?q=script", "/?q=script"):
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<script>x" not in page
    own.close()


def test_a_page_shows_text_boxes_and_case(here: Here) -> None:
    """What a hit promised is on the page it leads to, without any script."""
    client = here.client()
    found = client.get("/", params={"q": "宅基地", "kind": "document"}, headers={"Accept": "text/html"}).text
    assert f"/documents/{here.documents[REGISTER]}?q=" in found
    assert "<mark>宅基地</mark>" in found

    page = client.get(f"/documents/{here.documents[REGISTER]}?q=宅基地", headers={"Accept": "text/html"}).text

    assert "<mark>宅基地</mark>" in page
    assert page.count('class="word"') >= 2
    assert f"/api/documents/{here.documents[REGISTER]}/pages/1/picture" in page
    assert "/cases/XF2022050012LX" in page
    assert "style=" not in page
    assert "onclick" not in page
