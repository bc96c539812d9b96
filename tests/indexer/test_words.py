"""The office's own words reach programs that run for weeks."""

from __future__ import annotations

from pathlib import Path

from archive.record.record import Record
from indexer.segment import Segmenter
from indexer.words import OfficeWords


def test_a_running_program_cuts_by_the_list_of_today(tmp_path: Path) -> None:
    """A word added at the desk must reach the server and the workers without their being started anew."""
    url = f"sqlite:///{tmp_path}/record.sqlite3"
    with Record(url) as record, Record(url) as other:
        words = OfficeWords(record)
        before = words.segmenter()
        assert "柳林坳" not in before.cut("方塘县柳林坳")

        with other.write() as tx:
            tx.add_word("柳林坳")

        assert "柳林坳" in words.segmenter().cut("方塘县柳林坳")
        assert "柳林坳" not in before.cut("方塘县柳林坳"), "what is under way keeps to one list"

        with other.write() as tx:
            tx.remove_word("柳林坳")

        assert words.segmenter().fingerprint == Segmenter().fingerprint


def test_the_dictionary_is_not_read_again_for_nothing(tmp_path: Path) -> None:
    """It takes half a second, which no search may pay."""
    with Record(f"sqlite:///{tmp_path}/record.sqlite3") as record:
        words = OfficeWords(record)

        assert words.segmenter() is words.segmenter()
