"""Bad files through the command line: each ends in a state with a reason and advice in Chinese, the good ones are found."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from archive import intake
from tests.archive.extract import bad_files
from tests.work.letters import quick
from tests.work.program import ROOT, Done, Program

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_a_folder_of_harm_is_taken_in_whole(tmp_path: Path) -> None:
    """One folder with everything that breaks programs: nothing is lost, nothing hangs, the good letters are found."""
    folder = tmp_path / "in"
    good = quick(folder, 5)
    bad_files.sound_pdf(folder)
    for make in (
        bad_files.encrypted_pdf,
        bad_files.truncated_pdf,
        bad_files.flipped_pdf,
        bad_files.giant_pdf,
        bad_files.huge_png,
        bad_files.cmyk_jpeg,
        bad_files.deep_png,
        bad_files.truncated_jpeg,
        bad_files.zip_bomb_docx,
        bad_files.entity_bomb_docx,
        bad_files.odd_text,
    ):
        make(folder)
    bad_files.flate_bomb_pdf(folder)
    bad_files.linked_docx(folder, "http://127.0.0.1:9/leak.png")
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "named.pdf").write_bytes((folder / "linked.docx").read_bytes() + b"\0")
    (folder / "picture.docx").write_bytes((folder / "deep.png").read_bytes() + b"\0")
    files = [path for path in folder.iterdir() if path.is_file()]
    program = Program(tmp_path / "home")

    outcome = program.json("ingest", folder)

    assert outcome["received"] == len(files) == sum(outcome["states"].values())
    assert outcome["states"]["failed"] == len(outcome["failures"])
    codes = {Path(failure["file"]).name: failure["code"] for failure in outcome["failures"]}
    assert codes["encrypted.pdf"] == "encrypted"
    assert codes["empty.pdf"] == "empty"
    assert codes["huge.png"] == "too_large"
    assert codes["bomb.docx"] == "too_large"
    assert {"bomb.pdf", "half.jpg"} <= codes.keys()
    assert not {"named.pdf", "picture.docx", "sound.pdf", "odd.txt", "linked.docx"} & codes.keys()
    for failure in outcome["failures"]:
        assert CHINESE.search(failure["reason"]), failure
        assert CHINESE.search(failure["advice"]), failure
    assert program.json("search", "室温不足")["total"] == len(good)
    assert program.json("search", "正文在此")["total"] == 2  # the linked .docx, and the one that is named .pdf
    assert program.json("index", "diff") == {"missing": [], "surplus": [], "stale": [], "waiting": 0}


def test_names_nobody_expects(tmp_path: Path) -> None:
    """A file must come in whatever it is called, and its name must not steer the terminal."""
    folder = tmp_path / "in"
    folder.mkdir()
    names = [
        "供热😀来信🏠.txt".encode(),
        "两行\n的名字\x1b[31m.txt".encode(),
        b"x" * 251 + b".txt",
        b"\xff\xfe\xb9\xa9.txt",
        "　.txt".encode(),
        b"-rf.txt",
        b"..a.txt",
    ]
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(f"第{number}封来信：室温不足", encoding="utf-8")
    program = Program(tmp_path / "home")

    outcome = program.json("ingest", folder)
    listed = program.json("documents", "list")
    shown = program.run("documents", "list")
    again = program.json("ingest", folder)

    assert outcome["states"]["indexed"] == len(names)
    assert again["states"]["duplicate"] == len(names)
    assert {"供热😀来信🏠.txt", "两行\n的名字\x1b[31m.txt", "x" * 251 + ".txt"} <= {row["name"] for row in listed}
    assert shown.code == 0
    assert "\x1b" not in shown.out
    assert program.json("search", "室温不足")["total"] == len(names)


def test_loops_pipes_and_sockets(tmp_path: Path) -> None:
    """A link to itself must not be followed for ever, and a pipe must not be waited for."""
    folder = tmp_path / "in"
    good = quick(folder, 2)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self").symlink_to("self")
    (folder / "nowhere.txt").symlink_to("gone.txt")
    (folder / "again.txt").symlink_to(good[0])
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(folder / "s"))
        program = Program(tmp_path / "home")

        outcome = program.json("ingest", folder)

    assert outcome["received"] == sum(outcome["states"].values()) == 5
    assert outcome["states"] == {"indexed": 2, "duplicate": 1, "failed": 2, "review": 0}
    assert {Path(failure["file"]).name for failure in outcome["failures"]} == {"self", "nowhere.txt"}
    assert all(failure["advice"] for failure in outcome["failures"])


def test_a_tree_deeper_than_the_stack(tmp_path: Path) -> None:
    """Folders in folders, as deep as a path may be long."""
    folder = tmp_path / "in"
    folder.mkdir()
    here = Path.cwd()
    try:
        os.chdir(folder)
        for _ in range(1500):  # step by step: the whole path is too long for one call
            Path("a").mkdir()
            os.chdir("a")
        Path("letter.txt").write_text("深处的来信", encoding="utf-8")
    finally:
        os.chdir(here)
    try:
        outcome = Program(tmp_path / "home").json("ingest", folder)
    finally:
        subprocess.run(["rm", "-rf", folder], check=True)

    assert outcome["states"]["indexed"] == 1


def test_a_file_that_vanishes_before_it_is_read(tmp_path: Path) -> None:
    """A stick is pulled out between listing and copying: said, and the others come in."""
    folder = tmp_path / "in"
    quick(folder, 3)
    program = Program(tmp_path / "home")
    with program.office() as office:
        found = list(intake.find([folder]))
        found[1].path.unlink()
        received = [intake.receive(office.record, office.originals, one) for one in found]

    assert [item.state.value for item in received] == ["pending", "failed", "pending"]
    assert received[1].error is not None
    assert received[1].error.error_code == "vanished"
    outcome = program.json("ingest", folder)
    assert outcome["states"]["indexed"] == 2


def nobody(tmp_path: Path) -> Program:
    """The program as another user, who may read nothing but what everybody may."""
    home = home_of_nobody(tmp_path)
    prefix = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', ''], check=True)"
    for probe in (child, f"open({str(ROOT / 'cli.py')!r})"):
        if subprocess.run([*prefix, sys.executable, "-c", probe], capture_output=True, cwd="/").returncode != 0:
            pytest.skip("needs a checkout and a Python that every user may read")
    return Program(home, {"HOME": str(home)}, prefix=prefix)


def home_of_nobody(tmp_path: Path) -> Path:
    """A home that another user may write, in a folder he may go through."""
    if os.geteuid() != 0:
        pytest.skip("needs root, to become another user")
    home = tmp_path / "home"
    home.mkdir()
    for path in (tmp_path, *tmp_path.parents):
        if path.is_relative_to(tempfile.gettempdir()) and path != Path(tempfile.gettempdir()):
            path.chmod(path.stat().st_mode | 0o011)
    os.chown(home, 65534, 65534)
    return home


_AS_NOBODY = """
import os, sys
from pathlib import Path
from archive import intake
from archive.originals import Originals
from archive.record.record import Record
home, folder = Path(sys.argv[1]), Path(sys.argv[2])
Record(f"sqlite:///{home}/warm.sqlite3").close()  # all modules are loaded now
os.setgroups([]); os.setgid(65534); os.setuid(65534)
with Record(f"sqlite:///{home}/record.sqlite3") as record:
    for found in intake.find([folder]):
        received = intake.receive(record, Originals(home / "originals"), found)
        print(received.name, received.state, received.error.error_code if received.error else "")
