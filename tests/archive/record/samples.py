"""A case with every field filled; invented people."""

from __future__ import annotations

import datetime as dt

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
    PartyKind,
    Reply,
    Role,
)

RARE = "𠮷𡈽𪚥😀"
"""Characters of four bytes, as stand in names and village names."""


def full_case(no: str = "XF2022-001") -> Case:
    """Every field differs from its default."""
    return Case(
        no=no,
        kind=CaseKind.MEDIATION,
        title=f"宅基地边界纠纷{RARE}",
        channel=Channel.LETTER,
        category="土地",
        region="会发镇爱国村",
        received=dt.date(2022, 5, 6),
        matter_class=MatterClass.APPEAL,
        appeal_route=AppealRoute.PETITION_PROCEDURE,
        summary="兄弟二人争界",
        facts="第一段。\n第二段。",
        text="来信全文\r\n第二行\t尾",
        claims=(
            Claim("重新测量"),
            Claim("归还两米\n宅基地", "测量属实", ("《民法典》第二百三十八条",), Opinion.SUPPORT, "予以支持"),
        ),
        legal_basis=("《土地管理法》第十四条", "《民法典》第二百八十八条"),
        outcome="已化解",
        amount_fen=1_234_550,
        group_size=7,
        handler="周某",
        duty_unit="会发镇人民政府",
        parties=(
            Party(
                name=f"王{RARE}",
                role=Role.APPLICANT,
                kind=PartyKind.PERSON,
                side="甲方",
                gender="男",
                ethnicity="满族",
                birth_date=dt.date(1960, 2, 29),
                id_number="110105196002290019",
                phone="13800000000",
                address="爱国村一组",
                occupation="务农",
            ),
            Party(
                "爱国村村民委员会",
                Role.RESPONDENT,
                PartyKind.ORGANISATION,
                work_unit="村委会",
                legal_representative="李某",
            ),
        ),
        events=(Event(dt.date(2022, 5, 7), "accept", "受理", "司法所", "周某"), Event(dt.date(2022, 6, 1), "约谈")),
        reply=Reply(
            number="方信访复字〔2022〕12号",
            unit="会发镇人民政府",
            review_unit="方正县人民政府",
            source="县信访局转送",
            accepted_on=dt.date(2022, 5, 7),
            inquiry="现场测量",
            signed_on=dt.date(2022, 6, 30),
            contact="周某",
            phone="0451-00000000",
            copies_to=("县信访局", "镇司法所"),
        ),
        mediation=Mediation(
            committee="爱国村人民调解委员会",
            mediators=("赵某", "钱某"),
            recorder="孙某",
            agreement_number="爱国人调字〔2022〕3号",
            facts="界墙",
            liability="各半",
            terms=("拆除界墙", "各让半米"),
            performance_mode="当场",
            performance_place="爱国村",
            performance_deadline="2022年7月",
            amount_fen=500_00,
            signed_on=dt.date(2022, 6, 20),
        ),
        restricted=True,
        extra={"信访件编号": "2022123", "嵌套": {"a": [1, 2.5, None, True]}, "空": ""},
    )
