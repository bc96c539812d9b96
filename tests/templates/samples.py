"""Two complete cases, after the stories of the office; all people and places are invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from archive.cases.model import Case, CaseKind, Mediation, Party, PartyKind, Role
from templates.office.sample_case import SAMPLE

TODAY = dt.date(2022, 6, 20)

HOMESTEAD = replace(
    SAMPLE,
    parties=(SAMPLE.parties[0], replace(SAMPLE.parties[1], phone="")),
    outcome="",
    events=(),
    mediation=Mediation(),
)
"""The brothers' boundary: three claims, two supported, one explained."""

MUSHROOMS = Case(
    no="TJ2022-015",
    kind=CaseKind.MEDIATION,
    title="周海与松河镇人民政府食用菌厂收购纠纷",
    category="涉农",
    region="松河镇",
    received=dt.date(2022, 3, 7),
    facts="松河镇人民政府原拟收购周海的食用菌厂，后收购没有成交，周海错过当年的制棒、接种时节，要求赔偿损失。",
    parties=(
        Party(
            "周海",
            Role.APPLICANT,
            side="甲方",
            gender="男",
            ethnicity="汉族",
            birth_date=dt.date(1974, 9, 2),
            phone="13804510002",
            address="方正县松河镇东兴村三组",
            occupation="食用菌种植户",
        ),
        Party(
            "方正县松河镇人民政府",
            Role.RESPONDENT,
            PartyKind.ORGANISATION,
            side="乙方",
            phone="0451-57110000",
            address="方正县松河镇中央街1号",
            legal_representative="吴波（镇长）",
        ),
    ),
    mediation=Mediation(
        committee="方正县松河镇人民调解委员会",
        mediators=("赵志强", "孙丽"),
        recorder="钱芳",
        agreement_number="松人调字〔2022〕15号",
        facts=(
            "2021年9月，乙方因建设食用菌产业园，拟收购甲方位于东兴村的食用菌厂，双方口头商定甲方停止当年生产、等待评估。"
            "2022年2月，产业园项目调整，收购没有成交，甲方因此错过制棒和接种时节。\n"
            "双方对甲方的损失数额和由谁承担发生争议。经双方同意，乙方委托有资质的评估机构评估，甲方停产一季的损失为十二万六千元。"
        ),
        liability="甲方停产系应乙方要求，乙方承担停产损失的主要责任；甲方没有及时恢复部分生产，对扩大的损失自行承担。",
        terms=(
            "乙方赔偿甲方2021年度停产一季的损失，数额以评估结论为基础，双方确认为人民币十二万元。",
            "甲方收到赔偿款后恢复生产，乙方协助甲方申请2022年度食用菌菌棒补助，符合条件的按规定办理。",
            "双方就收购未成一事再无其他争议，甲方不再就同一事实和理由提出请求。",
        ),
        performance_mode="由乙方一次性转入甲方在方正县农村信用合作联社开立的本人账户",
        performance_place="松河镇人民调解委员会",
        performance_deadline="自本协议签订之日起十五日内",
        amount_fen=12_000_000,
        signed_on=dt.date(2022, 4, 18),
    ),
)
"""The mushroom plant: a person and a township, with payment."""


def with_claims(count: int) -> Case:
    """The boundary case with that many claims."""
    claims = tuple(
        replace(HOMESTEAD.claims[i % 3], text=f"{HOMESTEAD.claims[i % 3].text}{i + 1}") for i in range(count)
    )
    return replace(HOMESTEAD, claims=claims)


def with_parties(count: int) -> Case:
    """The mushroom case with that many persons."""
    person = replace(MUSHROOMS.parties[0], side="")
    names = [f"周海{'甲乙丙丁戊己庚辛壬癸'[i % 10]}{i + 1}" for i in range(count)]
    return replace(MUSHROOMS, parties=tuple(replace(person, name=name) for name in names))
