"""One small cycle through Airflow, made once a worker and shared; tests that change a home work on a copy of it."""

import shutil

import pytest
from cycles import run_cycle

from oversight.settings import Home


@pytest.fixture(scope="session")
def cycle(tmp_path_factory) -> tuple[Home, str]:
    """A home after one whole cycle, not to be changed, and what the run printed."""
    home = Home(tmp_path_factory.mktemp("cycle") / "home")
    done = run_cycle(home)
    log = home.root / "logs" / "cycle.log"
    tail = log.read_text(encoding="utf-8")[-4000:] if log.exists() else ""
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\n{tail}"
    return home, done.stdout


@pytest.fixture
def copy_of_home(cycle, tmp_path) -> Home:
    """The same home to change."""
    shutil.copytree(cycle[0].root, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


@pytest.fixture
def as_home(monkeypatch):
    """Let the stages, which read the environment, work on a home."""

    def use(home: Home) -> Home:
        monkeypatch.setenv("OVERSIGHT_HOME", str(home.root))
        return home

    return use
