"""What a file is, by its content; its name says nothing."""

from __future__ import annotations

import mmap
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """Kinds of files that readers tell apart."""

    PDF = "pdf"
    TIFF = "tiff"
    PNG = "png"
    JPEG = "jpeg"
    DOCX = "docx"
    OFD = "ofd"
    TEXT = "text"
    LEGACY_OFFICE = "doc"
    """Word 97–2003 and WPS documents (OLE), and RTF: read through LibreOffice."""
    ENCRYPTED_OFFICE = "encrypted"
    """Word, Excel or PowerPoint with a password (OLE around an encrypted package)."""
    EMPTY = "empty"
    BROKEN = "broken"
    """A zip container, so perhaps .docx or OFD, whose directory cannot be read."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Content:
    """What a file is."""

    kind: Kind
    label: str
    """Its name in Chinese, for messages."""
    advice: str = ""
    """For kinds that are not read: what to do instead."""


_CONVERT = "请另存为 PDF 或 .docx 后再交。"
_PICTURE = "请另存为 JPG、PNG 或 PDF 后再交。"
_UNPACK = "请解压后把里面的文件逐个提交。"
_PLAY = "音像资料请另行登记保管；如有文字稿，请提交文字稿。"

_MAGIC: tuple[tuple[bytes, Content], ...] = (
    (b"\x89PNG\r\n\x1a\n", Content(Kind.PNG, "PNG 图片")),
    (b"\xff\xd8\xff", Content(Kind.JPEG, "JPG 图片")),
    (b"II*\x00", Content(Kind.TIFF, "TIFF 图片")),
    (b"MM\x00*", Content(Kind.TIFF, "TIFF 图片")),
    (b"II+\x00", Content(Kind.TIFF, "TIFF 图片")),
    (b"MM\x00+", Content(Kind.TIFF, "TIFF 图片")),
    (b"{\\rtf", Content(Kind.LEGACY_OFFICE, "RTF 文档")),
    (b"GIF8", Content(Kind.OTHER, "GIF 图片", _PICTURE)),
    (b"BM", Content(Kind.OTHER, "BMP 图片", _PICTURE)),
    (b"Rar!", Content(Kind.OTHER, "RAR 压缩包", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Content(Kind.OTHER, "7z 压缩包", _UNPACK)),
    (b"\x1f\x8b", Content(Kind.OTHER, "gzip 压缩包", _UNPACK)),
    (b"ID3", Content(Kind.OTHER, "音频", _PLAY)),
    (b"\x7fELF", Content(Kind.OTHER, "程序文件", "程序文件不入档。")),
    (b"MZ", Content(Kind.OTHER, "程序文件", "程序文件不入档。")),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNKNOWN = Content(Kind.OTHER, "无法识别的文件", _CONVERT)
_HEAD = 64 * 1024
"""Bytes looked at to tell text from other things."""


def sniff(path: Path) -> Content:
    """What the file is.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        return Content(Kind.EMPTY, "空文件")
    if b"%PDF-" in head[:1024]:
        return Content(Kind.PDF, "PDF")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path)
    if head.startswith(_OLE):
        return _ole(path)
    for magic, content in _MAGIC:
        # "BM" and "MZ" may also begin a text: those are told apart by the zeros of their headers
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head[:64]):
            return content
    if head[4:8] == b"ftyp":
        heic = head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"avif"}
        return Content(Kind.OTHER, "HEIC 照片", _PICTURE) if heic else Content(Kind.OTHER, "视频或音频", _PLAY)
    if head.startswith(b"RIFF") and len(head) > 12:
        webp = head[8:12] == b"WEBP"
        return Content(Kind.OTHER, "WebP 图片", _PICTURE) if webp else Content(Kind.OTHER, "视频或音频", _PLAY)
    return Content(Kind.TEXT, "文本") if looks_like_text(head) else _UNKNOWN


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes are text in utf-8, utf-16 with a mark, or gb18030, and not other data."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head:
        return False
    controls = sum(head.count(code) for code in range(1, 32) if code not in (8, 9, 10, 11, 12, 13, 26, 27))
    if controls > max(8, len(head) // 50):
        return False
    # a broken character or two, the one cut off at the end among them, do not make a letter something else
    lost = min(head.decode(encoding, "replace").count("\ufffd") for encoding in ("utf-8", "gb18030"))
    return lost <= max(2, len(head) // 200)


def _zip(path: Path) -> Content:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        return Content(Kind.BROKEN, "文件（压缩包、Word 或 OFD）")
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return Content(Kind.DOCX, "Word 文档")
    if names & {"OFD.xml", "Encryptions.xml", "Doc_0/Document.xml"}:
        return Content(Kind.OFD, "OFD 文档")
    if any(name.startswith("xl/") for name in names):
        return Content(Kind.OTHER, "Excel 表格", "请打印为 PDF，或把内容贴入 Word 后再交；案件台账请用“导入案件”。")
    if any(name.startswith("ppt/") for name in names):
        return Content(Kind.OTHER, "演示文稿", _CONVERT)
    if "mimetype" in names:
        return Content(Kind.OTHER, "OpenDocument 或电子书", _CONVERT)
    return Content(Kind.OTHER, "ZIP 压缩包", _UNPACK)


def _ole(path: Path) -> Content:
    """Which program's storage it is, by the names in its directory (UTF-16LE)."""

    def has(name: str) -> bool:
        return data.find(name.encode("utf-16-le")) >= 0

    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if has("EncryptedPackage"):
            return Content(Kind.ENCRYPTED_OFFICE, "Office 文档")
        # a Word document keeps embedded workbooks under ObjectPool; a workbook keeps embedded documents elsewhere
        if has("WordDocument") and (has("ObjectPool") or not has("Workbook")):
            return Content(Kind.LEGACY_OFFICE, "旧版 Word 或 WPS 文档")
        if has("Workbook"):
            return Content(Kind.OTHER, "旧版 Excel 表格", _CONVERT)
        if has("PowerPoint Document"):
            return Content(Kind.OTHER, "旧版演示文稿", _CONVERT)
    return Content(Kind.OTHER, "无法识别的复合文档", _CONVERT)
