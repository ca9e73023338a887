"""Windows that a page makes: what becomes of the path to the page, of names, and of what cannot be served."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

_HEAD = "const { BrowserWindow } = require('electron').remote\n"
_ABOUT = "//- about.html\n<h1>About</h1>\n"


def test_a_path_that_something_else_needs_stays(tmp_path: Path) -> None:
    migrated = migrate(
        tmp_path,
        _HEAD + "const path = require('path')\nconst page = path.join(__dirname, 'about.html')\nshow(page)\n"
        "const win = new BrowserWindow({ width: 100 })\nwin.loadFile(page)\n" + _ABOUT,
    )
    assert migrated.script == (
        "const page = window.electronAPI.path.join(window.electronAPI.folders.app, 'about.html')\nshow(page)\n"
        "const win = window.electronAPI.windows.openAbout()\n"
    )


def test_a_call_with_an_effect_stays_though_its_result_goes(tmp_path: Path) -> None:
    migrated = migrate(
        tmp_path,
        _HEAD + "const path = require('path')\nconst page = path.join(__dirname, remember('about.html'))\n"
        "const win = new BrowserWindow({ width: 100 })\nwin.loadFile(`${__dirname}/about.html`)\nwin.setTitle(page)\n" + _ABOUT,
    )
    assert "remember('about.html')" in migrated.script


def test_two_openers_of_one_page_are_named_after_their_scripts(tmp_path: Path) -> None:
    opener = _HEAD.replace("const", "var") + "var w = new BrowserWindow({ width: 100 })\nw.loadFile('about.html')\n"
    migrated = migrate(
        tmp_path,
        "//- index.html\n<script type='module' src='left.js'></script><script type='module' src='right.js'></script>\n"
        f"//- left.js\n{opener}//- right.js\n{opener}{_ABOUT}",
    )
    assert "windows.openLeft()" in migrated.files["left.js"]
    assert "windows.openRight()" in migrated.files["right.js"]


def test_main_makes_the_window_isolated_whatever_the_page_wrote(tmp_path: Path) -> None:
    migrated = migrate(
        tmp_path,
        _HEAD + "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, devTools: false } })\nwin.loadFile('about.html')\n" + _ABOUT,
    )
    written = " ".join(migrated.files["ipc-handlers.js"].split())
    assert "webPreferences: { devTools: false, nodeIntegration: false, contextIsolation: true, sandbox: true }" in written


_VERSION = "//- version.html\n<a href=\"javascript:show(process.versions.node)\">Node</a>\n"


def test_a_page_that_keeps_node_gets_it_from_main(tmp_path: Path) -> None:
    migrated = migrate(
        tmp_path,
        _HEAD + "const win = new BrowserWindow({ width: 90, webPreferences: { nodeIntegration: true, devTools: false } })\nwin.loadFile('version.html')\n"
        "win.on('closed', () => { gone() })\n" + _VERSION,
    )
    assert migrated.script == "const win = window.electronAPI.windows.openVersion()\nwin.onClosed(() => { gone() })\n"
    written = " ".join(migrated.files["ipc-handlers.js"].split())
    assert "// version.html uses Node itself, and keeps it const win" in written
    assert "new BrowserWindow({ width: 90, webPreferences: { devTools: false, nodeIntegration: true } })" in written


def test_a_page_that_could_do_without_node_keeps_its_window_with_a_person(tmp_path: Path) -> None:
    """Main would have to make it with Node for now; the page is rewritten together with that or not at all."""
    page = "<script>require('electron').ipcRenderer.send('ready')</script>\n"
    opener = _HEAD + "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\nwin.loadFile('version.html')\n"
    migrated = migrate(tmp_path, f"{opener}{_VERSION}{page}")
    assert migrated.script == opener
    assert any("uses Node or Electron itself" in reason for reason in migrated.manual)


def test_a_window_that_main_makes_now_is_not_taken_for_the_one_that_opens_it(tmp_path: Path) -> None:
    """The new window comes first in the planned state; the old one's page still needs Node, so it must not be isolated."""
    migrated = migrate(
        tmp_path,
        _HEAD + "const win = new BrowserWindow({ width: 100 })\nwin.loadFile('about.html')\nshow(require('fs').opendirSync('.'))\n" + _ABOUT,
    )
    assert "contextIsolation: true" in migrated.files["ipc-handlers.js"]
    assert "contextIsolation: true" not in migrated.files["main.js"]


@pytest.mark.parametrize(
    ("use", "reason"),
    [
        ("register(win)", "handed on, kept elsewhere"),
        ("if (x) win.loadFile('about.html')", "loads no page, or several"),
        ("win.webContents.executeJavaScript(code)", "executeJavaScript"),
        ("win.removeListener('close', done)", "removeListener"),
        ("win.on('close', (event) => { event.preventDefault() })", "first parameter, the event"),
        ("win.custom = 1", "custom"),
        ("let other = win.getBounds", "handed on"),
    ],
)
def test_one_use_that_cannot_be_served_keeps_the_window_and_says_so(tmp_path: Path, use: str, reason: str) -> None:
    script = _HEAD + f"const win = new BrowserWindow({{ width: 100 }})\nwin.loadFile('about.html')\n{use}\n"
    migrated = migrate(tmp_path, script + _ABOUT)
    assert migrated.script == script
    assert any(reason in line for line in migrated.manual), migrated.manual


def test_a_window_that_is_made_by_what_a_class_was_handed(tmp_path: Path) -> None:
    script = (
        "const { remote } = require('electron')\nclass Opener {\n  constructor (remote) { this.remote = remote }\n"
        "  open () {\n    const win = new this.remote.BrowserWindow({ width: 300 })\n    win.loadURL('https://example.org/')\n    win.focus()\n  }\n}\n"
        "new Opener(remote).open()\n"
    )
    done = migrate(tmp_path, script)
    assert done.manual == []
    assert "const win = window.electronAPI.windows.openWindow()\n    win.focus()\n" in done.script
