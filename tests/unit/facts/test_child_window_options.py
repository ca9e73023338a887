"""Options that main gives windows which pages open."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of

from electron_migrate.findings.catalogue import find_all

HEAD = "//- main.js\nconst { BrowserWindow } = require('electron')\nconst win = new BrowserWindow({})\nwin.loadFile('index.html')\n"
HANDLER = "win.webContents.setWindowOpenHandler(() => ({ action: 'allow', overrideBrowserWindowOptions: { webPreferences: { %s } } }))\n"


@pytest.mark.parametrize(
    ("preferences", "messages"),
    [
        ("nodeIntegration: true, contextIsolation: false", ["nodeIntegration: true", "contextIsolation: false"]),
        ("'sandbox': false", ["'sandbox': false"]),
        ("nodeIntegration: false, sandbox: true", []),
    ],
)
def test_what_gives_them_node_is_found(preferences: str, messages: list[str], tmp_path: Path) -> None:
    found = [one.finding for one in find_all(facts_of(tmp_path, HEAD + HANDLER % preferences)) if one.finding.rule == "child-window-options"]
    assert [one.message for one in found] == [f"{message} for windows that pages open" for message in messages]
    assert all(one.reason for one in found)


def test_the_same_of_other_windows_is_their_own_matter(tmp_path: Path) -> None:
    text = HEAD.replace("({})", "({ webPreferences: { nodeIntegration: true } })")
    assert not [one for one in find_all(facts_of(tmp_path, text)) if one.finding.rule == "child-window-options"]
