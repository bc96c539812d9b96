"""The rule table: founded on the articles, and changed by an office only where it may."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.cases.clocks.counting import Unit
from archive.cases.clocks.describe import describe
from archive.cases.clocks.lights import Lights
from archive.cases.clocks.rule import Rule, Verified
from archive.cases.clocks.rules import of_office, shipped
from archive.errors import SettingsError

_LAWS = Path("archive/demonstration/laws")
_SHELF = {path.name.partition("(")[0]: path for path in _LAWS.rglob("*.md")}
_CITED = re.compile(r"《([^》]+)》(第[一二三四五六七八九十百]+条)")


def article(law: str, number: str) -> str:
    """One article of a law on the legal shelf, without line breaks."""
    text = _SHELF[law].read_text("utf-8")
    found = re.search(
        rf"^{number}[ \u3000](.*?)(?=^第[一二三四五六七八九十百]+条[ \u3000]|^#|\Z)", text, re.MULTILINE | re.DOTALL
    )
    assert found, f"{law} has no {number}"
    return re.sub(r"\s", "", found[1])


def test_every_rule_is_described_in_chinese() -> None:
    """A code of ours in the office's table says nothing to it."""
    for rule in shipped().rules:
        text = describe(rule)
        words = (text.label, text.concerns, text.starts, text.length, text.whose, text.met_by, text.basis)
        assert [word for word in words if re.search("[A-Za-z]{2}", word)] == [], rule.code


QUOTED = [rule for rule in shipped().rules if rule.quote]


def test_every_national_rule_quotes_its_article() -> None:
    """A rule marked as verified shows by which words."""
    assert [rule.code for rule in shipped().rules if rule.verified is Verified.NATIONAL and not rule.quote] == []


@pytest.mark.parametrize("rule", QUOTED, ids=lambda rule: rule.code)
def test_the_quotation_stands_in_the_article(rule: Rule) -> None:
    """Against the text on the legal shelf, where it has the law."""
    law, number = _CITED.findall(rule.basis)[0]
    if law not in _SHELF:
        assert law == "农村土地承包经营纠纷调解仲裁法"
        return

    assert re.sub(r"\s", "", rule.quote) in article(law, number)


def test_the_lengths_are_those_of_the_quotations() -> None:
    """A number typed wrong in the table stands beside the article that has it right."""
    numbers = {
        "15": "15|十五",
        "60": "60|六十",
        "30": "30|三十",
        "5": "5",
        "45": "四十五",
        "3": "三",
        "6": "六",
        "2": "两",
        "12": "一年",
    }
    units = {Unit.DAY: "日", Unit.WORKDAY: "个工作日", Unit.MONTH: "个月|一年"}
    for rule in QUOTED:
        if not rule.due:
            stated = rf"(?:{numbers[str(rule.length)]})(?:{units[rule.unit]})|一年"
            assert re.search(stated, rule.quote), rule.code


