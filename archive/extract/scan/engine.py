"""The OCR engine: RapidOCR's two networks, which find text on a picture and read it.

The only file that knows RapidOCR. The models (PP-OCRv6 small, Apache-2.0) lie inside its wheel and are named by path, so
that nothing is ever fetched. OpenVINO runs them more than twice as fast as onnxruntime, which serves where OpenVINO
cannot be imported.
"""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from archive.errors import ReadError

Picture = NDArray[np.uint8]
"""H×W×3, 8 bit."""
Quads = NDArray[np.float32]
"""N×4×2: corners of text boxes in pixels, clockwise from the top left as the text is read."""
Runtime = Literal["openvino", "onnxruntime"]

LONGEST_SIDE = 2000
"""Pixels; RapidOCR's own limit. A smaller one is faster and loses damaged text (mean error of the worst pages doubled)."""
SMALLEST_SIDE = 32
BATCH = 6
MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the recogniser made of one box."""

    text: str
    score: float
    """Mean confidence of its characters, 0 to 1."""


def best_runtime() -> Runtime:
    """OpenVINO where it is installed, else onnxruntime."""
    return "openvino" if importlib.util.find_spec("openvino") else "onnxruntime"


def parameters(runtime: Runtime, threads: int) -> dict[str, Any]:
    """RapidOCR's settings; ``use_cls`` is off because its default classifier turns upright lines upside down."""
    from rapidocr import EngineType

    folder = Path(str(importlib.util.find_spec("rapidocr").submodule_search_locations[0])) / "models"  # type: ignore[union-attr,index]
    threads = max(1, min(threads, os.cpu_count() or 1))
    options: dict[str, Any] = {"Global.use_cls": False, "Global.log_level": "critical"}
    for step, name in MODELS.items():
        if not (folder / name).is_file():
            raise ReadError("文字识别模型缺失", "请重新安装本软件", code="ocr_unavailable")
        options[f"{step}.engine_type"] = EngineType(runtime)
        options[f"{step}.model_path"] = str(folder / name)
    if runtime == "openvino":
        options["EngineConfig.openvino.inference_num_threads"] = threads
    else:
        options["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
        options["EngineConfig.onnxruntime.inter_op_num_threads"] = 1
    return options


class Engine:
    """The two networks, loaded at the first use."""

    def __init__(self, threads: int = 1, runtime: Runtime | None = None) -> None:
        self.runtime: Runtime = runtime or best_runtime()
        self._threads = threads

    @cached_property
    def bare(self) -> Any:
        """RapidOCR itself with the same models, runtime and settings: what the benchmark compares with."""
        from rapidocr import RapidOCR

        return RapidOCR(params=parameters(self.runtime, self._threads))

    @cached_property
    def _detector(self) -> Any:
        return self.bare._load_det_model()

    @cached_property
    def _recogniser(self) -> Any:
        return self.bare._load_rec_model()

    def detect(self, picture: Picture) -> Quads:
        """Boxes of text on a BGR picture, in its own pixels."""
        found = self._detector(picture)
        if found.boxes is None:
            return np.zeros((0, 4, 2), np.float32)
        return np.asarray(found.boxes, np.float32)

    def recognise(self, crops: list[Picture]) -> list[Reading]:
        """The text of each crop; a crop without any gives an empty text and 0."""
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not crops:
            return []
        result = self._recogniser(TextRecInput(img=crops))
        return [Reading(text, float(score)) for text, score in zip(result.txts, result.scores, strict=True)]


def cut(picture: Picture, quads: Quads) -> list[Picture]:
    """The boxes cut out and straightened; a tall one is laid on its side, as the recogniser reads only rows."""
    return [_cut_one(picture, quad) for quad in quads]


def _cut_one(picture: Picture, quad: NDArray[np.float32]) -> Picture:
    width = int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3]), 1))
    height = int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]), 1))
    straight = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), straight)
    crop = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if height >= 1.5 * width:
        crop = np.rot90(crop)
    return np.ascontiguousarray(crop, np.uint8)
