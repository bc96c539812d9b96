"""A comparison as JSON and as a Word paper."""

from __future__ import annotations

import datetime as dt
from typing import Any

from search_api.precedents.answers import point_json
from search_api.precedents.comparison import Comparison
from templates.gongwen.wide import WideTable, wide_word


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The JSON of a comparison."""
    return {
        "cases": [{"no": case.no, "title": case.title} for case in comparison.cases],
        "rows": [{"name": name, "cells": list(cells)} for name, cells in comparison.rows],
        "points": [[point_json(point) for point in some] for some in comparison.points],
    }


def comparison_word(comparison: Comparison, today: dt.date) -> bytes:
    """The Word paper: landscape, a column for each case."""
    return wide_word(
        WideTable(
            "类案对比表",
            f"{today.year}年{today.month}月{today.day}日",
            tuple(f"{case.title}\n{case.no}" for case in comparison.cases),
            comparison.rows,
            ("注：本表由案卷自动列出，相同、不同各点以首件为准；引用前请核对原卷和条文是否现行有效。",),
        )
    )
