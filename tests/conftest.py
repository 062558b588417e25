"""For all tests: no packs in the cache of whoever runs them."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("DAOBAN_CACHE", str(Path(__file__).parents[1] / ".pytest_cache" / "daoban"))
