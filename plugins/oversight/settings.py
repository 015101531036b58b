"""Where things lie: the repository's own folders and the data home of one platform."""

import os
from dataclasses import dataclass
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
DBT_PROJECT = REPO / "dbt_project"
SEEDS = REPO / "seeds"
TIMEZONE = "Asia/Shanghai"
PASSED_DIR, PUBLIC_DIR, PRIVATE_DIR, PRIVATE_FILE = 0o711, 0o755, 0o700, 0o600
PRIVATE = (
    "bronze",
    "building",
    "dbt",
    "demo",
    "ledger",
    "logs",
    "reference",
    "restating",
    "restricted",
    "runs",
)
"""The home's folders that tell of persons, or of what is not decided yet: all but `published`."""


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

    def make(self) -> "Home":
        """Make the home's folders, closed to all but their owner whatever the umask; safe to repeat.

        Only `published` may be entered, and the root passed through on the way there. What an earlier run
        left open is closed. Raises PermissionError for whoever does not own the home.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(PASSED_DIR)
        modes = {self.published: PUBLIC_DIR} | {self.root / name: PRIVATE_DIR for name in PRIVATE}
        for folder, mode in modes.items():
            if not folder.is_symlink():  # a restatement reads the state of another home, closed there
                folder.mkdir(exist_ok=True)
                folder.chmod(mode)
        for path in self.root.glob(f"{self.warehouse.stem}.*"):
            path.chmod(PRIVATE_FILE)
        return self

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
    def spill(self) -> Path:
        """Where DuckDB puts what does not fit into memory: rows of the warehouse, so closed as that is."""
        return self.root / "building" / "spill"

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
