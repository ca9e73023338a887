"""Stage harden: listeners that main had before check who sends, where everybody who sends on their channel is known."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import Migrated, migrate

from electron_migrate.options import Options

MAIN = (
    "//- main.js\nconst { app, BrowserWindow, ipcMain } = require('electron')\n{main}\napp.whenReady().then(() => {\n"
    "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false{more} } })\n  win.loadFile('index.html')\n})\n"
)
SENDING = "const { ipcRenderer } = require('electron')\nipcRenderer.send('save', 1)\n"


def migrated(tmp_path: Path, main: str, page: str = SENDING, more: str = "", files: str = "") -> Migrated:
    app = MAIN.replace("{main}", main).replace("{more}", more)
    return migrate(tmp_path, f"{page or '// nothing'}\n{app}{files}", options=Options())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ipcMain.on('save', (event, n) => { store(n) })", "trustedIpcMain.on('save', (event, n) => { store(n) })"),
        ("ipcMain.on('save', store)", "trustedIpcMain.on('save', store)"),
        ("ipcMain.handle('save', async () => 1)", "trustedIpcMain.handle('save', async () => 1)"),
        ("require('electron').ipcMain.on('save', store)", "\ntrustedIpcMain.on('save', store)"),
        # main talks to itself by ipcMain.emit: an event without a sender goes through
        ("ipcMain.on('save', store)\nipcMain.emit('save')", "trustedIpcMain.on('save', store)\nipcMain.emit('save')"),
    ],
)
def test_one_word_changes_and_the_listener_stays(tmp_path: Path, before: str, after: str) -> None:
    main = migrated(tmp_path, before, SENDING.replace("send(", "invoke(") if "handle" in before else SENDING).files["main.js"]
    assert after in main
    assert "const { trustedIpcMain } = require('./trusted-ipc')" in main


def test_an_ipc_main_that_nothing_uses_any_more_goes(tmp_path: Path) -> None:
    assert "const { app, BrowserWindow } = require('electron')" in migrated(tmp_path, "ipcMain.on('save', store)").files["main.js"]


def test_a_file_of_main_that_is_loaded_late_finds_the_check_at_work(tmp_path: Path) -> None:
    files = "//- late.js\nconst { ipcMain } = require('electron')\nipcMain.on('save', store)\n"
    done = migrated(tmp_path, "app.on('ready', () => { require('./late') })", files=files)
    assert "trustedIpcMain.on('save', store)" in done.files["late.js"]
    assert "require('./trusted-ipc')\n" in done.files["main.js"]


@pytest.mark.parametrize(
    ("main", "page", "more", "files", "reason"),
    [
        ("ipcMain.on('save', f)\nipcMain.removeListener('save', f)", SENDING, "", "", "taken off again"),
        ("ipcMain.on('save', f)\nipcMain.off(name, f)", SENDING, "", "", "taken off again"),
        ("ipcMain.once('save', f)", SENDING, "", "", "a stranger would use it up"),
        ("ipcMain.on('save', f)", "", "", "", "no sender was found"),
        ("ipcMain.on('save', f)", "require('electron').ipcRenderer.send(name())", "", "", "no sender was found"),
        ("ipcMain.on(name(), f)", SENDING, "", "", "only known when the app runs"),
        ("const keep = ipcMain.on('save', f)", SENDING, "", "", "more than one plain call"),
        ("const trustedIpcMain = 1\nipcMain.on('save', f)", SENDING, "", "", "has another meaning"),
        (
            "ipcMain.on('save', f)",
            "const { ipcRenderer } = require('electron')\nwindow.addEventListener('beforeunload', () => { ipcRenderer.send('save', 1) })\n",
            "", "", "goes away",
        ),
        ("ipcMain.on('save', f)", SENDING, ", nodeIntegrationInSubFrames: true", "", "foreign frames"),
        (
            "ipcMain.on('save', f)\nconst show = () => new BrowserWindow({ webPreferences: { preload: __dirname + '/preload.js' } }).loadURL('https://example.com')",
            SENDING, "",
            "//- preload.js\nconst { ipcRenderer } = require('electron')\nwindow.addEventListener('load', () => { ipcRenderer.send('save', 2) })\n",
            "https://example.com",
        ),
        (
            "ipcMain.on('save', f)", "", ", preload: __dirname + '/preload.js'",
            "//- preload.js\nconst { ipcRenderer } = require('electron')\nipcRenderer.send('save', 2)\n",
            "while the preload loads",
        ),
        (
            "ipcMain.on('save', f)", "", ", preload: __dirname + '/preload.js'",
            "//- preload.js\nconst { ipcRenderer } = require('electron')\nconst start = () => { ipcRenderer.send('save', 2) }\nstart()\n",
            "while the preload loads",
        ),
    ],
)  # fmt: skip
def test_it_stays_a_note_with_its_reason(tmp_path: Path, main: str, page: str, more: str, files: str, reason: str) -> None:
    done = migrated(tmp_path, main, page, more, files)
    assert "trustedIpcMain." not in done.files["main.js"]
    assert any(reason in finding.reason for finding in done.plan.scan.findings if finding.rule == "unchecked-ipc-handler")


def test_an_app_that_is_isolated_already_is_left_as_it_is(tmp_path: Path) -> None:
    electron = "const { contextBridge, ipcRenderer } = require('electron')"
    preload = f"//- preload.js\n{electron}\n" + "contextBridge.exposeInMainWorld('api', { save: (n) => ipcRenderer.send('save', n) })\n"
    app = MAIN.replace("{main}", "ipcMain.on('save', f)").replace("nodeIntegration: true, contextIsolation: false", "contextIsolation: true, sandbox: true")
    app = app.replace("{more}", ", preload: __dirname + '/preload.js'")
    done = migrate(tmp_path, f"window.api.save(1)\n{app}{preload}", options=Options())
    assert not done.steps


def test_a_rule_that_is_ignored_hardens_nothing(tmp_path: Path) -> None:
    app = MAIN.replace("{main}", "ipcMain.on('save', f)").replace("{more}", "")
    done = migrate(tmp_path, f"{SENDING}\n{app}", options=Options(ignore=("unchecked-ipc-handler",)))
    assert "ipcMain.on('save', f)" in done.files["main.js"].replace("trustedIpcMain", "")
