"""Questions whether a page runs in Electron are asked of the bridge; what asks for more, or something else, stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

from electron_migrate.options import Options

SEND = "require('electron').ipcRenderer.send('save')\n"
SENT = "window.electronAPI.save()\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("if (window.process) start()\n", "if (window.electronAPI) start()\n"),
        ("if (window.process && window.process.type) start()\n", "if (window.electronAPI) start()\n"),
        ("if (window && window.process && window.process.type === 'renderer') start()\n", "if (window && window.electronAPI) start()\n"),
        ("if (typeof require === 'function') start()\n", "if (window.electronAPI) start()\n"),
        ("if (typeof process !== 'undefined' && process.versions && process.versions.electron && ready) start()\n", "if (window.electronAPI && ready) start()\n"),
        ("const x = window.require ? 1 : 2\n", "const x = window.electronAPI ? 1 : 2\n"),
        ("window.require && start()\n", "window.electronAPI && start()\n"),
        ("if (!window.process) web()\n", "if (!window.electronAPI) web()\n"),
        ("if (!(window.process && window.process.type)) web()\n", "if (!window.electronAPI) web()\n"),
        ("if (typeof process === 'undefined' || !process.versions.electron) web()\n", "if (!window.electronAPI) web()\n"),
        ("const isElectron = window.process && window.process.type\n", "const isElectron = Boolean(window.electronAPI)\n"),
        ("function isElectron () {\n  return process.versions.electron\n}\n", "function isElectron () {\n  return Boolean(window.electronAPI)\n}\n"),
        ("const x = process.type === 'renderer'\n", "const x = Boolean(window.electronAPI)\n"),
        ("const x = !!process.versions['electron']\n", "const x = !!window.electronAPI\n"),
        ("const x = 'electron' in process.versions\n", "const x = Boolean(window.electronAPI)\n"),
        ("const x = process.versions.hasOwnProperty('electron')\n", "const x = Boolean(window.electronAPI)\n"),
        ("const x = Boolean(process?.versions?.electron)\n", "const x = Boolean(window.electronAPI)\n"),
        ("function f (window) { if (process.versions.electron) start() }\n", "function f (window) { if (self.electronAPI) start() }\n"),
        ("const name = window.process ? process.platform : 'web'\n", "const name = window.electronAPI ? window.electronAPI.process.platform : 'web'\n"),
    ],
)
def test_a_guard_asks_for_the_bridge(before: str, after: str, tmp_path: Path) -> None:
    assert migrate(tmp_path, before + SEND).script == after + SENT


@pytest.mark.parametrize(
    "code",
    [
        "if (navigator.userAgent.includes('Electron')) start()\n",
        "function f (process) { if (process.type) start() }\n",
    ],
)
def test_what_asks_for_something_else_stays(code: str, tmp_path: Path) -> None:
    assert migrate(tmp_path, code + SEND).script == code + SENT


def test_a_version_that_is_shown_is_no_guard(tmp_path: Path) -> None:
    code = "const version = process.versions.electron\nshow(version)\n"
    assert migrate(tmp_path, code + SEND).script == "const version = window.electronAPI.process.versions.electron\nshow(version)\n" + SENT


def test_a_guard_stays_where_nothing_else_is_on_the_bridge(tmp_path: Path) -> None:
    done = migrate(tmp_path, "if (window.process) start()\n")
    assert done.script == "if (window.process) start()\n"
    assert any("nothing else of the page would be on the bridge" in one for one in done.manual)


def test_the_bridge_comes_with_the_guard_when_the_calls_are_left_out(tmp_path: Path) -> None:
    options = Options(skip=("call-sites-channel-save",))
    done = migrate(tmp_path, "if (window.process) start()\n" + SEND, options=options)
    assert done.script == "if (window.electronAPI) start()\n" + SEND
    assert "exposeInMainWorld" in done.files["preload.js"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "const electron = window.require ? window.require('electron') : null\nif (electron) electron.ipcRenderer.send('save')\n",
            "if (window.electronAPI) window.electronAPI.save()\n",
        ),
        (
            "const electron = window.require && window.require('electron')\nconst ipc = electron && electron.ipcRenderer\nipc && ipc.send('save')\n",
            "window.electronAPI && window.electronAPI.save()\n",
        ),
        (
            "let ipc = null\nif (window.require) {\n  ipc = window.require('electron').ipcRenderer\n}\nif (ipc !== null) ipc.send('save')\nif (!ipc) web()\n",
            "if (window.electronAPI) window.electronAPI.save()\nif (!window.electronAPI) web()\n",
        ),
        ("const ipc = window.require?.('electron')?.ipcRenderer\nipc?.send('save')\n", "window.electronAPI?.save()\n"),
        (
            "let ipc\nif (window.require) ipc = window.require('electron').ipcRenderer\nif (ipc) ipc.send('save')\nkeep(ipc)\n",
            "let ipc\nif (window.electronAPI) ipc = window.require('electron').ipcRenderer\nif (ipc) window.electronAPI.save()\nkeep(ipc)\n",
        ),
    ],
    ids=["a choice", "and", "late", "optional", "passed on"],
)
def test_of_a_name_of_electron_is_asked_no_more(before: str, after: str, tmp_path: Path) -> None:
    assert migrate(tmp_path, before).script == after


def test_a_name_that_is_given_a_member_of_itself_later_is_two_things(tmp_path: Path) -> None:
    before = "let electron = require('electron')\nelectron.ipcRenderer.send('save')\nelectron = electron.remote\nshow(electron.app.getVersion())\n"
    assert migrate(tmp_path, before).script == before


@pytest.mark.parametrize(
    "declared",
    [
        "const app = electron.app || electron.remote.app",
        "const app = process.type === 'browser' ? electron.app : electron.remote.app",
        "const app = process.type === 'renderer' ? require('@electron/remote').app : electron.app",
    ],
)
def test_what_is_mains_in_main_is_got_by_remote_in_a_page(declared: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, f"const electron = require('electron')\n{declared}\nshow(app.getVersion())\napp.quit()\n")
    assert done.manual == []
    assert done.script == "show(window.electronAPI.app.version)\nwindow.electronAPI.app.quit()\n"


def test_of_a_module_that_pages_have_too_there_are_two(tmp_path: Path) -> None:
    script = "const electron = require('electron')\nconst shell = other ? electron.shell : electron.remote.shell\nshell.beep()\n"
    assert migrate(tmp_path, script).script == script
