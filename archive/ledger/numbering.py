"""The office's own numbers: XF, RT or FL, year and month, four digits of a series, two letters of the channel."""

from __future__ import annotations

import datetime as dt

from archive.cases.model import CaseKind, Channel
from archive.record.record import Transaction

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


def next_number(tx: Transaction, kind: CaseKind, channel: Channel | None, day: dt.date) -> str:
    """The next free number of the month."""
    stem = f"{_STEMS[kind]}{day:%Y%m}"
    letters = _CHANNELS[channel] if channel and kind is CaseKind.PETITION else ""
    return f"{stem}{tx.cases.last_serial(stem) + 1:04d}{letters}"
