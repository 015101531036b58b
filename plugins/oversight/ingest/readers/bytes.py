"""One pass over a file's bytes: digest, size, kind, and the encoding if it is text."""

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from oversight.ingest import refusal

CHUNK = 1 << 20
MAGIC = {
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\xd0\xcf\x11\xe0": "ole2",
    b"PAR1": "parquet",
    b"%PDF": " PDF 文档",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
}
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class Fingerprint:
    """What a file's bytes say of it. `kind`: zip, ole2, parquet, text, or in Chinese what else it is."""

    digest: str
    size: int
    kind: str
    encoding: str | None = None
    head: bytes = b""

    @property
    def looks_like_json(self) -> bool:
        text = self.head.decode(self.encoding or "utf-8", errors="ignore").lstrip("\ufeff \t\r\n")
        return text.startswith(("[", "{"))


def fingerprint(path: Path) -> Fingerprint:
    """Digest (sha256 hex), size in bytes, and what the file is, reading it in bounded memory."""
    digest, size, head = hashlib.sha256(), 0, b""
    utf8 = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            head = head or chunk[:4096]
            digest.update(chunk)
            size += len(chunk)
            if is_utf8:
                is_utf8 = _decodes(utf8, chunk)
    if is_utf8:
        is_utf8 = _decodes(utf8, b"", final=True)
    zeros = head.count(0)
    kind = next((kind for magic, kind in MAGIC.items() if head.startswith(magic)), None)
    encoding = None
    if kind is None:
        encoding = _marked(head) or _unmarked_utf16(head, is_utf8) or ("utf-8" if is_utf8 else None)
        kind = _kind_of_text(head, encoding, zeros)
    return Fingerprint(digest.hexdigest(), size, kind, encoding, head)


def text_encoding(path: Path, known: str | None) -> str:
    """The encoding of a text file: UTF-8 as found, else UTF-16 or GB18030 if the whole file reads as it.

    Raises `Refused` with the byte where it does not.
    """
    if known in ("utf-8", "utf-8-sig"):
        return known
    encoding = known or "gb18030"
    decoder, offset = codecs.getincrementaldecoder(encoding)(), 0
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                raise refusal.undecodable(encoding, offset + error.start + 1) from error
            if not chunk:
                return encoding
            offset += len(chunk)


def _decodes(decoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _marked(head: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS.items() if head.startswith(mark)), None)


def _unmarked_utf16(head: bytes, is_utf8: bool) -> str | None:
    """UTF-16 without a mark: every comma, digit and line end leaves a zero, nearly all on one side.

    What also reads as UTF-8 must be full of them: a stray zero byte makes no UTF-16.
    """
    low, high = head[0::2].count(0), head[1::2].count(0)
    if max(low, high) * (4 if is_utf8 else 100) < len(head) or max(low, high) < 4 * min(low, high):
        return None
    return "utf-16-le" if high > low else "utf-16-be"


def _kind_of_text(head: bytes, encoding: str | None, zeros: int) -> str:
    if encoding is None and zeros:
        return "无法辨认的二进制数据"
    start = head.decode(encoding or "gb18030", errors="ignore").lstrip("\ufeff \t\r\n").lower()
    return "网页（HTML）" if start.startswith(("<!doctype html", "<html", "<table", "<meta")) else "text"
