"""One reader for all tests of page pictures: loading the models takes longer than reading a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from archive.extract.scan.reader import PageReader

PAGES = Path(__file__).parent / "pages"


@pytest.fixture(scope="session")
def reader() -> PageReader:
    return PageReader()


@pytest.fixture(scope="session")
def picture() -> Callable[[str], NDArray[np.uint8]]:
    def load(name: str) -> NDArray[np.uint8]:
        with Image.open(PAGES / f"{name}.jpg") as image:
            return np.asarray(image.convert("RGB"), np.uint8)

    return load


@pytest.fixture(scope="session")
def truth() -> Callable[[str], str]:
    def load(name: str) -> str:
        return (PAGES / "text" / f"{name.split('/')[-1]}.txt").read_text(encoding="utf-8")

    return load
