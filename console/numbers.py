"""Numbers of documents as a person types them."""

from __future__ import annotations

from archive.errors import InvalidInput


def id_of(text: str) -> int:
    """The number of a document. Raises InvalidInput."""
    if not text.isdecimal() or len(text) > 18:
        raise InvalidInput(f"“{text}”不是文档编号。", "文档编号是数字，请用 juanzong documents list 查看。")
    return int(text)
