"""Two letters, and what a scanner makes of them; invented people."""

from __future__ import annotations

import random

LETTER = (
    "柳河县信访局：我是东河村村民赵国柱，联系电话19900001234。二〇二一年春天，邻居在两家宅基地之间砌墙，占去我家滴水檐以内"
    "约四十公分，雨水全部排到我家墙根，山墙已经开裂。我多次找村委会反映，村民小组长来看过两次，说要丈量，一直没有结果。"
    "去年秋天乡里土地所也来人拍了照片，答应十五天内给说法，到现在没有人再提这件事。请求派人重新丈量界址，责令拆除多占的"
    "部分，并修好我家开裂的山墙。此致敬礼。赵国柱，二〇二二年三月五日。"
)
OTHER = (
    "柳河县信访局：我是西店村村民钱明芳，联系电话19900005678。我和同村十一人前年在城北工地做木工，包工头拖欠工资六万三千元，"
    "每次打电话都说总公司没有拨款。我们去劳动监察大队登记过，工作人员让补交考勤表，可是考勤表在工地项目部手里，不肯给我们。"
    "眼看就要过年，家里老人看病、孩子上学都等着用钱。请求帮助协调，让总公司把工资直接发到我们手里。此致敬礼。"
    "钱明芳，二〇二二年十一月二十日。"
)


def misread(text: str, rate: float, seed: int) -> str:
    """The text with so many of its characters taken for others."""
    rng = random.Random(seed)
    return "".join(rng.choice("己已末未土士日曰千干木本") if rng.random() < rate else sign for sign in text)
