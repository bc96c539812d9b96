"""What Elasticsearch says when it refuses → what the office is told, in Chinese and without the password. Pure."""

from __future__ import annotations

from typing import Any

from archive.errors import IndexUnavailable, InvalidInput

_TOO_MANY_CLAUSES = frozenset({"too_many_clauses", "too_many_nested_clauses"})


def away(host: str) -> IndexUnavailable:
    """Nobody answers at that address."""
    return IndexUnavailable(
        f"连不上检索服务 {host}。", "请确认 Elasticsearch 已启动，JUANZONG_INDEX 中的地址和证书无误。"
    )


def slow(host: str) -> IndexUnavailable:
    """No answer in time."""
    return IndexUnavailable(
        f"检索服务 {host} 没有及时答复。", "请稍后再试；经常如此时，请检查 Elasticsearch 的负载和磁盘。"
    )


def refused(host: str, status: int, answer: Any) -> IndexUnavailable | InvalidInput:
    """An error answer: HTTP status and body."""
    causes = _causes(answer)
    if status in (401, 403):
        return IndexUnavailable(
            f"检索服务 {host} 拒绝登录（{status}）。", "请检查 JUANZONG_INDEX 中的用户名、密码和权限。"
        )
    if any(kind in _TOO_MANY_CLAUSES for kind, _ in causes):
        return InvalidInput(
            "检索文字过长，词语数超过检索服务一次能处理的上限。",
            "请缩短检索文字，或给 Elasticsearch 增加内存以提高上限。",
            code="query_too_long",
        )
    reason = causes[0][1][:200] if causes else "没有说明原因"
    return IndexUnavailable(
        f"检索服务 {host} 出错（{status}）：{reason}。",
        "请查看 Elasticsearch 的日志；索引损坏时运行 juanzong index rebuild，原件和案卷不受影响。",
    )


def _causes(answer: Any) -> list[tuple[str, str]]:
    """Kind and reason of all there is in an error answer, roots first."""
    if not isinstance(answer, dict):
        return []
    error = answer.get("error", answer)
    if not isinstance(error, dict):
        return []
    inner = [*error.get("root_cause", ()), error.get("caused_by"), *error.get("failed_shards", ())]
    reason = error.get("reason")
    found = [cause for value in (*inner, reason) for cause in _causes(value)]
    return [*found, (str(error.get("type", "")), reason)] if isinstance(reason, str) else found
