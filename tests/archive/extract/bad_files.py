"""Files that do harm, made for the tests: each function writes one into a folder and gives its path."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pikepdf
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from PIL import Image

from tests.archive.extract.made_pdf import PageMaker, letter, papers, write_pdf

PASSWORD = "fang-zheng"


def sound_pdf(folder: Path, pages: int = 3) -> Path:
    """A PDF without fault, to spoil."""
    rng = random.Random(7)
    return _write(folder / "sound.pdf", write_pdf([letter(rng) for _ in range(pages)]))


def encrypted_pdf(folder: Path) -> Path:
    """A PDF that wants a password."""
    target = folder / "encrypted.pdf"
    with pikepdf.open(sound_pdf(folder)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user=PASSWORD, owner=PASSWORD, R=6))
    return target


def owner_locked_pdf(folder: Path) -> Path:
    """A PDF that anyone may open but not change."""
    target = folder / "owner.pdf"
    with pikepdf.open(sound_pdf(folder)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user="", owner=PASSWORD, R=4))
    return target


def truncated_pdf(folder: Path, part: float = 0.6) -> Path:
    """The first part of a PDF."""
    data = sound_pdf(folder).read_bytes()
    return _write(folder / "truncated.pdf", data[: int(len(data) * part)])


def flipped_pdf(folder: Path) -> Path:
    """A PDF with a broken byte in the middle of its first page's text."""
    data = bytearray(sound_pdf(folder).read_bytes())
    start = data.index(b"stream\n") + 7
    end = data.index(b"endstream", start)
    for at in range((start + end) // 2, (start + end) // 2 + 12):
        data[at] ^= 0xFF
    return _write(folder / "flipped.pdf", bytes(data))


def riddled_pdf(folder: Path, seed: int) -> Path:
    """A PDF with a bit turned in every five hundredth byte or so."""
    data = bytearray(sound_pdf(folder).read_bytes())
    rng = random.Random(seed)
    for _ in range(len(data) // 500):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return _write(folder / f"riddled{seed}.pdf", bytes(data))


def flate_bomb_pdf(folder: Path, size: int = 1 << 30, layers: int = 1) -> Path:
    """A small PDF whose page unpacks to ``size`` bytes, deflated once or twice."""
    data = _deflated_blanks(size >> 20)
    if layers == 2:
        data = zlib.compress(data, 9)
    page = PageMaker()
    page.text(80, 80, 14, "炸弹")
    sound = write_pdf([page], compress=False)
    start = sound.index(b"stream\n")
    head = sound.rindex(b"<<", 0, start)
    end = sound.index(b"endstream", start)
    filters = b"/Filter [%s]" % b" ".join([b"/FlateDecode"] * layers)
    bomb = b"<< %s /Length %d >>\nstream\n%s\n" % (filters, len(data), data)
    return _write(folder / "bomb.pdf", sound[:head] + bomb + sound[end:])


def _deflated_blanks(mebibytes: int) -> bytes:
    """That many mebibytes of blanks, deflated; made of one block so that it takes no time."""
    piece = b" " * (1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(mebibytes):
        check = zlib.adler32(piece, check)
    return b"\x78\xda" + block * mebibytes + b"\x03\x00" + struct.pack(">I", check)


def giant_pdf(folder: Path) -> Path:
    """One page of 200 by 200 metres: nothing but a few shapes on it, so that it must be drawn."""
    side = 200_000 / 25.4 * 72
    page = PageMaker(width=side, height=side)
    for number in range(40):
        page.rule(number * 1000, 0, number * 1000, side)
    return _write(folder / "giant.pdf", write_pdf([page]))


def long_pdf(folder: Path, pages: int = 5000) -> Path:
    """A PDF of thousands of pages of text."""
    return _write(folder / "long.pdf", write_pdf(papers(pages)))


def huge_png(folder: Path, side: int = 20_000) -> Path:
    """A white PNG of 20,000 by 20,000 pixels, 400 kB long."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(1)
    row = b"\x00" + b"\xff" * side
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return _write(
        folder / "huge.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def half_black(mode: str = "RGB", size: tuple[int, int] = (300, 400)) -> Image.Image:
    """A picture whose upper half is black and whose lower half is white."""
    grey = Image.new("L", size, 255)
    grey.paste(0, (0, 0, size[0], size[1] // 2))
    return grey.convert("RGB").convert(mode)


def cmyk_jpeg(folder: Path) -> Path:
    """A JPEG for the printing press."""
    target = folder / "cmyk.jpg"
    half_black("CMYK").save(target, quality=95)
    return target


def deep_png(folder: Path) -> Path:
    """A PNG of 16 bits a pixel."""
    target = folder / "deep.png"
    values = np.full((400, 300), 65535, np.uint16)
    values[:200] = 0
    Image.fromarray(values).save(target)
    return target


def truncated_jpeg(folder: Path) -> Path:
    """The first half of a JPEG."""
    whole = io.BytesIO()
    noise = np.random.default_rng(1).integers(0, 255, (400, 300, 3), np.uint8)
    Image.fromarray(noise).save(whole, "JPEG")
    return _write(folder / "half.jpg", whole.getvalue()[: len(whole.getvalue()) // 2])


def zip_bomb_docx(folder: Path, size: int = 1 << 28) -> Path:
    """A .docx whose text unpacks to a quarter of a gigabyte of blanks."""
    target = folder / "bomb.docx"
    Document().save(str(target))
    with zipfile.ZipFile(target) as old:
        members = {name: old.read(name) for name in old.namelist()}
    before, after = members.pop("word/document.xml").split(b"<w:body>")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name, data in members.items():
            new.writestr(name, data)
        with new.open("word/document.xml", "w") as part:
            part.write(before + b"<w:body><w:p><w:r><w:t>")
            for _ in range(size >> 20):
                part.write(b" " * (1 << 20))
            part.write(b"</w:t></w:r></w:p>" + after)
    return target


def entity_bomb_docx(folder: Path) -> Path:
    """A .docx whose text is ten entities, each ten of the next (the billion laughs)."""
    levels = "".join(
        f'<!ENTITY e{n} "{f"&e{n + 1};" * 10}">' if n < 9 else f'<!ENTITY e{n} "哈哈哈哈哈哈">' for n in range(10)
    )
    return rewrite_docx(
        folder / "entities.docx",
        lambda xml: xml.replace("<w:document", f"<!DOCTYPE d [{levels}]><w:document", 1).replace(
            "<w:body>", "<w:body><w:p><w:r><w:t>&e0;</w:t></w:r></w:p>", 1
        ),
    )


def external_entity_docx(folder: Path, secret: Path) -> Path:
    """A .docx that wants a file of this machine in its text."""
    return rewrite_docx(
        folder / "external.docx",
        lambda xml: xml.replace("<w:document", f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document', 1).replace(
            "<w:body>", "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>", 1
        ),
    )


def linked_docx(folder: Path, url: str) -> Path:
    """A .docx with a picture that lies elsewhere and a template from elsewhere."""
    target = folder / "linked.docx"
    document = Document()
    document.add_paragraph("正文在此")
    document.part.relate_to(url, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    document.part.relate_to(url, RELATIONSHIP_TYPE.ATTACHED_TEMPLATE, is_external=True)
    document.save(str(target))
    return target


def odd_text(folder: Path) -> Path:
    """Text with control and private-use characters, look-alikes and invisible marks."""
    text = "来信\x00\x07人：王\ue123福，\u2f45正县\u200b\ufeff人\x1b。\uf0b7第一项\x85第二项"
    return _write(folder / "odd.txt", text.encode().replace(b"\x00", b""))


def rewrite_docx(target: Path, change: object) -> Path:
    """A new .docx whose document.xml went through ``change``."""
    assert callable(change)
    Document().save(str(target))
    with zipfile.ZipFile(target) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["word/document.xml"] = str(change(members["word/document.xml"].decode())).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return target


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
