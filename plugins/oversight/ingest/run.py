"""One ingest run: every new file of the inbox into bronze."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from oversight import sources
from oversight.ingest import bronze, inbox, refusal, report
from oversight.ingest.headers import Matcher
from oversight.ingest.inbox import Delivery
from oversight.ingest.readers import Fingerprint, fingerprint, open_file
from oversight.ingest.refusal import Refused
from oversight.ingest.scan import Scanner, Table
from oversight.settings import Home
from oversight.warehouse import exclusive


@dataclass
class IngestReport:
    """What a run met, by inbox path: `new` files, `known` ones (same bytes as one taken before), `later`
    ones (delivered after the business date), `ignored` leftovers; tables and rows of the new files."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    tables: int = 0
    rows: int = 0
    messages: list[str] = field(default_factory=list)


def run(
    *, inbox: Path, home: Home, business_date: date, progress: Callable[[str], None] | None = None
) -> IngestReport:
    """Take every file of the inbox delivered by `business_date` that is not yet in bronze.

    A file that cannot be read gets a `_files` row with the reason, and never stops the run. Raises
    FileNotFoundError where the inbox does not exist, WarehouseBusy while another run works on this home.
    """
    home.make()
    with exclusive(home):  # a second run would sweep what this one has not recorded yet
        return _Run(Path(inbox), home, business_date, progress or (lambda _: None)).report


class _Run:
    def __init__(self, inbox_path: Path, home: Home, business_date: date, progress: Callable[[str], None]):
        self.bronze, self.progress, self.report = home.bronze, progress, IngestReport()
        declared = sources.load()
        self.matcher = Matcher(declared)
        deliveries, self.report.ignored = inbox.walk(inbox_path, business_date)
        self._note_ignored()
        self.known, self.sightings = bronze.prepare(self.bronze, declared)
        for number, delivery in enumerate(deliveries, start=1):
            if delivery.delivered > business_date:
                self.report.later.append(delivery.name)
            else:
                self._take(delivery, f"{number}/{len(deliveries)}")

    def _note_ignored(self) -> None:
        for name in self.report.ignored:
            self._say(f"{name}：临时文件或隐藏文件，不是报送数据，已忽略。")

    def _take(self, delivery: Delivery, position: str) -> None:
        print_ = fingerprint(delivery.path)
        if print_.digest in self.known:
            self._note_known(delivery, print_)
            return
        if not delivery.authority:
            self._say(f"{delivery.name}：文件夹“{delivery.folder}”不是已登记的机关或地区，登记机关留空。")
        records = self._store(delivery, print_)
        self.known[print_.digest] = bronze.record_path(self.bronze, delivery, print_.digest)
        rows = sum(record["rows_delivered"] for record in records)
        self.report.new.append(delivery.name)
        self.report.tables += sum(record["table_no"] is not None for record in records)
        self.report.rows += rows
        for record in records:
            if record["status"] != "recognised":
                self._say(f"{delivery.name}：{record['message_zh']}")
        self.progress(f"[{position}] {delivery.name}：{rows} 行")

    def _note_known(self, delivery: Delivery, print_: Fingerprint) -> None:
        """Bytes taken before: the same delivery met again, or the same file handed in once more.

        What is handed in once more is recorded as seen on its day and not read again: its rows may be
        the last word after a correction in between.
        """
        self.report.known.append(delivery.name)
        sighting = bronze.sighting_name(print_.digest, delivery)
        if sighting in self.sightings:
            return
        earlier = pq.read_table(self.known[print_.digest]).to_pylist()
        if earlier[0]["_file"] == delivery.name:
            return
        first = f"{earlier[0]['_delivered']} 收到的 {earlier[0]['_file']}"
        message = f"内容与 {first} 完全相同，按重复报送登记，未重复读取。如本意是更正，请核对是否选错了文件。"
        records = report.repeated_records(delivery, earlier, message)
        bronze.write_records(self.bronze, delivery, sighting, records)
        self.sightings.add(sighting)
        self._say(f"{delivery.name}：{message}")

    def _store(self, delivery: Delivery, print_: Fingerprint) -> list[dict]:
        """Write one file's rows and its record; a file that breaks off midway leaves its record only."""
        try:
            with bronze.FileWriter(self.bronze, delivery, print_.digest) as writer:
                records = self._read(delivery, print_, writer)
                writer.commit(records)
                return records
        except Refused as refused:
            return self._refuse(delivery, print_, refused)
        except (
            Exception
        ) as error:  # whatever a library makes of content that no reader foresaw: one file's trouble
            reason = f"{type(error).__name__}: {error}"[:120].encode("utf-8", "replace").decode()
            return self._refuse(delivery, print_, refusal.damaged(print_.kind, reason))

    def _refuse(self, delivery: Delivery, print_: Fingerprint, refused: Refused) -> list[dict]:
        records = [report.refused_record(delivery, print_, refused)]
        with bronze.FileWriter(self.bronze, delivery, print_.digest) as writer:
            writer.commit(records)
        return records

    def _read(self, delivery: Delivery, print_: Fingerprint, writer: bronze.FileWriter) -> list[dict]:
        tables: list[Table] = []
        with open_file(delivery.path, print_) as contents:
            for sheet in contents.sheets:
                scanner = Scanner(self.matcher, sheet, delivery.path.stem)
                for piece in scanner.pieces():
                    writer.write(piece)
                tables += [table for table in scanner.tables if table.rows or table.header]
        if not tables:
            raise refusal.empty(contents.format)
        return report.table_records(delivery, print_, contents, tables, self.matcher)

    def _say(self, message: str) -> None:
        self.report.messages.append(message)
