"""The legal shelf of the demonstration: enough to find something, small enough to ship."""

from __future__ import annotations

import re

from archive.demonstration.contents import laws

ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零]+条", re.MULTILINE)


def test_there_are_articles_and_typical_cases() -> None:
    """With fewer, a search over the shelf shows nothing."""
    files = sorted(laws().rglob("*.md"))
    statutes = [file for file in files if "案例" not in file.parts]

    assert sum(len(ARTICLE.findall(file.read_text(encoding="utf-8"))) for file in statutes) >= 200
    assert 5 <= len(files) - len(statutes) <= 8


def test_the_shelf_is_small() -> None:
    """It is part of the package that every office installs."""
    assert sum(file.stat().st_size for file in laws().rglob("*.md")) < 1_500_000


def test_the_office_finds_its_own_statutes() -> None:
    """Without these the office could not cite what it works by."""
    names = " ".join(file.name for file in laws().rglob("*.md"))

    for statute in ("信访工作条例", "人民调解法", "土地管理法", "农村土地承包法", "保障农民工工资支付条例", "种子法"):
        assert statute in names
