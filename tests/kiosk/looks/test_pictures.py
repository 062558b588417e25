"""docs/screens.md is what its program writes, with all its pictures."""

from __future__ import annotations

import re

from tests.kiosk.looks.pictures import FOLDER, MOST_BYTES, PAGE, page


def test_the_page_is_as_its_program_writes_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_picture_of_it_is_there_and_small() -> None:
    names = re.findall(r"\(pictures/(.*?)\)", page())
    assert len(names) == len(set(names))
    assert not [name for name in names if not 0 < (FOLDER / name).stat().st_size <= MOST_BYTES]
