"""The generations of an index on the server: which there are, which is in use, and what each was built with."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

from elasticsearch import Elasticsearch, NotFoundError

from archive.errors import Conflict, IndexOutdated
from indexer.elastic.alive import lives
from indexer.elastic.errors import is_missing
from indexer.elastic.query import Body
from indexer.index import Stamp

_STAMP_SECONDS = 5.0
"""How long a looked-up stamp is believed; a rebuild by a newer program is noticed at the latest after this."""


class Generations:
    """Those of the index ``name``."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        """Nothing is asked yet."""
        self.name = name
        self._client = client
        self._stamped: tuple[float, Stamp | None]
        self.forget_stamp()

    def found(self) -> tuple[list[str], list[str]]:
        """Generations in use, at most one unless someone meddled, and all others."""
        own = re.compile(rf"{re.escape(self.name)}-\d{{6,}}")
        found = self._client.indices.get_alias(index=f"{self.name}-*").body
        names = {index: self.name in value["aliases"] for index, value in found.items() if own.fullmatch(index)}
        return [i for i, used in names.items() if used], [i for i, used in names.items() if not used]

    def refuse_if_another_rebuilds(self, others: Iterable[str]) -> None:
        """Raises Conflict while another program fills one of them."""
        for index in others:
            found = self._client.indices.get_mapping(index=index).body
            filling = found[index]["mappings"].get("_meta", {}).get("filling")
            if filling and lives(filling):
                raise Conflict(
                    f"检索索引正由另一个程序重建（{filling['host']} 上的进程 {filling['process']}）。",
                    "请等它结束；它若已中断，一分钟后可以重新运行。",
                    code="index_locked",
                )

    def delete(self, indices: Iterable[str]) -> None:
        """Delete generations; one that is gone already is no error."""
        for index in indices:
            self._client.indices.delete(index=index, ignore_unavailable=True)

    def put_meta(self, index: str, value: Body) -> None:
        """Keep what the mapping of a generation says about it."""
        self._client.indices.put_mapping(index=index, meta=value)

    def read_stamp(self) -> Stamp | None:
        """What the generation in use was built with; None where there is none."""
        try:
            found = self._client.indices.get_mapping(index=self.name).body
        except NotFoundError as exc:
            if is_missing(exc.body):
                return None
            raise  # another server, which has nothing at that address
        values = next(iter(found.values()))["mappings"].get("_meta", {})
        words, unsure = (tuple(map(str, values.get(name, ()))) for name in ("words", "unsure"))
        return Stamp(int(values.get("mapping", 0)), str(values.get("segmenter", "")), words, unsure)

    def current_stamp(self) -> Stamp | None:
        """The stamp, looked up at most every few seconds; raises ``IndexOutdated`` for another program's mapping."""
        looked_up, stamp = self._stamped
        if stamp is None or time.monotonic() - looked_up > _STAMP_SECONDS:
            stamp = self.read_stamp()
            self._stamped = (time.monotonic(), stamp)
        if stamp is not None and not stamp.is_current:
            raise IndexOutdated("检索索引是另一版本的程序建立的。", "请运行 juanzong index rebuild 重建索引。")
        return stamp

    def forget_stamp(self) -> None:
        """Look the stamp up before the next step."""
        self._stamped = (float("-inf"), None)
