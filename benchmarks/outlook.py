"""What the outlook finds: nothing where there is nothing, what was planted where something was, and how warnings come out.

    python -m benchmarks.outlook [null|power|review|speed|real]… [--counties 200] [--first-seed 5000] [--data DIR]

null    counties without seasons (same rates, trends, scatter, slumps and bursts), one seed each, one look ahead from a day of 2025
        drawn by the seed. Bar: under 5 % of the counties get any warning. Also: the share that get a season anywhere in the year,
        and of the cells (class × place tested × week of the eight) the share that is warned.
power   counties with the seasons of archive/county/seasons.toml, all ten years known: which planted seasons are found (recall, by the
        cases a year that the season adds there), and which found ones were planted (precision): same class and place, and in some
        year at least half of the shorter of the two in common.
review  the same counties, each of the years 2019–2025 replayed (archive/cases/outlook/review.py): hits among cells warned, against
        the plain guess with as many cells, and against one who knows the plan: the cells whose planted rate is 1.5 times its usual,
        ranked, as many. Also how many intervals held what came.
speed   one county in a record on SQLite and on PostgreSQL, median of three. Bar: the outlook under 10 s.
real    the dates of real messages in DIR/petitions: by the hotline's own classes, where a message has one, by the office's words, and
        all as one class.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import lzma
import random
import re
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.cases.model import Case
from archive.cases.outlook.ahead import outlook
from archive.cases.outlook.history import history
from archive.cases.outlook.review import Cell, Review, Told, review, years_to_review
from archive.cases.outlook.seasons import find
from archive.cases.outlook.values import COUNTY, Filed, Season, Span
from archive.cases.outlook.wording import agreement_of, place_name, sentence, window_of
from archive.county.arrivals import arrivals
from archive.county.plan import Plan
from archive.county.rates import Rates, rates, standings
from archive.county.seasons import load
from archive.ledger.outlook import look_ahead, past_seasons, replay
from archive.record.record import Record, Transaction
from tests.servers import postgres

PLAN = load()
END = PLAN.first_day + dt.timedelta(PLAN.days)
YEARS = range(2019, 2026)
WORDS = {
    "劳动争议": "工资|欠薪|农民工|劳动合同|社保",
    "教育": "学校|入学|学位|幼儿园|教师|补课",
    "物业房产": "物业|业主|房产证|开发商|交房",
    "医疗": "医院|医保|医生",
    "征地拆迁": "拆迁|征地|安置",
    "消费维权": "退款|假货|预付|会员卡",
    "邻里": "噪音|噪声|扰民|采光",
}
"""What a message of one of the office's classes says; a message may be of several."""
BINS = (10, 5, 3, 2, 1, 0)
"""Cases a year that a season adds in its place: lower bounds."""


def county(plan: Plan, seed: int) -> list[Filed]:
    """The cases of one drawn county."""
    drawn = enumerate(arrivals(plan, seed))
    return [Filed(f"{number:05d}", one.day, one.category, one.township) for number, one in drawn]


def null(seeds: range) -> None:
    """Warnings where there is no season."""
    plan = PLAN.without_seasons()
    warned = anywhere = cells = all_cells = 0
    for seed in seeds:
        today = dt.date(2025, 1, 1) + dt.timedelta(random.Random(seed).randrange(366))
        said = outlook(county(plan, seed), today)
        warned += bool(said.warnings)
        anywhere += bool(said.seasons.found)
        cells += sum(round(one.span.days / 7) for one in said.warnings)
        all_cells += 8 * len(said.seasons.keys)
    print(f"null: {len(seeds)} counties without seasons")
    print(f"  with any warning in the eight weeks      {share(warned, len(seeds))}  (bar < 5 %)")
    print(f"  with any season anywhere in the year     {share(anywhere, len(seeds))}")
    print(f"  cells of class × place × week warned     {share(cells, all_cells)}")


def power(seeds: range) -> None:
    """Planted seasons found, and found ones planted."""
    added, cores = planted()
    hits: Counter[tuple[str, str, str]] = Counter()
    found = right = 0
    for seed in seeds:
        named = [(one, matches(one, cores)) for one in find(history(county(PLAN, seed), END)).found]
        found += len(named)
        right += sum(bool(names) for _, names in named)
        hits.update({(one.category, one.place, name) for one, names in named for name in names})
    print(f"power: {len(seeds)} counties with seasons; precision {share(right, found)}")
    for low in BINS:
        high = min((bound for bound in BINS if bound > low), default=float("inf"))
        inside = [key for key, cases in added.items() if low <= cases < high]
        caught = sum(hits[key] for key in inside)
        print(
            f"  adds {low}–{high} cases a year: {len(inside)} seasons, recall {share(caught, len(inside) * len(seeds))}"
        )
    for (category, place, name), cases in sorted(added.items(), key=lambda item: -item[1]):
        if place == COUNTY:
            print(f"  {name} {category} 全县 +{cases:.0f}: {share(hits[category, place, name], len(seeds))}")


