"""人民调解协议书: what 《人民调解法》第二十九条 names stands in it, and each side can sign."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.cases.model import Case, Party, Role
from archive.errors import InvalidInput, MissingFields
from templates import generate
from tests.templates.reading import body
from tests.templates.samples import MUSHROOMS, TODAY, with_parties


def written(case: Case, folder: Path, **overrides: str) -> str:
    paper = generate("mediation-agreement", case, folder / "a.docx", overrides, today=TODAY, overwrite=True)
    return "\n".join(body(paper.file))


def test_the_ministrys_form_is_kept_field_by_field(tmp_path: Path) -> None:
    text = written(MUSHROOMS, tmp_path)

    places = [
        text.index(part)
        for part in (
            "人民调解协议书",
            "编号：松人调字〔2022〕15号",
            "甲方 姓名 周海 性别 男 民族 汉族 年龄 47",
            "职业或职务 食用菌种植户 联系方式 13804510002",
            "单位或住址 方正县松河镇东兴村三组",
            "乙方 名称 方正县松河镇人民政府",
            "法定代表人 吴波（镇长） 联系方式 0451-57110000",
            "纠纷主要事实、争议事项：",
            "各方当事人的责任：",
            "经调解，自愿达成如下协议：",
            "一、乙方赔偿甲方",
            "三、双方就收购未成一事",
            "履行方式、地点、时限：",
            "履行金额：人民币壹拾贰万元整（¥120,000.00）。",
            "履行时限：自本协议签订之日起十五日内。",
            "本协议一式三份，当事人、人民调解委员会各持一份。",
            "甲方（周海）： 人民调解员（赵志强）：",
            "乙方（方正县松河镇人民政府）： 人民调解员（孙丽）：",
            "记录人（钱芳）：",
            "方正县松河镇人民调解委员会\n2022年4月18日",
        )
    ]
    assert places == sorted(places)


def test_forty_parties_all_sign_and_all_get_a_copy(tmp_path: Path) -> None:
    text = written(with_parties(40), tmp_path)

    assert "本协议一式四十一份" in text
    assert text.count("姓名 周海") == 40
    assert text.count("（周海") == 40
    assert "癸方" in text
    assert "当事人40（周海癸40）：" in text


def test_every_mediator_has_a_line_to_sign(tmp_path: Path) -> None:
    text = written(MUSHROOMS, tmp_path, **{"mediation.mediators": "赵志强、孙丽、李明，钱芳；周五"})
    assert text.count("人民调解员（") == 5


def test_the_amount_in_capitals_comes_from_the_number(tmp_path: Path) -> None:
    assert "人民币壹万贰仟元伍角整（¥12,000.50）" in written(MUSHROOMS, tmp_path, **{"mediation.amount": "12000.50"})
    assert "履行金额" not in written(MUSHROOMS, tmp_path, **{"mediation.amount": ""})


def test_an_agreement_needs_two_sides(tmp_path: Path) -> None:
    alone = replace(MUSHROOMS, parties=(MUSHROOMS.parties[0], Party("证人", Role.WITNESS)))
    with pytest.raises(MissingFields) as caught:
        written(alone, tmp_path)
    assert caught.value.fields == [("parties.2.name", "当事人2的姓名或者名称")]
    assert "乙方（吴波）：" in written(alone, tmp_path, **{"parties.2.name": "吴波"})


def test_sides_already_named_are_not_given_twice(tmp_path: Path) -> None:
    parties = (replace(MUSHROOMS.parties[0], side="乙方"), replace(MUSHROOMS.parties[1], side=""))
    text = written(replace(MUSHROOMS, parties=parties), tmp_path)
    assert "乙方（周海）" in text
    assert "甲方（方正县松河镇人民政府）" in text


def test_terms_are_numbered_once(tmp_path: Path) -> None:
    text = written(MUSHROOMS, tmp_path, **{"mediation.terms": "1.甲方道歉\n（二）乙方撤诉。\n三、互不追究"})
    assert "一、甲方道歉。\n二、乙方撤诉。\n三、互不追究。" in text


def test_age_and_sex_come_from_the_identity_number(tmp_path: Path) -> None:
    party = Party("周海", id_number="440524188001010014")
    text = written(replace(MUSHROOMS, parties=(party, MUSHROOMS.parties[1])), tmp_path)
    assert "性别 男" in text
    assert "年龄 142" in text


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"mediation.signed_on": "2022-03-01"}, "签订日期2022年3月1日早于收到日期2022年3月7日"),
        ({"mediation.amount": "很多"}, "看不懂金额“很多”"),
        ({"parties.1.birth_date": "1974-13-01"}, "不是日期"),
        ({"mediation.performance": "x"}, "没有“mediation.performance”这一项"),
    ],
)
def test_wrong_values_are_refused_in_plain_chinese(overrides: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=message):
        written(MUSHROOMS, tmp_path, **overrides)
    assert list(tmp_path.iterdir()) == []


def test_the_judicial_form_of_the_number_is_allowed(tmp_path: Path) -> None:
    assert "编号：松人调字〔2022〕第15号" in written(MUSHROOMS, tmp_path, agreement_number="松人调字（2022）第15号")


def test_a_committees_own_way_of_numbering_is_written_and_noted(tmp_path: Path) -> None:
    """No law gives the form of an agreement's number; the committee's must not stop the agreement."""
    paper = generate(
        "mediation-agreement",
        MUSHROOMS,
        tmp_path / "a.docx",
        {"mediation.agreement_number": "2022-15"},
        today=TODAY,
    )

    assert paper.file.is_file()
    assert any("2022-15" in note for note in paper.notes)


def test_a_bare_case_hears_of_every_missing_value(tmp_path: Path) -> None:
    with pytest.raises(MissingFields) as caught:
        written(Case(no="X-1"), tmp_path)
    assert [key for key, _ in caught.value.fields] == [
        "mediation.committee",
        "mediation.agreement_number",
        "parties.1.name",
        "parties.2.name",
        "mediation.facts",
        "mediation.terms",
        "mediation.performance_mode",
        "mediation.performance_deadline",
        "mediation.mediators",
    ]


def test_empty_lines_of_the_form_are_told(tmp_path: Path) -> None:
    """Nothing is left empty unsaid: a party without an address cannot be served."""
    bare = replace(MUSHROOMS, parties=(Party("周海", gender="男"), MUSHROOMS.parties[1]))
    notes = generate("mediation-agreement", bare, tmp_path / "a.docx", today=TODAY).notes
    assert notes == ("甲方的民族、年龄、职业或职务、联系方式、单位或住址没有填，协议书上留空，请手填或者补录。",)
    assert generate("mediation-agreement", MUSHROOMS, tmp_path / "b.docx", today=TODAY).notes == ()
