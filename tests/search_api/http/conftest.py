"""A small real office: real files through the real way in, the embedded index, and the application over both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from archive import intake
from archive.cases.model import Case, CaseKind, Claim, Party, Role
from archive.demonstration import contents
from archive.extract.painter import Painter
from archive.extract.pool import ReaderPool
from archive.extract.reading import Page
from archive.pictures import PagePictures
from archive.record.cases import case_key
from archive.settings import Settings, load
from console.office import Office
from indexer import pipeline
from search_api.access import ADMINISTRATOR, Asker
from search_api.http.app import MOST_BYTES, create_app
from search_api.http.keys import Keys
from tests.templates.samples import HOMESTEAD, MUSHROOMS

ALL = "token-of-the-administrator"
OPEN = "token-of-somebody-without-the-right"

ACCUSATION = Case(
    no="JB2023-001",
    kind=CaseKind.PETITION,
    title="举报石桥村会计侵占宅基地补偿款",
    category="土地",
    region="青石乡石桥村",
    received=dt.date(2023, 4, 3),
    facts="举报人反映会计侵占宅基地补偿款。",
    claims=(Claim("查处会计侵占补偿款"),),
    parties=(Party("不愿公开姓名的举报人", Role.PETITIONER),),
    outcome="移交纪检",
    restricted=True,
)
"""A report of wrongdoing, kept apart."""
SECRET = "石桥村的会计侵占了宅基地补偿款，举报人请求保密。\n2023年4月3日\n"


@dataclass
class Here:
    """An office with its application."""

    office: Office
    app: FastAPI
    painter: Painter
    documents: dict[str, int] = field(default_factory=dict)
    """Ids by file name."""

    def client(self, token: str | None = ALL) -> TestClient:
        """A caller with this token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return TestClient(self.app, "http://127.0.0.1:8765", headers=headers, raise_server_exceptions=False)

    def close(self) -> None:
        """Let go of processes and files."""
        self.painter.close()
        self.office.close()

    def read(self, document_ids: Collection[int]) -> None:
        """Read documents now, and teach the index."""
        with ReaderPool(1) as pool:
            for number in document_ids:
                intake.extract(self.office.record, self.office.originals, pool, number, self.office.settings.limits)
        pipeline.drain(self.office.record, self.office.index, self.office.segmenter)


def build(home: Path, *, most_bytes: int = MOST_BYTES, read: Callable[[Collection[int]], None] | None = None) -> Here:
    """An empty office in a folder."""
    office = Office(replace_jobs(load({}, home)))
    asked: list[int] = []
    painter = Painter(1)
    app = create_app(
        record=office.record,
        originals=office.originals,
        searcher=office.searcher,
        papers_folder=office.papers_folder,
        shelf=office.shelf,
        read=read or asked.extend,
        look=look,
        keys=Keys({ALL: ADMINISTRATOR, OPEN: Asker("张三")}),
        pictures=PagePictures(home / "pictures", painter),
        most_bytes=most_bytes,
    )
    pipeline.drain(office.record, office.index, office.segmenter)
    return Here(office, app, painter)


def look(letter: Path) -> Sequence[Page]:
    """Read a file that is not kept, in a process of its own as always."""
    with ReaderPool(1) as pool:
        return pool.read(letter).pages


def replace_jobs(settings: Settings) -> Settings:
    """One job is enough for a test."""
    return replace(settings, jobs=1)


def add_cases(here: Here, *cases: Case) -> None:
    """Record cases and teach the index."""
    with here.office.record.write() as tx:
        for case in cases:
            tx.cases.add(case, tx.now)
            tx.outbox.put([case_key(case.no)])
    pipeline.drain(here.office.record, here.office.index, here.office.segmenter)


def receive(here: Here, path: Path, case_no: str | None = None) -> int:
    """Take a file in without reading it."""
    received = intake.receive(here.office.record, here.office.originals, intake.Found(path), case_no=case_no)
    assert received.document_id is not None
    here.documents[path.name] = received.document_id
    return received.document_id


@pytest.fixture(scope="session")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    """An office that is only looked at: two open cases, one kept apart, papers of all three read."""
    home = tmp_path_factory.mktemp("office")
    made = build(home)
    add_cases(made, HOMESTEAD, MUSHROOMS, ACCUSATION)
    secret = home / "举报信.txt"
    secret.write_text(SECRET, "utf-8")
    twin = home / "举报信（复印件）.txt"
    twin.write_text(SECRET, "utf-8")
    originals = contents.originals()
    register = next(originals.rglob("03宅基地台账摘录.pdf"))
    visit = next(originals.rglob("05回访记录.txt"))
    waiting = [
        receive(made, register, HOMESTEAD.no),
        receive(made, visit, MUSHROOMS.no),
        receive(made, secret, ACCUSATION.no),
    ]
    receive(made, twin)
    made.read(waiting)
    yield made
    made.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Here]:
    """An office of one's own, with two cases and no documents."""
    made = build(tmp_path / "home")
    add_cases(made, HOMESTEAD, MUSHROOMS)
    yield made
    made.close()
