"""How much of what is planted in real messages a public copy takes out, and how much else.

Parties, telephone, identity and account numbers and homes are invented and planted by a seed into real messages, also
spelled out in Chinese characters, spaced, full-width and split over lines. The parties are known, as they are from the
case; how many names are found without knowing them is told too.

    python -m benchmarks.redaction --data DIR [--count 500] [--seed 11] [--show 20]
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.privacy.names import Named
from archive.privacy.policy import VERSION, Taken
from archive.privacy.redact import find_secrets
from benchmarks.registration_planted import _home, _identity, _mobile, _name

_SPELLED = "零一二三四五六七八九"
_ROUND = "〇一二三四五六七八九"
_SENTENCE = re.compile(r"(?<=[。！？])")
_WITH_NUMBERS = (
    "我叫{name}，家住{home}，身份证号{id}，联系电话{phone}。",
    "本人{name}，男，汉族，公民身份号码：{id}，现住{home}，手机{phone}。",
    "反映人：{name}，住址：{home}，身份证：{id}，电话：{phone}。",
    "我是{home}村民{name}，有事请打{phone}找我，证号{id}。",
    "{name}（{id}），住{home}，请回电{phone}。",
)
_ABOUT = (
    "这件事{other}可以作证，他的电话是{phone2}。",
    "钱是打到{other}的银行卡{card}里的。",
    "{other}说没有办法，让{name}自己去找。",
    "当时{other}也在场，他的手机号{phone2}。",
    "请把补偿款汇入{name}的账号{card}。",
    "村里的座机是{landline}，{other}接的。",
)
NUMBERS = frozenset({"id", "phone", "phone2", "card", "landline"})
WAYS = ("plain", "spelled", "round", "spaced", "grouped", "wide", "split", "dashed", "mixed", "broken")


@dataclass(frozen=True, slots=True)
class Planted:
    """A message with what was planted in it."""

    text: str
    parties: tuple[str, ...]
    spans: tuple[tuple[str, str, int, int], ...]
    """(what, how it was written, start, end)."""


def planted(data: Path, count: int, seed: int) -> Iterator[Planted]:
    """``count`` real messages with parties, numbers and homes set in."""
    chance = random.Random(seed)
    with lzma.open(data / "petitions" / "messages.jsonl.xz", "rt", encoding="utf-8") as lines:
        messages = [json.loads(line)["text"].replace("_x000D_", "") for line in lines]
    fit = [text for text in messages if 40 < len(text) < 1200]
    for text in chance.sample(fit, min(count, len(fit))):
        yield _plant(text, chance)


def _plant(text: str, chance: random.Random) -> Planted:
    name, other = _name(chance), _name(chance)
    values = {
        "name": name,
        "other": other,
        "home": _home(chance),
        "id": _identity(chance),
        "phone": _mobile(chance),
        "phone2": _mobile(chance),
        "card": f"62{chance.randint(10**14, 10**17 - 1)}",
        "landline": f"0{chance.randint(311, 998)}-{chance.randint(2, 8)}{chance.randint(0, 9999999):07d}",
    }
    pieces = [piece for piece in _SENTENCE.split(text) if piece]
    for wording in (chance.choice(_WITH_NUMBERS), *chance.sample(_ABOUT, 2)):
        pieces.insert(chance.randint(0, len(pieces)), wording)
    pieces.append(chance.choice(("\n反映人：{name}\n", "\n{name}、{other}\n", "\n此致敬礼\n{name}")))
    built, spans = "", []
    for part in re.split(
        r"(\{[a-z0-9]+\})", "".join(piece if "{" in piece and piece in _OURS else _plain(piece) for piece in pieces)
    ):
        what = part[1:-1] if part.startswith("{") and part[1:-1] in values else ""
        if not what:
            built += part
            continue
        way = _way(what, chance)
        written = _written(values[what], what, way, chance)
        spans.append((what, way, len(built), len(built) + len(written)))
        built += written
    return Planted(built, (name, other), tuple(spans))


_OURS = frozenset((*_WITH_NUMBERS, *_ABOUT, "\n反映人：{name}\n", "\n{name}、{other}\n", "\n此致敬礼\n{name}"))


def _plain(piece: str) -> str:
    """A piece of the message itself, without braces of its own."""
    return piece.replace("{", "（").replace("}", "）")


def _way(what: str, chance: random.Random) -> str:
    if what in NUMBERS:
        return chance.choice(WAYS)
    if what in ("name", "other"):
        return chance.choice(("plain", "plain", "plain", "spaced", "wide", "split"))
    return "plain"


def _written(value: str, what: str, way: str, chance: random.Random) -> str:
    if what in ("name", "other"):
        cut = chance.randint(1, len(value) - 1)
        return {
            "spaced": " ".join(value),
            "wide": f"{value[:cut]}\u3000{value[cut:]}",
            "split": f"{value[:cut]}\n{value[cut:]}",
        }.get(way, value)
    if what not in NUMBERS or way == "plain":
        return value
    digits = value.replace("-", "") if way in ("spelled", "round", "spaced", "grouped") else value
    match way:
        case "spelled" | "round":
            table = _SPELLED if way == "spelled" else _ROUND
            return "".join(table[int(sign)] if sign.isdigit() else sign for sign in digits)
        case "spaced":
            return " ".join(digits)
        case "grouped":
            sizes = {11: (3, 4, 4), 18: (6, 8, 4), 19: (4, 4, 4, 4, 3), 12: (4, 4, 4)}.get(len(digits), (4, 4, 4, 4, 4))
            parts, at = [], 0
            for size in sizes:
                parts.append(digits[at : at + size])
                at += size
            return " ".join(part for part in (*parts, digits[at:]) if part)
        case "wide":
            return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in value)
        case "mixed":
            return "".join(chance.choice((sign, _SPELLED[int(sign)])) if sign.isdigit() else sign for sign in value)
        case "broken":
            cut = chance.randint(3, len(value) - 3)
            return f"{value[:cut]} \n　{value[cut:]}"
        case "split":
            cut = chance.randint(3, len(value) - 3)
            return f"{value[:cut]}\n{value[cut:]}"
        case _:
            return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}" if len(digits) == 11 else value


def main() -> int:
    """Print recall by kind and way, and what else was taken out; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.redaction", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args()
    hit: Counter[tuple[str, str]] = Counter()
    all_: Counter[tuple[str, str]] = Counter()
    presumed, over, signs, texts, left = 0, Counter[str](), 0, 0, 0
    shown = chosen.show
    for one in planted(chosen.data, chosen.count, chosen.seed):
        texts += 1
        signs += len(one.text)
        taken = find_secrets(one.text, [Named(party) for party in one.parties])
        alone = find_secrets(one.text)
        for what, way, start, end in one.spans:
            kind = "number" if what in NUMBERS else "name" if what in ("name", "other") else "home"
            all_[kind, way] += 1
            if _covered(taken, one.text, start, end, kind):
                hit[kind, way] += 1
            elif shown > 0 and kind != "home":
                shown -= 1
                print("missed", what, way, repr(one.text[max(0, start - 14) : end + 6]))
            presumed += kind == "name" and _covered(alone, one.text, start, end, kind)
        for secret in taken:
            if not any(start < secret.end and secret.start < end for _, _, start, end in one.spans):
                over[secret.kind.value] += 1
                left += secret.end - secret.start
                if shown > 0:
                    shown -= 1
                    print("over", secret.kind.value, repr(one.text[max(0, secret.start - 12) : secret.end + 6]))
    return _tell(texts, signs, hit, all_, presumed, over, left)


