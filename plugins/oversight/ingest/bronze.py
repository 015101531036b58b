"""Bronze: immutable Parquet, one file for each delivered file and source, and the record of what was met.

A digest counts as known only once its `_files` row is there, and that row is written last: what a killed
run leaves behind is swept at the next start and written again. The same bytes give the same Parquet.
"""

import hashlib
import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from oversight.ingest import persons
from oversight.ingest.inbox import Delivery
from oversight.ingest.scan import Piece, Table
from oversight.sources import Source

FILES, UNRECOGNISED = "_files", "_unrecognised"
AGAIN = "-again-"
EMPTY = "empty"  # name of the zero-row file that every source has, so that globs never fail
EPOCH = date(1970, 1, 1)
PROVENANCE = [
    ("_digest", pa.string()),
    ("_file", pa.string()),
    ("_authority", pa.string()),
    ("_sheet", pa.string()),
    ("_row", pa.int32()),
    ("_delivered", pa.date32()),
    ("_units", pa.string()),
    ("_extra", pa.string()),
    ("_context", pa.string()),
]
UNRECOGNISED_SCHEMA = pa.schema(
    [
        (name, pa.int32() if name == "_row" else pa.string())
        for name in ("_digest", "_file", "_sheet", "_row", "cells")
    ]
)
FILES_SCHEMA = pa.schema(
    [
        ("_digest", pa.string()),
        ("_file", pa.string()),
        ("_authority", pa.string()),
        ("_delivered", pa.date32()),
        ("format", pa.string()),  # xlsx, xls, csv, json, parquet, unknown
        ("encoding", pa.string()),
        ("sheet", pa.string()),
        ("table_no", pa.int32()),  # from 1 within the file; null where no table was met
        ("source", pa.string()),
        (
            "status",
            pa.string(),
        ),  # recognised, repeated (handed in once more), unrecognised, empty, truncated, encrypted, unreadable, ambiguous
        ("message_zh", pa.string()),
        ("header_row", pa.int32()),
        ("first_row", pa.int32()),
        ("rows_delivered", pa.int64()),
        ("lines_skipped", pa.int64()),  # rows of the sheet that are not delivered to a source
        ("skipped", pa.string()),  # json [{row, kind, text}], the first 1000
        ("columns_matched", pa.string()),  # json {column: header text}
        ("columns_unmatched", pa.string()),  # json [header text]
        ("bytes", pa.int64()),
    ]
)


def source_schema(source: Source) -> pa.Schema:
    """Canonical columns as text, then where each row came from."""
    return pa.schema([(name, pa.string()) for name in source.columns] + PROVENANCE)


def prepare(bronze: Path, sources: dict[str, Source]) -> tuple[dict[str, Path], set[str]]:
    """Make the zero-row files, and sweep what a killed run left.

    Gives digest -> record of every file taken, and the names of the records of files handed in once more.
    """
    schemas = {name: source_schema(source) for name, source in sources.items()}
    for name, schema in (schemas | {FILES: FILES_SCHEMA, UNRECOGNISED: UNRECOGNISED_SCHEMA}).items():
        empty = bronze / name / f"delivered={EPOCH}" / f"{EMPTY}.parquet"
        if not empty.exists() or pq.read_schema(empty) != schema:
            with _Writer(empty, schema) as writer:
                writer.commit(durable=False)
    records = {path.stem: path for path in bronze.glob(f"{FILES}/*/*.parquet") if path.stem != EMPTY}
    sightings = {name for name in records if AGAIN in name}
    for path in bronze.glob("*/*/*"):
        if path.suffix != ".parquet" or path.stem not in records.keys() | {EMPTY}:
            path.unlink()
    return {name: path for name, path in records.items() if name not in sightings}, sightings


def sighting_name(digest: str, delivery: Delivery) -> str:
    """The name of the record that a file with known bytes was handed in once more under this name."""
    return f"{digest}{AGAIN}{hashlib.sha256(delivery.name.encode()).hexdigest()[:12]}"


def record_path(bronze: Path, delivery: Delivery, name: str) -> Path:
    """Where the record of a file delivered on a day lies; its name is the digest, or `sighting_name`."""
    return bronze / FILES / f"delivered={delivery.delivered}" / f"{name}.parquet"


def write_records(bronze: Path, delivery: Delivery, name: str, records: list[dict]) -> None:
    """Write a file's record; from here on it counts as taken."""
    with _Writer(record_path(bronze, delivery, name), FILES_SCHEMA) as writer:
        writer.write(pa.RecordBatch.from_pylist(records, FILES_SCHEMA))
        writer.commit()


