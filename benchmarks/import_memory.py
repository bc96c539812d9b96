"""The most memory ``juanzong case import`` holds, by the number of rows: it must not grow with them.

    python -m benchmarks.import_memory [--rows 25000 50000 100000] [--forms jsonl xlsx shared] [--bad 100]

Each import runs in a process and a home of its own, the search index included. Printed are the seconds, the most
resident memory, and the most of it that is anonymous, which leaves out the pages of files (the index, the programs) that
the system may drop at any time. ``xlsx`` is a table as this program exports it, ``shared`` one as Excel and WPS save it, and
``mixed`` one as it comes from an office: rows above the headings, a heading misspelt and one unknown, townships in merged
cells, words for numbers, days as text. Of every ``--bad`` rows one has a day that never was, in ``mixed`` a second one no number.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.cell_range import CellRange

from archive.cases.exchange.columns import HEADINGS, cells_from_row
from archive.cases.exchange.jsonl import write_jsonl
from archive.cases.exchange.sheet import write_sheet
from tests.archive.sheets.shared import write_shared

_WORDS = (
    "村委会", "宅基地", "承包地", "拖欠", "工资", "供热", "温度", "不达标", "修路", "占地", "补偿", "没有", "兑现", "多次", "找过", "乡里",
    "答复", "不满意", "要求", "重新测量", "界墙", "排水", "邻居", "合同", "退还", "定金", "种子", "发芽率", "收购", "打白条", "去年", "春天",
)  # fmt: skip

_HEADINGS = (
    "序号", "编号", "来源", "案由", "问题属地", "收到时间", "信访人", "联系电话", "人数", "涉及金额", "承办单位", "事实", "标提",
    "联系人",
)  # fmt: skip


def rows(count: int, bad: int) -> Iterator[dict[str, Any]]:
    """That many cases with a text of their own each; every ``bad``-th has a day that never was."""
    random = Random(7)
    for number in range(1, count + 1):
        words = random.choices(_WORDS, k=60)
        yield {
            "no": f"XF2024{number:06}LX",
            "kind": "信访",
            "channel": "来信",
            "title": "".join(words[:5]),
            "category": "涉农",
            "region": f"青石乡第{number % 60}村",
            "received": "2024-02-31" if number % bad == 0 else f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "parties": [{"name": f"赵{number}", "role": "petitioner"}],
            "facts": "".join(words),
            "duty_unit": "青石乡人民政府",
        }


def mixed(count: int, bad: int, path: Path) -> None:
    """A workbook as an office keeps it by hand."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(["信访事项登记台账"])
    sheet.append(_HEADINGS)
    for number, row in enumerate(rows(count, bad), 1):
        at = number + 2
        if number % 5 == 1 and number + 4 <= count:
            sheet.merged_cells.ranges.add(CellRange(f"E{at}:E{at + 4}"))
        sheet.append(
            [
                number, "" if number % bad == bad // 2 else row["no"], "来信", row["title"],
                row["region"] if number % 5 == 1 or number > count - count % 5 else None,
                row["received"] if number % 2 else row["received"].replace("-", "."),
                row["parties"][0]["name"], f"1990000{number % 10000:04}", f"{number % 4 + 1}人" if number % 7 else "很多",
                "1.5万元" if number % 3 else "不详", row["duty_unit"], row["facts"], "某标题", "小周",
            ]
        )  # fmt: skip
    book.save(path)


def write(count: int, form: str, bad: int, path: Path) -> None:
    """A file of that form."""
    if form == "mixed":
        mixed(count, bad, path)
        return
    if form == "shared":
        keys = [key for key in HEADINGS if key in cells_from_row(next(rows(1, bad)))]
        cells = map(cells_from_row, rows(count, bad))
        listed = ([one.get(key, "") for key in keys] for one in cells)
        write_shared(chain([[HEADINGS[key] for key in keys]], listed), path)
        return
    with path.open("wb") as file:
        (write_sheet if form == "xlsx" else write_jsonl)(rows(count, bad), file)


def measure(path: Path, folder: Path) -> tuple[dict[str, Any], float, int, int]:
    """(what became of the rows, seconds, most resident, most anonymous kB) of one import into a fresh home."""
    said = folder / "said.json"
    began = time.perf_counter()
    resident = anonymous = 0
    with said.open("wb") as file:
        command = [sys.executable, "cli.py", "--home", str(folder / "home"), "--json", "case", "import", str(path)]
        with subprocess.Popen(command, stdout=file) as child:
            while child.poll() is None:
                with suppress(OSError):
                    status = Path(f"/proc/{child.pid}/status").read_text()
                    resident = max(resident, _kilobytes("VmRSS", status))
                    anonymous = max(anonymous, _kilobytes("RssAnon", status))
                time.sleep(0.05)
    return json.loads(said.read_text()), time.perf_counter() - began, resident, anonymous


def _kilobytes(name: str, status: str) -> int:
    found = re.search(rf"{name}:\s+(\d+) kB", status)
    return int(found[1]) if found else 0


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[25_000, 50_000, 100_000])
    parser.add_argument(
        "--forms", nargs="+", choices=("jsonl", "xlsx", "shared", "mixed"), default=["jsonl", "xlsx", "shared"]
    )
    parser.add_argument("--bad", type=int, default=100)
    given = parser.parse_args()
    for form in given.forms:
        for count in given.rows:
            with tempfile.TemporaryDirectory() as name:
                path = Path(name) / ("cases.jsonl" if form == "jsonl" else "cases.xlsx")
                write(count, form, given.bad, path)
                result, seconds, resident, anonymous = measure(path, Path(name))
                assert result["created"] + len(result["failures"]) == result["read"] == count, result
                print(
                    f"{form:7}{count:8} rows, {len(result['failures'])} refused: {seconds:6.0f} s, "
                    f"{resident / 1024:5.0f} MB resident, {anonymous / 1024:5.0f} MB anonymous",
                    flush=True,
                )


if __name__ == "__main__":
    main()
