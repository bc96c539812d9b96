"""The office as the settings describe it: record, originals, index and segmenter, each opened on first need."""

from __future__ import annotations

import datetime as dt
import importlib
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archive.cases.clocks import rules
from archive.cases.clocks.rules import Clocks
from archive.cases.lists import definitions
from archive.cases.lists.definitions import Definitions
from archive.errors import SettingsError
from archive.laws.bookcase import Bookcase
from archive.laws.checking import LawsAt
from archive.originals import Originals
from archive.record.record import Record
from archive.settings import Settings
from indexer.embedded.index import EmbeddedIndex
from indexer.index import SearchIndex
from indexer.segment import Segmenter
from indexer.words import OfficeWords
from search_api.habits.kept import KeptFile
from search_api.search import Searcher

if TYPE_CHECKING:
    from templates.office.shelves import Shelf

_MANY = 500
"""Cases from which it is worth saying that they are counted anew."""


def _tell_of_counting(done: int) -> None:
    if done == _MANY:
        click.echo("期限规则、区划或程序有更新，正在重算全部案件，请稍候……", err=True)


class Office:
    """Everything a command works on."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def _make_home(self) -> None:
        """Make the data folder if it is not there. Raises SettingsError."""
        try:
            self.settings.home.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise SettingsError(
                f"建不了数据文件夹 {self.settings.home}（{exc.strerror}）。",
                "请用 --home 或 JUANZONG_HOME 换一个可写的位置。",
            ) from exc

    @cached_property
    def record(self) -> Record:
        """The record."""
        self._make_home()
        return Record(
            self.settings.database,
            actor=self.operator,
            clocks=self.clocks,
            lists=self.lists,
            told=_tell_of_counting,
        )

    @cached_property
    def clocks(self) -> Clocks:
        """The rules by which deadlines are counted, with what the office changed. Raises SettingsError."""
        return rules.of_office(self.settings.home / "clocks.toml")

    @cached_property
    def lists(self) -> Definitions:
        """The three lists as this office has them. Raises SettingsError."""
        return definitions.of_office(self.settings.home / "lists.toml")

    @property
    def operator(self) -> str:
        """Who is at work, for the audit trail and the registration form."""
        return self.settings.operator

    @cached_property
    def originals(self) -> Originals:
        """The originals."""
        return Originals(self.settings.originals)

    @cached_property
    def index(self) -> SearchIndex:
        """The search index of the settings."""
        if self.settings.index_is_remote:
            # elasticsearch-py takes a second to load, which the embedded size should not pay
            elastic = importlib.import_module("indexer.elastic.index")
            index: SearchIndex = elastic.ElasticIndex(self.settings.index)
            return index
        return EmbeddedIndex(Path(self.settings.index))

    @cached_property
    def words(self) -> OfficeWords:
        """The office's own words."""
        return OfficeWords(self.record)

    @cached_property
    def bookcase(self) -> Bookcase | None:
        """The legal shelf; None where there is no record yet, or no statute on its shelf."""
        database = self.settings.database
        if database.startswith("sqlite:///") and not Path(database.removeprefix("sqlite:///")).exists():
            return None
        with self.record.read() as tx:
            return Bookcase(self.record) if tx.laws.has_statutes() else None

    @property
    def laws(self) -> LawsAt | None:
        """The shelf for the checker."""
        return LawsAt(self.bookcase, dt.date.today()) if self.bookcase else None

    @property
    def segmenter(self) -> Segmenter:
        """The segmenter with the office's own words, as they are now."""
        return self.words.segmenter()

    @cached_property
    def searcher(self) -> Searcher:
        """The search over this office."""
        synonyms = KeptFile(self.settings.home)
        return Searcher(self.record, self.index, self.words.segmenter, habits=lambda: synonyms.now().habits())

    @cached_property
    def shelf(self) -> Shelf:
        """The papers of the library and the office's own templates."""
        from templates.office.shelves import Shelf  # what writes Word files takes a while to load
        from templates.office.store import OfficeTemplates  # and so does this

        return Shelf(own=OfficeTemplates(self.settings.home / "templates"))

    def papers_folder(self, case_no: str) -> Path:
        """The folder generated papers of a case are written to."""
        folder = self.settings.home / "papers" / re.sub(r"[^\w〔〕()（）.-]", "_", case_no)[:80]
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def close(self) -> None:
        """Close what was opened."""
        for name in ("index", "record"):
            if name in self.__dict__:
                getattr(self, name).close()