class FileWriter:
    """Writes all pieces of one delivered file; nothing is visible before `commit`."""

    def __init__(self, bronze: Path, delivery: Delivery, digest: str):
        self.bronze, self.delivery, self.digest = bronze, delivery, digest
        self._writers: dict[str, _Writer] = {}

    def __enter__(self) -> "FileWriter":
        return self

    def __exit__(self, *_) -> None:
        for writer in self._writers.values():
            writer.close()

    def write(self, piece: Piece) -> None:
        """Add rows of a table to its source's file, or to those kept aside; persons' numbers masked."""
        piece = replace(piece, columns=[persons.masked(column) for column in piece.columns])
        if piece.table.is_recognised:
            source = piece.table.header.source
            schema = source_schema(source)
            self._writer(source.name, schema).write(self._delivered(piece, schema))
        else:
            self._writer(UNRECOGNISED, UNRECOGNISED_SCHEMA).write(self._kept(piece))

    def commit(self, records: list[dict]) -> None:
        """Make the file's rows visible, and last of all the record that they are there."""
        for writer in self._writers.values():
            writer.commit()
        write_records(self.bronze, self.delivery, self.digest, records)

    def _writer(self, name: str, schema: pa.Schema) -> "_Writer":
        if name not in self._writers:
            self._writers[name] = _Writer(self._path(name), schema)
        return self._writers[name]

    def _path(self, name: str) -> Path:
        return self.bronze / name / f"delivered={self.delivery.delivered}" / f"{self.digest}.parquet"

    def _constants(self, table: Table) -> dict:
        return {
            "_digest": self.digest,
            "_file": self.delivery.name,
            "_authority": self.delivery.authority,
            "_sheet": table.sheet,
            "_delivered": self.delivery.delivered,
        }

    def _delivered(self, piece: Piece, schema: pa.Schema) -> pa.RecordBatch:
        header, rows = piece.table.header, len(piece.numbers)
        constants = self._constants(piece.table) | {
            "_units": as_json(header.units) if header.units else None,
            "_context": as_json(context_record(piece.table)) if header.context else None,
        }
        constants |= {name: context.value for name, context in header.context.items()}
        arrays = {"_row": piece.numbers, "_extra": _extra(piece)}
        arrays |= {n: piece.columns[i] for n, i in header.columns.items() if i < len(piece.columns)}
        return pa.RecordBatch.from_arrays(
            [
                arrays[f.name] if f.name in arrays else _repeat(constants.get(f.name), f.type, rows)
                for f in schema
            ],
            schema=schema,
        )

    def _kept(self, piece: Piece) -> pa.RecordBatch:
        constants, rows = self._constants(piece.table), len(piece.numbers)
        cells = [pc.binary_join_element_wise(", ", _quoted(pc.fill_null(c, "")), "") for c in piece.columns]
        arrays = {"_row": piece.numbers, "cells": _joined("[", cells, "]")}
        fields = UNRECOGNISED_SCHEMA
        return pa.RecordBatch.from_arrays(
            [
                arrays[f.name] if f.name in arrays else _repeat(constants[f.name], f.type, rows)
                for f in fields
            ],
            schema=fields,
        )


def context_record(table: Table) -> dict:
    """Column -> what title, sheet or file name supplied, and the text that said so."""
    return {
        name: {"value": context.value, "from": context.place, "text": context.text}
        for name, context in table.header.context.items()
    }


def as_json(value) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Writer:
    """A Parquet file that appears under its name only when committed, and then whole."""

    def __init__(self, path: Path, schema: pa.Schema):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.aside = path, path.with_name(f".{path.stem}.writing")
        self._parquet = pq.ParquetWriter(self.aside, schema, compression="zstd")

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def write(self, batch: pa.RecordBatch) -> None:
        self._parquet.write_batch(batch)

    def commit(self, durable: bool = True) -> None:
        """`durable`: on the disk before it is named, so that a power cut leaves no empty file."""
        self._parquet.close()
        if durable:
            with self.aside.open("rb+") as stream:
                os.fsync(stream.fileno())
        self.aside.replace(self.path)

    def close(self) -> None:
        """Drop what was not committed."""
        self._parquet.close()
        self.aside.unlink(missing_ok=True)


def _repeat(value, kind: pa.DataType, rows: int) -> pa.Array:
    return pa.nulls(rows, kind) if value is None else pa.repeat(pa.scalar(value, kind), rows)


def _extra(piece: Piece) -> pa.Array:
    """The non-blank cells of unmatched columns as a json object, null where a row has none."""
    header, rows, members, names = piece.table.header, len(piece.numbers), [], set()
    taken = set(header.columns.values())
    for index, column in enumerate(piece.columns):
        if index in taken or column.null_count == rows:
            continue
        name = header.texts[index] if index < len(header.texts) else ""
        name = name if name and name not in names else f"{name}第{index + 1}列"
        names.add(name)
        members.append(pc.binary_join_element_wise(as_json(name), _quoted(column), ": "))
    if not members:
        return pa.nulls(rows, pa.string())
    objects = _joined("{", [pc.fill_null(pc.binary_join_element_wise(", ", m, ""), "") for m in members], "}")
    return pc.if_else(pc.equal(objects, "{}"), pa.scalar(None, pa.string()), objects)


def _joined(opening: str, parts: list[pa.Array], closing: str) -> pa.Array:
    """Parts that each start with ", ", or are empty, as one json text. (A join that skips nulls would
    also skip rows of nothing but nulls.)"""
    joined = pc.utf8_slice_codeunits(pc.binary_join_element_wise(*parts, ""), start=2)
    return pc.binary_join_element_wise(opening, joined, closing, "")


def _quoted(column: pa.Array) -> pa.Array:
    """Each text as a json string, null where null."""
    if pc.any(pc.match_substring_regex(column, r"[\x00-\x1f]")).as_py():
        return pa.array([None if text is None else as_json(text) for text in column.to_pylist()], pa.string())
    escaped = pc.replace_substring(pc.replace_substring(column, "\\", "\\\\"), '"', '\\"')
    return pc.binary_join_element_wise('"', escaped, '"', "")
