"""The shapes of what the API takes and gives, for its description and its checks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Box = tuple[float, float, float, float]


class Shape(BaseModel):
    """A JSON object."""

    model_config = ConfigDict(extra="forbid")


class ProblemField(Shape):
    """有问题的一项。"""

    key: str = Field(description="项的名字")
    label: str = Field(description="中文说明")


class Problem(BaseModel):
    """错误（RFC 9457 application/problem+json）。"""

    type: str = Field(description="错误种类的标识：urn:juanzong:error:代码")
    title: str = Field(description="错误种类")
    status: int = Field(description="HTTP 状态码")
    detail: str = Field(description="出了什么事")
    instance: str = Field(description="出错的地址")
    code: str = Field(description="供程序判断的代码，各代码见 docs/errors.md")
    advice: str = Field(description="怎么办")
    fields: list[ProblemField] | None = Field(None, description="缺少或有误的各项")


class HitBox(Shape):
    """扫描件上的一行。"""

    page: int = Field(description="页码，从 1 起")
    box: Box = Field(description="左、上、右、下，占页宽页高的比例")


class Hit(Shape):
    """一条检索结果。"""

    id: str = Field(description="案件编号、文档编号或法律条文名")
    kind: Literal["case", "document", "law"] = Field(description="案件、文档或法律")
    title: str = Field(description="标题")
    score: float | None = Field(description="相关度；无权看保密案件的人不给，因为它用到全部案卷的词频")
    case_no: str | None = Field(description="所属案件的编号")
    page: int | None = Field(description="摘录所在的页，从 1 起")
    pages: list[int] = Field(description="摘录里的字所在的各页")
    snippet: str = Field(description="摘录")
    highlights: list[tuple[int, int]] = Field(description="摘录中命中的字，[起, 止)，按字计")
    boxes: list[HitBox] = Field(description="命中的字所在的行在页面图像上的位置")
    paper: str | None = Field(description="文种")
    date: str | None = Field(description="日期，年-月-日")
    name: str | None = Field(description="文件名")
    together: int = Field(description="按案归并时，这个案件和它的材料里有多少条符合")


class UsedHabit(Shape):
    """用到的检索习惯。"""

    habit: str = Field(description="习惯：pinyin、lookalikes、numbers、synonyms、places")
    typed: str = Field(description="所写的词")
    also: list[str] = Field(description="也找了什么")
    found: int = Field(description="这样多找到多少条")


class SearchAnswer(Shape):
    """检索的回答。"""

    total: int = Field(description="共有多少条")
    hits: list[Hit] = Field(description="这一页的结果")
    facets: dict[str, dict[str, int]] = Field(
        description="各分面的值和条数；当事人在不超过 20000 条时才列，最多的 20 位"
    )
    relaxed: bool = Field(description="没有同时含有全部词语的，所给的是含有其中任何一个的")
    notes: list[str] = Field(description="没看懂或略过了什么")
    reading: str = Field(description="查询是怎样理解的")
    habits: list[UsedHabit] = Field(description="用到了哪些检索习惯")


class Completion(Shape):
    """可以接着写的一条。"""

    sort: Literal["past", "word", "person", "number", "case", "value", "field"] = Field(
        description="查过的、词语、当事人、文号、案件、分类的值、字段"
    )
    text: str = Field(description="文字")
    query: str = Field(description="选了它以后的整个查询")
    count: int | None = Field(description="连同前面写的，能找到多少条；没有数的为空")
    about: str | None = Field(description="是哪个分类的值")


class Completions(Shape):
    """可以接着写的。"""

    completions: list[Completion] = Field(description="最可能的在前")


class Offer(Shape):
    """另一条查询。"""

    said: str = Field(description="改了什么")
    query: str = Field(description="改后的查询")
    filters: dict[str, list[str]] = Field(description="改后所选的分面值")
    count: int = Field(description="能找到多少条")


class AdviceAnswer(Shape):
    """检索之后的建议。"""

    meant: list[Offer] = Field(description="是不是想找")
    wider: list[Offer] = Field(description="放宽哪一条，各能找到多少")
    related: list[Offer] = Field(description="相关的词，加上它能找到多少")


class PastQueries(Shape):
    """自己查过的。"""

    keep: bool = Field(description="是否记住")
    queries: list[str] = Field(description="新的在前")


class Keeping(Shape):
    """要不要记住自己查过的。"""

    keep: bool = Field(description="是否记住")


class Erased(Shape):
    """清除了多少条。"""

    erased: int = Field(description="条数")


class DocumentRow(Shape):
    """一份文档。"""

    id: str = Field(description="编号")
    name: str = Field(description="收到时的文件名")
    state: Literal["pending", "indexed", "duplicate", "failed", "review"] = Field(
        description="待处理、已入库、重复、失败、待校对（可检索）"
    )
    pages: int = Field(description="页数")
    confidence: float | None = Field(description="识别可信度，0 到 1；不是识别出来的为空")
    paper: str = Field(description="文种")
    title: str = Field(description="标题")
    case_no: str | None = Field(description="所属案件的编号")
    code: str | None = Field(description="失败原因的代码")
    reason: str | None = Field(description="失败的原因")
    duplicate_of: str | None = Field(description="与之相同的文档")


class DocumentList(Shape):
    """一批文档。"""

    documents: list[DocumentRow] = Field(description="按收到的先后")
    next: str | None = Field(description="接着取时 after 的值；没有了为空")


class Document(DocumentRow):
    """一份文档的全部情况。"""

    date: str | None = Field(description="文书上的日期")
    source: str = Field(description="从哪里收到")
    sha256: str | None = Field(description="原件的 SHA-256")
    size: int | None = Field(description="原件的字节数")
    media: str = Field(description="文件的种类，按内容判断")
    reader: str = Field(description="由哪个读取程序读出")
    tries: int = Field(description="读过几次")
    advice: str | None = Field(description="失败后怎么办")
    review: list[str] = Field(description="为什么要校对")
    notes: list[str] = Field(description="读取时略过了什么")
    received_at: str = Field(description="收到的时刻（UTC）")


class TextLine(Shape):
    """一行文字。"""

    text: str = Field(description="文字")
    box: Box | None = Field(description="在页面上的位置：左、上、右、下，占页宽页高的比例")
    score: float | None = Field(description="识别可信度，0 到 1")
    marks: list[tuple[int, int]] = Field(description="给了 q 时，这一行里命中的字，[起, 止)")


class TextPage(Shape):
    """一页文字。"""

    number: int = Field(description="页码，从 1 起")
    source: Literal["text", "ocr"] = Field(description="原有的文字，或识别出的")
    confidence: float | None = Field(description="这一页的识别可信度")
    angle: int = Field(description="原图顺时针转多少度才是正的")
    review: list[str] = Field(description="为什么要校对这一页")
    notes: list[str] = Field(description="略过了什么")
    lines: list[TextLine] = Field(description="各行，按阅读次序")


class DocumentText(Shape):
    """一份文档的文字。"""

    id: str = Field(description="文档编号")
    pages: list[TextPage] = Field(description="各页")


class ReceivedDuplicate(Shape):
    """与收到的文件相同的文档。"""

    id: str = Field(description="编号")
    name: str = Field(description="文件名")


class ReceivedError(Shape):
    """一个文件为什么没有收下。"""

    code: str = Field(description="代码")
    message: str = Field(description="出了什么事")
    advice: str = Field(description="怎么办")


class ReceivedFile(Shape):
    """一个上传的文件怎么样了。"""

    name: str = Field(description="文件名")
    id: str | None = Field(description="文档编号；据此查询状态")
    state: Literal["pending", "duplicate", "failed"] = Field(description="待处理、重复、失败")
    duplicate_of: ReceivedDuplicate | None = Field(description="与之相同的文档")
    error: ReceivedError | None = Field(description="没有收下的原因")


class ReceivedFiles(Shape):
    """上传的各个文件。"""

    received: list[ReceivedFile] = Field(description="按上传的次序")


class CaseRow(Shape):
    """一个案件。"""

    no: str = Field(description="编号")
    kind: str = Field(description="信访 petition、人民调解 mediation、法律服务 legal_service")
    title: str = Field(description="标题")
    category: str = Field(description="类别")
    region: str = Field(description="属地")
    received: str | None = Field(description="收到的日期")
    outcome: str = Field(description="结果")


class CaseList(Shape):
    """一批案件。"""

    total: int = Field(description="共有多少个")
    cases: list[CaseRow] = Field(description="收到日期新的在前")


class PaperRow(Shape):
    """一份公文。"""

    id: str = Field(description="编号")
    case_no: str = Field(description="案件编号；纪要、周报、月报为空")
    entry: str = Field(description="纪要、周报、月报：哪次会议、哪一周、哪个月；案件的公文为空")
    template: str = Field(description="文书模板")
    title: str = Field(description="文书名称")
    name: str = Field(description="文件名")
    sha256: str = Field(description="文件的 SHA-256")
    document_id: str | None = Field(description="归档后的文档编号")
    created_at: str = Field(description="生成的时刻（UTC）")
    href: str = Field(description="下载 Word 文件的地址")


class Paper(PaperRow):
    """一份公文，连同印在上面的各项。"""

    fields: dict[str, Any] = Field(description="印在上面的各项")
    notes: list[str] = Field(description="请留意的事")


class CaseWhole(BaseModel):
    """一个案件的全部内容；各项与 juanzong case export 相同。"""

    model_config = ConfigDict(extra="allow")

    no: str = Field(description="编号")
    documents: list[DocumentRow] = Field(description="归在它下面的文档")
    papers: list[PaperRow] = Field(description="由它生成的公文")


class PaperList(Shape):
    """一个案件的公文。"""

    papers: list[PaperRow] = Field(description="旧的在前")


class NewPaper(Shape):
    """要生成的公文。"""

    template: str = Field(max_length=100, description="文书模板，例如 reply 或 mediation-agreement")
    fields: dict[str, Annotated[str, Field(max_length=20_000)]] = Field(
        default_factory=dict, description="补上或改写的各项；各项的名字见 /api/templates"
    )
    take: list[Annotated[str, Field(max_length=300)]] = Field(
        default_factory=list, max_length=100, description="取用以前的段落，旧案编号#段号，见 /api/offers"
    )


class TemplateField(Shape):
    """文书的一项。"""

    key: str = Field(description="名字")
    label: str = Field(description="中文名称")
    required: bool = Field(description="是否必填")
    example: str = Field(description="例")
    why: str = Field(description="依据")
    when: str = Field(description="什么情况下必填")


class Template(Shape):
    """一种文书。"""

    name: str = Field(description="名字")
    title: str = Field(description="文书名称")
    code: str = Field(description="文书代码")
    basis: list[str] = Field(description="法律依据")
    copies: str = Field(description="一式几份")
    fields: list[TemplateField] = Field(description="各项")


class Templates(Shape):
    """书架上的文书。"""

    templates: list[Template] = Field(description="各种文书")


class Article(Shape):
    """一条法律条文，或一个典型案例。"""

    id: str = Field(description="条文名，例如 民法典第五十四条")
    heading: str = Field(description="条号或标题")
    text: str = Field(description="全文")
    law: str = Field(description="法律全称")
    kind: Literal["statute", "published_case"] = Field(description="法律条文或典型案例")
    date: str | None = Field(description="通过或最近修正的日期")


class Health(Shape):
    """是否正常。"""

    status: Literal["ok"] = Field(description="正常")
    version: str = Field(description="程序版本")
