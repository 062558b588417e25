"""The table is made of a dictionary and our own words: every order is kept, what is no stroke is not."""

from __future__ import annotations

import subprocess
import sys

from kiosk.strokes.build import HEAD, characters, common, source_codes
from kiosk.strokes.table import StrokeTable

SOURCE = """\
# Rime dictionary: stroke
---
name: stroke
...

身	pszhhhp
份	pspnzp
我	phzhznp
我	phshzpn
我	phzhznp
坏	hs6
㐀	shhsh
两字	hs
"""


def test_every_order_is_kept_once_and_what_is_no_stroke_left_out() -> None:
    assert source_codes(SOURCE.splitlines(keepends=True)) == {
        "身": ("pszhhhp",),
        "份": ("pspnzp",),
        "我": ("phzhznp", "phshzpn"),
        "㐀": ("shhsh",),
    }


def test_only_what_is_used_or_common_is_taken_and_weighted_by_its_use() -> None:
    found = characters(source_codes(SOURCE.splitlines()), ["我的身份", "身份a证", "身坏"])
    by_name = {one.character: one for one in found}
    assert by_name.keys() == {"。", "身", "份", "我"}
    assert (by_name["身"].weight, by_name["份"].weight, by_name["我"].weight) == (3, 2, 1)
    assert by_name["身"].followers == "份"
    assert by_name["。"].followers == "身我"
    assert StrokeTable(found).candidates("ps", "身") == ("份", "身")


def test_the_characters_in_common_use_are_those_of_the_standard() -> None:
    assert len(common()) == 3755
    assert {"一", "啊", "座"} <= common()
    assert "丨" not in common()


def test_the_head_is_notes_alone() -> None:
    assert all(line.startswith("#") for line in HEAD.format(date="2026-11-30").splitlines())


def test_without_a_dictionary_the_program_says_how_it_is_called() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "kiosk.strokes.build"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "stroke.dict.yaml" in result.stderr
