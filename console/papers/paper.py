"""``juanzong paper``: papers as Word files, checked, mended and kept through their life."""

from __future__ import annotations

import click

from console.command import OfficeGroup
from console.papers import check, citations, drafts, leaving, life, offer, public, standing


@click.group("paper", cls=OfficeGroup)
def command() -> None:
    """公文：检查、拟稿、送审、签发、用印、发出、送达、作废，发文登记簿，公开版。"""


for one in (
    check.check,
    citations.citations,
    public.public,
    life.draft,
    offer.offer,
    offer.remnants,
    drafts.check_in,
    drafts.diff,
    life.send,
    life.return_,
    life.sign,
    life.seal,
    leaving.issue,
    leaving.serve,
    life.supersede,
    life.void,
    standing.list_,
    standing.show,
    standing.register,
):
    command.add_command(one)
