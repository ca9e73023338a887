"""An object of main's that a page hands on to what writes into it stays: a copy would be written, and main's object as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const { remote } = require('electron')\nconst s = remote.getGlobal('settings')\n"
MAIN = (
    "//- main.js\nconst { app, BrowserWindow } = require('electron')\nglobal.settings = { theme: 'light', window: { width: 1 } }\napp.whenReady().then(() => {\n"
    "  new BrowserWindow({ webPreferences: { nodeIntegration: true, enableRemoteModule: true } }).loadFile('index.html')\n})\n"
)


@pytest.mark.parametrize(
    "code",
    [
        "Object.assign(s, { theme: 'x' })",
        "Object.assign(s.window, { width: 2 })",
        "$.extend(s, more)",
        "function edit (it) { it.theme = 'x' }\nedit(s)\nedit(other)",
        "function edit (it) { delete it[name] }\nedit(s)\nedit(other)",
        "function edit (it) { more(it) }\nfunction more (it) { it.window.width++ }\nedit(s)\nedit(other)",
    ],
)
def test_what_is_written_where_it_is_passed_stays(code: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{HEAD}{code}\n{MAIN}")
    assert code in done.script
    assert any("that changed main's object, and would change a copy" in one for one in done.manual)


@pytest.mark.parametrize("code", ["Object.assign({}, SETTINGS)", "function draw (it) { show(it) }\ndraw(SETTINGS)", "show(SETTINGS)"])
def test_what_is_only_read_there_is_passed_as_a_copy(code: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{HEAD}{code.replace('SETTINGS', 's')}\n{MAIN}")
    assert done.manual == []
    assert done.script == code.replace("SETTINGS", "window.electronAPI.globals.settings") + "\n"
