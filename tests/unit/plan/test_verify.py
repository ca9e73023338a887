"""A planned state that breaks what was promised is noticed, whatever it was that broke it."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

from electron_migrate.app.app import read_app
from electron_migrate.app.overlay import with_files
from electron_migrate.facts.link import link
from electron_migrate.findings.catalogue import find_all
from electron_migrate.kit.harness import app_of
from electron_migrate.plan.transform import Example
from electron_migrate.plan.verify import Complaint, verify

APP = (
    "const { ipcRenderer } = require('electron')\nipcRenderer.send('save', 1)\n"
    "//- main.js\nconst { BrowserWindow, ipcMain } = require('electron')\nconst path = require('path')\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, preload: path.join(__dirname, 'preload.js') } })\n"
    "win.loadFile('index.html')\nipcMain.on('save', (event, n) => { keep(n) })\n"
    "//- preload.js\nconst { contextBridge, ipcRenderer } = require('electron')\n"
    "contextBridge.exposeInMainWorld('electronAPI', { save: (n) => { ipcRenderer.send('save', n) } })\n"
)


def test_a_good_rewrite_gives_no_complaint(tmp_path: Path) -> None:
    assert _complaints(tmp_path, {"renderer.js": "window.electronAPI.save(1)\n"}) == []


@pytest.mark.parametrize(
    ("changed", "message", "path"),
    [
        ({"renderer.js": "window.electronAPI.save(1\n"}, "renderer.js would no longer parse", "renderer.js"),
        (
            {"renderer.js": "window.electronAPI.store(1)\n"},
            "renderer.js would call window.electronAPI.store, which no preload has",
            "renderer.js",
        ),
        (
            {"renderer.js": "window.electronAPI.save(1, 2)\n"},
            "renderer.js would pass 2 arguments to window.electronAPI.save, which takes 1",
            "renderer.js",
        ),
        (
            {"renderer.js": "const off = window.electronAPI.save(1)\nfunction off () {}\n"},
            "renderer.js would declare off twice",
            "renderer.js",
        ),
        (
            {"renderer.js": "let off = 1\n", "index.html": "<script>function off () {}</script><script src='renderer.js'></script>\n"},
            "renderer.js would declare off twice",
            "renderer.js",
        ),
    ],
    ids=["syntax", "no such member", "too many arguments", "a name twice", "a name of another script"],
)
def test_what_the_page_would_run_into(changed: dict[str, str], message: str, path: str, tmp_path: Path) -> None:
    assert [(one.message, one.path) for one in _complaints(tmp_path, changed)] == [(message, path)]


def test_a_finding_that_was_to_go_and_is_still_there(tmp_path: Path) -> None:
    (complaint,) = _complaints(
        tmp_path, {"renderer.js": "// moved\nconst { ipcRenderer } = require('electron')\nipcRenderer.send('save', 1)\n"}
    )
    assert complaint.message == "ipcRenderer.send in a page would still be there"
    assert complaint.findings == ("raw-ipc:renderer.js:2:1",)


def test_a_second_handler_for_a_request(tmp_path: Path) -> None:
    main = APP.split("//- main.js\n")[1].split("//- preload.js\n")[0]
    twice = main + "ipcMain.handle('load', () => 1)\nipcMain.handle('load', () => 2)\n"
    complaints = _complaints(tmp_path, {"renderer.js": "window.electronAPI.save(1)\n", "main.js": twice})
    assert [complaint.path for complaint in complaints] == ["main.js"]
    assert "load" in complaints[0].message


def _complaints(folder: Path, changed: dict[str, str]) -> list[Complaint]:
    """What is said of a state in which the one use of ipcRenderer in the page was to go."""
    for path, data in app_of(Example("", APP, None)).items():
        (folder / path).write_bytes(data)
    before = link(read_app(folder))
    state = {path: text.encode("utf-8") for path, text in changed.items()}
    after = link(with_files(before.app, state))
    promised = [found.finding for found in find_all(before) if found.finding.rule == "raw-ipc"]
    assert len(promised) == 1
    return list(verify(before, after, promised, find_all(after), state))


def test_of_two_uses_with_the_same_text_one_may_stay(tmp_path: Path) -> None:
    script = "const { remote } = require('electron')\nconst s = remote.getGlobal('s')\nother(s)\nObject.assign(s, { a: 1 })\n"
    made = "//- main.js\nconst { app, BrowserWindow } = require('electron')\nglobal.s = { a: 0 }\napp.whenReady().then(() => {\n"
    window = "  new BrowserWindow({ webPreferences: { nodeIntegration: true, enableRemoteModule: true } }).loadFile('index.html')\n})\n"
    done = migrate(tmp_path, script + made + window)
    assert "other(window.electronAPI.globals.getSSync())\nObject.assign(s, { a: 1 })" in done.script
    assert [reason for reason in done.held.values() if "Verifying" in reason] == []
    assert len(done.manual) == 1
