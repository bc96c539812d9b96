"""What the search page looks at: its address, and the addresses one step from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from indexer.index import Sort
from search_api.language.parse import LONGEST_QUERY
from search_api.timeline import Step


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at, as its address says it."""

    q: str = ""
    sort: Sort = "relevance"
    number: int = 1
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    grouped: bool = False
    off: tuple[str, ...] = ()
    """Habits switched off."""
    step: Step | None = None
    """Width of the bars over the hits; None lets the history decide."""

    @property
    def url(self) -> str:
        """The address of this view."""
        return f"/?{self.query}" if self.query else "/"

    @property
    def query(self) -> str:
        """The part of the address behind the question mark."""
        return urlencode([*self.kept, *([("page", str(self.number))] if self.number > 1 else [])])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Names and values of the address, without the page."""
        return [("q", self.q[:LONGEST_QUERY])] * bool(self.q) + self.beside

    @property
    def beside(self) -> list[tuple[str, str]]:
        """What stays when something else is typed."""
        chosen = [(name, value) for name, values in self.filters.items() for value in values]
        if self.sort != "relevance":
            chosen.append(("sort", self.sort))
        if self.grouped:
            chosen.append(("group", "case"))
        if self.off:
            chosen.append(("without", ",".join(self.off)))
        if self.step:
            chosen.append(("by", self.step))
        return chosen

    def at(self, number: int) -> View:
        """The same on another page."""
        return replace(self, number=number)

    def sorted(self, sort: Sort) -> View:
        """The same in another order, from the first page."""
        return replace(self, sort=sort, number=1)

    def asking(self, q: str) -> View:
        """The same with something else typed."""
        return replace(self, q=q, number=1)

    def within(self, name: str, *values: str) -> View:
        """Also what has one of these values of a facet; others of its values stay chosen."""
        chosen = dict.fromkeys((*self.filters.get(name, ()), *values))
        return replace(self, filters={**self.filters, name: tuple(chosen)}, number=1)

    def without(self, name: str, *values: str) -> View:
        """With these values of a facet let go, or all of it."""
        left = tuple(value for value in self.filters.get(name, ()) if values and value not in values)
        others = {k: v for k, v in self.filters.items() if k != name}
        return replace(self, filters={**others, name: left} if left else others, number=1)

    def by_case(self, grouped: bool) -> View:
        """With a case and its documents as one hit, or each for itself."""
        return replace(self, grouped=grouped, number=1)

    def in_steps(self, step: Step) -> View:
        """With bars of this width."""
        return replace(self, step=step)

    def habit(self, name: str) -> View:
        """With a habit switched off, or on again."""
        off = tuple(one for one in self.off if one != name) if name in self.off else (*self.off, name)
        return replace(self, off=off, number=1)
