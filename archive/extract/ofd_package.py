"""The container of an OFD file: its members, its XML and the list of its pages (GB/T 33190—2016, 6 and 7)."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from archive.extract import refusals
from archive.extract.reading import Limits
from archive.extract.zipcheck import check_zip

Node = etree._Element
Size = tuple[float, float, float, float]
"""x, y, width, height in millimetres."""

_A4: Size = (0.0, 0.0, 210.0, 297.0)
_LARGEST = 100_000.0
"""Millimetres; a larger page is an error in the file."""


@dataclass(frozen=True, slots=True)
class Document:
    """One of the documents in an OFD file (most have one)."""

    member: str
    """Its root's place in the container."""
    area: Size
    templates: dict[str, str]
    """Places of template pages by their ids."""
    images: dict[str, str]
    """Places of pictures by their resource ids."""
    units: dict[str, Node]
    """Composite graphic units by their resource ids."""
    looks: dict[str, Node]
    """Lines and colours that objects share, by their resource ids."""
    fonts: dict[str, Node]
    """Fonts by their resource ids."""


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page, not yet looked at."""

    member: str
    """Its place in the container."""
    document: Document


class OfdPackage(AbstractContextManager["OfdPackage"]):
    """An OFD file opened for reading.

    Raises:
        ReadError: ``encrypted``, ``signed``, ``damaged``, ``too_large``.
    """

    def __init__(self, path: Path, limits: Limits) -> None:
        check_zip(path, limits, "OFD 文件")
        self._archive = zipfile.ZipFile(path)
        try:
            self._refuse_closed()
        except BaseException:
            self._archive.close()
            raise

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def pages(self) -> list[PageRef]:
        """All pages of all documents, in order."""
        pages = []
        for body in children(self._root, "DocBody"):
            root = text_of(body, "DocRoot")
            if not root:
                continue
            document, node = self._document(posixpath.normpath(root.lstrip("/")))
            for holder in children(node, "Pages"):
                pages += [
                    PageRef(join(document.member, page.get("BaseLoc", "")), document)
                    for page in children(holder, "Page")
                ]
        if not pages:
            raise refusals.damaged("OFD 文件")
        return pages

    def xml(self, member: str) -> Node:
        """A member's root element; nothing it refers to is loaded.

        Raises:
            ReadError: ``damaged``: missing, broken, or with a document type declaration.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.read(member), parser)
        except etree.XMLSyntaxError as exc:
            raise refusals.damaged(f"OFD 文件（{posixpath.basename(member)}）") from exc
        if root.getroottree().docinfo.internalDTD is not None:
            raise refusals.damaged(f"OFD 文件（{posixpath.basename(member)}）")
        return root

    def read(self, member: str) -> bytes:
        """A member's bytes.

        Raises:
            ReadError: ``damaged``.
        """
        try:
            return self._archive.read(self._names.get(member.lower(), member))
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as exc:
            raise refusals.damaged(f"OFD 文件（{posixpath.basename(member)}）") from exc

    def has(self, member: str) -> bool:
        """Whether the container holds it."""
        return member.lower() in self._names

    @cached_property
    def _names(self) -> dict[str, str]:
        # writers differ from their own directory in the case of letters and in a leading slash
        return {name.lstrip("/").lower(): name for name in self._archive.namelist()}

    @cached_property
    def _root(self) -> Node:
        return self.xml("OFD.xml")

    def _refuse_closed(self) -> None:
        if self.has("Encryptions.xml") or self.has("entriesmap.dat"):
            raise refusals.encrypted("OFD 文件")
        for body in children(self._root, "DocBody"):
            signatures = text_of(body, "Signatures")
            if not signatures:
                continue
            listed = posixpath.normpath(signatures.lstrip("/"))
            # an empty list of signatures is what some writers leave in every file
            if not self.has(listed) or list(children(self.xml(listed), "Signature")):
                raise refusals.signed("OFD 文件")

    def _document(self, member: str) -> tuple[Document, Node]:
        node = self.xml(member)
        document = Document(member, _A4, {}, {}, {}, {}, {})
        for common in children(node, "CommonData"):
            area = next((box for a in children(common, "PageArea") if (box := physical(a))), _A4)
            templates = {t.get("ID", ""): join(member, t.get("BaseLoc", "")) for t in children(common, "TemplatePage")}
            document = Document(member, area, templates, {}, {}, {}, {})
            for kind in ("PublicRes", "DocumentRes"):
                for resource in children(common, kind):
                    self._resources(join(member, resource.text or ""), document)
        return document, node

    def _resources(self, member: str, document: Document) -> None:
        """Note the pictures, units, looks and fonts of a resource file; a missing one is no reason to lose the text."""
        if not self.has(member):
            return
        node = self.xml(member)
        base = posixpath.join(posixpath.dirname(member), node.get("BaseLoc", ""))
        for media in (m for holder in children(node, "MultiMedias") for m in children(holder, "MultiMedia")):
            if media.get("Type", "").lower() == "image":
                document.images[media.get("ID", "")] = join(f"{base}/", text_of(media, "MediaFile"))
        for name, kept in (("CompositeGraphicUnit", document.units), ("DrawParam", document.looks)):
            for holder in children(node, f"{name}s"):
                kept.update({one.get("ID", ""): one for one in children(holder, name)})
        for holder in children(node, "Fonts"):
            document.fonts.update({font.get("ID", ""): font for font in children(holder, "Font")})


def children(node: Node, name: str) -> list[Node]:
    """Child elements of a local name; writers use the standard's namespace, an older one or none."""
    return [child for child in node if str(child.tag).rpartition("}")[2] == name]


def text_of(node: Node, name: str) -> str:
    """Text of the first child of that name, or ""."""
    return next(((child.text or "").strip() for child in children(node, name)), "")


def join(member: str, location: str) -> str:
    """The place that a location in ``member`` names; one with a leading slash starts at the container's root."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(member), location.strip())).lstrip("/")


def numbers(text: str | None) -> list[float]:
    """Numbers of a space-separated attribute; [] where one is none."""
    try:
        return [float(part) for part in (text or "").split()]
    except ValueError:
        return []


def physical(area: Node) -> Size | None:
    """The physical box of a page area."""
    values = numbers(text_of(area, "PhysicalBox"))
    if len(values) != 4 or not (0 < values[2] <= _LARGEST and 0 < values[3] <= _LARGEST):
        return None
    return (values[0], values[1], values[2], values[3])
