"""Files are replaced as a whole."""

from __future__ import annotations

import pytest

from kiosk.aside import write_aside


def test_a_file_is_replaced_as_a_whole_or_stays(tmp_path) -> None:
    file = tmp_path / "out.bin"
    write_aside(file, b"one")
    write_aside(file, b"two")
    assert file.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir()] == ["out.bin"]
    with pytest.raises(OSError, match=r".+"):
        write_aside(tmp_path / "no" / "out.bin", b"three")
