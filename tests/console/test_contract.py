"""The command line is a contract: other programs call it, and clerks read its messages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest
from PIL import Image

import cli
from console import chinese
from tests.office import Terminal

_ENGLISH_SENTENCE = re.compile(r"\b(?!juanzong)[A-Za-z]{3,} (?!juanzong)[a-z]{2,} (?!juanzong)[a-z]{2,}\b(?! --)")


def text_file(folder: Path, name: str, content: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_files_in_are_the_sum_of_states(terminal: Terminal, tmp_path: Path) -> None:
    """A file without a state is a lost letter."""
    folder = tmp_path / "in"
    text_file(folder, "a.txt", "关于供热温度不达标的来信")
    text_file(folder / "deep", "b.txt", "关于供热温度不达标的来信")
    text_file(folder, "c.pdf", "%PDF-1.4 坏的")
    text_file(folder, "empty.docx", "")

    outcome = terminal.json("ingest", str(folder))

    assert outcome["received"] == 4
    assert outcome["states"] == {"indexed": 1, "duplicate": 1, "failed": 2, "review": 0}
    assert {failure["file"].rsplit("/", 1)[1] for failure in outcome["failures"]} == {"c.pdf", "empty.docx"}
    assert all(failure["reason"] and failure["advice"] for failure in outcome["failures"])


def test_ingested_file_is_found_with_its_words_marked(terminal: Terminal, tmp_path: Path) -> None:
    """The shortest way from a letter to a hit."""
    terminal.json("ingest", str(text_file(tmp_path, "letter.txt", "张三反映宅基地纠纷，要求处理。")))

    answer = terminal.json("search", "宅基地")

    [hit] = answer["hits"]
    assert answer["total"] == 1
    assert [hit["snippet"][a:b] for a, b in hit["highlights"]] == ["宅基地"]
    assert hit["kind"] == "document"
    assert hit["id"] == terminal.json("documents", "list")[0]["id"]
    assert answer["facets"]["kind"] == {"document": 1}
    assert answer["relaxed"] is False


def test_second_ingest_says_duplicate_and_adds_nothing(terminal: Terminal, tmp_path: Path) -> None:
    """A folder that is ingested every day must not fill the archive with copies."""
    path = text_file(tmp_path, "letter.txt", "关于供热的来信")
    terminal.json("ingest", str(path))

    again = terminal.json("ingest", str(path))

    assert again["states"]["duplicate"] == 1
    assert len(terminal.json("documents", "list")) == 1


def test_text_has_a_form_feed_between_pages(terminal: Terminal, tmp_path: Path) -> None:
    """Programs split pages there."""
    terminal.json("ingest", str(text_file(tmp_path, "letter.txt", "一页")))

    code, out, _ = terminal.run("documents", "text", "1")

    assert (code, out) == (0, "一页\n")


def test_relaxed_search_says_so(terminal: Terminal, tmp_path: Path) -> None:
    """Hits that lack a word must not pass for hits that have all."""
    terminal.json("ingest", str(text_file(tmp_path, "letter.txt", "关于供热的来信")))

    answer = terminal.json("search", "供热 蘑菇")

    assert answer["total"] == 1
    assert answer["relaxed"] is True


def test_queries_file_answers_all_in_one_process(terminal: Terminal, tmp_path: Path) -> None:
    """Batches are ranked as plain text, by any word."""
    terminal.json("ingest", str(text_file(tmp_path / "in", "a.txt", "关于供热的来信")))
    queries = text_file(tmp_path, "q.jsonl", '{"id": "1", "text": "NOT 供热 ("}\n{"id": "2", "text": "蘑菇"}\n')

    answer = terminal.json("search", "--queries", str(queries))

    assert [hit["id"] for hit in answer["results"]["1"]] == ["1"]
    assert answer["results"]["2"] == []


def test_case_is_imported_found_and_exported(terminal: Terminal, tmp_path: Path) -> None:
    """Only the number is required; what is unknown is kept, not refused."""
    rows = [
        {
            "no": "A1",
            "title": "宅基地纠纷",
            "category": "怪类",
            "facts": "两家争界",
            "outcome": "已化解",
            "来源系统": "旧",
        },
        {"no": "A2"},
    ]
    file = text_file(
        tmp_path, "cases.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n坏行\n"
    )

    first = terminal.json("case", "import", str(file))
    second = terminal.json("case", "import", str(file))
    terminal.json("case", "export", "--out", str(tmp_path / "out.jsonl"))

    assert (first["created"], len(first["failures"])) == (2, 1)
    assert first["failures"][0]["line"] == 3
    assert (second["created"], second["changed"], second["unchanged"]) == (0, 0, 2)
    assert [hit["id"] for hit in terminal.json("search", "宅基地", "--kind", "case")["hits"]] == ["A1"]
    exported = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert exported[0]["来源系统"] == "旧"


def test_precedents_name_the_words_that_made_them_alike(terminal: Terminal, tmp_path: Path) -> None:
    """A like case without a reason is not believed."""
    rows = [
        {"no": "A1", "title": "两家宅基地界址纠纷", "facts": "兄弟二人争宅基地界址", "outcome": "已化解"},
        {"no": "A2", "title": "宅基地界址", "facts": "邻居占了宅基地的界址", "outcome": "导入诉讼程序"},
        {"no": "A3", "title": "供热不足", "facts": "室温不达标", "outcome": "已化解"},
    ]
    terminal.json("case", "import", str(text_file(tmp_path, "c.jsonl", "\n".join(map(json.dumps, rows)))))

    [first, *_] = terminal.json("precedents", "--case", "A1")["hits"]

    assert first["id"] == "A2"
    assert first["outcome"] == "导入诉讼程序"
    assert "宅基地" in first["words"]


def test_among_ranks_only_those(terminal: Terminal, tmp_path: Path) -> None:
    """Judged pools are ranked alone."""
    rows = [{"no": f"A{n}", "facts": "宅基地纠纷"} for n in range(5)]
    terminal.json("case", "import", str(text_file(tmp_path, "c.jsonl", "\n".join(map(json.dumps, rows)))))
    queries = text_file(tmp_path, "q.jsonl", '{"id": "q", "text": "宅基地", "among": ["A1", "A3"]}')

    answer = terminal.json("precedents", "--queries", str(queries))

    assert sorted(hit["id"] for hit in answer["results"]["q"]) == ["A1", "A3"]


def test_a_query_may_hold_any_line_separator_and_an_empty_pool(terminal: Terminal, tmp_path: Path) -> None:
    """JSON lets U+2028 stand in a text; and none to rank is not all to rank."""
    rows = text_file(tmp_path, "c.jsonl", '{"no": "A1", "facts": "宅基地纠纷"}')
    terminal.json("case", "import", str(rows))
    lines = '{"id": "p", "text": "宅\u2028基\x85地"}\n{"id": "q", "text": "宅基地", "among": []}\r\n'

    answer = terminal.json("precedents", "--queries", str(text_file(tmp_path, "q.jsonl", lines)))

    assert {query: [hit["id"] for hit in hits] for query, hits in answer["results"].items()} == {"p": ["A1"], "q": []}


def test_a_pipe_gets_whole_lines(terminal: Terminal, tmp_path: Path) -> None:
    """A snippet broken at some column cannot be searched with grep."""
    terminal.json("ingest", str(text_file(tmp_path, "a.txt", "宅基地" + "边界不清" * 60)))

    _, out, _ = terminal.run("search", "宅基地")

    assert "【宅基地】" + "边界不清" * 20 in out


def test_a_group_without_a_command_is_an_error_in_json_too(terminal: Terminal) -> None:
    """One JSON value on stdout, whatever was typed."""
    assert terminal.json("law", code=2)["error"]["code"] == "usage"


def test_missing_fields_are_all_named_before_a_byte_is_written(terminal: Terminal, tmp_path: Path) -> None:
    """A reply with a blank in it must never reach a petitioner."""
    terminal.json("case", "new", "--no", "A1", "--title", "供热")
    out = tmp_path / "reply.docx"

    error = terminal.json("generate", "reply", "--case", "A1", "--out", str(out), code=1)["error"]

    assert error["code"] == "missing_fields"
    assert len(error["fields"]) > 3
    assert all(field["key"] and field["label"] for field in error["fields"])
    assert not out.exists()
    for paper in ("reply", "mediation-agreement"):
        missing = terminal.json("generate", paper, "--case", "A1", code=1)["error"]["fields"]
        keys = {field["key"] for field in terminal.json("generate", paper, "--fields")}
        assert {field["key"] for field in missing} <= keys


def test_every_missing_field_can_be_set(terminal: Terminal, tmp_path: Path) -> None:
    """The key an error names is the key --set takes."""
    terminal.json("case", "new", "--no", "A1", "--title", "供热", "--received", "2022-05-06")
    examples = {field["key"]: field["example"] for field in terminal.json("generate", "reply", "--fields")}
    given: dict[str, str] = {}
    out = tmp_path / "reply.docx"
    for _ in range(5):
        sets = [part for key, value in given.items() for part in ("--set", f"{key}={value}")]
        code, printed, _ = terminal.run("generate", "reply", "--case", "A1", "--out", str(out), *sets, "--json")
        if code == 0:
            break
        missing = json.loads(printed)["error"].get("fields")
        assert missing, printed
        given |= {field["key"]: examples[field["key"]] for field in missing}

    assert out.is_file()
    assert json.loads(printed)["template"] == "reply"


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("search",),
        ("search", "--limit", "x", "信访"),
        ("search", "--kind", "nonsense", "信访"),
        ("ingest",),
        ("generate", "reply"),
        ("ingest", "--jobs", "0", "."),
        ("case", "export"),
        ("search", "--nonsense"),
        ("search", "a", "b"),
    ],
)
def test_wrong_use_exits_with_two_and_speaks_chinese(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    """Exit 2 tells a script that it called wrongly; a clerk reads no English."""
    code, out, err = terminal.run(*arguments)
    error = terminal.json(*arguments, code=2)["error"]

    assert (code, out) == (2, "")
    assert not _ENGLISH_SENTENCE.search(err)
    assert not re.search("integer|range|”,“", err)
    assert error["code"] == "usage"
    assert re.search(r"[\u4e00-\u9fff]", error["message"])


@pytest.mark.parametrize(
    "arguments", [("case", "show", "无此案"), ("documents", "show", "99"), ("documents", "text", "x")]
)
def test_failure_exits_with_one_and_says_what_to_do(terminal: Terminal, arguments: tuple[str, ...]) -> None:
    """An error without advice is a telephone call."""
    code, out, err = terminal.run(*arguments)
    error = terminal.json(*arguments, code=1)["error"]

    assert (code, out) == (1, "")
    assert "办法：" in err
    assert error["message"]
    assert error["advice"]


def test_shared_options_are_taken_before_and_after_the_command(
    terminal: Terminal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both forms are written in scripts."""
    home = str(tmp_path / "home")

    assert cli.run(["--home", home, "--json", "documents", "list"]) == 0
    assert cli.run(["documents", "--home", home, "list", "--json"]) == 0
    assert cli.run(["documents", "list", "--json", "--home", home]) == 0

    assert capsys.readouterr().out == "[]\n[]\n[]\n"


