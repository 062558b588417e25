"""Two states of a record, as lines for the people who edit the content."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from knowledge.office.diff import Difference
from locales.catalogue import Catalogue


def difference_lines(differences: Iterable[Difference], words: Catalogue) -> Iterable[str]:
    """Yield a line for each field that is not as it was."""
    for difference in differences:
        yield words.text(f"command.difference.{_way(difference)}", msgspec.structs.asdict(difference))


def _way(difference: Difference) -> str:
    if difference.old and difference.new:
        return "changed"
    return "added" if difference.new else "removed"
