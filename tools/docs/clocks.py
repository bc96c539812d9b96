"""Writes docs/clocks.md, the table of every clock, from the rules themselves.

Run from the checkout: ``.venv/bin/python -m tools.docs.clocks``. A test holds the file to the rules.
"""

from __future__ import annotations

from pathlib import Path

from archive.cases.clocks.describe import describe
from archive.cases.clocks.rule import Rule
from archive.cases.clocks.rules import shipped

TARGET = Path(__file__).parents[2] / "docs" / "clocks.md"
_HEAD = """# 期限规则表

由规则数据 `archive/cases/clocks/rules.toml` 生成（`python -m tools.docs.clocks`），请勿手工修改。怎么用见
[使用指南](guide/{guide})，怎么算见[决定](decisions/{decision})。

- **日**是自然日，**个月**按到期月的对应日、没有对应日的以月末日为止（《民法典》第二百零二条）；开始当日都不计入（第二百零一条）。
- 每个期限有两个末日：不顺延的和遇休假日顺延的（第二百零三条）。信访部门和责任单位的义务按不顺延的预警；信访人、当事人的权利和法院的
  期限按顺延后的判断。
- 效力：全国规定不能改；地方规定、未核对原文的和本办公室承诺的，可以在 `HOME/clocks.toml` 里启用、停用或改动。

| 代码 | 期限 | 适用 | 起算 | 长度 | 谁的 | 完成于 | 依据 | 效力 |
|---|---|---|---|---|---|---|---|---|
"""
GUIDE, DECISION = "11-clocks.md", "0014-clocks.md"


def page() -> str:
    """The whole page."""
    rules = shipped().rules
    rows = "".join(_row(rule) for rule in rules)
    return _HEAD.format(guide=GUIDE, decision=DECISION) + rows + _quotes(rules) + _earlier(rules)


def _row(rule: Rule) -> str:
    text = describe(rule)
    verified = text.verified + ("" if text.on else "，未启用")
    cells = (text.label, text.concerns, text.starts, text.length, text.whose, text.met_by, text.basis, verified)
    return f"| `{text.code}` | " + " | ".join(cells) + " |\n"


def _quotes(rules: tuple[Rule, ...]) -> str:
    lines = [f"- {rule.basis}：“{rule.quote}”\n" for rule in rules if rule.quote]
    return "\n## 条文\n\n" + "".join(dict.fromkeys(lines))


def _earlier(rules: tuple[Rule, ...]) -> str:
    lines = [
        f"- `{rule.code}`：{one.until} 及以前开始的，依据是{one.basis}\n" for rule in rules for one in rule.earlier
    ]
    since = [f"- `{rule.code}`：{rule.since} 起才有\n" for rule in rules if rule.since]
    return "\n## 以前的依据\n\n" + "".join(lines + since)


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
