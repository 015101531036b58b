"""Make what Airflow needs before it can start: folders, secrets, database, pools. Safe to repeat.

The environment must name AIRFLOW_HOME (the repository) before this module is used.
"""

import base64
import os
import secrets
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
# The warehouse has one writer; the pool makes Airflow queue what would otherwise fail on the lock.
POOL = ("warehouse", 1, "One slot: the warehouse has one writer.")


def make_secrets(folder: Path) -> None:
    """One random secret a file, readable by the owner only; existing ones stay."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("fernet_key", "api_secret_key", "jwt_secret"):
        try:
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(32)))


def migrate_database() -> bool:
    """Bring the metadata database to this Airflow's schema; tells whether anything was done."""
    from airflow import settings
    from airflow.utils import db

    settings.engine  # noqa: B018 - fails here, with the address in the message, when the database cannot be opened
    try:
        db.check_migrations(0)
    except Exception:  # an empty database answers with whatever the driver raises
        db.initdb()
        return True
    return False


def make_pool() -> None:
    from airflow.models.pool import Pool

    name, slots, description = POOL
    Pool.create_or_update_pool(name, slots, description, include_deferred=False)


def main() -> int:
    os.environ.setdefault("AIRFLOW_HOME", str(REPO))
    (REPO / "var" / "logs").mkdir(parents=True, exist_ok=True)
    make_secrets(REPO / "var" / "secrets")
    migrate_database()
    make_pool()
    return 0


if __name__ == "__main__":
    sys.exit(main())
