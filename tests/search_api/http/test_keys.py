"""The token and the sessions made from it."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.errors import SettingsError
from search_api.access import ADMINISTRATOR, Asker
from search_api.http.keys import SESSION_SECONDS, Keys, token_of

NOW = 1_700_000_000.0


def test_a_token_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    """Another user of the machine must not read the key of the archive."""
    first = token_of(tmp_path / "home", "")

    assert len(first) > 30
    assert token_of(tmp_path / "home", "") == first
    assert stat.S_IMODE((tmp_path / "home/token").stat().st_mode) == 0o600


def test_processes_starting_at_once_agree(tmp_path: Path) -> None:
    """Two servers over one home with two tokens would lock each other's users out."""
    with ThreadPoolExecutor(8) as threads:
        tokens = set(threads.map(lambda _: token_of(tmp_path, ""), range(16)))

    assert len(tokens) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["token"]


def test_the_settings_win_over_the_file(tmp_path: Path) -> None:
    """JUANZONG_TOKEN overrides, and leaves no file."""
    assert token_of(tmp_path, "a-token-of-the-settings") == "a-token-of-the-settings"
    assert not (tmp_path / "token").exists()


@pytest.mark.parametrize("weak", ["1", "password"])
def test_a_token_that_can_be_guessed_is_refused(tmp_path: Path, weak: str) -> None:
    """A short token is no lock."""
    with pytest.raises(SettingsError, match="太短"):
        token_of(tmp_path, weak)


def test_a_session_lets_in_whom_the_token_lets_in() -> None:
    """With several keys, each session carries the rights of its own."""
    guest = Asker("张三")
    keys = Keys({"one": ADMINISTRATOR, "two": guest})

    session = keys.session("two", NOW)

    assert session is not None
    assert keys.session_holder(session, NOW) == guest
    assert keys.session_holder(session, NOW + SESSION_SECONDS + 1) is None
    assert Keys({"one": ADMINISTRATOR, "2": guest}).session_holder(session, NOW) is None
    assert keys.session("three", NOW) is None


def test_a_link_ends_by_use_or_by_the_hour() -> None:
    """A code is worth nothing afterwards."""
    keys = Keys({"one": ADMINISTRATOR})
    used, late = keys.link("one", NOW), keys.link("one", NOW)

    assert keys.redeem(used, NOW) == "one"
    assert keys.redeem(used, NOW) is None
    assert keys.redeem(late, NOW + 3601) is None
    assert keys.redeem("", NOW) is None
