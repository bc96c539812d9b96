"""How a paper becomes the file that the office receives."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from tools.demonstration import word
from tools.demonstration.damage import CONDITIONS, DPI
from tools.demonstration.paper import Block, Paper
from tools.demonstration.printing import check, sheets
from tools.ofd.layout import LEFT, SIZE, WIDTH, Description, wrap
from tools.ofd.layout import write as write_ofd

QUALITY = {"coarse": 16, "photo": 62}
USUAL_QUALITY = 60
STAMP = time.struct_time((2023, 1, 9, 9, 0, 0, 0, 9, 0))
"""The day on which the demonstration archive was scanned; the same in every run."""
TURNED = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
"""How a camera stores a picture that its EXIF orientation (6 or 8) sets upright."""


def scans(paper: Paper, pdf: Path) -> list[Image.Image]:
    """The pages after they were printed, stamped and scanned."""
    dice = np.random.default_rng(zlib.crc32(paper.name.encode()))
    return [CONDITIONS[paper.condition](sheet, dice) for sheet in sheets(paper, pdf)]


def _quality(paper: Paper) -> int:
    return QUALITY.get(paper.condition, USUAL_QUALITY)


def _dpi(picture: Image.Image) -> int:
    return 150 if picture.mode == "1" else DPI


def _pictures_to_pdf(pictures: list[Image.Image], quality: int, out: Path | io.BytesIO) -> None:
    options = {} if pictures[0].mode == "1" else {"quality": quality}
    pictures[0].save(
        out,
        format="PDF",
        save_all=True,
        append_images=pictures[1:],
        resolution=_dpi(pictures[0]),
        **options,
        producer="scanner",
        creationDate=STAMP,
        modDate=STAMP,
    )


def scan_pdf(paper: Paper, pdf: Path, out: Path) -> None:
    """Pictures in a PDF."""
    _pictures_to_pdf(scans(paper, pdf), _quality(paper), out)


def scan_tiff(paper: Paper, pdf: Path, out: Path) -> None:
    """A TIFF of one or more pages: group 4 for one bit, JPEG otherwise."""
    pictures = scans(paper, pdf)
    bits = pictures[0].mode == "1"
    options = {"compression": "group4"} if bits else {"compression": "jpeg", "quality": _quality(paper)}
    dpi = _dpi(pictures[0])
    pictures[0].save(out, format="TIFF", save_all=True, append_images=pictures[1:], dpi=(dpi, dpi), **options)


def scan_jpeg(paper: Paper, pdf: Path, out: Path) -> None:
    """A JPEG of the only page."""
    (picture,) = scans(paper, pdf)
    picture.save(out, format="JPEG", quality=_quality(paper), dpi=(DPI, DPI))


def scan_png(paper: Paper, pdf: Path, out: Path) -> None:
    """A PNG of the only page, in 16 shades of grey as scanners offer it for text."""
    (picture,) = scans(paper, pdf)
    small = picture.convert("L").resize((picture.width * 3 // 4, picture.height * 3 // 4), Image.Resampling.LANCZOS)
    small.quantize(16).save(out, format="PNG", dpi=(150, 150), optimize=True)


def photo_jpeg(paper: Paper, pdf: Path, out: Path) -> None:
    """A photograph whose EXIF says how it was held."""
    (picture,) = scans(paper, pdf)
    orientation = 6 if zlib.crc32(paper.name.encode()) % 2 else 8
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = "Camera"
    picture.transpose(TURNED[orientation]).save(out, format="JPEG", quality=_quality(paper), exif=exif)


def text_pdf(paper: Paper, pdf: Path, out: Path) -> None:
    """What LibreOffice prints."""
    check(paper, pdf)
    out.write_bytes(pdf.read_bytes())


def mixed_pdf(paper: Paper, pdf: Path, out: Path) -> None:
    """Text pages and, in the places named, scanned ones."""
    pictures = scans(paper, pdf)
    mixed = pdfium.PdfDocument.new()
    printed = pdfium.PdfDocument(pdf)
    for at, picture in enumerate(pictures):
        if at + 1 in paper.scanned:
            held = io.BytesIO()
            _pictures_to_pdf([picture], _quality(paper), held)
            mixed.import_pages(pdfium.PdfDocument(held.getvalue()))
        else:
            mixed.import_pages(printed, [at])
    mixed.save(out)


def docx(paper: Paper, pdf: Path, out: Path) -> None:
    """A Word file as an office writes it."""
    word.write(paper, out, printed=False)


def _plain_lines(paper: Paper) -> list[str]:
    lines = []
    for block in (block for page in paper.pages for block in page):
        if block.mark == "|":
            lines.append("　".join(Block("", block.plain).cells))
        elif block.mark == "":
            lines.append("　　" + block.plain)
        elif block.mark in (">", "=", "#"):
            lines.append(" " * 20 + block.plain)
        elif block.mark == "_":
            lines.append("")
        elif block.mark not in ("~", "^", "|:"):
            lines.append(block.plain)
    return lines


def txt(paper: Paper, pdf: Path, out: Path) -> None:
    """Plain text in UTF-8."""
    out.write_text("\n".join(_plain_lines(paper)) + "\n", encoding="utf-8")


def txt_gb18030(paper: Paper, pdf: Path, out: Path) -> None:
    """Plain text as an old editor saved it: GB 18030, lines ended by CR LF."""
    out.write_bytes(("\r\n".join(_plain_lines(paper)) + "\r\n").encode("gb18030"))


def markdown(paper: Paper, pdf: Path, out: Path) -> None:
    """Markdown: titles, paragraphs, tables."""
    parts: list[str] = []
    rows = 0
    for block in (block for page in paper.pages for block in page):
        if block.mark == "|":
            cells = Block("", block.plain).cells
            parts.append(("" if rows else "\n") + "| " + " | ".join(cells) + " |")
            if not rows:
                parts.append("|" + " --- |" * len(cells))
            rows += 1
            continue
        rows = 0
        if block.mark in ("#", "##", "!"):
            parts.append("\n" + ("## " if block.mark == "##" else "# ") + block.plain)
        elif block.mark not in ("~", "^", "|:", "_"):
            parts.append("\n" + block.plain)
    out.write_text("\n".join(parts).lstrip("\n") + "\n", encoding="utf-8")


def ofd_text(paper: Paper, pdf: Path, out: Path) -> None:
    """OFD with text objects."""
    sheet = Description()
    for page in paper.pages:
        sheet.page()
        for block in page:
            if block.mark == "!":
                sheet.centre(block.plain, 11.0, "小标宋", "D22020")
                sheet.y += 4
            elif block.mark in ("#", "="):
                size = 7.76 if block.mark == "#" else SIZE
                for line in wrap(block.plain, WIDTH - 20, size):
                    sheet.centre(line, size, "小标宋" if block.mark == "#" else "仿宋")
                sheet.y += 4
            elif block.mark == ">":
                sheet.right(block.plain)
            elif block.mark == "|":
                cells = Block("", block.plain).cells
                sheet.cells(*((LEFT + WIDTH / len(cells) * at, cell) for at, cell in enumerate(cells)))
            elif block.mark not in ("~", "^", "|:", "_"):
                sheet.paragraph(block.plain, 0 if block.mark in ("-", "+") else 2)
    if len(sheet.pages) != len(paper.pages):
        raise ValueError(f"{paper.name}: {len(sheet.pages)} pages")
    write_ofd(sheet, out)


def ofd_image(paper: Paper, pdf: Path, out: Path) -> None:
    """OFD with nothing but pictures of pages."""
    sheet = Description()
    files = []
    for number, picture in enumerate(scans(paper, pdf)):
        file = out.with_suffix(f".{number}.jpg").resolve()
        picture.save(file, format="JPEG", quality=_quality(paper), dpi=(DPI, DPI))
        files.append(file)
        sheet.page()
        sheet.image(file)
    write_ofd(sheet, out)
    for file in files:
        file.unlink()


Maker = Callable[[Paper, Path, Path], None]
MAKERS: dict[str, Maker] = {
    "scan-pdf": scan_pdf,
    "scan-tiff": scan_tiff,
    "scan-jpeg": scan_jpeg,
    "scan-png": scan_png,
    "photo-jpeg": photo_jpeg,
    "text-pdf": text_pdf,
    "mixed-pdf": mixed_pdf,
    "docx": docx,
    "txt": txt,
    "txt-gb18030": txt_gb18030,
    "md": markdown,
    "ofd-text": ofd_text,
    "ofd-image": ofd_image,
}
"""By the word a paper's head uses."""
SCANNED = ("scan-pdf", "scan-tiff", "scan-jpeg", "scan-png", "photo-jpeg", "ofd-image")
UNPRINTED = ("docx", "txt", "txt-gb18030", "md", "ofd-text")


def scanned_pages(paper: Paper) -> list[int]:
    """Numbers of the pages that are pictures."""
    if paper.make in SCANNED:
        return list(range(1, len(paper.pages) + 1))
    return list(paper.scanned)
