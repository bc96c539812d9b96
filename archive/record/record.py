"""The record: one door to everything that is kept, a transaction at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Self

from sqlalchemy import Connection, delete, insert, select

from archive.cases.clocks.rules import Clocks, shipped
from archive.cases.lists import definitions
from archive.cases.lists.definitions import Definitions
from archive.record import database
from archive.record.agenda import Agenda
from archive.record.alike import AlikePapers
from archive.record.answers import Answers
from archive.record.asked import Asked
from archive.record.backchecks import Backchecks
from archive.record.cases import Cases
from archive.record.citations import Citations
from archive.record.deadlines import Deadlines
from archive.record.dispatches import Dispatches
from archive.record.document import document_key
from archive.record.documents import Documents
from archive.record.exclusive import exclusive
from archive.record.figures import Figures
from archive.record.filed import FiledCases
from archive.record.holidays import Holidays
from archive.record.instalments import Instalments
from archive.record.judgements import Judgements
from archive.record.kin import Kin
from archive.record.laws import Laws
from archive.record.ledger import Ledger
from archive.record.likeness import Likeness
from archive.record.lists import Lists
from archive.record.meetings import Meetings
from archive.record.outbox import Outbox
from archive.record.paper_numbers import PaperNumbers
from archive.record.papers import Papers
from archive.record.places import Organisation
from archive.record.proposals import Proposals
from archive.record.readings import Readings
from archive.record.receptions import Receptions
from archive.record.roster import Roster
from archive.record.saved import Saved
from archive.record.suggested import Suggested
from archive.record.tables import words
from archive.record.trail import AuditEntry, ChainCheck, Trail
from archive.record.weekly import WeeklyEntries
from archive.record.weekly_reports import WeeklyReports
from archive.storable import storable, storable_json

_WORDS_STATE = "SELECT count(*), max(added_at) FROM words"


class Transaction:
    """The record as one transaction sees it."""

    def __init__(self, connection: Connection, actor: str, clocks: Clocks, definitions: Definitions) -> None:
        self._connection = connection
        self._actor = actor
        self.clocks = clocks
        self.definitions = definitions
        """What the three lists are called and ask."""
        self._logged: list[AuditEntry] = []
        self.now = dt.datetime.now(dt.UTC)
        """The moment every change of this transaction carries."""

    @property
    def actor(self) -> str:
        """Who is at work."""
        return self._actor

    @cached_property
    def cases(self) -> Cases:
        """Cases."""
        return Cases(self._connection, self.clocks)

    @cached_property
    def documents(self) -> Documents:
        """Documents and pages."""
        return Documents(self._connection)

    @cached_property
    def readings(self) -> Readings:
        """Who is reading which document."""
        return Readings(self._connection)

    @cached_property
    def papers(self) -> Papers:
        """Papers generated."""
        return Papers(self._connection)

    @cached_property
    def paper_numbers(self) -> PaperNumbers:
        """Series of document numbers."""
        return PaperNumbers(self._connection)

    @cached_property
    def asked(self) -> Asked:
        """What each person asked before."""
        return Asked(self._connection)

    @cached_property
    def laws(self) -> Laws:
        """The legal shelf."""
        return Laws(self._connection)

    @cached_property
    def citations(self) -> Citations:
        """Who cites what."""
        return Citations(self._connection)

    @cached_property
    def alike(self) -> AlikePapers:
        """Papers that may be one and the same."""
        return AlikePapers(self._connection)

    @cached_property
    def likeness(self) -> Likeness:
        """What likeness of cases is told by."""
        return Likeness(self._connection)

    @cached_property
    def saved(self) -> Saved:
        """Searches people saved."""
        return Saved(self._connection)

    @cached_property
    def judgements(self) -> Judgements:
        """What people judged of hits."""
        return Judgements(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """What the index has still to learn."""
        return Outbox(self._connection)

    @cached_property
    def organisation(self) -> Organisation:
        """Places, bodies, owners and mediators."""
        return Organisation(self._connection)

    @cached_property
    def deadlines(self) -> Deadlines:
        """What is due."""
        return Deadlines(self._connection)

    @cached_property
    def holidays(self) -> Holidays:
        """The office's own holiday table."""
        return Holidays(self._connection)

    @cached_property
    def dispatches(self) -> Dispatches:
        """What was passed on to whom."""
        return Dispatches(self._connection)

    @cached_property
    def instalments(self) -> Instalments:
        """What of agreements is still to be performed."""
        return Instalments(self._connection)

    @cached_property
    def lists(self) -> Lists:
        """The three lists."""
        return Lists(self._connection)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger's lines."""
        return Ledger(self._connection)

    @cached_property
    def filed(self) -> FiledCases:
        """When cases came, what they are about and where."""
        return FiledCases(self._connection)

    @cached_property
    def figures(self) -> Figures:
        """The figures of the office."""
        return Figures(self._connection)

    @cached_property
    def proposals(self) -> Proposals:
        """Proposals of the petition office."""
        return Proposals(self._connection)

    @cached_property
    def kin(self) -> Kin:
        """Cases that may belong together."""
        return Kin(self._connection)

    @cached_property
    def weekly(self) -> WeeklyEntries:
        """The disputes the bodies found in weekly checks."""
        return WeeklyEntries(self._connection)

    @cached_property
    def weekly_reports(self) -> WeeklyReports:
        """Which body reported which week."""
        return WeeklyReports(self._connection)

    @cached_property
    def suggested(self) -> Suggested:
        """What the clerks made of suggestions."""
        return Suggested(self._connection)

    @cached_property
    def backchecks(self) -> Backchecks:
        """What was known of first letters and visits beforehand."""
        return Backchecks(self._connection)

    @cached_property
    def meetings(self) -> Meetings:
        """Joint meetings and their decisions."""
        return Meetings(self._connection)

    @cached_property
    def agenda(self) -> Agenda:
        """Open cases as a joint meeting looks at them."""
        return Agenda(self._connection)

    @cached_property
    def receptions(self) -> Receptions:
        """Visits."""
        return Receptions(self._connection)

    @cached_property
    def roster(self) -> Roster:
        """Which leader is on duty when."""
        return Roster(self._connection)

    @cached_property
    def answers(self) -> Answers:
        """The leaders' annotations, and what has no answer yet."""
        return Answers(self._connection)

    def file(self, document_id: int, case_no: str) -> None:
        """File a document under a case."""
        self.documents.assign(document_id, self.cases.id_of(case_no))
        self.outbox.put([document_key(document_id)])
        self.log("document.file", document_key(document_id), after={"case": case_no})

    def words(self) -> tuple[str, ...]:
        """The words the office added to the word list."""
        return tuple(self._connection.execute(select(words.c.word).order_by(words.c.word)).scalars())

    def add_word(self, word: str) -> bool:
        """Add a word; False if it was there."""
        if word in self.words():
            return False
        self._connection.execute(insert(words).values(word=word, added_at=self.now))
        self.log("word.add", word)
        return True

    def remove_word(self, word: str) -> bool:
        """Remove a word; False if it was not there."""
        if self._connection.execute(delete(words).where(words.c.word == word)).rowcount == 0:
            return False
        self.log("word.remove", word)
        return True

    def log(
        self,
        action: str,
        subject: str,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Add a line to the audit trail, which can only grow; written when the transaction ends."""
        self._logged.append(
            AuditEntry(
                self.now,
                storable(self._actor),
                action,
                storable(subject),
                storable_json(before),
                storable_json(after),
            )
        )

    def trail(self, subject: str) -> list[AuditEntry]:
        """The audit trail of one subject, oldest first."""
        self.finish()
        return Trail(self._connection).of(subject)

    def check_trail(self, stated: str = "") -> ChainCheck:
        """Walk the whole chain of the trail; ``stated`` is a digest noted earlier, to be found in it."""
        self.finish()
        return Trail(self._connection).check(stated)

    def finish(self) -> None:
        """Write what was logged. Last of all, so that on a server others wait for the end of the chain but briefly."""
        logged, self._logged = self._logged, []
        Trail(self._connection).append(logged)


class Record:
    """The database, ready for use."""

    def __init__(
        self,
        url: str,
        *,
        actor: str = "system",
        clocks: Clocks | None = None,
        lists: Definitions | None = None,
        told: Callable[[int], None] = lambda done: None,
    ) -> None:
        """Open and migrate. Raises RecordUnavailable.

        Args:
            url: the database.
            actor: who is at work, for the audit trail.
            clocks: the rules by which deadlines are counted; as shipped if None.
            lists: what the three lists are called and ask; as shipped if None.
            told: called now and then with how many cases were counted anew, when the rules or the program changed.
        """
        self.clocks = clocks or shipped()
        """The rules by which deadlines are counted."""
        self.lists = lists or definitions.shipped()
        """What the three lists are called and ask."""
        self._engine = database.open_engine(url)
        self._actor = actor
        database.migrate(self._engine)
        self.refresh(told)

    def refresh(self, told: Callable[[int], None] = lambda done: None) -> int:
        """Compute anew what was computed of the cases by older rules or places; returns of how many."""
        done = 0
        while True:
            with self.read() as tx:
                numbers = tx.cases.outdated()
            if not numbers:
                return done
            with self.write() as tx:
                tx.cases.refresh(numbers)
            done += len(numbers)
            told(done)

    def words_state(self) -> object:
        """How many words were added, and the last moment one was: differs whenever the list does."""
        return database.one_row(self._engine, _WORDS_STATE)  # every search asks

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that sees one moment of the record."""
        with database.transaction(self._engine, writes=False) as connection:
            yield Transaction(connection, self._actor, self.clocks, self.lists)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that may change the record; committed on a clean exit."""
        with database.transaction(self._engine, writes=True) as connection:
            transaction = Transaction(connection, self._actor, self.clocks, self.lists)
            yield transaction
            transaction.finish()

    @contextmanager
    def exclusive(self, name: str) -> Iterator[bool]:
        """Hold the lock ``name``; yields False if another process holds it."""
        with exclusive(self._engine, name) as held:
            yield held

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
