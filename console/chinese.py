"""Makes click's own messages Chinese: click asks gettext, and gettext finds the catalogue beside this file."""

from __future__ import annotations

import gettext
import os
import re
from importlib import resources


def speak() -> None:
    """Answer in Chinese whatever the locale; the office reads no other language."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(resources.files("console").joinpath("locale")))


def punctuated(message: str) -> str:
    """A message of click's with Chinese marks: 缺少选项“--reason”。

    Its sentences come from the catalogue, but the quotes around names and the last stop are its own.
    """
    quoted = re.sub(r"\s?'([^'\n]*)'\s?", r"“\1”", message)
    return re.sub(r"\.$", "。", quoted.replace("”,“", "”、“").replace(" （", "（"))
