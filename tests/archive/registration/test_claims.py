"""Requests one by one, without the words that ask."""

from __future__ import annotations

import pytest

from archive.registration.claims import find_claims


def _claims(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_claims(text)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("恳请上级领导:一、修路;二、修桥建涵;三、给个说法。以上属实。", ["修路", "修桥建涵", "给个说法"]),
        ("诉求如下:\n1.退还押金2000元\n2.赔礼道歉\n此致", ["退还押金2000元", "赔礼道歉"]),
        ("请求事项:1、责令停工;2、恢复原状。\n事实与理由:略", ["责令停工", "恢复原状"]),
        ("我的要求是:第一,归还占地;第二,赔偿损失3000元。", ["归还占地", "赔偿损失3000元"]),
        ("多次要求物业公司处理,没有结果。现请求贵局责令物业公司退费。", ["责令物业公司退费"]),
        ("县教育局:\n孩子进不了学。求妇联帮帮我:给我找个住处,帮我把女儿接出来。", ["给我找个住处", "帮我把女儿接出来"]),
        (
            "路断了。\n基于以上事实,申请人请求:\n责令被申请人限期拆除违法建筑;\n恢复申请人通行;",
            ["责令被申请人限期拆除违法建筑", "恢复申请人通行"],
        ),
        (
            "现就上述问题提出如下诉求\n①请镇政府公开征地补偿协议\n②对截留资金的人员追责",
            ["公开征地补偿协议", "对截留资金的人员追责"],
        ),
        ("我没别的想法,就是想把该得的六万块钱要回来。", ["把该得的六万块钱要回来"]),
        ("我请求政府能够帮我要回补偿款。", ["要回补偿款"]),
        ("望政府部门尽快解决,让我们家的温度达标。", ["尽快解决,让我们家的温度达标"]),
        ("我这种情况能不能按六成的比例重新报销?", ["按六成的比例重新报销"]),
        ("请上级公安机关责令派出所依法立案侦查。", ["责令派出所依法立案侦查"]),
        ("执行监督申请\n安和县人民检察院:\n请求贵院督促恢复执行该案。", ["督促恢复执行该案"]),
        ("复查请求:\n撤销原处理意见并重新调查。\n主要理由:\n1、事实不清;\n2、程序不当。", ["撤销原处理意见并重新调查"]),
        ("希望查清回扣的去向。请不要透露我的姓名。", ["查清回扣的去向"]),
        ("希望政府能够尽快把路修好。恳请领导帮助解决!谢谢", ["尽快把路修好"]),
    ],
)
def test_requests_are_told_apart(text: str, claims: list[str]) -> None:
    assert _claims(text) == claims


def test_what_others_demanded_is_no_request() -> None:
    assert _claims("物业公司要求我们先交钱,不得提出异议。") == []


def test_a_letter_that_only_begs_keeps_its_begging() -> None:
    """Nothing received may be without a request, be it ever so general."""
    assert _claims("恳请领导帮助解决此事。") == ["帮助解决此事"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("我们的诉求没有变:\n壹、给出交工日期;\n贰、补发过渡费。\n代表人:略", ["给出交工日期", "补发过渡费"]),
        ("就两条,头一条房子我有权住,第二条存款该我的给我。", ["房子我有权住", "存款该我的给我"]),
        ("请求:\n结清两个月工资;\n退还500元押金。\n我的电话是略", ["结清两个月工资", "退还500元押金"]),
        ("问:您有什么要求?\n答:让他按月付抚养费;把房子腾出来。\n告知:略", ["让他按月付抚养费", "把房子腾出来"]),
        ("现要求赔我一千元,少一分都不行,不然我就曝光。", ["赔我一千元"]),
        ("辅导员坚持要求学生早起。希望学校改掉这个规定。", ["学校改掉这个规定"]),
        ("希望你们派人来我家看一眼,把低保给我们恢复了。", ["派人来我家看一眼,把低保给我们恢复了"]),
        ("要求把他列入黑名单,不要再坑别人。", ["把他列入黑名单,不要再坑别人"]),
        ("希望政府给我们业主一条活路,彻查预售资金的去向。", ["彻查预售资金的去向"]),
        (
            "村支书把我家的塘包给了他小舅子,鱼也打走了。我不图别的。一个是塘还让我家养;再一个,鱼苗钱得给我。",
            ["塘还让我家养", "鱼苗钱得给我"],
        ),
        (
            "举报副镇长违纪,请查实。\n其一,2021年修路未经招标,路已裂了。\n其二,2022年办寿宴收了礼金。\n请查一查工程质量。",
            ["查一查工程质量"],
        ),
        ("公务员不得有下列行为:(一)散布谣言;(二)组织罢工。", []),
        ("办理要求:请于3个工作日内回复来电人。", []),
    ],
)
def test_each_request_stands_alone_and_nobody_elses_counts(text: str, claims: list[str]) -> None:
    """Two requests in one row are answered as one, and what the office was told to do would be answered to the office."""
    assert _claims(text) == claims


def test_a_list_of_forty_requests_is_read_to_its_end() -> None:
    """What stood more than fifteen hundred signs after the heading was not shown, and nothing said so."""
    tens = ("", "十", "二十", "三十")
    numbers = [f"{tens[n // 10]}{' 一二三四五六七八九'[n % 10].strip()}" for n in range(1, 40)]
    items = [
        f"{number}、第{number}户的房屋裂缝由开发商负责修复，并赔偿误工费、材料费和在外租房的费用" for number in numbers
    ]

    assert len(_claims("业主要求:\n" + ";\n".join(items) + "。")) == 39
