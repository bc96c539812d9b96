"""Cases as they are written (YAML, with people by name) turned into the lines of an import."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import yaml

from tools.demonstration.people import fill, people

PERSON_KEYS = ("gender", "ethnicity", "address", "occupation")


def _party(party: dict[str, Any]) -> dict[str, Any]:
    """A party with what is known of the person put in; what the case itself says goes first."""
    known = people().get(party["name"])
    if known is None or party.get("kind") == "organisation":
        return {"kind": "organisation", **party}
    from_people = {key: known[key] for key in PERSON_KEYS if key in known}
    numbers = {"birth_date": known["birth"], "id_number": known["id"], "phone": known["tel"]}
    return {"name": party["name"], "kind": "person", "ethnicity": "汉族", **from_people, **numbers, **party}


def _plain(value: Any) -> Any:
    """Dates as ISO text, everything else as it is."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.strip() if isinstance(value, str) else value


def read_cases(folder: Path) -> list[dict[str, Any]]:
    """All cases, in the order of their numbers."""
    cases = []
    for path in sorted(folder.glob("*.yaml")):
        case = yaml.safe_load(fill(path.read_text(encoding="utf-8")))
        case["parties"] = [_party(party) for party in case.get("parties", [])]
        cases.append(_plain(case))
    return sorted(cases, key=lambda case: str(case["no"]))


def write_cases(folder: Path, out: Path) -> None:
    """Write the cases as JSON lines."""
    lines = [json.dumps(case, ensure_ascii=False) for case in read_cases(folder)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
