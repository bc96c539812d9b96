"""``juanzong demo --size county``: built once, shown as often as wanted, and never mixed with an office's cases."""

from __future__ import annotations

from tests.office import Terminal

SMALL = ("demo", "--size", "county", "--cases", "100", "--years", "1")


def test_a_county_is_built_once_and_shown(terminal: Terminal) -> None:
    """Whoever tries the program wants to see lists with something in them."""
    made = terminal.json(*SMALL)
    assert (made["cases"], made["new"]["cases"]) == (100, 100)
    assert made["new"]["reports"] > 5000
    assert made["county"]["seed"] == 1

    code, out, _ = terminal.run(*SMALL)
    assert code == 0
    assert "没有重新生成" in out
    for heading in ("台账", "到期", "三级清单", "周排查", "议定事项", "转送交办", "预警", "统计"):
        assert f"【{heading}】juanzong " in out
    assert "共 100 件" in out
    assert terminal.json("search", "诉求 OR 反映")["total"] > 0
    assert terminal.json("doctor")["ok"]


def test_another_county_does_not_replace_it(terminal: Terminal) -> None:
    """Ten minutes of somebody's trying must not vanish."""
    terminal.json(*SMALL)

    code, _, err = terminal.run("demo", "--size", "县", "--seed", "9")
    assert code == 1
    assert "与要生成的不同" in err
    assert terminal.json("demo", "--size", "county")["new"]["cases"] == 0


def test_options_of_the_county_are_refused_for_the_archive(terminal: Terminal) -> None:
    """They would be ignored in silence."""
    code, _, err = terminal.run("demo", "--cases", "500")
    assert code == 2
    assert "--size county" in err