def office(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "clocks.toml"
    path.write_text(text, "utf-8")
    return path


def test_an_office_without_a_file_has_the_shipped_rules(tmp_path: Path) -> None:
    """Nothing need be configured."""
    assert of_office(tmp_path / "clocks.toml") == shipped()


def test_an_office_switches_local_rules_and_lights(tmp_path: Path) -> None:
    """Another county differs."""
    clocks = of_office(
        office(
            tmp_path,
            """
            [rules.REVIEW_ADMISSION]
            on = true
            length = 5
            basis = "《某省信访事项复查复核办法》第十条"
            [rules.PLAN_3WD]
            on = false
            [rules.JUDICIAL_CONFIRM]
            alarms = [10, 5]
            [lights]
            yellow_days = 7
            """,
        )
    )
    changed = {code: clocks.rule(code) for code in ("REVIEW_ADMISSION", "PLAN_3WD", "JUDICIAL_CONFIRM")}

    assert [(rule.on, rule.length) for rule in changed.values() if rule] == [(True, 5), (False, 3), (True, 30)]
    assert changed["JUDICIAL_CONFIRM"] is not None
    assert changed["JUDICIAL_CONFIRM"].alarms == (10, 5)
    assert clocks.lights == Lights(yellow_days=7, yellow_workdays=3)


def test_an_office_adds_a_rule_of_its_own(tmp_path: Path) -> None:
    """What the office promised the public, with an event of its own."""
    clocks = of_office(
        office(
            tmp_path,
            """
            [[rule]]
            code = "CONTACT_2WD"
            label = "首次联系信访人"
            kinds = ["petition"]
            starts = [{ on = "received" }]
            met_by = ["contact"]
            ends = ["@over"]
            length = 2
            unit = "workday"
            whose = "unit"
            verified = "office"
            basis = "本办公室规定"
            """,
        )
    )

    added = clocks.rule("CONTACT_2WD")
    assert added is not None
    assert (added.length, added.unit, len(clocks.rules)) == (2, Unit.WORKDAY, len(shipped().rules) + 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[rules.HANDLE_60]\nlength = 90", "HANDLE_60 是《信访工作条例》第三十四条规定的，不能改：length"),
        ("[rules.HANDLE_60]\non = false", "不能改：on"),
        ("[rules.HANDEL_60]\non = false", "没有规则 HANDEL_60"),
        ("[rules.PLAN_3WD]\nlength = -1", "PLAN_3WD 的 length 应是 0 到 3660 的整数"),
        ('[rules.PLAN_3WD]\nlength = "三"', "PLAN_3WD 的 length 应是 0 到 3660 的整数"),
        ('[rules.PLAN_3WD]\nunit = "week"', "没有“week”，可以是：day、workday、month"),
        ('[rules.PLAN_3WD]\non = "no"', "PLAN_3WD 的 on 应是 true 或 false"),
        ("[rules.PLAN_3WD]\nwhose = 1", "不能改：whose"),
        ("[rules]\nPLAN_3WD = 3", "[rules.PLAN_3WD] 应是一组"),
        ("[lights]\nred = 1", "[lights] 有不认识的项：red"),
        ("[lights]\nyellow_days = 1.5", "[lights] 的 yellow_days 应是"),
        ("lights = 1", "[lights] 应是一组"),
        ("[limits]\na = 1", "有不认识的项：limits"),
        ("rule = 1", "规则要写成 [[rule]]"),
        ("rule = [1]", "规则要写成 [[rule]]"),
        ('[[rule]]\ncode = "X"', "规则 X 缺少：label"),
        (
            '[[rule]]\ncode="X"\nlabel="x"\nkinds=["petition"]\nstarts=[]\nmet_by=[]\nwhose="office"\nverified="V"\nbasis="x"',
            "自己加的规则不能标为全国规定",
        ),
        (
            '[[rule]]\ncode="PLAN_3WD"\nlabel="x"\nkinds=["petition"]\nstarts=[]\nmet_by=[]\nwhose="office"\nverified="K"\nbasis="x"',
            "规则 PLAN_3WD 已经有了",
        ),
        (
            '[[rule]]\ncode="X"\nlabel="x"\nkinds=["petition"]\nstarts=[3]\nmet_by=[]\nwhose="office"\nverified="K"\nbasis="x"',
            "规则 X 的事件应写成名称",
        ),
        (
            '[[rule]]\ncode="X"\nlabel="x"\nkinds=["petition"]\nstarts=[]\nmet_by=[]\nends=["@ovr"]\nwhose="office"\nverified="K"\nbasis="x"',
            "没有 @ovr 这个列表",
        ),
        (
            '[[rule]]\ncode="X"\nlabel="x"\nkinds=["petition"]\nstarts=[]\nmet_by=[]\nearlier=[{a=1}]\nwhose="office"\nverified="K"\nbasis="x"',
            "规则 X 的写法不对",
        ),
        ("[rules.PLAN_3WD\n", "读不懂期限规则文件"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    """An office that believes it switched a clock off must not find out in court; the law's clocks are not its to move."""
    with pytest.raises(SettingsError) as caught:
        of_office(office(tmp_path, text))

    assert said in caught.value.message
    assert caught.value.advice
