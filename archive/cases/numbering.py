"""The form of the office's own numbers: XF, RT or FL, year and month, four digits of a series, two letters of the channel."""

from __future__ import annotations

import datetime as dt

from archive.cases.model import CaseKind, Channel

_STEMS = {CaseKind.PETITION: "XF", CaseKind.MEDIATION: "RT", CaseKind.LEGAL_SERVICE: "FL"}
_CHANNELS = {
    Channel.VISIT: "LF",
    Channel.LETTER: "LX",
    Channel.PHONE: "LD",
    Channel.ONLINE: "WS",
    Channel.FAX: "CZ",
    Channel.TRANSFER: "SZ",
    Channel.LEADER: "LP",
    Channel.HOTLINE: "RX",
}


def stem_of(kind: CaseKind, day: dt.date) -> str:
    """What the numbers of a kind begin with in a month."""
    return f"{_STEMS[kind]}{day:%Y%m}"


def case_number(kind: CaseKind, channel: Channel | None, day: dt.date, serial: int) -> str:
    """The number of a case, by its place in the series of the month."""
    letters = _CHANNELS[channel] if channel and kind is CaseKind.PETITION else ""
    return f"{stem_of(kind, day)}{serial:04d}{letters}"
