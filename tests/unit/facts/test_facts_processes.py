"""Where each file's code runs and why, and who talks to whom on which channel."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import channels, facts_of, processes, sites

MAIN = (
    "//- main.js\nconst { app, BrowserWindow, ipcMain } = require('electron')\nconst path = require('path')\nconst names = require('./names')\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, preload: path.join(__dirname, 'preload.js') } })\n"
    "win.loadFile('index.html')\n"
)


def test_every_file_has_a_process_and_a_reason(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        "const names = require('./names')\nconst part = require('./part')\nnew Worker('worker.js')\n"
        + MAIN
        + "//- preload.js\nrequire('./helper')\n//- helper.js\nwindow.x = 1\n//- names.js\nexports.SAVE = 'save'\n//- part.js\nexports.y = 1\n"
        + "//- worker.js\nimportScripts('more.js')\n//- more.js\nself.z = require('fs')\n//- left.js\nconst { ipcRenderer } = require('electron')\n//- tool.js\nvar z\n",
    )
    assert processes(facts) == {
        "helper.js": "preload: loaded by preload.js",
        "index.html": "renderer: page of the window made at main.js:4",
        "left.js": "unknown: reached from no entry, preload or page that was found",
        "main.js": "main: main entry (`main` of package.json)",
        "more.js": "worker: worker of worker.js",
        "names.js": "shared: main: loaded by main.js; renderer: loaded by renderer.js",
        "part.js": "renderer: loaded by renderer.js",
        "preload.js": "preload: preload of the window made at main.js:4",
        "renderer.js": "renderer: loaded by index.html",
        "tool.js": "unknown: reached from no entry, preload or page that was found",
        "worker.js": "worker: worker of renderer.js",
    }


def test_a_channel_joins_both_sides_by_what_its_name_comes_to(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        "const { ipcRenderer } = require('electron')\nconst { SAVE, PREFIX } = require('./names')\nipcRenderer.send(SAVE, 1)\n"
        + "ipcRenderer.invoke('load')\nipcRenderer.sendSync(PREFIX + 'count')\nipcRenderer.on('saved', (event, name) => {})\nipcRenderer.send(`row-${id}`)\n"
        + MAIN
        + "ipcMain.on(names.SAVE, (event, n) => { event.reply('saved', n) })\nipcMain.handle('load', async () => 1)\n"
        + "ipcMain.on('app:count', (event) => { event.returnValue = 1 })\nwin.webContents.send('saved', 2)\n"
        + "//- preload.js\n//- names.js\nexports.SAVE = 'save'\nexports.PREFIX = 'app:'\n",
    )
    *named, dynamic = channels(facts)
    assert named == [
        ("app:count", "sendSync renderer.js:5", "on main.js:8"),
        ("load", "invoke renderer.js:4", "handle main.js:7"),
        ("save", "send renderer.js:3", "on main.js:6"),
        ("saved", "push main.js:6, push main.js:9", "on renderer.js:6"),
    ]
    assert (dynamic[0][0], *dynamic[1:]) == ("?", "send renderer.js:7", "")


def test_what_a_handler_takes_is_known(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        "const { ipcRenderer } = require('electron')\nipcRenderer.send('save', 1, 'x')\n"
        + MAIN
        + "ipcMain.on('save', (event, count, { name }) => {})\n//- preload.js\n//- names.js\n",
    )
    (channel,) = facts.channels
    assert [(use.kind, use.process.value, use.arguments) for use in channel.senders] == [("send", "renderer", 2)]
    assert [(use.kind, use.process.value, use.arguments, use.names) for use in channel.receivers] == [("on", "main", 2, ("count", ""))]


def test_a_file_with_a_syntax_error_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        "//- index.html\n<script src='broken.js'></script>\n<script src='whole.js'></script>\n//- broken.js\nconst { ipcRenderer } = = require('electron')\n"
        + "//- whole.js\nrequire('electron').ipcRenderer.send('x')\n",
    )
    assert [(problem.path, problem.fatal) for problem in facts.problems] == [("broken.js", True)]
    assert facts.broken("broken.js")
    assert (sites(facts, "broken.js"), sites(facts, "whole.js")) == ([], ["1: ipcRenderer: ipcRenderer.send()"])


@pytest.mark.parametrize("typed", ["", ": IpcMainEvent"])
def test_what_main_sends_back_is_known_by_its_event(typed: str, tmp_path: Path) -> None:
    main = f"ipcMain.on('a', (event{typed}, x) => {{ event.sender.send('b', x); event.reply('c') }})\n"
    package = '//- package.json\n{ "main": "main.ts", "devDependencies": { "electron": "9.4.1" } }\n'
    facts = facts_of(tmp_path, f"{package}//- main.ts\nimport {{ ipcMain, IpcMainEvent }} from 'electron'\n{main}")
    assert {channel.name: len(channel.senders) for channel in facts.channels} == {"a": 0, "b": 1, "c": 1}
