"""What an article says on a day: the text that was law then, down to its 款 and 项."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from archive.demonstration import contents
from archive.errors import InvalidInput
from archive.laws.bookcase import Bookcase, Validity
from archive.laws.citations import find_citations, typed_citation
from archive.laws.clauses import clauses_of
from archive.laws.importing import Stated, import_laws
from archive.record import migrate
from archive.record.database import open_engine
from archive.record.record import Record
from tests.archive.laws.test_import import folder

OLD = """# 中华人民共和国河湖法

2010年1月1日 第一届大会通过

<!-- INFO END -->

第一条 旧的第一条。

第二条 应当公布下列事项：

（一）水位；

（二）流量：

1.每日的；

2.每月的。

有前款情形的，当日公布。

第三条 本法自2010年5月1日起施行。1990年1月1日公布的《湖泊条例》、《中华人民共和国河道条例》同时废止。《水法》第九条同时废止。
"""
NEW = """# 中华人民共和国河湖法

2010年1月1日 第一届大会通过

2020年3月1日 第二届大会修订

<!-- INFO END -->

第一条 新的第一条。

第二条 应当公布。

第三条 新增。

第四条 本法自2020年9月1日起施行。
"""
LAKES = "# 湖泊条例\n\n1990年1月1日 发布\n\n<!-- INFO END -->\n\n第一条 保护湖泊。\n\n第二条 本条例自公布之日起施行。\n"


@pytest.fixture
def case(record: Record, tmp_path: Path) -> Bookcase:
    """A shelf with one law in two versions, and one it repealed."""
    import_laws(record, [folder(tmp_path / "laws", 旧=OLD, 新=NEW, 湖=LAKES)])
    return Bookcase(record)


def told(case: Bookcase, cited: str, day: str) -> tuple[Validity, str]:
    """How a citation stands, and what it says."""
    citation = typed_citation(cited)
    assert citation is not None
    found = case.resolve(citation.name, citation.places[0], dt.date.fromisoformat(day))
    return found.validity, found.text


@pytest.mark.parametrize(
    ("cited", "day", "standing", "says"),
    [
        ("河湖法第一条", "2020-08-31", Validity.IN_FORCE, "旧的第一条。"),
        ("河湖法第一条", "2020-09-01", Validity.IN_FORCE, "新的第一条。"),
        ("河湖法第1条", "2010-04-30", Validity.NOT_YET, "旧的第一条。"),
        ("河湖法第二条第二款", "2015-01-01", Validity.IN_FORCE, "有前款情形的，当日公布。"),
        ("《河湖法》第二条第（二）项第2目", "2015-01-01", Validity.IN_FORCE, "2.每月的。"),
        ("河湖法第二条第一款第一项", "2015-01-01", Validity.IN_FORCE, "（一）水位；"),
        ("河湖法第二条第三款", "2015-01-01", Validity.NO_CLAUSE, None),
        ("河湖法第二条第二款第一项", "2015-01-01", Validity.NO_ITEM, None),
        ("河湖法第四条", "2015-01-01", Validity.NO_ARTICLE, ""),
        ("河湖法第五条", "2022-01-01", Validity.NO_ARTICLE, ""),
        ("湖泊条例第一条", "2010-04-30", Validity.IN_FORCE, "保护湖泊。"),
        ("湖泊条例第一条", "2010-05-01", Validity.ENDED, "保护湖泊。"),
        ("山川法第一条", "2022-01-01", Validity.UNKNOWN_LAW, ""),
    ],
)
def test_a_citation_is_read_in_the_text_that_was_law_that_day(
    case: Bookcase, cited: str, day: str, standing: Validity, says: str | None
) -> None:
    """A reply of 2015 rests on the text of 2015; what was repealed that day no longer carries anything."""
    found = told(case, cited, day)
    assert found[0] is standing
    assert says is None or found[1] == says


def test_a_text_with_gaps_never_says_that_an_article_does_not_exist(record: Record, tmp_path: Path) -> None:
    """A page lost from the file must not stop a paper from being signed."""
    import_laws(record, [folder(tmp_path / "laws", 缺=OLD.replace("第二条 应当", "应当"))])
    assert told(Bookcase(record), "河湖法第二条", "2015-01-01")[0] is Validity.NO_TEXT


def test_an_amended_text_alone_does_not_speak_for_the_time_before(record: Record, tmp_path: Path) -> None:
    """Of 2015 nothing is known: to quote the text of 2020 for it would be false."""
    import_laws(record, [folder(tmp_path / "laws", 新=NEW)])
    assert told(Bookcase(record), "河湖法第三条", "2015-01-01")[0] is Validity.NO_TEXT


def test_every_book_of_the_code_is_law_from_the_same_day(record: Record) -> None:
    """The file of one book does not say its day: its articles passed for law seven months early."""
    import_laws(record, [contents.laws() / "民法典"])
    periods = Bookcase(record).periods("民法典")
    assert {one.version.start for one in periods} == {dt.date(2021, 1, 1)}
    assert len(periods) == 8


def test_what_an_office_stated_stays_through_later_imports(record: Record, tmp_path: Path) -> None:
    """A yearly import of the collection must not bring back what the office knows to be repealed."""
    laws = folder(tmp_path / "laws", 旧=OLD, 湖=LAKES)
    import_laws(record, [laws / "旧.md"], Stated(ended=dt.date(2018, 1, 1), ended_by="某决定"))
    assert import_laws(record, [laws]).changed == 1
    assert told(Bookcase(record), "河湖法第一条", "2018-01-01")[0] is Validity.ENDED
    with pytest.raises(InvalidInput, match="一部法规"):
        import_laws(record, [laws], Stated(ended=dt.date(2018, 1, 1)))


def test_a_shelf_of_an_older_program_is_kept_and_learns_its_versions(empty_url: str, tmp_path: Path) -> None:
    """The update loses no article, and the next import of the same files says from when they are law."""
    engine = open_engine(empty_url)
    migrate.upgrade(engine, "0006")
    engine.dispose()
    raw = create_engine(empty_url)
    with raw.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO laws (id, title, name, kind, day, sha256, imported_at) VALUES "
                "(7, '中华人民共和国河湖法', '河湖法', 'statute', '2010-01-01', 'x', '2022-01-01 00:00:00')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO articles (id, law_id, seq, key, heading, text) "
                "VALUES (9, 7, 0, '河湖法第一条', '第一条', '旧的第一条。')"
            )
        )
    raw.dispose()
    with Record(empty_url) as record:
        with record.read() as tx:
            assert [article.key for article in tx.laws.all()] == ["河湖法第一条"]
        import_laws(record, [folder(tmp_path / "laws", 旧=OLD, 新=NEW)])
        with record.read() as tx:
            found = [(one.day, one.start, one.current) for one in tx.laws.versions(["河湖法"])]
    assert found == [
        (dt.date(2010, 1, 1), dt.date(2010, 5, 1), False),
        (dt.date(2020, 3, 1), dt.date(2020, 9, 1), True),
    ]


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("依据《河湖法》第二条第一款第（一）项、第（二）项", ["第二条第一款第一项", "第二条第一款第二项"]),
        ("《河湖法》第一条、第二条第二款", ["第一条", "第二条第二款"]),
        ("《河湖法》第一条至第三条", ["第一条", "第二条", "第三条"]),
        ("《河湖法》第二条第一款至第三款", ["第二条第一款", "第二条第二款", "第二条第三款"]),
        ("《河湖法》第一百二十条之一第二款", ["第一百二十条之一第二款"]),
        ("《河湖法》第二条规定……同条第二款", ["第二条", "第二条第二款"]),
        ("《河湖法》第二条第二款规定，有前款情形的", ["第二条第二款", "第二条第一款"]),
        (
            "《河湖法》第二条第一、二款，第三条第一款第（一）、（三）项",
            [
                "第二条第一款",
                "第二条第二款",
                "第三条第一款第一项",
                "第三条第一款第三项",
            ],
        ),
        (
            "《河湖法》第三条第（一）（三）项、第六十七第三款、五十三条",
            ["第三条第一项", "第三条第三项", "第六十七条第三款", "第五十三条"],
        ),
        ("《河湖法》第三条（罚则）、第五条第一款第二款；第六条", ["第三条", "第五条第一款", "第五条第二款", "第六条"]),
        ("《河湖法》第一条，同法第三条", ["第一条", "第三条"]),
        ("根据《河湖法》的规定", []),
        ("按合同第五条第二款办理", []),
    ],
)
def test_places_are_found_whole(said: str, places: list[str]) -> None:
    """A second 项 that is overlooked is checked by nobody."""
    assert [str(place) for one in find_citations(said) for place in one.places] == places


@given(st.lists(st.lists(st.integers(0, 3), max_size=4), min_size=1, max_size=5))
def test_every_part_of_an_article_is_found_again(shape: list[list[int]]) -> None:
    """款, 项 and 目 as printed come back with their numbers and without loss."""
    lines = []
    for clause, items in enumerate(shape, 1):
        lines.append(f"第{clause}段：")
        for item, points in enumerate(items, 1):
            lines.append(f"（{'一二三四'[item - 1]}）项{item}")
            lines += [f"{point}.目{point}" for point in range(1, points + 1)]
    clauses = clauses_of("\n".join(lines))
    assert [[len(item.parts) for item in clause.parts] for clause in clauses] == shape
    assert "\n".join(clause.whole for clause in clauses) == "\n".join(lines)
