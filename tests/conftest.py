"""What all tests share: the package on the path, and an Airflow of their own that never touches the real one."""

import os
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
for folder in (REPO / "plugins", REPO / "scripts"):
    sys.path.insert(0, str(folder))

# Set before anything imports Airflow, which reads them once. One scratch place per test process.
_SCRATCH = Path(tempfile.mkdtemp(prefix="oversight-tests-"))
os.environ |= {
    "AIRFLOW_HOME": str(REPO),
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{_SCRATCH}/airflow.db",
    "AIRFLOW__LOGGING__BASE_LOG_FOLDER": f"{_SCRATCH}/logs",
    "OVERSIGHT_HOME": str(_SCRATCH / "home"),
}
os.environ.pop("OVERSIGHT_INBOX", None)
