"""What is said of a delivered file: its `_files` rows, each with a message for its deliverer."""

from collections import Counter

from oversight.ingest import bronze, persons
from oversight.ingest.finder import guess_header
from oversight.ingest.headers import Matcher
from oversight.ingest.inbox import Delivery
from oversight.ingest.readers import Contents, Fingerprint
from oversight.ingest.refusal import Refused
from oversight.ingest.scan import Table

KINDS = {
    "title": "标题",
    "unit": "填报单位",
    "header": "表头",
    "letter_row": "栏次",
    "blank": "空行",
    "total": "合计",
    "note": "说明",
    "repeated_header": "重复表头",
}
PLACES = {"title": "标题行", "sheet": "工作表名", "file": "文件名"}
LISTED = 12  # header texts quoted in a message


def refused_record(delivery: Delivery, print_: Fingerprint, refused: Refused) -> dict:
    """The one row of a file that is not read."""
    return _common(delivery, print_) | {
        "format": refused.format,
        "encoding": print_.encoding,
        "table_no": None,
        "status": refused.status,
        "message_zh": refused.message,
        "rows_delivered": 0,
        "lines_skipped": 0,
        "skipped": "[]",
        "columns_matched": "{}",
        "columns_unmatched": "[]",
    }


def repeated_records(delivery: Delivery, earlier: list[dict], message: str) -> list[dict]:
    """The rows of a file whose bytes were taken before: what was met then, as seen again now."""
    now = {"_file": delivery.name, "_authority": delivery.authority, "_delivered": delivery.delivered}
    return [
        record
        | now
        | {"message_zh": message, "status": "repeated" if record["rows_delivered"] else record["status"]}
        for record in earlier
    ]


def table_records(
    delivery: Delivery, print_: Fingerprint, contents: Contents, tables: list[Table], matcher: Matcher
) -> list[dict]:
    """One row for each table met, in the order of the file."""
    file = _common(delivery, print_) | {"format": contents.format, "encoding": contents.encoding}
    describe = {True: _recognised, False: _not_recognised}
    return [
        file
        | {
            "sheet": table.sheet,
            "table_no": number,
            "skipped": persons.masked_text(bronze.as_json(table.skipped)),
        }
        | {"first_row": table.first_row}
        | describe[table.is_recognised](table, matcher)
        for number, table in enumerate(tables, start=1)
    ]


def _common(delivery: Delivery, print_: Fingerprint) -> dict:
    return {
        "_digest": print_.digest,
        "_file": delivery.name,
        "_authority": delivery.authority,
        "_delivered": delivery.delivered,
        "bytes": print_.size,
    }


def _recognised(table: Table, _: Matcher) -> dict:
    header = table.header
    message = _empty_message(table) if not table.rows else _recognised_message(table)
    return {
        "source": header.source.name,
        "status": "recognised" if table.rows else "empty",
        "message_zh": message,
        "header_row": table.header_row,
        "rows_delivered": table.rows,
        "lines_skipped": table.skipped_rows,
        "columns_matched": bronze.as_json({name: header.texts[i] for name, i in header.columns.items()}),
        "columns_unmatched": bronze.as_json(list(header.unmatched.values())),
    }


def _where(table: Table) -> str:
    sheet = f"工作表“{table.sheet}”" if table.sheet else ""
    return f"{sheet}第 {table.header_row} 行表头" if table.header_row else f"{sheet}列名"


def _empty_message(table: Table) -> str:
    label = table.header.source.label
    return f"{_where(table)}识别为“{label}”，但表头下面没有任何数据行。如确有数据，请核对后重新报送。"


def _recognised_message(table: Table) -> str:
    header = table.header
    parts = [
        f"{_where(table)}识别为“{header.source.label}”，认出 {len(header.columns)} 列，读取 {table.rows} 行"
    ]
    labels = {name: column.label for name, column in header.source.columns.items()}
    for name, context in header.context.items():
        parts.append(f"“{labels[name]}”一列表中没有，取自{PLACES[context.place]}“{context.text}”")
    required = [
        c for n, c in header.source.columns.items() if c.required and n not in header.columns | header.context
    ]
    if required:
        names = "、".join(column.label for column in required)
        parts.append(f"缺少必填列：{names}，这些行会因此被退回，请补上该列后重新报送")
    if header.unmatched:
        parts.append(f"没有对应项的列原样保留：{_quoted(list(header.unmatched.values()))}")
    if table.skipped_rows:
        kinds = Counter(KINDS[line["kind"]] for line in table.skipped)
        parts.append(
            f"未计入数据 {table.skipped_rows} 行（{'、'.join(f'{k} {n}' for k, n in kinds.items())}）"
        )
    return "；".join(parts) + "。"


def _not_recognised(table: Table, matcher: Matcher) -> dict:
    ambiguous = table.header is not None
    describe = _ambiguous if ambiguous else _unrecognised
    return {
        "status": "ambiguous" if ambiguous else "unrecognised",
        "rows_delivered": 0,
        "lines_skipped": table.rows + table.skipped_rows,
        "columns_matched": "{}",
    } | describe(table, matcher)


def _ambiguous(table: Table, _: Matcher) -> dict:
    labels = "、".join(f"“{source.label}”" for source in table.header.rivals)
    return {
        "header_row": table.header_row,
        "columns_unmatched": bronze.as_json([text for text in table.header.texts if text]),
        "message_zh": f"{_where(table)}同时符合 {labels}，认出的列数相同，无法断定是哪一种，{_kept(table)}。"
        "请补充能区分的列（如文书号、日期），或按模板列名修改表头后重新报送。",
    }


def _unrecognised(table: Table, matcher: Matcher) -> dict:
    offset, texts, nearest = guess_header(matcher, table.head)
    row = None if offset is None or table.head_row is None else table.head_row + offset
    place = f"工作表“{table.sheet}”" if table.sheet else ""
    kept = f"{_kept(table)}，没有计入任何数据"
    texts = [text for text in texts if text]
    if nearest:
        matched = "、".join(texts_of(nearest))
        reason = f"最接近“{nearest.source.label}”（认出 {matched}），但缺少 {'、'.join(nearest.missing)}"
        advice = "请补上缺少的列后重新报送。"
    elif texts:
        reason = f"列名 {_quoted(texts)} 与各类数据都对不上"
        advice = "如属应报数据，请按模板列名修改表头后重新报送。"
    else:
        reason = "没有找到表头行，无法知道各列是什么"
        advice = "请在第一行加上列名后重新报送。"
    at = f"第 {row} 行像是表头，" if row and texts else ""
    return {
        "header_row": row,
        "columns_unmatched": bronze.as_json(texts),
        "message_zh": f"{place}未识别：{at}{reason}。{kept}。{advice}",
    }


def texts_of(match) -> list[str]:
    """Labels of the columns that a match found, in the order of the declaration."""
    return [column.label for name, column in match.source.columns.items() if name in match.columns]


def _kept(table: Table) -> str:
    return f"{table.rows} 行原样另存备查"


def _quoted(texts: list[str]) -> str:
    more = f" 等 {len(texts)} 列" if len(texts) > LISTED else ""
    return "、".join(f"“{text[:30]}”" for text in texts[:LISTED]) + more
