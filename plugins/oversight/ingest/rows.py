"""What a row is when it is not data: title, unit row, letter row, total, note. Words of real forms."""

import re
from collections.abc import Sequence

UNIT_ROW = re.compile(
    r"盖章|^(填报|报送|制表|填表|编报|报表)?(单位|机关|部门)(名称)?[（(]?.{0,6}[)）]?\s*[:：]"
)
TOTAL_WORDS = r"(本页)?(合计|总计|小计|共计|累计)"
TOTAL = re.compile(rf"^{TOTAL_WORDS}[:：]?[\d.,]*[家个条户人项元]?$")
NOTE_WORDS = (
    r"(填表说明|填报说明|填写说明|说明|备注|注|附注|附|制表人?|填表人?|填报人?|审核人?|复核人?|统计人|经办人"
    r"|(单位)?负责人|联系人|联系电话|(填报|填表|报送|报出|制表|打印|导出)(日期|时间)|(数据)?来源)"
)
NOTE = re.compile(rf"^{NOTE_WORDS}[（(]?[^:：]{{0,6}}[)）]?[:：]")
SERIAL_HEADER = re.compile(r"^(序号|编号|行号|行次|no|id|#)$")
LETTER = re.compile(r"^([A-Z]{1,2}\d{0,3}|[甲乙丙丁戊己庚辛壬癸])$")
PANDAS_BLANK = re.compile(r"Unnamed: \d+$")  # what pandas writes for a header cell that was empty
LONG_NUMBER = re.compile(r"\d{4}|^[\d.,/-]+$")

# One pattern, without look-around, so that Arrow can search a whole column for rows worth a closer look.
SUSPICIOUS = rf"^\s*({TOTAL_WORDS}|合\s*计|总\s*计|小\s*计|{NOTE_WORDS}.{{0,10}}[:：])"

Row = Sequence[str | None]


def header_cell(text: str | None) -> str:
    """A cell's text above the data, '' where it is blank or a stand-in for blank."""
    return "" if text is None or PANDAS_BLANK.match(text) else text.strip()


def texts(row: Row) -> list[str]:
    """The distinct non-blank texts of a row (a merged range counts once), white space removed."""
    return list(dict.fromkeys("".join(cell.split()) for cell in map(header_cell, row) if cell))


def is_title(row: Row) -> bool:
    """A single text across the sheet, or the row that names the reporting unit and its seal."""
    found = texts(row)
    return len(found) == 1 or is_unit_row(row)


def is_unit_row(row: Row) -> bool:
    found = texts(row)
    return 0 < len(found) <= 4 and bool(UNIT_ROW.search(found[0]))


def is_wide(row: Row) -> bool:
    """Wide enough to be a row of a table."""
    return len(texts(row)) >= 3 and not is_unit_row(row)


def is_letter_row(row: Row) -> bool:
    """Column letters (A, B, C1), stems (甲, 乙) or column numbers (1, 2, 3) under a header."""
    found = texts(row)
    numbers = [text for text in found if not LETTER.match(text)]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(found) >= (3 if numbers else 2) and numbers == counted


def is_header_like(row: Row) -> bool:
    """Several different texts, none of them a number, code or date."""
    found = texts(row)
    return len(found) >= 3 and not any(LONG_NUMBER.search(text) for text in found)


def is_total(row: Row) -> bool:
    found = texts(row)
    return bool(found) and bool(TOTAL.match(found[0]))


def is_note(row: Row) -> bool:
    found = texts(row)
    return bool(found) and len(found) <= 6 and bool(NOTE.match(found[0]))