def _covered(taken: Sequence[Taken], text: str, start: int, end: int, kind: str) -> bool:
    """Whether nothing of it is left; of a home what stands behind the village, and only if something does."""
    if kind == "home":
        door = re.search(r"(?<=[村])(?:[\d一二三四五六七八九]+[组屯])$|\d+号楼.*$", text[start:end])
        if door is None:
            return True
        start += door.start()
    places = {at for one in taken for at in range(one.start, one.end)}
    return all(at in places for at in range(start, end) if not text[at].isspace())


def _tell(
    texts: int,
    signs: int,
    hit: Counter[tuple[str, str]],
    all_: Counter[tuple[str, str]],
    presumed: int,
    over: Counter[str],
    left: int,
) -> int:
    print(f"rules {VERSION}, {texts} messages, {signs} characters")
    bars = {"number": 0.99, "name": 0.97, "home": 0.0}
    missed = False
    for kind, bar in bars.items():
        ways = sorted(way for one, way in all_ if one == kind)
        whole = sum(all_[kind, way] for way in ways)
        found = sum(hit[kind, way] for way in ways)
        missed = missed or found < bar * whole
        by_way = "，".join(f"{way} {hit[kind, way]}/{all_[kind, way]}" for way in ways)
        print(f"{kind}: {found}/{whole} = {found / max(whole, 1):.4f}  ({by_way})")
    names = sum(count for (kind, _), count in all_.items() if kind == "name")
    print(f"names found without knowing the parties: {presumed}/{names} = {presumed / max(names, 1):.3f}")
    print(f"taken out beside what was planted: {dict(over)}, {left} of {signs} characters = {left / max(signs, 1):.4%}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
