"""XF11: what the law asks for stands in it, and nothing that does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from archive.cases.model import AppealRoute, Case, Claim, Opinion, Party, PartyKind, Role
from archive.errors import InvalidInput, MissingFields
from templates import generate
from tests.templates.reading import body, whole
from tests.templates.samples import HOMESTEAD, TODAY, with_claims

COURTS = {"reply.reconsideration_unit": "方正县人民政府", "reply.court": "方正县人民法院"}


def written(case: Case, folder: Path, **overrides: str) -> str:
    return whole(generate("reply", case, folder / "reply.docx", overrides, today=TODAY, overwrite=True).file)


def test_everything_article_32_asks_for_is_there(tmp_path: Path) -> None:
    text = written(HOMESTEAD, tmp_path)

    for part in (
        "方正县松河镇人民政府",
        "松信访复字〔2022〕12号",
        "关于王建国信访事项的答复意见书",
        "王建国：",
        "你于2022年5月6日通过来信反映的与其弟王建民的宅基地边界纠纷信访事项收悉，由方正县信访局于2022年5月9日转送。",
        "我单位于2022年5月12日受理",
        "1.确认两户宅基地的边界；",
        "3.由王建民赔偿六年来的土地使用费五万元。",
        "一、关于确认两户宅基地的边界的请求",
        "依据《中华人民共和国民法典》第二百三十六条和《信访工作条例》第三十二条第一项规定",
        "你的该项请求事由合理，但缺乏法律依据，我单位向你解释说明如下：",
        "可以自收到本意见书之日起30日内，向方正县人民政府申请复查。",
        "2022年6月20日",
        "（联系人：李明；联系电话：0451-57110000）",
        "抄送：方正县信访局。",
    ):
        assert part in text


def test_one_claim_is_answered_without_counting(tmp_path: Path) -> None:
    text = written(with_claims(1), tmp_path)

    assert [line for line in text.split("\n") if line in ("一、投诉请求", "二、事实和理由", "三、处理意见及依据")] == [
        "一、投诉请求",
        "二、事实和理由",
        "三、处理意见及依据",
    ]
    assert "该项" not in text


def test_ten_claims_are_answered_one_by_one(tmp_path: Path) -> None:
    """A claim left unanswered is a reply that does not hold on review."""
    text = written(with_claims(10), tmp_path)

    for ordinal in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"):
        assert f"\n{ordinal}、关于" in text
    assert text.count("《信访工作条例》第三十二条第") == 10


@pytest.mark.parametrize("route", list(AppealRoute))
def test_the_remedy_follows_from_the_way(route: AppealRoute, tmp_path: Path) -> None:
    """A wrong remedy makes the petitioner lose a term that cannot be given back."""
    text = written(replace(HOMESTEAD, appeal_route=route), tmp_path, **COURTS)

    review, suit = "申请复查" in text, "行政复议" in text and "6个月内" in text
    assert (review, suit) == {
        AppealRoute.PETITION_PROCEDURE: (True, False),
        AppealRoute.ADMIN_PROCEDURE: (False, True),
        AppealRoute.DUTY_PERFORMANCE: (False, True),
    }.get(route, (False, False))
    assert ("第三十二条" in text) == (route is AppealRoute.PETITION_PROCEDURE)


def test_a_remedy_without_its_authority_is_not_written(tmp_path: Path) -> None:
    case = replace(HOMESTEAD, appeal_route=AppealRoute.DUTY_PERFORMANCE)
    with pytest.raises(MissingFields) as caught:
        written(case, tmp_path)
    assert [key for key, _ in caught.value.fields] == ["reply.reconsideration_unit", "reply.court"]


def test_an_unknown_way_is_taken_as_the_sixth_and_said_so(tmp_path: Path) -> None:
    paper = generate("reply", replace(HOMESTEAD, appeal_route=None), tmp_path / "r.docx", today=TODAY)
    assert "申请复查" in whole(paper.file)
    assert any("第三十一条第六项" in note for note in paper.notes)


def test_an_explanation_must_explain(tmp_path: Path) -> None:
    """第三十二条第二项: 应当作出解释说明."""
    case = replace(HOMESTEAD, claims=(Claim("赔偿", "无损失", ("《民法典》第二百三十八条",), Opinion.EXPLAIN),))
    with pytest.raises(MissingFields) as caught:
        written(case, tmp_path)
    assert [key for key, _ in caught.value.fields] == ["opinion_text"]
    assert "可以起诉。" in written(case, tmp_path, opinion_text="可以起诉")


def test_optional_parts_leave_no_empty_line(tmp_path: Path) -> None:
    reply = replace(HOMESTEAD.reply, source="", inquiry="", contact="", phone="", copies_to=())
    case = replace(HOMESTEAD, reply=reply, channel=None)
    paper = generate("reply", case, tmp_path / "r.docx", today=TODAY)

    assert all(line.strip() for line in body(paper.file))
    text = whole(paper.file)
    assert "联系人" not in text
    assert "抄送" not in text
    assert "你于2022年5月6日反映的" in text


@pytest.mark.parametrize(
    ("parties", "size", "title", "address"),
    [
        ((Party("王建国"), Party("李二")), 1, "关于王建国、李二信访事项", "你们于"),
        ((Party("王建国"),), 12, "关于王建国等12人信访事项", "你们于"),
        (tuple(Party(f"王{n}") for n in "一二三四五"), 1, "关于王一、王二、王三等5人信访事项", "你们于"),
        ((Party("松河米业有限公司", kind=PartyKind.ORGANISATION),), 1, "关于松河米业有限公司信访事项", "你单位于"),
        ((Party("买买提•艾力"),), 1, "关于买买提·艾力信访事项", "你于"),
    ],
)
def test_petitioners_are_addressed_as_they_are(
    parties: tuple[Party, ...], size: int, title: str, address: str, tmp_path: Path
) -> None:
    text = written(replace(HOMESTEAD, parties=parties, group_size=size), tmp_path)
    assert title in text.replace("\n", "")
    assert address in text


def test_the_person_complained_of_is_not_addressed(tmp_path: Path) -> None:
    assert written(HOMESTEAD, tmp_path).count("王建民：") == 0
    applicant = replace(HOMESTEAD, parties=(Party("周海", Role.APPLICANT), Party("乙", Role.RESPONDENT)))
    assert "\n周海：\n" in written(applicant, tmp_path)


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"reply.accepted_on": "2022-05-05"}, "受理日期2022年5月5日早于收到日期2022年5月6日"),
        ({"reply.signed_on": "2022-05-11"}, "成文日期2022年5月11日早于受理日期2022年5月12日"),
        ({"reply.number": "松信访复字〔2022〕012号"}, "前面不加0"),
        ({"reply.number": "松信访复字〔2022〕第12号"}, "不加“第”"),
        ({"reply.number": "松信访复字〔22〕12号"}, "年份写全四位"),
    ],
)
def test_contradictions_are_refused_in_plain_chinese(overrides: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=message):
        written(HOMESTEAD, tmp_path, **overrides)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["松信访复字[2022]12号", "松信访复字【2022】 12号", "松信访复字（２０２２）12号"])
def test_brackets_of_a_number_are_put_right(typed: str, tmp_path: Path) -> None:
    assert "松信访复字〔2022〕12号" in written(HOMESTEAD, tmp_path, **{"reply.number": typed})


def test_doubts_are_said_but_do_not_stop_the_paper(tmp_path: Path) -> None:
    odd = replace(HOMESTEAD.parties[0], id_number="110105194912310021")
    case = replace(HOMESTEAD, parties=(odd,), received=dt.date(2022, 1, 3))
    overrides = {"reply.accepted_on": "2022-01-04", "reply.number": "松信访复字〔2021〕12号"}
    notes = "".join(generate("reply", case, tmp_path / "r.docx", overrides, today=TODAY).notes)
    assert "校验不通过" in notes
    assert "年份" in notes
    assert "超过60日" in notes


def test_a_typed_opinion_wins_over_the_record_of_one_claim(tmp_path: Path) -> None:
    text = written(with_claims(1), tmp_path, opinion="不支持", opinion_text="理由如上")
    assert "第三十二条第三项" in text
    assert "理由如上。" in text
    several = written(HOMESTEAD, tmp_path, opinion="不支持")
    assert "第三十二条第三项" not in several
    assert "由镇政府协调。" in written(with_claims(1), tmp_path, opinion="由镇政府协调")


def test_each_missing_value_of_a_bare_case_is_named_at_once(tmp_path: Path) -> None:
    """A clerk told of one missing value at a time walks eleven times."""
    with pytest.raises(MissingFields) as caught:
        written(Case(no="X-1"), tmp_path)
    assert [key for key, _ in caught.value.fields] == [
        "reply.unit",
        "reply.number",
        "petitioner",
        "received",
        "reply.accepted_on",
        "matter",
        "claims",
        "facts",
        "legal_basis",
        "opinion",
        "reply.review_unit",
    ]
    assert all(label in caught.value.message for _, label in caught.value.fields)
    assert list(tmp_path.iterdir()) == []


def test_every_missing_value_can_be_typed(tmp_path: Path) -> None:
    typed = {
        "unit": "方正县松河镇人民政府",
        "reply.number": "松信访复字〔2022〕1号",
        "petitioner": "周海、吴波",
        "received": "2022年5月6日",
        "accepted_on": "2022/5/9",
        "matter": "食用菌厂收购未成",
        "claims.2.opinion": "不支持",
        "claims": "1.赔偿损失；2.补办手续。",
        "facts": "经查属实。",
        "legal_basis": "《民法典》第五百条、《土地管理法》第十四条",
        "opinion": "支持",
        "review_unit": "方正县人民政府",
    }
    text = written(Case(no="X-1"), tmp_path, **typed)
    assert "1.赔偿损失；" in text
    assert "2.补办手续。" in text
    assert "《民法典》第五百条、《土地管理法》第十四条和《信访工作条例》第三十二条第一项规定，" in text
    assert "不予支持" in text
