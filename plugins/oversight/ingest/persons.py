"""Numbers of identity cards are never stored whole: what a cell says stays, the birth date and serial go."""

import re

import pyarrow as pa
import pyarrow.compute as pc
from stdnum.cn import ric, uscc

# Division, birth date, serial, check character (GB 11643-1999), not inside a longer number or code.
_CARD = r"[1-6][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
_ALONE = re.compile(rf"(?<![0-9A-Za-z]){_CARD}(?![0-9A-Za-z])")


def masked(column: pa.Array) -> pa.Array:
    """The same texts, with the middle of every identity number hidden."""
    found = pc.fill_null(pc.match_substring_regex(column, _CARD), False)
    if not pc.any(found).as_py():
        return column
    cells = [masked_text(text) for text in column.filter(found).to_pylist()]
    return pc.replace_with_mask(column, found, pa.array(cells, column.type))


def masked_text(text: str) -> str:
    """One text; a valid organisation code that merely looks like an identity number stays as it is."""
    return _ALONE.sub(lambda match: _mask(match[0]), text)


def _mask(number: str) -> str:
    """Numbers that no library's table of divisions knows are numbers of persons too: the check character decides."""
    organisation = uscc.is_valid(number) and ric.calc_check_digit(number) != number[-1].upper()
    return number if organisation else f"{number[:3]}***********{number[-4:]}"
