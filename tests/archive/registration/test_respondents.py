"""Whom a letter complains of: the paper must never be sent to them, and must be answered about them."""

from __future__ import annotations

import pytest

from archive.describe import PaperKind
from archive.registration.suggest import suggest
from archive.registration.suggestion import Field
from tests.archive.registration.pages import pages_of


def _respondents(text: str) -> list[str]:
    found = suggest(pages_of(text), PaperKind.LETTER)
    return list(dict.fromkeys(one.normal for one in found if one.field is Field.RESPONDENT))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "县人社局：\n我叫石长林，在安和县永固建材有限公司干活，公司拖欠工资5000元不给。\n要求永固建材付清工资。\n石长林",
            ["安和县永固建材有限公司"],
        ),
        ("县信访局：\n举报村主任卜凡军私分机动地承包费。\n举报人：谈永生", ["卜凡军"]),
        (
            "镇政府：\n金穗粮贸的老板翟金穗收了我的粮不给钱，翟金穗说没钱。要求翟金穗付清粮款。\n反映人：祝海山",
            ["金穗粮贸", "翟金穗"],
        ),
        (
            "被反映单位：白杨乡人民政府；安和县自然资源局。\n请求：撤销决定。\n反映人：麻永贵",
            ["白杨乡人民政府", "安和县自然资源局"],
        ),
        (
            "律师函\n安和县鸿运食品有限公司：\n受谈永生委托，致函贵司：贵司拖欠谈永生工资9000元，请于七日内支付。\n律师 粟长林",
            ["安和县鸿运食品有限公司"],
        ),
        (
            "县政府：\n我不服安和县住房和城乡建设局作出的处理意见书，请求撤销该意见书。\n申请人：谈永生",
            ["安和县住房和城乡建设局"],
        ),
        (
            "镇政府：\n我们把地流转给安和县沃野农机专业合作社。请督促合作社付清去年的流转费。\n农户代表：谈永生",
            ["安和县沃野农机专业合作社"],
        ),
        (
            "县公安局：\n控告安和县公安局城关派出所，报警三个月至今未立案。请求责令城关派出所立案。\n控告人：谈永生",
            ["安和县公安局城关派出所"],
        ),
        ("县残联：\n新立村村民委员会定了个办法，女的一分没有。要求停止执行。\n谈永生", ["新立村村民委员会"]),
        (
            "消协：\n我在“燃型健身”办了两年卡，现在关门了，老板叫戚浩，把我拉黑，不退钱。我要退剩下的钱。\n苗苗",
            ["燃型健身", "戚浩"],
        ),
        (
            "投诉人：谈永生\n被投诉单位：云川县康宁养老院\n事由：院长郎佩芝口头辞退我，工资不给。\n诉求：支付工资2800元",
            ["云川县康宁养老院"],
        ),
        (
            "区信访局：\n我家住禾阳区三组。上头禾阳金谷化工有限公司往沟里偷排，鱼死光了。要求化工厂赔偿。\n谈永生",
            ["禾阳金谷化工有限公司"],
        ),
        ("县交通局：\n建议把5路公交车的末班时间延到19时。\n薛敬亭\n2023年5月11日", []),
    ],
)
def test_whom_a_letter_complains_of(text: str, names: list[str]) -> None:
    assert sorted(_respondents(text)) == sorted(names)


def test_where_somebody_was_only_treated_is_not_complained_of() -> None:
    text = "派出所：\n邻居展鹏飞的狗咬伤了我儿子，送到县人民医院治疗，花了1265元。要求展鹏飞赔偿医药费。\n粟长林"

    assert _respondents(text) == ["展鹏飞"]


def test_the_office_written_to_is_not_complained_of() -> None:
    text = "安和县教育局：\n小太阳幼儿园不管孩子，老师打了我儿子。请贵局查处小太阳幼儿园。\n庞丽娜"

    assert _respondents(text) == ["小太阳幼儿园"]


def test_a_body_that_writes_petitions_and_its_contact_does_not() -> None:
    """The reply went to the clerk of a firm in his own name."""
    text = (
        "县营商环境办公室：\n我公司门前的路挖开两年没有恢复，恳请贵办协调修复。\n（联系人：粟长林，电话：19900012345）\n"
        "安和县立丰木制品有限公司（公章）\n2024年3月15日"
    )
    found = suggest(pages_of(text), PaperKind.LETTER)

    assert [one.normal for one in found if one.field is Field.PETITIONER] == ["安和县立丰木制品有限公司"]


def test_all_for_whom_a_lawyer_writes_petition() -> None:
    text = "律师函\n本所接受谈永生、祝海山二人的委托，致函贵司如下：请支付工资。"
    found = suggest(pages_of(text), PaperKind.LETTER)

    assert [one.normal for one in found if one.field is Field.PETITIONER] == ["谈永生", "祝海山"]
