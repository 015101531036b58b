"""One small cycle through Airflow, made once and shared; tests that change a home work on a copy of it."""

import shutil
from pathlib import Path

import pytest
from cycles import run_cycle

from oversight.settings import Home

CHANGE_A_HOME = ("test_kill.py", "test_history.py")  # what builds anew most often runs beside what only looks


@pytest.hookimpl(tryfirst=True)  # before the groups are read
def pytest_collection_modifyitems(items):
    """Two workers share these out, each with a cycle of its own."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            group = "rebuilding" if item.path.name in CHANGE_A_HOME else "looking"
            item.add_marker(pytest.mark.xdist_group(group))


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
