"""Readers: the bytes of a file -> its sheets of text cells. The extension is never believed."""

from contextlib import contextmanager
from pathlib import Path

from oversight.ingest import refusal
from oversight.ingest.readers import delimited, records, workbook
from oversight.ingest.readers.bytes import Fingerprint, fingerprint
from oversight.ingest.readers.sheets import Contents, Sheet

__all__ = ["Contents", "Fingerprint", "Sheet", "fingerprint", "open_file"]


@contextmanager
def open_file(path: Path, print_: Fingerprint):
    """The contents of a file, read as what its bytes are (see `Fingerprint`).

    Raises `Refused` where the file cannot be read, here or while its sheets are read.
    """
    if print_.size == 0:
        raise refusal.empty()
    if print_.kind in ("zip", "ole2"):
        yield workbook.read(path, print_)
    elif print_.kind == "parquet":
        yield records.read_parquet(path)
    elif print_.kind == "text":
        yield from _text(path, print_)
    else:
        raise refusal.foreign(print_.kind)


def _text(path: Path, print_: Fingerprint):
    contents = records.read_json(path, print_) if print_.looks_like_json else None
    yield contents or delimited.read(path, print_.encoding)