"""


def test_the_door_says_what_it_may_not_read(tmp_path: Path) -> None:
    """The same where only root may read the checkout: the rights are dropped once the program is loaded."""
    home = home_of_nobody(tmp_path)
    folder = tmp_path / "in"
    [good] = quick(folder, 1)
    quick(folder / "closed", 1, seed=1)
    (folder / "closed").chmod(0o700)
    [secret] = quick(folder, 1, seed=2)
    secret.chmod(0o600)

    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, home, folder], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == sorted(
        [f"{good.name} pending ", f"{secret.name} failed no_permission", "closed failed no_permission"]
    )


def test_what_another_user_may_not_read_is_said(tmp_path: Path) -> None:
    """A folder or a file without permission fails with a reason, and does not stop the rest."""
    program = nobody(tmp_path)
    folder = tmp_path / "in"
    good = quick(folder, 2)
    quick(folder / "closed", 1, seed=1)
    (folder / "closed").chmod(0o700)
    secret = quick(folder, 1, seed=2)[0]
    secret.chmod(0o600)

    outcome = program.json("ingest", folder)

    assert outcome["received"] == 4 == sum(outcome["states"].values())
    assert outcome["states"]["indexed"] == len(good)
    assert {failure["code"] for failure in outcome["failures"]} == {"no_permission"}
    secret.chmod(0o644)
    (folder / "closed").chmod(0o755)
    again = program.json("ingest", folder)
    assert again["states"] == {"indexed": 2, "duplicate": 2, "failed": 0, "review": 0}
    assert {row["state"] for row in program.json("documents", "list", "--state", "failed")} <= {"failed"}


def limited(program: Program, kilobytes: int, *arguments: str | Path) -> Done:
    """Run with a limit on the size of any one file."""
    prefix = ["bash", "-c", f'ulimit -f {kilobytes}; exec "$@"', "-"]
    return Program(program.home, program.settings, prefix=prefix).run(*arguments)


def test_a_file_too_big_for_the_disk(tmp_path: Path) -> None:
    """Where an original cannot be kept whole, nothing half of it stays, and the next run takes it in."""
    folder = tmp_path / "in"
    quick(folder, 2)
    (folder / "big.txt").write_text("大" * 400_000, encoding="utf-8")
    program = Program(tmp_path / "home")
    program.json("case", "list")

    done = limited(program, 900, "ingest", folder, "--json")

    assert done.code in (0, 1), done.err
    assert "Traceback" not in done.err
    assert "storage_full" in done.out
    assert not list((tmp_path / "home" / "originals").glob(".incoming*"))
    again: Any = program.json("ingest", folder)
    assert again["received"] == 3
    assert again["states"]["failed"] == 0


def test_a_full_disk(tmp_path: Path) -> None:
    """A disk that fills up in the middle: a clear error, and once there is space the next run completes."""
    if os.geteuid() != 0:
        pytest.skip("needs root, to mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("needs the right to mount a tmpfs")
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02d}.txt").write_text(f"第{number}封\n" + "室温不足。" * 25_000, encoding="utf-8")
    try:
        program = Program(disk / "home")
        done = program.run("ingest", folder, "--json")
        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        again = program.json("ingest", folder)
        difference = program.json("index", "diff")
    finally:
        subprocess.run(["umount", "-l", disk], check=True)

    assert "Traceback" not in done.err, done.err
    said = done.json
    if done.code == 1 and "error" in said:
        assert said["error"]["code"] in ("storage_full", "index_unavailable", "record_unavailable")
        assert CHINESE.search(said["error"]["message"] + said["error"]["advice"])
    else:
        assert {failure["code"] for failure in said["failures"]} == {"storage_full"}
    assert again["received"] == 12 == sum(again["states"].values())
    assert again["states"]["failed"] == 0
    assert difference == {"missing": [], "surplus": [], "stale": [], "waiting": 0}
