"""`--navigation own-pages` in a real Electron: the app does the same, and nothing takes its window elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from electron.harness import REPOSITORY, differences, run

pytestmark = pytest.mark.electron

APP = REPOSITORY / "corpus" / "notes"
LEAVES = Path(__file__).parent / "navigation.js"


def test_the_window_stays_with_the_pages_of_the_app_which_does_the_same(tmp_path: Path) -> None:
    copy = tmp_path / "app"
    shutil.copytree(APP / "before", copy)
    command = [sys.executable, "-m", "electron_migrate", "apply", "--level", "review", "--navigation", "own-pages", str(copy)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "NO_COLOR": "1"})
    actions = APP / "actions.js"
    assert differences(run(APP / "before", actions), run(copy, actions, modern=True)) == []
    limited = run(copy, LEAVES, modern=True)
    assert limited.failures() == []
    assert limited.steps == {
        "into the page": "#there",
        "to the page itself": "?again",
        "to the web": "file:?again",
        "to a file": "file:?again",
        "by a script": "file:?again",
        "into a window of its own": 1,
    }
