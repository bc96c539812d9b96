"""The invented case on which a template is tried: two brothers and the boundary of their homesteads."""

from __future__ import annotations

import datetime as dt
from typing import Final

from archive.cases.model import (
    AppealRoute,
    Case,
    CaseKind,
    Channel,
    Claim,
    Event,
    MatterClass,
    Mediation,
    Opinion,
    Party,
    Reply,
    Role,
)  # fmt: skip

TOWN: Final = "方正县松河镇人民政府"
SAMPLE: Final = Case(
    no="XF2022050012LX",
    kind=CaseKind.PETITION,
    title="王建国反映宅基地边界纠纷",
    summary="与其弟王建民的宅基地边界纠纷",
    channel=Channel.LETTER,
    category="土地/宅基地",
    region="松河镇红星村",
    received=dt.date(2022, 5, 6),
    matter_class=MatterClass.APPEAL,
    appeal_route=AppealRoute.PETITION_PROCEDURE,
    facts=(
        "你与王建民系兄弟，宅基地东西相邻。1998年分家时，两户宅基地由村民委员会登记入宅基地台账，各为长20米、宽13米，"
        "面积260平方米，以两户之间的排水沟中线为界。2016年王建民翻建西侧围墙，此后双方对边界一直有争议，村民委员会曾三次调解未果。\n"
        "2022年5月20日，我单位会同红星村民委员会、松河派出所、松河司法所和自然资源所到现场，在双方在场的情况下对照台账丈量。"
        "丈量结果：你户宅基地实际宽12.6米，比台账少0.4米；王建民户实际宽13.4米，比台账多0.4米。双方对丈量结果签字确认。"
    ),
    claims=(
        Claim(
            "确认两户宅基地的边界",
            finding="1998年的宅基地台账有双方父亲王守田和时任村民小组长的签字，四至清楚，与2022年5月20日丈量时找到的两处旧界石位置一致。",
            basis=("《中华人民共和国土地管理法》第十四条", "《中华人民共和国民法典》第三百六十二条"),
            opinion=Opinion.SUPPORT,
            opinion_text="两户宅基地以台账记载的排水沟中线为界，由村民委员会在2022年6月30日前埋设界桩，并将丈量图存入台账。",
        ),
        Claim(
            "拆除王建民越界修建的围墙",
            finding="王建民2016年翻建的围墙越过台账边界，长20米、最宽处0.4米，占用你户宅基地约8平方米。王建民对此没有异议。",
            basis=("《中华人民共和国民法典》第二百三十六条",),
            opinion=Opinion.SUPPORT,
            opinion_text="王建民已书面承诺在2022年7月31日前自行拆除越界部分，由村民委员会监督执行，我单位将在期满后到现场查看。",
        ),
        Claim(
            "由王建民赔偿六年来的土地使用费五万元",
            finding="你没有提出损失的证据，所占土地为庭院空地，没有种植和经营。",
            basis=("《中华人民共和国民法典》第二百三十八条",),
            opinion=Opinion.EXPLAIN,
            opinion_text="占用他人宅基地造成损害的，权利人可以依法请求赔偿，但应当有损害的事实和数额。对赔偿有争议的，"
            "你可以向松河镇人民调解委员会申请调解，也可以向人民法院提起民事诉讼。",
        ),
    ),
    legal_basis=("《中华人民共和国土地管理法》第十四条",),
    handler="李明",
    duty_unit=TOWN,
    outcome="双方和解，围墙已经拆除",
    parties=(
        Party("王建国", Role.PETITIONER, gender="男", ethnicity="汉族", birth_date=dt.date(1966, 3, 12), phone="13804510001",
              address="方正县松河镇红星村", occupation="农民"),
        Party("王建民", Role.RESPONDENT, gender="男", ethnicity="汉族", phone="13804510003", address="方正县松河镇红星村",
              occupation="农民"),
    ),
    reply=Reply(number="松信访复字〔2022〕12号", unit=TOWN, review_unit="方正县人民政府",
                source="方正县信访局于2022年5月9日转送", accepted_on=dt.date(2022, 5, 12),
                inquiry="我单位查阅了红星村宅基地台账，会同有关单位现场丈量，询问了你和王建民，并走访了三户邻居。",
                signed_on=dt.date(2022, 6, 20), contact="李明", phone="0451-57110000", copies_to=("方正县信访局",)),
    mediation=Mediation(
        committee="方正县松河镇人民调解委员会", mediators=("赵志强", "孙丽"), recorder="钱芳",
        agreement_number="松人调字〔2022〕15号", facts="双方对边界有争议。",
        terms=("以排水沟中线为界", "王建民自行拆除越界部分"), performance_mode="自行履行", performance_place="红星村",
        performance_deadline="自本协议签订之日起三十日内", amount_fen=500_000, signed_on=dt.date(2022, 6, 1),
    ),
    events=(
        Event(dt.date(2022, 5, 9), "transfer", "", number="方信访转字〔2022〕31号"),
        Event(dt.date(2022, 5, 12), "accept", "", number="松信访受字〔2022〕8号"),
        Event(dt.date(2022, 6, 20), "reply", "", number="松信访复字〔2022〕12号"),
        Event(dt.date(2022, 6, 21), "deliver", ""),
    ),
)  # fmt: skip
"""An invented case that knows something of everything."""
