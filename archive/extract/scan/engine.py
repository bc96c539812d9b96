"""The OCR engine: RapidOCR's two networks, one finding text on a picture and one reading it.

The only file that knows RapidOCR. The models (PP-OCRv6 small, Apache-2.0) lie inside its wheel and are named by path,
so nothing is ever fetched. OpenVINO runs them about four times as fast as onnxruntime (a page of 720 characters on one
thread: 1.3 s against 5.4 s, at equal error), which serves where OpenVINO is not installed.
"""

from __future__ import annotations

import importlib
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
from archive.extract.scan.zeros import RINGS, may_lack_zeros, with_zeros

Picture = NDArray[np.uint8]
"""H×W×3, 8 bit, blue-green-red as the networks were trained."""
Quads = NDArray[np.float32]
"""N×4×2: corners of text boxes in pixels, clockwise from the top left as the text is read."""
Runtime = Literal["openvino", "onnxruntime"]

BATCH = 6
"""Lines that the recogniser reads at once, RapidOCR's own number."""
MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the recogniser made of one box."""

    text: str
    score: float
    """Mean confidence of its characters, 0 to 1."""


def best_runtime() -> Runtime:
    """OpenVINO where it can be loaded, else onnxruntime."""
    try:
        importlib.import_module("openvino")
    except (ImportError, OSError):
        return "onnxruntime"
    return "openvino"


def missing_models() -> list[str]:
    """Names of the models that do not lie where RapidOCR's wheel puts them; all of them if it is not installed."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None:
        return list(MODELS.values())
    folder = Path(spec.origin).parent / "models"
    return [name for name in MODELS.values() if not (folder / name).is_file()]


class Engine:
    """The two networks, loaded at the first use; one engine serves one thread."""

    def __init__(self, threads: int = 1, runtime: Runtime | None = None) -> None:
        self._runtime = runtime
        self._threads = max(1, min(threads, os.cpu_count() or 1))

    @cached_property
    def bare(self) -> Any:
        """RapidOCR itself with these models, runtime and settings: what the benchmark compares with.

        Raises:
            ReadError: ``ocr_unavailable``, where RapidOCR, its models or both runtimes are missing.
        """
        try:
            from rapidocr import RapidOCR

            runtime = self._runtime or best_runtime()
            importlib.import_module(runtime)
            return RapidOCR(params=_parameters(runtime, self._threads))
        except ImportError as error:
            raise ReadError("文字识别组件不可用", "请重新安装本软件", code="ocr_unavailable") from error

    @cached_property
    def _detector(self) -> Any:
        return self.bare._load_det_model()

    @cached_property
    def _recogniser(self) -> Any:
        recogniser = self.bare._load_rec_model()
        recogniser.postprocess_op = _Decoder(recogniser.postprocess_op)
        return recogniser

    def detect(self, picture: Picture) -> Quads:
        """Boxes of text, in the picture's own pixels."""
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


class _Decoder:
    """RapidOCR's own decoder of columns of probabilities, and the zeros that it lacks."""

    def __init__(self, plain: Any) -> None:
        self._plain = plain
        self._rings = [plain.dict[ring] for ring in RINGS]

    def __call__(self, columns: NDArray[np.float32], *arguments: Any, **options: Any) -> tuple[list[Any], list[Any]]:
        """Lines as (text, score), and words if they are asked for; ``columns`` is lines × columns × characters."""
        lines, words = self._plain(columns, *arguments, **options)
        return [(self._mended(text, of), score) for (text, score), of in zip(lines, columns, strict=True)], words

    def _mended(self, text: str, columns: NDArray[np.float32]) -> str:
        if not may_lack_zeros(text):
            return text
        best = columns.argmax(axis=1)
        begins = (best != 0) & np.concatenate([[True], best[1:] != best[:-1]])  # the character 0 is none
        return with_zeros(text, np.flatnonzero(begins).tolist(), columns[:, self._rings].sum(axis=1))


def _parameters(runtime: Runtime, threads: int) -> dict[str, Any]:
    """RapidOCR's settings; ``use_cls`` is off because its classifier turns upright lines upside down."""
    from rapidocr import EngineType
    from rapidocr.main import root_dir

    options: dict[str, Any] = {
        "Global.use_cls": False,
        "Global.log_level": "critical",
        "Rec.rec_batch_num": BATCH,
    }
    for step, name in MODELS.items():
        model = Path(root_dir) / "models" / name
        if not model.is_file():
            raise ReadError("文字识别模型缺失", "请重新安装本软件", code="ocr_unavailable")
        options[f"{step}.engine_type"] = EngineType(runtime)
        options[f"{step}.model_path"] = str(model)
    if runtime == "openvino":
        options["EngineConfig.openvino.inference_num_threads"] = threads
        # pinned, every process takes the first core, and two are no faster than one
        options["EngineConfig.openvino.enable_cpu_pinning"] = False
    else:
        options["EngineConfig.onnxruntime.intra_op_num_threads"] = threads
        options["EngineConfig.onnxruntime.inter_op_num_threads"] = 1
    return options


def cut(picture: Picture, quads: Quads) -> list[Picture]:
    """The boxes cut out and straightened; a tall one is laid on its side, as the recogniser reads only rows."""
    return [_cut_one(picture, quad) for quad in quads]


def crop_size(quad: NDArray[np.float32]) -> tuple[int, int]:
    """Width and height of a box in pixels, before a tall one is laid on its side."""
    width = max(1, int(max(_length(quad[0], quad[1]), _length(quad[2], quad[3]))))
    height = max(1, int(max(_length(quad[0], quad[3]), _length(quad[1], quad[2]))))
    return width, height


def _cut_one(picture: Picture, quad: NDArray[np.float32]) -> Picture:
    width, height = crop_size(quad)
    straight = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), straight)
    crop = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.rot90(crop) if height >= 1.5 * width else crop, np.uint8)


def _length(start: NDArray[np.float32], end: NDArray[np.float32]) -> float:
    return float(np.hypot(*(end - start)))
