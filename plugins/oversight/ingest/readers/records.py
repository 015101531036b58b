"""Records whose format names the columns: json and parquet."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from oversight.ingest import refusal
from oversight.ingest.readers.bytes import Fingerprint, text_encoding
from oversight.ingest.readers.sheets import BLOCK_ROWS, Contents, Sheet, blocks_of_rows, text_array

MAX_JSON_MIB = 256  # json is parsed as one piece


def read_json(path: Path, print_: Fingerprint) -> Contents | None:
    """A list of objects, {"rows": [...]}, or one object a line. None where the text is no json at all.

    Numbers keep the digits they were written with.
    """
    if print_.size > MAX_JSON_MIB << 20:
        raise refusal.too_large("json", MAX_JSON_MIB)
    encoding = text_encoding(path, print_.encoding)
    text = path.read_text(encoding=encoding).lstrip("\ufeff")
    try:
        found = _objects(text)
    except json.JSONDecodeError as error:
        if not _starts_as_json(text):
            return None
        where = f"第 {error.lineno} 行第 {error.colno} 列：{error.msg}"
        if error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg:
            raise refusal.truncated("json", where) from error
        raise refusal.damaged("json", where) from error
    if found is None:
        raise refusal.damaged("json", '应为对象列表，或 {"rows": [对象, ...]}')
    names = list(dict.fromkeys(str(key) for record in found for key in record))
    rows = ([_json_cell(record.get(name)) for name in names] for record in found)
    return Contents("json", [Sheet("", blocks_of_rows(rows), names=names)], encoding)


def read_parquet(path: Path) -> Contents:
    """The one sheet of a Parquet file, every column as text."""
    with path.open("rb") as stream:
        stream.seek(-4, 2)
        if stream.read() != b"PAR1":
            raise refusal.truncated("parquet", "缺少文件尾")
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise refusal.damaged("parquet", str(error).splitlines()[0][:120]) from error
    names = [str(name) for name in file.schema_arrow.names]
    return Contents("parquet", [Sheet("", _parquet_blocks(file), names=names)])


def _parquet_blocks(file: pq.ParquetFile) -> Iterator[list[pa.Array]]:
    try:
        for batch in file.iter_batches(batch_size=BLOCK_ROWS):
            yield [_as_text(column) for column in batch.columns]
    except (pa.ArrowException, OSError) as error:
        raise refusal.damaged("parquet", str(error).splitlines()[0][:120]) from error


def _as_text(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _as_text(column.dictionary_decode())
    if pa.types.is_string(kind) or pa.types.is_integer(kind) or pa.types.is_large_string(kind):
        return pc.cast(column, pa.string())
    return text_array(column.to_pylist())


def _objects(text: str) -> list[dict] | None:
    """The records, or None where the json holds something else."""
    try:
        found = _parse(text)
    except json.JSONDecodeError:
        found = _json_lines(text)
    if isinstance(found, dict):
        found = found.get("rows", [found])
    return found if isinstance(found, list) and all(isinstance(item, dict) for item in found) else None


def _json_lines(text: str) -> list:
    """One object a line. Raises the error of the whole text where it is not that."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].rstrip().endswith("}") and lines[0].lstrip().startswith("{"):
        return [_parse(line) for line in lines]
    return _parse(text)


def _parse(text: str):
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)


def _starts_as_json(text: str) -> bool:
    start = "".join(text[:200].split())
    return start.startswith(("[{", '{"', "[]", "{}"))


def _json_cell(value):
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
