"""The shapes of what the API says of citations and of paragraphs offered."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from search_api.http.shapes import Shape


class ArticleVersion(Shape):
    """一条在一个文本里。"""

    id: str = Field(description="条文名")
    law: str = Field(description="法律全称")
    day: dt.date | None = Field(description="通过或修改的日期")
    in_force: dt.date | None = Field(description="施行日期")
    in_force_stated: bool = Field(description="施行日期是不是有依据；为假时按修改之日")
    until: dt.date | None = Field(description="从哪一天起不再有效；有效的为空")
    why: str = Field(description="为什么不再有效")
    standing: Literal["有效", "失效", "未施行"] = Field(description="今天")
    text: str = Field(description="这一条的文字")
    exists: bool = Field(description="这个文本有没有这一条")


class ArticleVersions(Shape):
    """一条的各个文本。"""

    cited: str = Field(description="问的是哪一条")
    versions: list[ArticleVersion] = Field(description="旧的在前")


class CitationLink(Shape):
    """一处引用。"""

    source: str = Field(description="引用者：case:…、document:…、law:…、paper:…")
    title: str = Field(description="引用者的标题")
    case_no: str | None = Field(description="引用者所属的案件")
    page: int | None = Field(description="第几页")
    line: int | None = Field(description="第几行")
    kind: Literal["article", "number", "case", "taken"] = Field(description="法条、文号、案件，或取用的段落")
    target: str = Field(description="被引用的")
    place: str = Field(description="款、项，或段落")
    words: str = Field(description="原文")
    target_case: str | None = Field(description="文号、取用所指的案件")


class Citations(Shape):
    """引用。"""

    total: int = Field(description="共多少处")
    cases: int = Field(description="多少个案件")
    links: list[CitationLink] = Field(description="各处引用")


class Offered(Shape):
    """一段可以取用的文字。"""

    id: str = Field(description="取用时写的编号，旧案编号#段号")
    case: str = Field(description="出自哪个案件")
    number: int = Field(description="该案的第几段")
    document: str | None = Field(description="所在的文档；空为案件登记的内容")
    paper: str = Field(description="答复的标题，或登记的项目")
    paragraph: int = Field(description="答复里的第几段")
    text: str = Field(description="文字")
    likeness: float = Field(description="与本案相像的程度，0 到 1")
    words: list[str] = Field(description="共有的词")


class Offers(Shape):
    """可以取用的段落。"""

    case: str = Field(description="要写公文的案件")
    offers: list[Offered] = Field(description="最相像的在前")