def test_every_command_has_chinese_help(terminal: Terminal) -> None:
    """Help is read before anything else."""
    for name in cli.COMMANDS:
        code, out, _ = terminal.run(name, "--help")
        assert code == 0, name
        assert "用法：" in out
        assert "选项" in out
        assert not _ENGLISH_SENTENCE.search(out.replace("juanzong case", "")), out


def test_the_list_of_commands_says_what_each_says_of_itself(terminal: Terminal) -> None:
    """The list is written down apart, so that nobody waits for all commands to be loaded: it would go on saying what was."""
    known = {name: purpose for name, (_, purpose) in cli.COMMANDS.items()}
    with click.Context(cli.juanzong) as ctx:
        commands = {name: cli.juanzong.get_command(ctx, name) for name in known}

    assert known == {name: one.get_short_help_str(1_000) for name, one in commands.items() if one}


def test_word_added_keeps_shorter_searches_working(terminal: Terminal, tmp_path: Path) -> None:
    """Adding 人民调解协议书 to a word list must not make 人民调解 unfindable."""
    terminal.json("ingest", str(text_file(tmp_path, "a.txt", "双方签订了人民调解协议书补充条款")))
    terminal.json("words", "add", "人民调解协议书补充条款")
    terminal.json("index", "rebuild")

    for asked in ("人民调解", "协议书", "补充条款", "人民调解协议书补充条款", "解协", "书"):
        assert terminal.json("search", asked)["total"] == 1, asked


