"""Chooses who does the work: nobody but us, or workers behind a broker."""

from __future__ import annotations

import importlib

from archive.settings import Settings
from console.work.background import Queue


def queue_of(settings: Settings) -> Queue | None:
    """The queue of the settings; None if work is done here."""
    if not settings.broker:
        return None
    # celery takes half a second to load, which the embedded size should not pay
    celery_queue = importlib.import_module("console.work.celery_queue")
    queue: Queue = celery_queue.CeleryQueue(settings.broker)
    return queue
