"""Suggestions as JSON: the one form of the command line and the API."""

from __future__ import annotations

from typing import Any

from search_api.suggest.advice import Advice, Offer
from search_api.suggest.completion import Completion


def completion_json(one: Completion) -> dict[str, Any]:
    """The JSON of one completion."""
    return {"sort": one.sort, "text": one.text, "query": one.query, "count": one.count, "about": one.about or None}


def advice_json(advice: Advice) -> dict[str, Any]:
    """The JSON of advice after a search."""
    return {
        "meant": [_offer(one) for one in advice.meant],
        "wider": [_offer(one) for one in advice.wider],
        "related": [_offer(one) for one in advice.related],
    }


def _offer(one: Offer) -> dict[str, Any]:
    filters = {name: list(values) for name, values in one.filters.items()}
    return {"said": one.said, "query": one.typed, "filters": filters, "count": one.count}
