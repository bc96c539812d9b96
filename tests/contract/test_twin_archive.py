"""Two archives, one of which keeps a report apart: who may not see it is answered as if it were not there, byte by byte."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_plus, urlencode

import pytest
from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient

from archive.cases.model import Case, Claim, MatterClass, Opinion, Party, Reply, Role
from archive.extract.painter import Painter
from archive.extract.reading import Line, Page
from archive.laws.importing import import_laws
from archive.originals import Originals
from archive.pictures import PagePictures
from archive.record.cases import case_key
from archive.record.document import Extracted
from archive.record.paper import Origin, Written
from archive.record.record import Record
from indexer import pipeline
from indexer.alike.keeping import catch_up
from indexer.index import SearchIndex
from indexer.segment import Segmenter
from search_api import saved
from search_api.access import ADMINISTRATOR, Asker
from search_api.export.columns import COLUMNS
from search_api.export.queries import answer_list
from search_api.http.app import create_app
from search_api.http.keys import Keys
from search_api.search import Request, Searcher
from tests.contract.conftest import Url, opening

CLERK = Asker("办事员")
TODAY = dt.date(2023, 6, 1)
SECRET_NO, NUMBER, PAPER = "XF2023000009JB", "东密复字〔2023〕9号", "东密告字〔2023〕7号"
OPEN = (
    Case("XF2022000001LX", title="宅基地边界不清", facts="两户宅基地的边界不清，请求丈量宅基地。", category="土地",
         region="东岗乡靠山村", parties=(Party("张建军", Role.PETITIONER, phone="13800001234"),), received=dt.date(2022, 3, 1),
         claims=(Claim("丈量宅基地", opinion=Opinion.SUPPORT, basis=("《中华人民共和国土地管理法》第十四条",)),),
         matter_class=MatterClass.APPEAL, amount_fen=300_000, outcome="调解成功", duty_unit="东岗乡人民政府",
         reply=Reply(number="东信复字〔2022〕1号")),
    Case("XF2022000002LX", title="宅基地审批", facts=f"宅基地批了没有，材料里提到{NUMBER}、{PAPER}和{SECRET_NO}，不知是什么。", category="土地",
         region="东岗乡北沟村", parties=(Party("张三", Role.PETITIONER),), received=dt.date(2022, 5, 1), outcome="已答复",
         claims=(Claim("答复宅基地审批", opinion=Opinion.EXPLAIN),), legal_basis=("《中华人民共和国土地管理法》第十四条",)),
    Case("XF2023000003LX", title="拖欠工资三千元", facts="工地拖欠工资三千元，请求尽快支付工资。", category="欠薪", region="城关镇",
         parties=(Party("李四", Role.PETITIONER, id_number="110105199003070021"),), received=dt.date(2023, 1, 9),
         amount_fen=300_000, claims=(Claim("支付工资", opinion=Opinion.SUPPORT),), outcome="已支付"),
)  # fmt: skip
SECRET = Case(
    SECRET_NO, title="揭发村主任倒卖宅基地指标", facts="村主任倒卖宅基地指标，收受贿赂九十万元，拖欠工资。", category="贪腐",
    region="西岭乡暗山村", parties=(Party("欧阳揭", Role.PETITIONER, phone="13900005678", id_number="110105198001010019"),),
    received=dt.date(2023, 2, 14), restricted=True, reply=Reply(number=NUMBER), amount_fen=90_000_000, outcome="移交纪检",
    claims=(Claim("查处倒卖宅基地指标", basis=("《中华人民共和国刑法》第三百八十五条",)),), duty_unit="西岭纪工委",
    legal_basis=("《中华人民共和国土地管理法》第十四条",),
)  # fmt: skip
LETTER = "关于宅基地边界的来信\n我家与邻居张建军的宅基地边界一直不清楚，多年来双方都有意见，请求派人到现场丈量并给出书面的处理意见。\n2022年2月20日\n"
PAPERS = {"来信.txt": (LETTER, OPEN[0].no), "再次来信.txt": (LETTER + "此前已写过一次。\n", OPEN[1].no)}
SECRETS = {
    "揭发信.txt": (
        LETTER.replace("张建军", "欧阳揭") + f"村主任倒卖指标，收受贿赂。参见{OPEN[0].no}和东信复字〔2022〕1号。\n",
        SECRET_NO,
    ),
    "揭发材料.txt": ("村主任倒卖宅基地指标，收受贿赂九十万元。\n", SECRET_NO),
}
TYPED = (
    "", "宅基地", "贿赂", "宅基地 贿赂", "宅基地 -贿赂", "NOT 倒卖", "欧阳揭", "欧阳杰", "ouyangjie", "oyj", "张建君", "拖欠公资",
    "身份证:110105198001010019", "尾号5678", "类别:贪腐", "单位:西岭*", "金额:>10万元", "九十万元", "日期:2023-02", "当事人:欧阳~",
    "收受贿赂~", "倒?宅基地", "贿*", '"村主任 贿赂"~5', "土地管理法第十四条", "引用:刑法", "揭发 工资",
)  # fmt: skip
NAMED = (SECRET_NO, NUMBER, PAPER, "刑法第三百八十五条", "土地管理法", "土地管理法第十四条", "东信复字〔2022〕1号")
BEGUN = (
    "宅", "贿", "欧", "ouy", "oyj", "东密", "东", "XF2023", "西", "类别:", "当事人:欧", "乡镇:", "文号:东", "案号:xf", "身份证:1101", "暗",
)  # fmt: skip

LAW = "# 中华人民共和国土地管理法\n\n2019年8月26日修正\n\n<!-- INFO END -->\n\n第十四条 土地权属的争议，由当事人协商解决。\n"
HTML = {"Accept": "text/html"}


@dataclass
class Twin:
    """One of the two archives, with its application."""

    record: Record
    searcher: Searcher
    app: FastAPI
    folder: Path

    def client(self, token: str) -> TestClient:
        """A caller with this token."""
        headers = {"Authorization": f"Bearer {token}"}
        return TestClient(self.app, "http://127.0.0.1:1", headers=headers, follow_redirects=False)


@contextmanager
def _filled(folder: Path, index: SearchIndex, *, secret: bool) -> Iterator[Twin]:
    """An archive with a law, three cases and their papers; with the report kept apart or without."""
    segmenter = Segmenter()
    laws = folder / "laws"
    laws.mkdir(parents=True)
    (laws / "土地管理法.md").write_text(LAW, "utf-8")
    with Record(f"sqlite:///{folder / 'record'}") as record:
        import_laws(record, [laws])
        pipeline.drain(record, index, segmenter)
        searcher = Searcher(record, index, lambda: segmenter, lambda: TODAY)
        for request in (
            Request("宅基地"),
            Request("贿赂 OR 丈量"),
            Request("", filters={"category": ("贪腐", "土地")}),
        ):
            saved.save(searcher, request.typed or "分类", request, CLERK)
        originals = Originals(folder / "originals")
        _add(record, originals, OPEN, PAPERS)
        if secret:
            _add(record, originals, [SECRET], SECRETS)
            with record.write() as tx:
                written = Written(Origin.GENERATED, "告.docx", "0" * 64, {}, "1", None)
                paper = tx.papers.begin(tx.cases.id_of(SECRET_NO), "notice", written, by="甲", now=tx.now)
                tx.papers.change(tx.papers.lock(paper), number=PAPER)
        pipeline.drain(record, index, segmenter)
        catch_up(record)
        painter = Painter(1)
        app = create_app(
            record=record,
            originals=originals,
            searcher=searcher,
            papers_folder=lambda no: folder / no,
            read=lambda _: None,
            look=lambda _: (),
            keys=Keys({"clerk": CLERK, "all": ADMINISTRATOR}),
            pictures=PagePictures(folder / "pictures", painter),
        )
        yield Twin(record, searcher, app, folder)
        painter.close()


def _add(record: Record, originals: Originals, cases: Sequence[Case], papers: Mapping[str, tuple[str, str]]) -> None:
    with record.write() as tx:
        for case in cases:
            tx.cases.add(case, tx.now)
            tx.outbox.put([case_key(case.no)])
        for name, (text, no) in papers.items():
            kept = originals.keep_stream(io.BytesIO(text.encode()).read)
            number = tx.documents.add(name=name, source=f"上传：{name}", now=tx.now, sha256=kept.sha256)
            pages = [Page(1, tuple(map(Line, text.splitlines())))]
            tx.documents.settle(number, Extracted(pages, "text", "", "", name, None, None, (), ()), tx.now)
            tx.file(number, no)


@pytest.fixture(scope="module")
def twins(engine: str, tmp_path_factory: pytest.TempPathFactory, elasticsearch_url: Url) -> Iterator[tuple[Twin, Twin]]:
    """The archive with the report, and the same without."""
    folder = tmp_path_factory.mktemp("twins")
    with (
        opening(engine, folder / "index-with", elasticsearch_url) as one,
        opening(engine, folder / "index-without", elasticsearch_url) as other,
        _filled(folder / "with", one(), secret=True) as kept,
        _filled(folder / "without", other(), secret=False) as bare,
    ):
        yield kept, bare


def _addresses() -> list[str]:
    """Everything that is asked by an address."""
    asked: list[tuple[str, dict[str, object]]] = []
    for typed in (*TYPED, *NAMED):
        asked += [
            ("/api/search", {"q": typed}),
            ("/api/search", {"q": typed, "sort": "oldest", "offset": 1, "group": "case"}),
        ]
    for typed in ("", "宅基地", "欧阳揭", "宅基地 贿赂"):
        asked += [("/", {"q": typed}), ("/api/search/export", {"q": typed, "format": "csv"})]
        asked.append(("/api/advice", {"q": typed, "category": "贪腐", "region": "西岭乡"}))
    asked += [("/api/advice", {"q": typed}) for typed in (*TYPED[:12], "受贿", "倒卖 工资")]
    asked.append(("/api/search/export", {"q": "宅基地", "group": "case"}))
    for name in (*NAMED, *(case.no for case in OPEN)):
        asked += [
            ("/api/citations/cites", {"what": name}),
            ("/api/citations/cited", {"what": name}),
            ("/citations", {"what": name}),
        ]
    asked += [("/api/suggest", {"q": begun}) for begun in (*BEGUN, *(f"宅基地 {begun}" for begun in BEGUN[:8]))]
    for name, value in {"category": "贪腐", "region": "西岭乡", "party": "欧阳揭", "month": "2023-02"}.items():
        asked += [("/api/search", {name: value}), ("/", {name: value})]
    first = OPEN[0].no
    for case in (OPEN[0], OPEN[1], SECRET):
        asked += [
            (path, {"case": case.no})
            for path in ("/api/precedents", "/precedents", "/api/offers", "/offers", "/api/documents")
        ]
        asked += [(f"/api/cases/{case.no}", {}), (f"/api/cases/{case.no}/papers", {}), (f"/cases/{case.no}", {})]
        asked += [(f"/cases/{case.no}/papers/reply", {}), ("/api/offers", {"case": OPEN[2].no, "from": case.no})]
        asked += [
            ("/api/precedents/compare", {"no": [OPEN[2].no, case.no]}),
            ("/compare", {"no": [OPEN[2].no, case.no]}),
        ]
        asked += [("/api/precedents", {"case": OPEN[2].no, "where": f"案号:{case.no}"})]
    asked += [
        ("/api/precedents", {"case": first, "where": where})
        for where in ("贿赂", "类别:贪腐", "宅基地", "当事人:欧阳~")
    ]
    asked += [
        ("/api/precedents", {"case": first, "outcome": "移交纪检"}),
        ("/api/precedents", {"case": first, "law": "刑法"}),
    ]
    for number in range(1, 6):
        asked += [
            (f"/api/documents/{number}", {}),
            (f"/api/documents/{number}/text", {"q": "贿赂"}),
            (f"/documents/{number}", {}),
        ]
        asked += [
            (f"/api/documents/{number}/original", {}),
            (f"/documents/1/alike/{number}", {}),
            (f"/api/papers/{number}", {}),
        ]
    asked += [
        (path, {})
        for path in ("/", "/alike?judged=true", "/documents", "/api/documents", "/api/cases", "/saved", "/past")
    ]
    asked += [
        ("/shelf/土地管理法", {"q": "贿赂"}),
        ("/laws/土地管理法第十四条", {}),
        ("/compare/word", {"no": [first, OPEN[1].no]}),
    ]
    return [f"{path}?{urlencode(values, doseq=True)}" if values else path for path, values in asked]


def _told(answer: Response) -> tuple[int, str]:
    """Status and everything said, without the moment it was said."""
    content = answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            content = b"".join(file.read(name) for name in sorted(file.namelist()) if "docProps" not in name)
    headers = "".join(f"{name}: {value}\n" for name, value in sorted(answer.headers.items()) if name not in _OF_MOMENT)
    return answer.status_code, _MOMENT.sub("…", headers + content.decode("utf-8", "replace"))


_OF_MOMENT = {"etag", "last-modified", "content-length"}
"""Headers that tell when a file was made, or how well that moment packs; the content itself is compared."""
_MOMENT = re.compile(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d(?::[\d.+:Z]+)?")


def _without_address(twin: Twin) -> Iterator[tuple[str, object]]:
    """What is asked otherwise, with what is answered."""
    client = twin.client("clerk")
    for text in ("村主任倒卖宅基地指标，收受贿赂。", "宅基地边界不清，请求丈量。"):
        yield text, _told(client.post("/api/precedents", json={"text": text, "limit": 50}))
        yield text, _told(client.post("/precedents", data={"text": text}, headers=HTML))
    for target in (SECRET_NO, "4", "XF9999", OPEN[0].no):
        judged = {"what": "search", "query": "宅基地", "id": target, "relevant": 1}
        answer = _told(client.post("/api/judgements", json=judged))
        yield target, answer
        yield target, _told(client.post("/api/judgements", json={**judged, "what": "precedents", "case": target}))
    for number in (4, 99):
        yield "alike", client.post(f"/documents/1/alike/{number}", data={"said": "same"}).status_code
    letter = SECRETS["揭发信.txt"][0].encode()
    for name, content in (
        ("揭发信.txt", letter),
        ("揭发信.txt", letter),
        ("别的.txt", letter),
        ("新.txt", b"never seen"),
    ):
        (item,) = client.post("/api/documents", files={"files": (name, content)}).json()["received"]
        seen = client.get(f"/api/documents/{item['id']}").json()
        yield name, (item["state"], item["error"], (item["duplicate_of"] or {}).get("name"))
        yield name, {told: value for told, value in seen.items() if told not in ("id", "duplicate_of", "received_at")}
    yield "digest", saved.digest(twin.searcher, CLERK, TODAY, 50)
    yield "run", saved.run(twin.searcher, "分类", CLERK, TODAY, 50)
    source, made = twin.folder / "查询.csv", twin.folder / "答.csv"
    source.write_text("查询\n" + "\n".join(("宅基地", "贿赂", "欧阳揭", "工资 -倒卖")), "utf-8")
    yield "list", answer_list(twin.searcher, source, Request("", limit=50), CLERK, made, list(COLUMNS))
    yield "list", made.read_text("utf-8")


def test_what_is_kept_apart_is_as_if_it_were_not_there(twins: tuple[Twin, Twin]) -> None:
    """One count, one score or one message that differs tells the accused that somebody reported him."""
    different = []
    with twins[0].client("clerk") as kept_here, twins[1].client("clerk") as bare_here:
        for path in _addresses():
            headers = {} if path.startswith("/api") else HTML
            kept, bare = (_told(client.get(path, headers=headers)) for client in (kept_here, bare_here))
            if kept != bare:
                different.append((unquote_plus(path), kept, bare))

    assert [path for path, _, _ in different] == [], different[0]
    kept_said, bare_said = ([*_without_address(twin)] for twin in twins)
    assert kept_said == bare_said


def test_who_may_see_it_is_told(twins: tuple[Twin, Twin]) -> None:
    """The test above must not pass because nothing was kept there."""
    client = twins[0].client("all")

    assert {hit["case_no"] for hit in client.get("/api/search", params={"q": "贿赂"}).json()["hits"]} == {SECRET_NO}
    assert client.get("/api/citations/cites", params={"what": PAPER}).json()["links"]
    assert SECRET_NO in client.get("/api/precedents", params={"case": OPEN[0].no}).text
    assert "欧阳揭" in client.get("/api/suggest", params={"q": "ouy"}).text
    assert client.get(f"/cases/{SECRET_NO}", headers=HTML).status_code == 200
    assert "揭发信.txt" in client.get("/alike", headers=HTML).text
