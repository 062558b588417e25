"""What the documents show is so."""

import re
from pathlib import Path

import msgspec

from knowledge.checks import check
from knowledge.model import Knowledge
from knowledge.reading import read

ROOT = Path(__file__).parents[2]
CONTENT = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")


def test_the_guide_that_is_shown_is_sound(tmp_path: Path) -> None:
    example = re.findall(r"```toml\n(.*?)```", CONTENT, re.DOTALL)[0]
    path = tmp_path / "guides" / "police" / "id-card-reissue.toml"
    path.parent.mkdir(parents=True)
    path.write_text(example, encoding="utf-8")
    (guide,) = read(tmp_path).knowledge.guides
    assert guide.id == "police/id-card-reissue"
    assert [problem.code for problem in check(tmp_path, today=guide.verified_on)] == ["no-hall"]


def test_every_folder_of_content_is_told_of() -> None:
    for field in msgspec.structs.fields(Knowledge):
        assert f"\n{field.name}/" in CONTENT
