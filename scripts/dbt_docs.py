"""`make docs`: dbt's site about the warehouse of HOME_DIR, one HTML file that needs no server."""

import argparse
import json
import os
import sys

from dbt.cli.main import dbtRunner

from oversight.settings import DBT_PROJECT, Home
from oversight.warehouse import target_dir


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", required=True, help="business date, YYYY-MM-DD")
    given = parser.parse_args()
    home = Home.from_env()
    if not home.warehouse.exists():
        print(f"{home.warehouse} does not exist; run `make run` first.", file=sys.stderr)
        return 1
    os.environ |= {"OVERSIGHT_HOME": str(home.root), "OVERSIGHT_WAREHOUSE": str(home.warehouse)}
    words = [
        "--log-level",
        "none",
        "--log-path",
        str(home.root / "dbt" / "logs"),
        "docs",
        "generate",
        "--static",
    ]
    words += ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)]
    words += ["--target-path", str(target_dir(home)), "--vars", json.dumps({"business_date": given.date})]
    done = dbtRunner().invoke(words)
    if not done.success:
        print(f"dbt docs: {done.exception}", file=sys.stderr)
        return 1
    print(target_dir(home) / "static_index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
