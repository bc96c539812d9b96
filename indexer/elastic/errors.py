"""What Elasticsearch says when it refuses → what the office is told, in Chinese and without the password. Pure."""

from __future__ import annotations

import re
from typing import Any

from archive.errors import IndexUnavailable, InvalidInput

_OPERATION = re.compile(r"operation_bytes=(\d+)")
_MOST = re.compile(r"max_\w*bytes=(\d+)")
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


def misplaced(host: str, path: str) -> IndexUnavailable:
    """The server knows nothing at the path that stands behind the port."""
    return IndexUnavailable(
        f"检索服务 {host} 上没有“{path}”这个路径。",
        "JUANZONG_INDEX 一般只写到端口，例如 http://127.0.0.1:9200；端口后面的路径，只有服务前面的代理要求时才写。",
    )


def refused(host: str, status: int, answer: Any, path: str = "") -> IndexUnavailable | InvalidInput:
    """An error answer: HTTP status and body, from a server asked below ``path``."""
    if path and status in (400, 404, 405) and _no_such_place(answer):
        return misplaced(host, path)
    causes = _causes(answer)
    if status == 404 and not causes:
        return IndexUnavailable(
            f"{host} 上不是检索服务。", "请检查 JUANZONG_INDEX 的地址和端口；Elasticsearch 通常在 9200 端口。"
        )
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


def too_large(status: int, answer: Any) -> str:
    """Why a request is too large for the server to take it ever; empty if it is not.

    413 is beyond ``http.max_content_length``. A 429 is, too, where the operation alone is beyond the memory the node gives
    to all of them (``indexing_pressure.memory.limit``, a tenth of its heap); otherwise the node is only busy.
    """
    if status == 413:
        return "条目超过检索服务一次能接收的大小"
    for _, reason in _causes(answer) if status == 429 else ():
        size, most = _OPERATION.search(reason), _MOST.search(reason)
        if size and most and int(size[1]) > int(most[1]):
            return f"条目有 {int(size[1]) >> 20} MB，超过检索服务内存允许的 {int(most[1]) >> 20} MB"
    return ""


def is_missing(answer: Any) -> bool:
    """True if the answer says that there is no such index."""
    return any(kind == "index_not_found_exception" for kind, _ in _causes(answer))


def _no_such_place(answer: Any) -> bool:
    """True where the answer does not come from an index: Elasticsearch knows no such request, or another server does."""
    if not isinstance(answer, dict):
        return True
    error = answer.get("error")
    return isinstance(error, str) and error.startswith("no handler found for uri")


def _causes(answer: Any) -> list[tuple[str, str]]:
    """Kind and reason of all there is in an error answer, roots first."""
    if not isinstance(answer, dict):
        return []
    error = answer.get("error", answer)
    if isinstance(error, str):
        return [("", error)]
    if not isinstance(error, dict):
        return []
    inner = [*error.get("root_cause", ()), error.get("caused_by"), *error.get("failed_shards", ())]
    reason = error.get("reason")
    found = [cause for value in (*inner, reason) for cause in _causes(value)]
    return [*found, (str(error.get("type", "")), reason)] if isinstance(reason, str) else found
