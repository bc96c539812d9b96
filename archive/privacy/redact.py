"""Text → text for the public, with what was taken out; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive.privacy.homes import find_homes
from archive.privacy.names import Named, find_names, presumed_people
from archive.privacy.numbers import apart, find_numbers
from archive.privacy.policy import Secret, Taken


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text for the public."""

    text: str
    taken: tuple[Taken, ...]
    """Left to right; offsets are those of the text as it was."""

    @property
    def counts(self) -> Counter[Secret]:
        """How often each kind was taken out."""
        return Counter(one.kind for one in self.taken)


def redact(text: str, people: Sequence[Named] = (), *, presume: bool = True) -> Redacted:
    """The text without what leads to a person.

    Args:
        text: as it stands.
        people: the parties, and whoever else is known by name.
        presume: also take out the names the text itself seems to give.
    """
    taken = find_secrets(text, people, presume=presume)
    made, at = [], 0
    for one in taken:
        made += [text[at : one.start], one.shown]
        at = one.end
    return Redacted("".join([*made, text[at:]]), tuple(taken))


def find_secrets(text: str, people: Sequence[Named] = (), *, presume: bool = True) -> list[Taken]:
    """What ``redact`` takes out, left to right, not overlapping."""
    known = list(people)
    if presume:
        known += [Named(name) for name in presumed_people(text) if all(name != one.name for one in known)]
    return _joined(apart([*find_numbers(text), *find_names(text, known), *find_homes(text)]))


def _joined(taken: list[Taken]) -> list[Taken]:
    """The parts of one home as one."""
    made: list[Taken] = []
    for one in taken:
        if made and one.kind is Secret.HOME is made[-1].kind and made[-1].end == one.start:
            made[-1] = Taken(one.kind, made[-1].start, one.end, one.shown)
        else:
            made.append(one)
    return made
