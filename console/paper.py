"""``juanzong paper``: papers as Word files, checked, mended and kept through their life."""

from __future__ import annotations

import click

from console import (
    paper_check,
    paper_citations,
    paper_drafts,
    paper_life,
    paper_list,
    paper_offer,
    paper_out,
    paper_public,
)
from console.command import OfficeGroup


@click.group("paper", cls=OfficeGroup)
def command() -> None:
    """公文：检查、拟稿、送审、签发、用印、发出、送达、作废，发文登记簿，公开版。"""


for one in (
    paper_check.check,
    paper_citations.citations,
    paper_public.public,
    paper_life.draft,
    paper_offer.offer,
    paper_offer.remnants,
    paper_drafts.check_in,
    paper_drafts.diff,
    paper_life.send,
    paper_life.return_,
    paper_life.sign,
    paper_life.seal,
    paper_out.issue,
    paper_out.serve,
    paper_life.supersede,
    paper_life.void,
    paper_list.list_,
    paper_list.show,
    paper_list.register,
):
    command.add_command(one)
