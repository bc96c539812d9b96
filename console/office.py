"""The office as the settings describe it: record, originals, index and segmenter, each opened on first need."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from archive.errors import SettingsError
from archive.originals import Originals
from archive.record.record import Record
from archive.settings import Settings
from indexer.elastic import ElasticIndex
from indexer.embedded import EmbeddedIndex
from indexer.index import SearchIndex
from indexer.pipeline import segmenter_of
from indexer.segment import Segmenter
from search_api.search import Searcher


class Office:
    """Everything a command works on."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def home(self) -> Path:
        """The data folder, made if it is not there. Raises SettingsError."""
        try:
            self.settings.home.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise SettingsError(
                f"建不了数据文件夹 {self.settings.home}（{exc.strerror}）。",
                "请用 --home 或 JUANZONG_HOME 换一个可写的位置。",
            ) from exc
        return self.settings.home

    @cached_property
    def record(self) -> Record:
        """The record."""
        assert self.home
        return Record(self.settings.database)

    @cached_property
    def originals(self) -> Originals:
        """The originals."""
        return Originals(self.settings.originals)

    @cached_property
    def index(self) -> SearchIndex:
        """The search index of the settings."""
        if self.settings.index_is_remote:
            return ElasticIndex(self.settings.index)
        return EmbeddedIndex(Path(self.settings.index))

    @cached_property
    def segmenter(self) -> Segmenter:
        """The segmenter with the office's own words."""
        return segmenter_of(self.record)

    @cached_property
    def searcher(self) -> Searcher:
        """The search over this office."""
        return Searcher(self.record, self.index, self.segmenter)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("index", "record"):
            if name in self.__dict__:
                getattr(self, name).close()
