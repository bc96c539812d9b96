"""What a place of a statute says on a day, looked up on the shelf; each law is read once."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from archive.laws.clauses import clauses_of
from archive.laws.names import article_key
from archive.laws.numerals import numeral_of, value_of
from archive.laws.places import Place
from archive.laws.versions import Tenure, periods
from archive.record.laws import Article
from archive.record.record import Record

_NUMBER = re.compile(r"第([零一二三四五六七八九十百千]+)条")


class Validity(StrEnum):
    """How a cited place stands on a day."""

    IN_FORCE = "in_force"
    ENDED = "ended"
    NOT_YET = "not_yet"
    NO_TEXT = "no_text"
    UNKNOWN_LAW = "unknown_law"
    NO_ARTICLE = "no_article"
    NO_CLAUSE = "no_clause"
    NO_ITEM = "no_item"


VALIDITIES = {
    Validity.IN_FORCE: "有效",
    Validity.ENDED: "已经失效",
    Validity.NOT_YET: "尚未施行",
    Validity.NO_TEXT: "书架上没有当时的文本",
    Validity.UNKNOWN_LAW: "书架上没有这部法规",
    Validity.NO_ARTICLE: "没有这一条",
    Validity.NO_CLAUSE: "没有这一款",
    Validity.NO_ITEM: "没有这一项",
}
"""As a clerk reads them, of the day that was asked for."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A cited place, looked up."""

    name: str
    place: Place | None
    validity: Validity
    period: Tenure | None = None
    """The version it was looked up in."""
    text: str = ""
    """What the place says; of the whole article where its 款 or 项 does not exist."""
    note: str = ""
    """What a clerk should know, in Chinese."""

    @property
    def key(self) -> str:
        """民法典第五十四条; the name alone without a place."""
        return article_key(self.name, self.place.article) if self.place else self.name

    @property
    def cited(self) -> str:
        """《民法典》第五十四条第二款."""
        return f"《{self.name}》{self.place or ''}"


def standing(one: Resolved, day: dt.date, today: dt.date) -> str:
    """How it stands on a day, in Chinese, with what has become of it since: what was law then may not be quoted today."""
    if one.validity is not Validity.IN_FORCE:
        return f"{VALIDITIES[one.validity]}{f'（{one.note}）' if one.note else ''}"
    if day == today:
        return "现行有效"
    until = one.period.until if one.period else None
    ended = f"，{until}起已经失效：{one.period.why}" if one.period and until and until <= today else ""
    return f"{day}有效{ended}"


