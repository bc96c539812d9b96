"""Page descriptions for ``OfdSamples.java``, and the text they must give back."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
LEFT, TOP, WIDTH, BOTTOM = 28.0, 37.0, 156.0, 262.0
"""The type area of GB/T 9704—2012 on A4, in millimetres."""
SIZE = 5.64
"""三号 (16 points) in millimetres."""
LINE = 10.2
"""Line pitch: 22 lines a page."""
NOT_FIRST = "，。、；：？！）》”』」〕"


def width(text: str, size: float = SIZE) -> float:
    """Width of a line in millimetres; ASCII is half as wide as Chinese."""
    return sum(size / 2 if 32 <= ord(char) < 127 else size for char in text)


def wrap(text: str, room: float, size: float = SIZE) -> list[str]:
    """The paragraph in lines no wider than ``room``.

    Closing punctuation does not begin a line, and a number or a Latin word is not broken.
    """
    lines, line = [], ""
    for part in re.findall(r"[\x21-\x7e]+|.", text):
        if line and width(line + part, size) > room and part not in NOT_FIRST:
            lines.append(line)
            line = ""
        line += part
    return [*lines, line]


@dataclass
class Description:
    """One OFD file in the making: commands for the writer, and the expected text of each page."""

    commands: list[str] = field(default_factory=list)
    pages: list[list[str]] = field(default_factory=list)
    y: float = TOP
    font: str = "仿宋"

    def page(self) -> None:
        """Begin a page."""
        self.commands.append("page")
        self.pages.append([])
        self.y = TOP

    def put(self, x: float, y: float, text: str, size: float = SIZE, font: str = "", colour: str = "000000") -> None:
        """One text object, not noted as expected text (``say`` does that)."""
        self.commands.append(f"text\t{x:.2f}\t{y:.2f}\t{size}\t{font or self.font}\t{colour}\t{text}")

    def say(self, text: str) -> None:
        """A line that the page must give back."""
        self.pages[-1].append(text)

    def line(self, x: float, text: str, size: float = SIZE, font: str = "", colour: str = "000000") -> None:
        """A line at the current height."""
        self.put(x, self.y, text, size, font, colour)
        self.say(text)
        self.y += LINE * max(1.0, size / SIZE)

    def centre(self, text: str, size: float = 7.76, font: str = "小标宋", colour: str = "000000") -> None:
        """A centred line."""
        self.line(LEFT + (WIDTH - width(text, size)) / 2, text, size, font, colour)

    def right(self, text: str, inset: float = 4 * SIZE) -> None:
        """A line ending ``inset`` before the right edge."""
        self.line(LEFT + WIDTH - inset - width(text), text)

    def paragraph(self, text: str, indent: int = 2) -> None:
        """A paragraph, indented by two characters, going on to the next page where this one is full."""
        for at, line in enumerate(wrap("　" * indent + text, WIDTH)):
            if self.y > BOTTOM - LINE:
                self.page()
            skip = indent * SIZE if at == 0 else 0.0
            self.line(LEFT + skip, line.removeprefix("　" * indent) if at == 0 else line)

    def cells(self, *cells: tuple[float, str]) -> None:
        """Cells of one row as separate text objects, each at its own x."""
        for x, text in cells:
            self.put(x, self.y, text)
        self.say(" ".join(text for _, text in cells))
        self.y += LINE

    def image(self, file: Path, x: float = 0, y: float = 0, width: float = 210, height: float = 297) -> None:
        """A picture; without further words one that covers the page."""
        self.commands.append(f"image\t{x}\t{y}\t{width}\t{height}\t{file}")

    @property
    def text(self) -> str:
        """The expected text, pages separated by a form feed."""
        return "\f".join("\n".join(page) for page in self.pages)


@cache
def classpath() -> str:
    """The class path of ofdrw, resolved by Maven from ``pom.xml``."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "classpath"
        goal = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), "dependency:build-classpath"]
        subprocess.run([*goal, f"-Dmdep.outputFile={out}"], check=True)
        return out.read_text(encoding="utf-8").strip()


def write(description: Description, out: Path) -> None:
    """Let ofdrw write the file; pictures are named by absolute paths."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "description.tsv"
        source.write_text("\n".join(description.commands) + "\n", encoding="utf-8")
        java = [os.environ.get("JAVA", "java"), "-cp", classpath(), str(HERE / "OfdSamples.java")]
        subprocess.run([*java, str(source), str(out)], check=True)
