"""What the operator set before naming a command."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from locales.catalogue import Catalogue


class Setup(Struct, frozen=True):
    """The options of the command group."""

    catalogue: Catalogue
    knowledge: Path | None = None
    """A knowledge folder or a pack; None: the sample content that comes with the program."""
    model: Path | None = None
    """A SentenceTransformer folder; None: our own model."""

    at: str = ""
    """Where the terminal stands: a town's id, or ``<id>/<station>``; empty: the hall."""

    @property
    def knowledge_folder(self) -> Path:
        """The knowledge folder, or pack, in use."""
        from knowledge.reading import SHIPPED  # noqa: PLC0415  no command line help needs it

        return self.knowledge or SHIPPED
