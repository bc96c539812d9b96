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
speed   one county in a record (SQLite; PostgreSQL if JUANZONG_DATABASE names one): seconds for the query and the outlook.
real    the dates and classes of real messages in DIR/petitions, whose hotline has classes of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import lzma
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from archive.cases.outlook.ahead import outlook
from archive.cases.outlook.history import history
from archive.cases.outlook.review import Cell, Review, review, years_to_review
from archive.cases.outlook.seasons import find
from archive.cases.outlook.values import COUNTY, Filed, Season, Span
from archive.cases.outlook.wording import agreement_of, sentence, window_of
from archive.county.arrivals import arrivals
from archive.county.plan import Plan
from archive.county.rates import Rates, rates, standings
from archive.county.seasons import load

PLAN = load()
END = PLAN.first_day + dt.timedelta(PLAN.days)
YEARS = range(2019, 2026)
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
    _review_row("all", [one for found in by_year.values() for one in found])


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


def real(folder: Path) -> None:
    """Real messages: their hotline's classes where they have one, and all together as one class."""
    rows = list(_messages(folder))
    classed = [Filed(no, day, name) for no, day, name in rows if name]
    whole = [Filed(no, day, "全部来信") for no, day, _ in rows]
    last = max(day for _, day, _ in rows)
    for title, filed in (("with the hotline's class", classed), ("all messages as one class", whole)):
        today = last + dt.timedelta(1)
        start = time.perf_counter()
        said = outlook(filed, today)
        print(
            f"real, {title}: {len(filed)} messages, {said.seasons.years} years kept, {time.perf_counter() - start:.2f} s"
        )
        for season in said.seasons.found:
            print(f"  season: {season.category} {window_of(season.window)} ×{season.ratio:.1f} {agreement_of(season)}")
        for warning in said.warnings:
            print(f"  warning: {sentence(warning)}")
        for note in said.seasons.notes:
            print(f"  {note}")
        if said.seasons.thin:
            print(f"  too few cases: {'、'.join(said.seasons.thin)}")
        for year in years_to_review(filed, today):
            out = review(filed, year, today)
            print(
                f"  {year}: warned {out.ours.picked}, hits {out.ours.hits}, plain guess {out.plain.hits} {out.reason}"
            )


def _messages(folder: Path) -> Iterator[tuple[str, dt.date, str]]:
    with lzma.open(folder / "petitions" / "messages.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], dt.date.fromisoformat(row["time"][:10].replace("/", "-")), row.get("class") or ""


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
    if "real" in given.parts and given.data:
        real(given.data)


if __name__ == "__main__":
    main()