@cache
def planted() -> tuple[dict[tuple[str, str, str], float], dict[tuple[str, str], dict[str, list[Span]]]]:
    """Cases a year that each season adds by class, place and name; and its core days by class and place."""
    added: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    cores: defaultdict[tuple[str, str], defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    extra = rates(PLAN) - rates(PLAN.without_seasons())
    for one in standings(PLAN):
        if one.strength <= 1 or one.start < PLAN.first_day or (one.start - PLAN.first_day).days >= PLAN.days:
            continue
        days = slice((one.start - PLAN.first_day).days, (one.end - PLAN.first_day).days)
        cases = float(extra[classes()[one.season.category], townships()[one.township], days].sum()) / PLAN.years
        for place in (one.township, COUNTY):
            added[one.season.category, place, one.season.name] += cases
            cores[one.season.category, place][one.season.name].append(Span(*one.core))
    return dict(added), {key: dict(value) for key, value in cores.items()}


def matches(season: Season, cores: dict[tuple[str, str], dict[str, list[Span]]]) -> set[str]:
    """Names of the planted seasons that a found one is."""
    return {
        name
        for name, spans in cores.get((season.category, season.place), {}).items()
        for core in spans
        for one in season.occurrences
        if shared(core, one.span) >= min(core.days, one.span.days) / 2
    }


def reviews(seeds: range) -> None:
    """Past years replayed."""
    by_year: dict[int, list[Review]] = {year: [] for year in YEARS}
    for seed in seeds:
        filed = county(PLAN, seed)
        for year in YEARS:
            by_year[year].append(review(filed, year, END))
    print(f"review: {len(seeds)} counties")
    print(
        "| year | cells warned | busy | ours: hits | plain guess: hits | one who knows the plan: hits | intervals held |"
    )
    print("|---|---|---|---|---|---|---|")
    for year, found in by_year.items():
        _review_row(str(year), found)
    whole = [one for found in by_year.values() for one in found]
    _review_row("all", whole)
    for broken, name in ((False, "where the pattern held"), (True, "where the plan breaks it")):
        told = [one for each in whole for one in each.told if one.over and is_broken(one) is broken]
        print(f"  intervals {name}: {share(sum(one.within for one in told), len(told))}", end="; ")
        print(f"fewer came {share(sum(len(one.cases) < one.warning.forecast.low for one in told), len(told))}")


def is_broken(told: Told) -> bool:
    """Whether the plan breaks the season that a warning was about, that year, there (in the county: anywhere)."""
    season, span = told.warning.season, told.warning.span
    near = [
        one
        for one in standings(PLAN)
        if one.season.category == season.category and season.place in (COUNTY, one.township)
        if shared(Span(one.start, one.end), span) > 0
    ]
    return any(
        one.year in rule.years and (not rule.townships or one.township in rule.townships)
        for one in near
        for rule in PLAN.breaks
        if rule.season == one.season.name
    )


def _review_row(name: str, found: list[Review]) -> None:
    picked = sum(one.ours.picked for one in found)
    busy = sum(one.ours.busy for one in found)
    ours, plain = sum(one.ours.hits for one in found), sum(one.plain.hits for one in found)
    knowing = sum(_knowing(one.cells, one.ours.picked) for one in found)
    told = [one for each in found for one in each.told if one.over]
    print(
        f"| {name} | {picked} | {busy} | {share(ours, picked)} | {share(plain, picked)} | {share(knowing, picked)} "
        f"| {share(sum(one.within for one in told), len(told))} |"
    )


def _knowing(cells: tuple[Cell, ...], allowed: int) -> int:
    """Hits of the cells that the plan itself puts furthest above the usual, as many as were warned."""
    order = sorted(cells, key=lambda one: -_planted_cases(one) / one.usual)
    return sum(one.busy for one in order[:allowed])


def _planted_cases(cell: Cell) -> float:
    expected = plan_rates()[classes()[cell.category]]
    days = slice((cell.span.start - PLAN.first_day).days, (cell.span.end - PLAN.first_day).days)
    return float((expected.sum(axis=0) if cell.place == COUNTY else expected[townships()[cell.place]])[days].sum())


@cache
def plan_rates() -> Rates:
    """What the plan expects."""
    return rates(PLAN)


@cache
def classes() -> dict[str, int]:
    """Number of each class."""
    return {one.name: number for number, one in enumerate(PLAN.classes)}


@cache
def townships() -> dict[str, int]:
    """Number of each township."""
    return {name: number for number, name in enumerate(PLAN.townships)}


def speed() -> None:
    """Seconds by the clock and of the processor for the query and for the whole, on both databases."""
    filed = county(PLAN, 1)
    with tempfile.TemporaryDirectory() as folder, postgres.running() as server, server.database() as postgresql:
        for name, url in (("SQLite", f"sqlite:///{folder}/record.sqlite3"), ("PostgreSQL", postgresql)):
            with Record(url) as record:
                for at in range(0, len(filed), 1000):
                    with record.write() as tx:
                        tx.cases.add_many([_case(one) for one in filed[at : at + 1000]], tx.now)
                _timed(f"{name}, {len(filed)} cases: query", record, lambda tx: tx.filed.before(END))
                _timed(f"{name}: outlook", record, lambda tx: look_ahead(tx, END))
                _timed(f"{name}: seasons", record, lambda tx: past_seasons(tx, END))
                _timed(f"{name}: review of one year", record, lambda tx: replay(tx, END))


def _case(one: Filed) -> Case:
    return Case(one.no, category=one.category, region=f"安和县{one.township}", received=one.day, text="来信" * 500)


def _timed(name: str, record: Record, work: Callable[[Transaction], object]) -> None:
    clock, processor = [], []
    for _ in range(3):
        start, used = time.perf_counter(), time.process_time()
        with record.read() as tx:
            work(tx)
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    print(f"  {name}: {statistics.median(clock):.2f} s, processor {statistics.median(processor):.2f} s")


def real(folder: Path) -> None:
    """Real messages, under three headings: the hotline's class where they have one, the office's words, and all as one class."""
    rows = list(_messages(folder))
    today = max(row.day for row in rows) + dt.timedelta(1)
    worded = [Filed(row.no, row.day, name, row.place) for row in rows for name in _worded(row.text)]
    for title, filed in (
        ("the hotline's class", [Filed(row.no, row.day, row.category, row.place) for row in rows if row.category]),
        ("classes by the office's words", worded),
        ("all messages as one class", [Filed(row.no, row.day, "全部来信", row.place) for row in rows]),
    ):
        said = outlook(filed, today)
        found = said.seasons
        print(f"real, {title}: {len(filed)} messages, {found.years} years kept, {len(found.keys)} classes and places")
        for season in found.found:
            when = f"{window_of(season.window)} ×{season.ratio:.1f} p {season.adjusted_p:.3f}"
            print(f"  season: {season.category} {place_name(season.place)} {when}；{agreement_of(season)}")
        for warning in said.warnings:
            print(f"  warning: {sentence(warning)}")
        print(f"  none: {'、'.join(found.quiet)}; too few: {'、'.join(found.thin)}; {' '.join(found.notes)}")
        scores = [review(filed, year, today) for year in years_to_review(filed, today)]
        picked, hits, plain = (
            sum(values) for values in zip(*((o.ours.picked, o.ours.hits, o.plain.hits) for o in scores), strict=True)
        )
        print(
            f"  replayed {[one.year for one in scores if not one.reason]}: warned {picked}, hits {hits}, plain {plain}"
        )


@dataclass(frozen=True, slots=True)
class Message:
    """A real message, as far as it is needed."""

    no: str
    day: dt.date
    category: str
    place: str
    text: str


def _messages(folder: Path) -> Iterator[Message]:
    with lzma.open(folder / "petitions" / "messages.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = f"{row.get('topic') or ''} {row['text']}"
            place = re.search(r"[A-Z]\d*[市县区]", text)
            day = dt.date.fromisoformat(row["time"][:10].replace("/", "-"))
            yield Message(row["id"], day, row.get("class") or "", place.group() if place else "", text)


def _worded(text: str) -> list[str]:
    return [name for name, words in WORDS.items() if re.search(words, text)]


def shared(one: Span, other: Span) -> int:
    """Days in common."""
    return (min(one.end, other.end) - max(one.start, other.start)).days


def share(part: int, whole: int) -> str:
    """A share in per cent with its count."""
    return f"{100 * part / whole:.1f} % ({part}/{whole})" if whole else "–"


def main() -> None:
    """Measure what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parts", nargs="*", default=["null", "power", "review"])
    options.add_argument("--counties", type=int, default=200)
    options.add_argument("--first-seed", type=int, default=5000)
    options.add_argument("--data", type=Path)
    given = options.parse_args()
    seeds = range(given.first_seed, given.first_seed + given.counties)
    if "null" in given.parts:
        null(seeds)
    if "power" in given.parts:
        power(seeds)
    if "review" in given.parts:
        reviews(seeds)
    if "speed" in given.parts:
        speed()
    if "real" in given.parts:
        if given.data is None:
            options.error("real needs --data")
        real(given.data)


if __name__ == "__main__":
    main()
