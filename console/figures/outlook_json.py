"""The outlook as JSON values, for ``--json``."""

from __future__ import annotations

import datetime as dt
from typing import Any

from archive.cases.outlook.review import Review, Score
from archive.cases.outlook.values import Season, Span, Warning
from archive.cases.outlook.wording import advice, place_name, weeks_of, window_of


def season_json(one: Season) -> dict[str, Any]:
    """A season."""
    return {
        "category": one.category,
        "place": place_name(one.place),
        "when": window_of(one.window),
        "clock": one.window.clock,
        "start": one.window.start,
        "weeks": one.window.weeks,
        "ratio": one.ratio,
        "p": one.p,
        "adjusted_p": one.adjusted_p,
        "agreed": one.agreed,
        "years": len(one.occurrences),
        "stopped": one.stopped,
        "past": [{**_span_json(past.span), "agrees": past.agrees, "cases": past.cases} for past in one.occurrences],
    }


def warning_json(one: Warning) -> dict[str, Any]:
    """A warning, with the season it belongs to and the cases behind it."""
    season = {key: value for key, value in season_json(one.season).items() if key != "past"}
    return {
        "category": season.pop("category"),
        "place": season.pop("place"),
        **_span_json(one.span),
        "weeks": weeks_of(one.span),
        "expected": one.forecast.expected,
        "low": one.forecast.low,
        "high": one.forecast.high,
        "advice": advice(one.season.category),
        "season": season,
        "past": [{**_span_json(past.span), "cases": past.cases} for past in one.past],
    }


def review_json(one: Review) -> dict[str, Any]:
    """A past year: the scores, what was told and came, and what was missed."""
    return {
        "year": one.year,
        "reason": one.reason,
        "warned": _score_json(one.ours),
        "same_weeks_last_year": _score_json(one.plain),
        "told": [
            {
                "category": told.warning.season.category,
                "place": place_name(told.warning.season.place),
                **_span_json(told.warning.span),
                "expected": told.warning.forecast.expected,
                "low": told.warning.forecast.low,
                "high": told.warning.forecast.high,
                "cases": told.cases,
                "over": told.over,
                "within": told.within,
            }
            for told in one.told
        ],
        "missed": [
            {"category": cell.category, "place": place_name(cell.place), **_span_json(cell.span), "cases": cell.cases}
            for cell in one.cells
            if cell.busy and not cell.warned
        ],
    }


def _score_json(score: Score) -> dict[str, Any]:
    return {
        "cells": score.picked,
        "hits": score.hits,
        "false_alarms": score.false_alarms,
        "misses": score.misses,
        "hit_rate": score.hit_rate,
    }


def _span_json(span: Span) -> dict[str, dt.date]:
    return {"start": span.start, "end": span.end - dt.timedelta(1)}
