"""Jinja's only home among the pages: templates with autoescaping, and the few filters they need."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

_HERE = Path(__file__).parent
STATIC = _HERE / "static"

STATE_LABELS = {
    "pending": "待处理",
    "indexed": "已入库",
    "duplicate": "重复",
    "failed": "失败",
    "review": "待校对",
}
KIND_LABELS = {"case": "案件", "document": "文档", "law": "法律"}


def paint(template: str, **values: Any) -> str:
    """A page as HTML."""
    return _environment().get_template(template).render(**values)


def page(template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page as a response."""
    return HTMLResponse(paint(template, **values), status)


@cache
def static_files() -> dict[str, bytes]:
    """Styles and scripts, by name."""
    return {path.name: path.read_bytes() for path in STATIC.iterdir() if path.is_file()}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        marked=marked, day=chinese_day, moment=chinese_moment, path=path_part, percent=percent, lines=text_lines
    )
    environment.globals.update(static=_static, states=STATE_LABELS, kinds=KIND_LABELS)
    return environment


def marked(text: str, spans: Iterable[Sequence[int]]) -> Markup:
    """Text with the places of ``spans`` (half open) marked."""
    parts: list[Markup] = []
    at = 0
    for start, end in spans:
        parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def text_lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for line in text.splitlines() if line.strip()]


def chinese_day(value: dt.date | str | None) -> str:
    """2022年5月6日; an ISO day given as text is read; what is no day stays as it is."""
    if value is None:
        return ""
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            return str(value)
    return f"{value.year}年{value.month}月{value.day}日"


def chinese_moment(value: dt.datetime) -> str:
    """2022年5月6日 9:05, in the zone of the machine."""
    local = value.astimezone()
    return f"{chinese_day(local.date())} {local.hour}:{local.minute:02d}"


def path_part(value: str) -> str:
    """A name as a part of an address; a slash in it stays one."""
    return quote(value, safe="/")


def percent(value: float) -> str:
    """A fraction as a coordinate in per cent."""
    return f"{value * 100:.3f}%"


def _static(name: str) -> str:
    return f"/static/{name}?v={_fingerprint(name)}"


@cache
def _fingerprint(name: str) -> str:
    return hashlib.sha256(static_files()[name]).hexdigest()[:10]
