"""``--set key=value`` as commands take it."""

from __future__ import annotations

from archive.errors import InvalidInput


def details_from(pairs: tuple[str, ...]) -> dict[str, str]:
    """What was stated, by key; of a key that was given twice the last. Raises InvalidInput."""
    stated: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise InvalidInput(f"“{pair}”不是“项=值”的样子。", "例如 --set to=青石乡人民政府。")
        stated[key.strip()] = value.strip()
    return stated


def row_from(pairs: tuple[str, ...]) -> dict[str, object]:
    """The same as a row of an import: ``owners.leader=王县长`` states one item of a part. Raises InvalidInput."""
    row: dict[str, object] = {}
    for key, value in details_from(pairs).items():
        part, dot, item = key.partition(".")
        if not dot:
            row[key] = value
            continue
        inside = row.setdefault(part, {})
        if not isinstance(inside, dict):
            raise InvalidInput(f"“{part}”和“{key}”不能同时写。", "请只写其中一种。")
        inside[item] = value
    return row