def test_index_agrees_with_the_record_and_can_be_thrown_away(terminal: Terminal, tmp_path: Path) -> None:
    """The index is disposable; the record is not."""
    terminal.json("ingest", str(text_file(tmp_path, "a.txt", "关于供热的来信")))
    assert terminal.json("index", "diff") == {"missing": [], "surplus": [], "stale": [], "waiting": 0}

    for path in (terminal.home / "index").rglob("*"):
        if path.is_file():
            path.unlink()

    assert terminal.json("index", "rebuild") == {"entries": 1}
    assert terminal.json("search", "供热")["total"] == 1
    assert terminal.json("doctor")["ok"] is True


def test_nothing_received_is_a_failure(terminal: Terminal, tmp_path: Path) -> None:
    """An empty folder is most often the wrong folder."""
    (tmp_path / "empty").mkdir()

    assert terminal.json("ingest", str(tmp_path / "empty"), code=1)["error"]["code"] == "nothing_received"
    assert terminal.json("ingest", str(tmp_path / "missing"), code=1)["error"]["code"] == "no_such_path"


def test_a_person_ends_a_review(terminal: Terminal, tmp_path: Path) -> None:
    """A list of papers to look at that never gets shorter is not looked at."""
    Image.new("RGB", (400, 400), "white").save(tmp_path / "blank.png")
    assert terminal.json("ingest", str(tmp_path / "blank.png"))["states"]["review"] == 1

    [accepted] = terminal.json("documents", "accept", "1")

    assert accepted["state"] == "indexed"
    assert terminal.json("documents", "accept", "1", code=1)["error"]["code"] == "invalid_input"
    assert [entry["action"] for entry in terminal.json("documents", "show", "1")["history"]][-1] == "document.accept"


def test_what_an_option_lacks_is_said_with_chinese_marks(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Half an English sentence makes a clerk think that the program is broken."""
    assert chinese.punctuated("缺少选项 '--reason'.") == "缺少选项“--reason”。"
    assert cli.run(["ledger", "void", "1", "--event", "1"]) == 2
    assert "缺少选项“--reason”。" in capsys.readouterr().err
