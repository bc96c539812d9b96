"""A bound volume: every page in its place with its number where the eye looks, and what was received left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from archive.errors import ReadError
from templates.bind.pages import Bound, bind, count_pages, flattened
from templates.bind.pictures import write_pictures


def _pdf(path: Path, *turns: int, size: tuple[int, int] = (595, 842), password: str = "") -> Path:
    """Pages turned by so many degrees; not one of them at the origin."""
    with pikepdf.new() as pdf:
        for turn in turns:
            page = pdf.add_blank_page(page_size=size)
            page.mediabox = pikepdf.Array([10, 20, 10 + size[0], 20 + size[1]])
            page.rotate(turn, relative=False)
        encryption = pikepdf.Encryption(user=password, owner="o") if password else False
        pdf.save(path, encryption=encryption)
    return path


def _bound(target: Path, parts: list[Bound]) -> int:
    with target.open("wb") as out:
        return bind(parts, "卷名", out)


def test_numbers_stand_in_the_upper_corner_as_the_page_is_seen(tmp_path: Path) -> None:
    """At the right on fronts, at the left on backs, also on pages that lie or stand on their head."""
    cover, scans = _pdf(tmp_path / "cover.pdf", 0), _pdf(tmp_path / "scans.pdf", 0, 90, 180, 270, 0, 0)
    before = scans.read_bytes()
    parts = [Bound(cover, "封面"), Bound(scans, "1 来信", "来访材料", {6: 90}), Bound(cover, "备考表")]

    assert _bound(tmp_path / "卷.pdf", parts) == 6
    assert scans.read_bytes() == before

    with pdfplumber.open(tmp_path / "卷.pdf") as pdf:
        assert [page.extract_text() for page in pdf.pages] == ["", "1", "2", "3", "4", "5", "6", ""]
        for number, page in enumerate(pdf.pages[1:7], 1):
            (x0, x1, top) = (page.chars[0]["x0"], page.chars[-1]["x1"], page.chars[0]["top"])
            assert top - page.bbox[1] < 60, number
            assert (page.bbox[2] - x1 if number % 2 else x0 - page.bbox[0]) < 60, number
            assert page.width > page.height if number in (2, 4, 6) else page.width < page.height


def test_bookmarks_lead_to_every_paper(tmp_path: Path) -> None:
    one, two = _pdf(tmp_path / "1.pdf", 0, 0), _pdf(tmp_path / "2.pdf", 0)
    parts = [Bound(one, "封面"), Bound(one, "1 甲", "处理"), Bound(two, "2 乙", "处理"), Bound(two, "3 丙", "其他")]
    _bound(tmp_path / "卷.pdf", parts)

    with pikepdf.open(tmp_path / "卷.pdf") as pdf, pdf.open_outline() as outline:
        root = [(item.title, [child.title for child in item.children]) for item in outline.root]
        targets: list[Any] = [child.destination for item in outline.root for child in item.children]
        places = [pdf.pages.index(pikepdf.Page(target[0])) for target in targets]
        title = str(pdf.docinfo["/Title"])
    assert root == [("封面", []), ("处理", ["1 甲", "2 乙"]), ("其他", ["3 丙"])]
    assert places == [2, 4, 5]
    assert title == "卷名"


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """A page of it must not be missing without a word."""
    with pytest.raises(ReadError, match="密码"):
        flattened(_pdf(tmp_path / "locked.pdf", 0, password="x"), tmp_path / "out.pdf")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\n" + bytes(range(256)))
    with pytest.raises(ReadError):
        flattened(tmp_path / "broken.pdf", tmp_path / "out.pdf")


def test_pictures_become_pages_without_loss(tmp_path: Path) -> None:
    """A JPEG keeps its bytes, black and white stays so, a photo taken lying is upright, a scan has its true size."""
    photo, turned, scan = tmp_path / "p.jpg", tmp_path / "t.jpg", tmp_path / "s.tif"
    picture = Image.effect_noise((160, 120), 90).convert("RGB")
    picture.save(photo, quality=80)
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(turned, quality=80, exif=exif)
    black = Image.effect_noise((827, 1169), 90).convert("1")
    black.save(scan, save_all=True, append_images=[picture.convert("RGB")], dpi=(100, 100), compression="raw")

    assert [write_pictures(file, file.with_suffix(".pdf")) for file in (photo, turned, scan)] == [1, 1, 2]

    with pikepdf.open(photo.with_suffix(".pdf")) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.read_raw_bytes() == photo.read_bytes()
    with pikepdf.open(turned.with_suffix(".pdf")) as pdf:
        width, height = (float(value) for value in pdf.pages[0].mediabox[2:])
        assert width < height
    with pikepdf.open(scan.with_suffix(".pdf")) as pdf:
        bilevel: Any = next(iter(pdf.pages[0].get_images().values()))
        assert pikepdf.PdfImage(bilevel).as_pil_image().convert("1").tobytes() == black.tobytes()
        assert [round(float(value)) for value in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert count_pages(scan.with_suffix(".pdf")) == 2
