"""Let the search index know what a command has just written to the record."""

from __future__ import annotations

import click

from archive.errors import IndexOutdated, IndexUnavailable
from console.office import Office
from console.work.background import fill


def teach(office: Office) -> None:
    """Fill the index; where it does not answer, say so and go on.

    The record holds what was done, and what the index lacks waits in the outbox. A command that ended as failed here
    would be given again, and the act done twice.
    """
    try:
        fill(office)
    except (IndexUnavailable, IndexOutdated) as error:
        click.echo(f"已记入台账，只是暂时检索不到：{error.message}{error.advice}", err=True)
