"""Where things lie: the repository's own folders and the data home of one platform."""

import os
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
DBT_PROJECT = REPO / "dbt_project"
SEEDS = REPO / "seeds"
TIMEZONE = "Asia/Shanghai"


@dataclass(frozen=True)
class Home:
    """The data home of one platform: all state lies below `root`, nothing outside it.

    `bronze` and `ledger` (with the draw bundles) are the only state that cannot be rebuilt.
    """

    root: Path

    @classmethod
    def from_env(cls) -> "Home":
        """The home named by OVERSIGHT_HOME, else `data/` in the repository.

        Raises ValueError for a path with an apostrophe: it stands in SQL between two of them.
        """
        root = Path(os.environ.get("OVERSIGHT_HOME", REPO / "data")).resolve()
        if "'" in str(root):
            raise ValueError(f"The data home {root} has an apostrophe in its path. Choose another HOME_DIR.")
        return cls(root)

    @property
    def bronze(self) -> Path:
        return self.root / "bronze"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger"

    @property
    def reference(self) -> Path:
        return self.root / "reference"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        return self.root / "published"

    @property
    def restricted(self) -> Path:
        """The half of each release that holds persons' data: outside `published`, closed to all but its owner."""
        return self.root / "restricted"

    @property
    def releases(self) -> Path:
        return self.published / "releases"

    @property
    def latest(self) -> Path:
        return self.published / "latest"

    @property
    def draws(self) -> Path:
        return self.published / "draws"

    @property
    def receipts(self) -> Path:
        return self.published / "receipts"
