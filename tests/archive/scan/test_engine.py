"""The engine's models and runtime."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from archive.errors import ReadError
from archive.extract.scan.engine import Engine

ROOT = Path(__file__).parents[3]

OFFLINE = """
import sys
import numpy as np
from PIL import Image

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise OSError("network")

sys.addaudithook(refuse)
from archive.extract.scan.reader import PageReader

picture = Image.open("tests/archive/scan/pages/clean/05_dafu_yijian_p2.jpg").convert("RGB")
print(len(PageReader().read(np.asarray(picture)).lines))
"""


def test_reads_without_a_network() -> None:
    """The office has no internet: a model that is fetched at first use is never there."""
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE], cwd=ROOT, capture_output=True, text=True, timeout=200, check=False
    )

    assert done.stdout.strip() == "6", done.stderr


def test_engine_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """Chatter of the engine between the lines of --json breaks the programs that read it."""
    Engine().detect(np.full((64, 64, 3), 255, np.uint8))

    assert capfd.readouterr() == ("", "")


def test_missing_models_are_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its models RapidOCR would go to the network and fail with an English message."""
    monkeypatch.setattr("rapidocr.main.root_dir", tmp_path)

    with pytest.raises(ReadError, match="文字识别模型缺失") as raised:
        Engine().detect(np.full((64, 64, 3), 255, np.uint8))

    assert raised.value.error_code == "ocr_unavailable"
