"""Files, folders and archives onto the shelf."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from archive.laws import sources
from archive.laws.importing import import_laws
from archive.record.record import Record
from tests.archive.laws.test_parse import CASE, CODE

OLD = "# 中华人民共和国某法\n\n2010年1月1日 通过\n\n<!-- INFO END -->\n\n第一条 旧\n\n第二条 旧二\n"
NEW = (
    "# 中华人民共和国某法\n\n2010年1月1日 通过\n\n2020年1月1日 修订\n\n<!-- INFO END -->\n\n第一条 新\n\n第三条 新三\n"
)
PERSONS = CODE.replace("# 总则", "# 人格权编").replace("五十", "九百八十")


def folder(path: Path, **files: str) -> Path:
    """A folder of Markdown files; ``__`` in a name goes one folder down."""
    for name, text in files.items():
        file = path / (name.replace("__", "/") + ".md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return path


def shelf(record: Record) -> dict[str, str]:
    """Every article's text by key."""
    with record.read() as tx:
        return {article.key: article.text for article in tx.laws.all()}


def touched(record: Record) -> set[str]:
    """What the index has to learn, once."""
    with record.write() as tx:
        rows = tx.outbox.next(10_000)
        tx.outbox.done([row.id for row in rows])
        return {row.key for row in rows}


def test_a_folder_comes_onto_the_shelf_once(record: Record, tmp_path: Path) -> None:
    """The contract: the same files again change nothing."""
    laws = folder(
        tmp_path / "laws", 民法典__总则=CODE, 民法典__人格权编=PERSONS, 案例__一=CASE, 案例___index="---\na: 1\n---"
    )
    first = import_laws(record, [laws])
    assert (first.laws, first.articles, first.changed, first.failures) == (2, 7, 3, [])
    assert touched(record) == {f"law:{key}" for key in shelf(record)}
    assert {"民法典第五十四条", "民法典第九百八十四条", "加班费的仲裁时效应当如何认定"} <= set(shelf(record))

    second = import_laws(record, [laws, laws / "民法典"])

    assert (second.laws, second.articles, second.changed) == (2, 7, 0)
    assert touched(record) == set()


@pytest.mark.parametrize("order", [("甲", "乙"), ("乙", "甲")])
def test_of_two_versions_the_newer_is_on_the_shelf(record: Record, tmp_path: Path, order: tuple[str, str]) -> None:
    """An article that is no longer law must not be handed to a clerk as law."""
    laws = folder(tmp_path / "laws", **{order[0]: OLD, order[1]: NEW})
    result = import_laws(record, [laws])

    assert shelf(record) == {"某法第一条": "新", "某法第三条": "新三"}
    assert [(Path(file).stem, "更新的文本" in text) for file, text in result.notes] == [(order[0], True)]
    assert (result.laws, result.articles, result.older) == (1, 2, 1)
    assert import_laws(record, [laws]).changed == 0


def test_an_older_version_does_not_come_back(record: Record, tmp_path: Path) -> None:
    """Importing an old collection over a new one leaves the new one; the old text is kept as what was law then."""
    laws = folder(tmp_path / "laws", 旧=OLD, 新=NEW)
    import_laws(record, [laws / "新.md"])
    result = import_laws(record, [laws / "旧.md"])
    assert (result.laws, result.articles, result.older, result.changed) == (1, 0, 1, 1)
    assert "旧文本" in result.notes[0][1]
    assert shelf(record)["某法第一条"] == "新"
    assert import_laws(record, [laws]).changed == 0


def test_a_newer_version_takes_the_old_ones_articles_away(record: Record, tmp_path: Path) -> None:
    """The index must learn of articles that went, or they stay findable for ever."""
    laws = folder(tmp_path / "laws", 旧=OLD.replace("中华人民共和国", ""), 新=NEW)
    import_laws(record, [laws / "旧.md"])
    touched(record)
    import_laws(record, [laws / "新.md"])
    assert shelf(record) == {"某法第一条": "新", "某法第三条": "新三"}
    assert touched(record) == {"law:某法第一条", "law:某法第二条", "law:某法第三条"}
    with record.read() as tx:
        assert tx.trail("中华人民共和国某法")[0].action == "law.import"


