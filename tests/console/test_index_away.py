"""Commands that write to the record while the search index does not answer."""

from __future__ import annotations

import json

from tests.office import Terminal


def _make_outdated(office: Terminal) -> None:
    [stamp] = office.home.glob("index/g-*/stamp.json")
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "mapping": "0"}))


def test_an_act_recorded_is_not_called_failed(terminal: Terminal) -> None:
    """A clerk told that it failed would do it again, and the book would hold two."""
    terminal.json("ledger", "register", "--petitioner", "张三", "--title", "反映地界")
    _make_outdated(terminal)

    code, out, err = terminal.run("ledger", "register", "--petitioner", "李四", "--title", "反映供热")
    listed = terminal.json("ledger", "list")

    assert code == 0
    assert "已登记 XF" in out
    assert "已记入台账，只是暂时检索不到" in err
    assert "juanzong index rebuild" in err
    assert len(listed["rows"]) == 2
    assert terminal.run("index", "rebuild")[0] == 0
    assert terminal.json("search", "供热", "--kind", "case")["total"] == 1
