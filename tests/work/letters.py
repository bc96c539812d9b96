"""Folders of originals for the tests of work: many kinds, each file with words of its own to be found by."""

from __future__ import annotations

import random
from pathlib import Path

from docx import Document

from tests.archive.extract.made_pdf import letter, write_pdf

PLACES = ("德善乡", "柳河镇", "双桥镇", "会发镇", "宝兴乡", "新华街", "安乐村", "永胜村")


def quick(folder: Path, count: int, seed: int = 0) -> list[Path]:
    """Text files, each read in a moment; number ``n`` holds the word 编号 and its number."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number in range(count):
        place = PLACES[(number + seed) % len(PLACES)]
        path = folder / f"来信{seed}-{number:04d}.txt"
        path.write_text(
            f"关于{place}供热温度不达标的来信\n编号 {seed * 10_000 + number}：{place}居民反映室温不足十六度，请求处理。\n",
            encoding="utf-8",
        )
        written.append(path)
    return written


def slow(folder: Path, count: int, seed: int = 0, pages: int = 40) -> list[Path]:
    """PDF files of text that take a second or two each."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for number in range(count):
        rng = random.Random(seed * 1000 + number)
        path = folder / f"卷{seed}-{number:03d}.pdf"
        path.write_bytes(write_pdf([letter(rng) for _ in range(pages)]))
        written.append(path)
    return written


def mixed(folder: Path, seed: int = 0) -> list[Path]:
    """A dozen files of several kinds: text, Markdown, Word, PDF, one copy and one that cannot be read."""
    written = [*quick(folder, 6, seed), *slow(folder / "卷宗", 3, seed, pages=3)]
    for number, place in enumerate(PLACES[:2]):
        document = Document()
        document.add_heading(f"{place}人民调解协议书", 0)
        document.add_paragraph(f"经调解，{place}双方就宅基地边界达成协议{seed}。")
        path = folder / f"协议{seed}-{number}.docx"
        document.save(str(path))
        written.append(path)
    notes = folder / f"纪要{seed}.md"
    notes.write_text(f"# 会议纪要{seed}\n\n会议研究了供热问题。\n", encoding="utf-8")
    copy = folder / f"副本{seed}.txt"
    copy.write_bytes(written[0].read_bytes())
    broken = folder / f"坏的{seed}.pdf"
    broken.write_bytes(b"%PDF-1.4 broken")
    return [*written, notes, copy, broken]
