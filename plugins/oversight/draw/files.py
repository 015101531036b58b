"""Reading and writing of a draw's files, each write whole or not at all."""

import os
from pathlib import Path

import duckdb

from oversight import releases
from oversight.draw.protocol import DrawError, digest
from oversight.settings import Home


def bundle_of(home: Home, period: str, attempt: int) -> Path:
    """The folder of one draw."""
    return home.draws / period / f"attempt-{attempt}"


def _scratch(path: Path) -> Path:
    # Beside the folder, not in it: a killed run must leave no stray file in a bundle.
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.parent.parent / f".{path.parent.name}-{path.name}.part"


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file so that after a kill it is there completely or not at all."""
    scratch = _scratch(path)
    scratch.unlink(missing_ok=True)
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)


def write_csv(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Write a query's rows as the draw's CSV: header, LF, nothing quoted, NULL and '' an empty cell.

    Raises DrawError when a cell would have to be quoted: the format has no quoting.
    """
    scratch = _scratch(path)
    connection.execute(f"copy ({query}) to '{scratch}' (format csv, header true, delimiter ',', nullstr '')")
    if b'"' in scratch.read_bytes():
        scratch.unlink()
        raise DrawError(
            f"{path.name}: a cell holds a comma, a quote or a line end; correct it at its source."
        )
    scratch.replace(path)


def digests(bundle: Path, names: list[str]) -> dict[str, str]:
    """SHA-256 of some files of a bundle."""
    return {name: digest((bundle / name).read_bytes()) for name in names}


def marts(home: Home) -> duckdb.DuckDBPyConnection:
    """A connection in which each mart of the published release, restricted ones too, is a view of its own name.

    Raises DrawError when nothing was published yet.
    """
    release = releases.release_of(home)
    if release is None:
        raise DrawError(f"{home.latest}: no published release. Run the nightly cycle of this date first.")
    connection = duckdb.connect()
    for path in releases.mart_files(release, restricted=True):
        connection.execute(f"create view \"{path.stem}\" as select * from read_parquet('{path}')")
    return connection
