"""What is taken out of a public copy, and what stands in its place.

After 《最高人民法院关于人民法院在互联网公布裁判文书的规定》第八条至第十条, by analogy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

VERSION: Final = "2026.1"
"""Of the rules of this folder: kept with every public copy, raised whenever a rule takes out more or less."""


class Secret(StrEnum):
    """Kinds of things taken out."""

    NAME = "name"
    MINOR = "minor"
    IDENTITY = "identity"
    PHONE = "phone"
    ACCOUNT = "account"
    MAIL = "mail"
    PLATE = "plate"
    TITLE_DEED = "title_deed"
    HOME = "home"
    BIRTH = "birth"


LABELS: Final = {
    Secret.NAME: "姓名",
    Secret.MINOR: "未成年人姓名",
    Secret.IDENTITY: "身份证号码",
    Secret.PHONE: "电话号码",
    Secret.ACCOUNT: "账号、卡号",
    Secret.MAIL: "电子邮箱、QQ、微信",
    Secret.PLATE: "车牌号",
    Secret.TITLE_DEED: "权属证书编号",
    Secret.HOME: "住址（村、社区以下）",
    Secret.BIRTH: "出生日期",
}
SHOWN: Final = {
    Secret.IDENTITY: "［身份证号码略］",
    Secret.PHONE: "［电话略］",
    Secret.ACCOUNT: "［账号略］",
    Secret.MAIL: "［联系方式略］",
    Secret.PLATE: "［车牌号略］",
    Secret.TITLE_DEED: "［证书编号略］",
    Secret.HOME: "［住址略］",
    Secret.BIRTH: "［出生日期略］",
}
"""What stands where something was; a name gets its mask."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing taken out: its kind and its place in the text as it was; what it said is not kept."""

    kind: Secret
    start: int
    end: int
    """Half-open."""
    shown: str
    """What stands there now."""
