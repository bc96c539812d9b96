"""Chooses who does the work: nobody but us, or workers behind a broker."""

from __future__ import annotations

from archive.settings import Settings
from console.celery_queue import CeleryQueue
from console.work import Queue


def queue_of(settings: Settings) -> Queue | None:
    """The queue of the settings; None if work is done here."""
    return CeleryQueue(settings.broker) if settings.broker else None
