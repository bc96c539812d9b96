"""Requests one by one, without the words that ask."""

from __future__ import annotations

import pytest

from archive.registration.claims import find_claims


def _claims(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_claims(text)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("恳请上级领导:一、修路;二、修桥建涵;三、给个说法。以上属实。", ["修路", "修桥建涵", "给个说法"]),
        ("诉求如下:\n1.退还押金2000元\n2.赔礼道歉\n此致", ["退还押金2000元", "赔礼道歉"]),
        ("请求事项:1、责令停工;2、恢复原状。\n事实与理由:略", ["责令停工", "恢复原状"]),
        ("我的要求是:第一,归还占地;第二,赔偿损失3000元。", ["归还占地", "赔偿损失3000元"]),
        ("多次要求物业公司处理,没有结果。现请求贵局责令物业公司退费。", ["责令物业公司退费"]),
        ("希望政府能够尽快把路修好。恳请领导帮助解决!谢谢", ["尽快把路修好"]),
    ],
)
def test_requests_are_told_apart(text: str, claims: list[str]) -> None:
    assert _claims(text) == claims


def test_what_others_demanded_is_no_request() -> None:
    assert _claims("物业公司要求我们先交钱,不得提出异议。") == []


def test_a_letter_that_only_begs_keeps_its_begging() -> None:
    """Nothing received may be without a request, be it ever so general."""
    assert _claims("恳请领导帮助解决此事。") == ["帮助解决此事"]
