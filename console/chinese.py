"""Makes click's own messages Chinese: click asks gettext, and gettext finds the catalogue beside this file."""

from __future__ import annotations

import gettext
import os
from importlib import resources


def speak() -> None:
    """Answer in Chinese whatever the locale; the office reads no other language."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain("messages", str(resources.files("console").joinpath("locale")))
