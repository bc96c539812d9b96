"""Names of persons, and how a public copy masks them.

The mask follows 《最高人民法院关于人民法院在互联网公布裁判文书的规定》第八条、第九条.
"""

from __future__ import annotations

# fmt: off
COMPOUND_SURNAMES = frozenset((
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "夏侯",
    "轩辕", "端木", "百里", "南宫", "西门", "东郭", "呼延", "闻人", "澹台", "淳于", "单于", "太史", "申屠", "仲孙",
    "钟离", "独孤", "司空", "公冶", "公羊", "赫连", "鲜于", "闾丘", "太叔", "濮阳", "宗政", "东门", "南门", "万俟",
    "左丘", "拓跋", "谷梁", "第五", "纳兰", "完颜", "叶赫", "那拉",
))
# fmt: on
_DOTS = "·•・‧∙．"


def normal_name(name: str) -> str:
    """Trimmed, with the one dot ``·`` (U+00B7) that stands in names such as 买买提·艾力, however it was typed.

    Spaces between Chinese characters (``王 伟``) are closed up; between Latin words they stay.
    """
    dotted = "".join("·" if sign in _DOTS else sign for sign in name.strip())
    words = dotted.split()
    if all(not word.isascii() for word in words):
        return "".join(words)
    return " ".join(words)


def surname(name: str) -> str:
    """The surname kept by a mask: one character, two for a compound surname, the first character of a dotted name."""
    plain = normal_name(name)
    if "·" not in plain and len(plain) > 2 and plain[:2] in COMPOUND_SURNAMES:
        return plain[:2]
    return plain[:1]


def mask_name(name: str) -> str:
    """``张某`` for 张三, ``欧阳某某`` for 欧阳修远, ``买某`` for 买买提·艾力; empty stays empty."""
    plain = normal_name(name)
    if not plain:
        return ""
    kept = surname(plain)
    hidden = 1 if "·" in plain else max(1, len(plain) - len(kept))
    return kept + "某" * hidden