def test_unreadable_files_are_named_and_the_others_kept(record: Record, tmp_path: Path) -> None:
    """One bad file among a thousand must not stop the shelf."""
    laws = folder(tmp_path / "laws", 好=NEW, 坏="没有标题", 空="", 只有标题="# 某条例")
    (laws / "乱.md").write_bytes(b"# \xff\xff\xff")
    (laws / "图.png").write_bytes(b"x")
    (laws / "旧编码.md").write_bytes("# 旧编码法\n\n第一条 甲\r\n\r\n第二条 乙".encode("gb18030"))
    result = import_laws(record, [laws, tmp_path / "没有", laws / "图.png"])

    assert {Path(file).name for file, _, _ in result.failures} == {
        "坏.md",
        "空.md",
        "只有标题.md",
        "乱.md",
        "没有",
        "图.png",
    }
    assert all(message and advice for _, message, advice in result.failures)
    assert (result.laws, set(shelf(record))) == (
        2,
        {"某法第一条", "某法第三条", "旧编码法第一条", "旧编码法第二条"},
    )


def test_an_article_of_another_law_is_not_overwritten(record: Record, tmp_path: Path) -> None:
    """A file with the whole code beside its books: said, not silently dropped or doubled."""
    whole = CODE.replace("# 总则\n", "")
    laws = folder(tmp_path / "laws", 总则=CODE, 全=whole)
    result = import_laws(record, [laws / "总则.md"])
    result = import_laws(record, [laws / "全.md"])
    assert "3 条" in result.notes[0][1]
    assert len(shelf(record)) == 3
    assert import_laws(record, [laws / "总则.md"]).changed == 0


def _tar(path: Path, mode: str, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]  # a mode put together
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("链接.md")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return path


def _zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize("kind", ["a.tar.xz", "a.tar.gz", "a.tar", "a.zip"])
def test_archives_are_read_without_being_unpacked(record: Record, tmp_path: Path, kind: str) -> None:
    """A member named ../../x, or a link out of the archive, must not touch the disk."""
    members = {"法/总则.md": CODE.encode(), "../../逃.md": NEW.encode(), "/根.md": CASE.encode(), "读我.txt": b"x"}
    before = sorted(tmp_path.parent.rglob("*.md"))
    inner = tmp_path / "收到"
    inner.mkdir()
    if kind == "a.zip":
        file = _zip(inner / kind, members)
    else:
        file = _tar(inner / kind, "w:" + {"xz": "xz", "gz": "gz", "tar": ""}[kind.rsplit(".", 1)[1]], members)

    result = import_laws(record, [file])

    assert (result.laws, result.failures) == (3, [])
    assert sorted(tmp_path.parent.rglob("*.md")) == before
    assert import_laws(record, [file]).changed == 0


def test_bombs_and_broken_archives_are_reported(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An archive that unpacks to a disk full, or is cut off, ends in a sentence."""
    monkeypatch.setattr(sources, "_UNPACKED", 5_000_000)
    monkeypatch.setattr(sources, "_LARGEST_FILE", 1_000_000)
    big = b"0" * 6_000_000
    files = [
        _zip(tmp_path / "bomb.zip", {"a.md": NEW.encode(), "b.bin": big}),
        _tar(tmp_path / "bomb.tar.xz", "w:xz", {"b.bin": big, "a.md": NEW.encode()}),
        _zip(tmp_path / "large.zip", {"a.md": b"# x\n" + big[:2_000_000]}),
    ]
    for kind, good in ((".zip", files[2]), (".tar.xz", files[1])):
        cut = tmp_path / f"cut{kind}"
        cut.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
        files.append(cut)

    result = import_laws(record, files)

    assert sorted({Path(file.split(".zip/")[0]).name for file, _, _ in result.failures}) == [
        "bomb.tar.xz",
        "bomb.zip",
        "cut.tar.xz",
        "cut.zip",
        "large",
    ]


def test_a_zip_made_on_chinese_windows_has_its_names(record: Record, tmp_path: Path) -> None:
    """Without the date in its name the older text of a law may win."""
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("name.md", "# 只有标题")
    content = file.read_bytes().replace(b"name.md", "法律.md".encode("gb18030"))
    file.write_bytes(content)
    assert import_laws(record, [file]).failures[0][0].endswith("a.zip/法律.md")
