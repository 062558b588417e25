"""What the operator set before naming a command."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from msgspec import Struct, structs

from kiosk.operator import Operator
from locales.catalogue import Catalogue, load


class Setup(Struct, frozen=True):
    """The options of the command group."""

    catalogue: Catalogue
    knowledge: Path | None = None
    """A knowledge folder or a pack; None: the sample content that comes with the program."""
    model: Path | None = None
    """A SentenceTransformer folder; None: our own model."""

    at: str = ""
    """Where the terminal stands: a town's id, or ``<id>/<station>``; empty: the hall."""
    settings: Path | None = None
    """The operator's settings file; None: the usual place (see `kiosk.operator`)."""

    @property
    def knowledge_folder(self) -> Path:
        """The knowledge folder, or pack, in use."""
        from knowledge.reading import SHIPPED  # noqa: PLC0415  no command line help needs it

        return self.knowledge or SHIPPED

    def filled(self, operator: Operator, given: Set[str]) -> Setup:
        """Return this with what the `operator` has set, but for the fields named in `given`."""
        found: dict[str, object] = {
            "catalogue": load(operator.language) if operator.language != self.catalogue.language else None,
            "knowledge": Path(operator.knowledge) if operator.knowledge else None,
            "model": Path(operator.model) if operator.model else None,
            "at": operator.at,
        }
        names = {"catalogue": "language"}
        return structs.replace(
            self,
            **{name: value for name, value in found.items() if value and names.get(name, name) not in given},
        )
