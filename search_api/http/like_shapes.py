"""The shapes of what the API says of like cases."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import UploadFile
from pydantic import Field

from archive.cases.model import CaseKind
from search_api.http.shapes import Shape
from search_api.precedents.filters import HELD_CHOICES, Filters

Short = Annotated[str, Field(max_length=200)]


class Point(Shape):
    """相同或不同的一点。"""

    name: str = Field(description="哪一点：类别、属地、诉求……")
    alike: bool = Field(description="相同为真")
    ours: str = Field(description="问的一方")
    theirs: str = Field(description="找到的一方")
    said: str = Field(description="合起来的说法")


class Precedent(Shape):
    """一个类案。金额以分计。"""

    id: str = Field(description="案件编号")
    score: float = Field(description="相像的程度")
    title: str = Field(description="标题")
    outcome: str = Field(description="当时怎么定的")
    basis: list[str] = Field(description="依据")
    words: list[str] = Field(description="使它们相像的词")
    alike: list[Point] = Field(description="相同的各点")
    unlike: list[Point] = Field(description="不同的各点")
    only_asked: list[str] = Field(description="只在问的一方的词")
    only_found: list[str] = Field(description="只在找到的一方的词")
    held: str = Field(description="复查、复核后怎样的代码")
    held_label: str = Field(description="复查、复核后怎样")
    reviews: list[str] = Field(description="历次复查、复核、复议、诉讼")
    category: str = Field(description="类别")
    place: str = Field(description="属地")
    received: str | None = Field(description="收到的日期")
    amount_fen: int | None = Field(description="涉及金额")
    agreed_fen: int | None = Field(description="调解协议的金额")


class Counts(Shape):
    """各种值各有多少。"""

    n: int = Field(description="有记载的件数或项数")
    values: dict[str, int] = Field(description="多的在前")


class Quartiles(Shape):
    """一个数的散布。"""

    n: int = Field(description="有记载的件数")
    least: int = Field(description="最少")
    low: int = Field(description="四分之一在此以下")
    middle: int = Field(description="中位数")
    high: int = Field(description="四分之一在此以上")
    greatest: int = Field(description="最多")


class Spread(Shape):
    """同类案件的结果和金额怎样分布；不足 5 件时只看件数，不要算比例。"""

    n: int = Field(description="同类案件的件数")
    rule: str = Field(description="哪些案件算同类")
    outcomes: Counts = Field(description="结果")
    findings: Counts = Field(description="各项诉求的意见，按项计")
    supported: Counts = Field(description="诉求全部、部分、都不支持，按件计")
    reviews: Counts = Field(description="复查、复核的结果")
    tested: int = Field(description="经过复查、复核、司法确认或履行并有结果的件数")
    stood: int = Field(description="其中站住的件数")
    amounts: Quartiles | None = Field(description="涉及金额（分）")
    agreed: Quartiles | None = Field(description="协议金额（分）")
    days: Quartiles | None = Field(description="从收到到答复或达成协议的天数")


class Precedents(Shape):
    """类案。"""

    hits: list[Precedent] = Field(description="最相像的在前")
    spread: Spread = Field(description="同类案件的分布")
    notes: list[str] = Field(description="要请读者知道的")
    confined: list[str] = Field(description="所加的条件")
    read: dict[str, Any] | None = Field(description="从文字里读出的各项；问的是案件时为空")


class Confinement(Shape):
    """只在哪些案件里找。"""

    kind: CaseKind | None = Field(None, description="业务：petition、mediation、legal_service")
    category: Short = Field("", description="类别")
    township: Short = Field("", description="乡镇或村")
    unit: Short = Field("", description="责任单位")
    year: Short = Field("", description="年份")
    outcome: Short = Field("", description="结果")
    channel: Short = Field("", description="渠道")
    amount: Short = Field("", description="金额，例如 >1万元")
    law: Short = Field("", description="法条或法律，例如 民法典第二百三十八条")
    held: Literal["", *HELD_CHOICES] = Field("", description="复查、复核后怎样的代码，或 stood、fell")  # type: ignore[valid-type]  # codes of another room
    where: Annotated[str, Field(max_length=2000)] = Field("", description="查询，写法同检索")

    def filters(self) -> Filters:
        """As precedents take them."""
        return Filters(**{name: getattr(self, name) for name in Confinement.model_fields})


class LikeCase(Confinement):
    """要找类案的案件。"""

    case: str = Field(max_length=200, description="案件编号")
    limit: int = Field(10, ge=1, le=100, description="最多给出多少个")


class LikeText(Confinement):
    """要找类案的文字。"""

    text: str = Field(min_length=1, max_length=200_000, description="一段文字，例如来信全文")
    limit: int = Field(10, ge=1, le=100, description="最多给出多少个")


class LikeLetter(Confinement):
    """要找类案的来信。"""

    letter: UploadFile = Field(description="扫描件、照片、PDF、Word 或文本；只读不存")
    limit: int = Field(10, ge=1, le=100, description="最多给出多少个")


class ComparedCase(Shape):
    """对比中的一个案件。"""

    no: str = Field(description="编号")
    title: str = Field(description="标题")


class ComparedRow(Shape):
    """对比的一行。"""

    name: str = Field(description="哪一项")
    cells: list[str] = Field(description="各案件的内容，次序同 cases")


class Comparison(Shape):
    """案件并排对比。"""

    cases: list[ComparedCase] = Field(description="各案件")
    rows: list[ComparedRow] = Field(description="各项")
    points: list[list[Point]] = Field(description="第二个起，各案件与第一个的相同、不同各点")
