"""A fresh inbox and data home for each test."""

import pytest
from desk import Desk

from oversight.settings import Home


@pytest.fixture
def desk(tmp_path) -> Desk:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    return Desk(inbox, Home(tmp_path / "home"))