class Bookcase:
    """The shelf, read law by law as it is asked for."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._periods: dict[str, list[Tenure]] = {}
        self._articles: dict[int, dict[str, Article]] = {}

    def periods(self, name: str) -> list[Tenure]:
        """The versions of the law with this short name and when each is in force; none if it is not on the shelf."""
        if name not in self._periods:
            with self._record.read() as tx:
                versions = tx.laws.versions([name])
                self._periods[name] = periods(versions, tx.laws.repealed_by([name]) if versions else [])
        return self._periods[name]

    def resolve(self, name: str, place: Place | None, day: dt.date) -> Resolved:
        """What a place of a law says on a day."""
        known = self.periods(name)
        if not known:
            return Resolved(name, place, Validity.UNKNOWN_LAW)
        holding = [one for one in known if one.holds(day)]
        if holding:
            return self._within(name, place, holding, known)
        standing, nearest = _out_of_force(known, day)
        found = self._within(name, place, nearest, nearest)
        note = _note(standing, nearest[0])
        return Resolved(name, place, standing, found.period, found.text, note)

    def _within(self, name: str, place: Place | None, holding: list[Tenure], known: list[Tenure]) -> Resolved:
        if place is None:
            return Resolved(name, place, Validity.IN_FORCE, holding[0])
        for period in holding:
            article = self._of(period).get(article_key(name, place.article))
            if article is not None:
                return self._inside(name, place, period, article)
        if not self._whole(holding):
            return Resolved(name, place, Validity.NO_TEXT, holding[0], "", "书架上这部法规的文本不全")
        others = [one for one in known if one not in holding and article_key(name, place.article) in self._of(one)]
        note = "、".join(f"{one.version.day.year}年文本" for one in others if one.version.day)
        last = numeral_of(max(self._numbers(holding)))
        return Resolved(
            name, place, Validity.NO_ARTICLE, holding[0], "",
            f"{note}有这一条，当时有效的文本没有" if note else f"共{last}条",
        )  # fmt: skip

    def _whole(self, holding: list[Tenure]) -> bool:
        """Whether the texts have every article from the first to the last: what they lack does not exist then."""
        numbers = self._numbers(holding)
        return bool(numbers) and numbers == set(range(1, max(numbers) + 1))

    def _numbers(self, holding: list[Tenure]) -> set[int]:
        matches = (_NUMBER.fullmatch(one.heading) for period in holding for one in self._of(period).values())
        return {value for match in matches if match and (value := value_of(match[1]))}

    def _inside(self, name: str, place: Place, period: Tenure, article: Article) -> Resolved:
        clauses = clauses_of(article.text)
        if not place.clause and not place.item:
            return Resolved(name, place, Validity.IN_FORCE, period, article.text)
        among = clauses
        if place.clause:
            among = [part for part in clauses if part.number == place.clause]
            if not among:
                note = f"{place.article}只有{len(clauses)}款"
                return Resolved(name, place, Validity.NO_CLAUSE, period, article.text, note)
        if not place.item:
            return Resolved(name, place, Validity.IN_FORCE, period, among[0].whole)
        items = [item for clause in among for item in clause.parts if item.number == place.item]
        if not items:
            count = max((len(clause.parts) for clause in among), default=0)
            note = f"{Place(place.article, place.clause)}{f'只有{count}项' if count else '不分项'}"
            return Resolved(name, place, Validity.NO_ITEM, period, article.text, note)
        points = [point for point in items[0].parts if point.number == place.point]
        if place.point and not points:
            note = f"这一项{f'只有{len(items[0].parts)}目' if items[0].parts else '不分目'}"
            return Resolved(name, place, Validity.NO_ITEM, period, article.text, note)
        return Resolved(name, place, Validity.IN_FORCE, period, (points or items)[0].whole)

    def _of(self, period: Tenure) -> dict[str, Article]:
        version = period.version.id
        if version not in self._articles:
            with self._record.read() as tx:
                self._articles[version] = {article.key: article for article in tx.laws.of_version(version)}
        return self._articles[version]


def _out_of_force(known: list[Tenure], day: dt.date) -> tuple[Validity, list[Tenure]]:
    """How it stands where no version is law on that day, and the versions nearest to it."""
    past = [one for one in known if one.until and one.until <= day]
    if past:
        return Validity.ENDED, _newest(past)
    coming = [one for one in known if one.version.start and one.version.start > day]
    first = min(coming, key=lambda one: one.version.start or dt.date.max)
    amended = first.version.first and first.version.day and first.version.first < min(first.version.day, day)
    nearest = [one for one in coming if one.version.start == first.version.start]
    return (Validity.NO_TEXT if amended else Validity.NOT_YET), nearest


def _newest(past: list[Tenure]) -> list[Tenure]:
    """The last version of each book."""
    books: dict[str, list[Tenure]] = defaultdict(list)
    for one in past:
        books[one.version.book].append(one)
    return [max(some, key=lambda one: one.until or dt.date.max) for some in books.values()]


def _note(validity: Validity, nearest: Tenure) -> str:
    start = nearest.version.start
    if validity is Validity.ENDED:
        return f"{nearest.until}起失效：{nearest.why}"
    if validity is Validity.NO_TEXT:
        return f"书架上最早的文本自{start}起施行"
    return f"自{start}起施行"
