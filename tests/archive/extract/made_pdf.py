"""A small PDF writer, and papers of an invented office written with it: every page differs, every run is the same."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

A4 = (595.0, 842.0)

_FONTS = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R /DW 1000 /W [1 95 500]"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
)
"""Objects 4 to 7: Song (F1), Helvetica (F2), and what Song is made of; readers know the character set by its name."""


@dataclass
class PageMaker:
    """One page under the pen; places are points from the top left."""

    width: float = A4[0]
    height: float = A4[1]
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    marks: list[bytes] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)

    def text(self, x: float, top: float, size: float, text: str, mode: int = 0, extra: str = "") -> None:
        """A run of text whose upper edge is at ``top``."""
        code = text.encode("utf-16-be").hex()
        self.marks.append(
            f"BT /F1 {size:g} Tf {mode} Tr {extra} 1 0 0 1 {x:.2f} {self.height - top - size * 0.88:.2f} Tm <{code}> Tj ET".encode()
        )

    def on_its_side(self, left: float, top: float, size: float, text: str) -> None:
        """A run of text that stands upright at (left, top) once the page is turned by 90 degrees."""
        code = text.encode("utf-16-be").hex()
        self.marks.append(f"BT /F1 {size:g} Tf 0 1 -1 0 {top + size * 0.88:.2f} {left:.2f} Tm <{code}> Tj ET".encode())

    def latin(self, x: float, top: float, size: float, text: str) -> None:
        """A run of Latin text in Helvetica."""
        quoted = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.marks.append(f"BT /F2 {size:g} Tf 0 Tr {x:.2f} {self.height - top - size * 0.88:.2f} Td ({quoted}) Tj ET".encode())

    def rule(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """A thin line."""
        self.marks.append(
            f"0.7 w {x0:.2f} {self.height - top:.2f} m {x1:.2f} {self.height - bottom:.2f} l S".encode()
        )

    def picture(self, jpeg: bytes, x: float, top: float, width: float, height: float) -> None:
        """A JPEG in RGB."""
        self.pictures.append(jpeg)
        self.marks.append(
            f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {self.height - top - height:.2f} cm /Im{len(self.pictures)} Do Q".encode()
        )


def write_pdf(pages: Sequence[PageMaker], compress: bool = True) -> bytes:
    """A whole PDF 1.5 file."""
    objects: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: b"<< /Producer (made) >>"}
    objects.update(dict(enumerate(_FONTS, start=4)))
    kids = []
    for page in pages:
        images = []
        for jpeg in page.pictures:
            images.append(len(objects) + 2)
            objects[images[-1]] = _image(jpeg)
        content = b"\n".join(page.marks)
        at = len(objects) + 2
        objects[at] = _stream(zlib.compress(content) if compress else content, b"/Filter /FlateDecode" if compress else b"")
        named = b" ".join(f"/Im{n} {i} 0 R".encode() for n, i in enumerate(images, start=1))
        crop = b"/CropBox [%s]" % " ".join(f"{v:g}" for v in page.crop).encode() if page.crop else b""
        kids.append(at + 1)
        objects[at + 1] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] %s /Rotate %d /Contents %d 0 R /Resources"
            b" << /Font << /F1 4 0 R /F2 5 0 R >> /XObject << %s >> >> >>"
        ) % (page.width, page.height, crop, page.rotate, at, named)
    objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _file(objects)


def _image(jpeg: bytes) -> bytes:
    height, width = _jpeg_size(jpeg)
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"
    return _stream(jpeg, head % (width, height))


def _jpeg_size(jpeg: bytes) -> tuple[int, int]:
    at = 2
    while jpeg[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return int.from_bytes(jpeg[at + 5 : at + 7], "big"), int.from_bytes(jpeg[at + 7 : at + 9], "big")


def _stream(data: bytes, head: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


def _file(objects: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number in sorted(places):
        out += b"%d 1\n%010d 00000 n \n" % (number, places[number])
    out += b"trailer << /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(places) + 1, start)
    return bytes(out)


_WHO = ("王德福", "赵玉梅", "孙凤英", "张宝山", "李桂兰", "周永贵", "林海", "高志强", "佟淑芬", "魏春生")
_WHERE = ("永胜村", "柳河镇", "德善乡", "安乐村二组", "新华街", "双桥镇北洼村", "会发镇", "宝兴乡王家村")
_WHAT = (
    "反映{a}土地承包经营权纠纷，涉及水田{n}亩，双方多次协商未果",
    "经{a}人民调解委员会主持调解，双方当事人自愿达成如下协议",
    "要求支付拖欠的工程款人民币{n}.{m}元，并承担逾期付款违约金",
    "于20{y}年{k}月{d}日到县信访局登记，登记编号为XF20{y}{n}LX",
    "依照《信访工作条例》第三十二条的规定，决定予以受理",
    "住址{a}，身份证号码2301241963{d}{n}12，联系电话138{n}{n}",
    "道路塌陷约{n}米，雨季通行困难，{b}在此摔伤，花去医药费{n}.{m}元",
    "会议指出，供热关系群众冷暖，不得推诿；责任单位应在{d}日前报送结果",
)


def sentences(rng: random.Random, count: int) -> str:
    """Running text of about 25 characters a sentence."""
    out = []
    for _ in range(count):
        values = {"n": rng.randint(100, 9999), "m": rng.randint(10, 99), "y": rng.randint(18, 24), "k": rng.randint(1, 12)}
        out.append(
            rng.choice(_WHO)
            + rng.choice(_WHAT).format(a=rng.choice(_WHERE), b=rng.choice(_WHO), d=rng.randint(10, 28), **values)
        )
    return "。".join(out) + "。"


def letter(rng: random.Random, size: float = 14.0, left: float = 80.0, right: float = 515.0) -> PageMaker:
    """A page of running text under a title."""
    page = PageMaker()
    title = f"关于{rng.choice(_WHO)}信访事项的处理意见"
    page.text((595 - 20 * len(title)) / 2, 60, 20, title)
    _flow(page, sentences(rng, rng.randint(14, 20)), left, 110, right - left, size)
    page.text(280, 790, 10, f"— {rng.randint(1, 40)} —")
    return page


def _flow(page: PageMaker, text: str, left: float, top: float, width: float, size: float) -> float:
    """Set text line by line, Latin at half width; the top of what follows."""
    line, used = "", 0.0
    for character in text:
        step = size * (0.5 if character.isascii() else 1.0)
        if used + step > width:
            page.text(left, top, size, line)
            top += size * 1.6
            line, used = "", 0.0
        line, used = line + character, used + step
    page.text(left, top, size, line)
    return top + size * 1.6


def columns(rng: random.Random) -> PageMaker:
    """Two columns of running text under a title."""
    page = PageMaker()
    page.text(180, 60, 18, "信访工作简报第" + str(rng.randint(1, 60)) + "期")
    _flow(page, sentences(rng, 12), 60, 110, 220, 11)
    _flow(page, sentences(rng, 12), 315, 110 + rng.choice((0, 0, 7)), 220, 11)
    return page


def table(rng: random.Random, rows: int = 14) -> tuple[PageMaker, list[list[str]]]:
    """A ruled table under a heading, and its cells."""
    page = PageMaker()
    page.text(150, 60, 16, f"{rng.choice(_WHERE)}补偿明细表")
    heads = ["序号", "户主姓名", "面积（亩）", "单价", "补偿金额", "备注"]
    edges = [60, 100, 190, 280, 350, 440, 535]
    cells = [heads]
    for number in range(1, rows):
        area, price = rng.randint(100, 999) / 100, rng.choice((860, 920, 1150))
        cells.append([str(number), rng.choice(_WHO), f"{area:.2f}", str(price), f"{area * price:.2f}", rng.choice(("", "已付"))])
    for number, row in enumerate(cells):
        for cell, x in zip(row, edges, strict=False):
            page.text(x + 4, 104 + 26 * number, 11, cell)
    for number in range(rows + 1):
        page.rule(edges[0], 100 + 26 * number, edges[-1], 100 + 26 * number)
    for x in edges:
        page.rule(x, 100, x, 100 + 26 * rows)
    return page, cells


def latin(rng: random.Random) -> PageMaker:
    """Chinese with Latin words and figures between, and a paragraph of English."""
    page = PageMaker()
    page.text(80, 70, 16, "关于使用 Microsoft Word 与 WPS 的通知")
    top = _flow(page, sentences(rng, 6), 80, 110, 430, 14)
    for words in ("The committee has received the letter of", "2 September 2024 and will answer within 60 days."):
        page.latin(80, top, 12, words + f" No. {rng.randint(1, 999)}")
        top += 20
    _flow(page, sentences(rng, 5), 80, top + 10, 430, 14)
    return page


def spread(rng: random.Random) -> PageMaker:
    """Justified text with extra space between characters, each line differently."""
    page = PageMaker()
    page.text(220, 60, 22, "通  知")
    top = 110.0
    for _ in range(24):
        page.text(80, top, 14, sentences(rng, 1)[:26], extra=f"{rng.choice((0, 0.5, 1.5, 3)):g} Tc")
        top += 24
    return page


def bold(rng: random.Random) -> PageMaker:
    """Text printed twice, a little aside, as some writers make bold."""
    page = letter(rng)
    title = "重要事项说明" + str(rng.randint(1, 9))
    for shift in (0.0, 0.4):
        page.text(80 + shift, 740, 16, title)
    return page


def papers(count: int, seed: int = 1) -> list[PageMaker]:
    """Pages of all kinds in turn."""
    rng = random.Random(seed)
    makers = (letter, latin, letter, lambda r: table(r)[0], spread, letter, columns, bold)
    return [makers[number % len(makers)](rng) for number in range(count)]
