"""One small set of deliveries for all tests of the maker."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from oversight import synth

ORGANISATIONS = 300
BUSINESS_DATE = dt.date(2026, 11, 30)


@pytest.fixture(scope="session")
def business_date() -> dt.date:
    return BUSINESS_DATE


@pytest.fixture(scope="session")
def organisations() -> int:
    return ORGANISATIONS


@pytest.fixture(scope="session")
def deliveries(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("synth")
    synth.make(root, ORGANISATIONS, BUSINESS_DATE, seed=7)
    return root


@pytest.fixture(scope="session")
def truth(deliveries):
    """Reads a truth file as text, blank for nothing."""

    def read(name: str) -> pd.DataFrame:
        return pd.read_csv(deliveries / "truth" / f"{name}.csv", dtype=str, keep_default_na=False)

    return read
