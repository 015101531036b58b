"""Ingest: what is it, which source, which rows. Nothing is judged yet, and no row is rejected.

inbox.py     which files lie in the inbox, whose they are, when they were delivered
readers/     a file's bytes -> sheets of text cells (Arrow blocks), whatever its name says
headers.py   header texts -> columns of a declared source
scan.py      a sheet -> tables, and each row's lot: delivered, kept aside, or skipped with its kind
bronze.py    tables -> immutable Parquet, and the record of what was met
"""

from oversight.ingest.run import IngestReport, run

__all__ = ["IngestReport", "run"]
