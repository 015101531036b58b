"""Workbooks: xlsx and xls through calamine, whatever their name ends with."""

import zipfile
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path
from tempfile import TemporaryDirectory

import python_calamine as calamine

from oversight.ingest import refusal
from oversight.ingest.readers.bytes import Fingerprint
from oversight.ingest.readers.sheets import Contents, Sheet, blocks_of_rows

# the stream in which an old container carries an encrypted xlsx
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
MAX_UNPACKED_MIB = 4096  # a sheet is unpacked in memory


def read(path: Path, print_: Fingerprint) -> Contents:
    """All sheets of a workbook, merged ranges filled with the text of their first cell."""
    format = "xlsx" if print_.kind == "zip" else "xls"
    if print_.kind == "zip":
        _check_package(path)
    elif _holds(path, ENCRYPTED_PACKAGE):
        raise refusal.encrypted("xlsx")
    book = _guard(format, lambda: _open(path, format))
    return Contents(format, (_sheet(book, name, format) for name in book.sheet_names))


def _open(path: Path, format: str) -> calamine.CalamineWorkbook:
    """Open under a name that tells the true format: calamine believes the extension."""
    with TemporaryDirectory() as folder:
        link = Path(folder, f"book.{format}")
        link.symlink_to(path.resolve())
        return calamine.CalamineWorkbook.from_path(str(link))


def _holds(path: Path, needle: bytes) -> bool:
    with path.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        return content.find(needle) >= 0


def _check_package(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        raise refusal.truncated("xlsx", "缺少压缩包目录")
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        unpacked = sum(entry.file_size for entry in package.infolist())
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refusal.foreign("压缩包")
    if unpacked > MAX_UNPACKED_MIB << 20:
        raise refusal.too_large("xlsx", MAX_UNPACKED_MIB)


def _sheet(book, name: str, format: str) -> Sheet:
    sheet = _guard(format, lambda: book.get_sheet_by_name(name))
    if sheet.start is None:
        return Sheet(name, iter(()))
    left = sheet.start[1]
    rows = ([""] * left + row for row in sheet.iter_rows()) if left else sheet.iter_rows()
    merged = [area for area in sheet.merged_cell_ranges or [] if area[0][0] <= sheet.end[0]]
    return Sheet(name, blocks_of_rows(_filled(rows, merged) if merged else iter(rows)))


def _filled(rows: Iterator[list], merged: list) -> Iterator[list]:
    """Rows with each merged range filled; only ranges that touch the row are looked at."""
    starting, open_areas = {}, []
    for (top, left), (bottom, right) in sorted(merged):
        starting.setdefault(top, []).append([bottom, left, right, ""])
    for number, row in enumerate(rows):
        for area in starting.get(number, ()):
            area[3] = row[area[1]] if area[1] < len(row) else ""
            open_areas.append(area)
        for _, left, right, value in open_areas:
            right = min(right, len(row) - 1)
            row[left : right + 1] = [value] * (right + 1 - left)
        open_areas = [area for area in open_areas if area[0] > number]
        yield row


def _guard(format: str, action):
    """Run a calamine call; its errors, panics included, become a refusal."""
    try:
        return action()
    except calamine.PasswordError as error:
        raise refusal.encrypted(format) from error
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the Rust library is no Exception
        detail = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        if format == "xls" and "past end of file" in detail:
            raise refusal.truncated(format, detail) from error
        raise refusal.damaged(format, detail) from error
