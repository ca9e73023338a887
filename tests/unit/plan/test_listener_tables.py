"""Listeners that a table has for their channels, registered and removed by a loop; and lists and tables of other scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const { ipcRenderer } = require('electron')\n"
CLASS = (
    "//- lines.js\nconst { ipcRenderer } = require('electron')\nclass Lines {\n  connect (table) {\n    if (this.table) this.off()\n"
    "    Object.keys(table).forEach((line) => ipcRenderer.on(line, table[line]))\n    this.table = table\n  }\n"
    "  off () { for (const line in this.table) { ipcRenderer.removeListener(line, this.table[line]) } }\n}\nexports.Lines = Lines\n"
)
USED = "const { Lines } = require('./lines')\nconst lines = new Lines()\nlines.connect({ a: () => x(), 'b-c': (e, n) => y(n) })\nlines.off()\n"


def test_a_class_listens_by_the_tables_of_its_callers(tmp_path: Path) -> None:
    done = migrate(tmp_path, USED + CLASS)
    assert done.manual == []
    script = done.files["lines.js"]
    assert "listening.push({ channel: line, listener: table[line], off: ({\n      a: window.electronAPI.onA,\n" in script
    assert "})[line]((...args) => { table[line](undefined, ...args) }) })" in script
    assert "{ stopListening(line, this.table[line]) }" in script
    assert script.count("const stopListening = ") == 1
    assert "lines.connect({ a: () => x(), 'b-c': (e, n) => y(n) })" in done.script


@pytest.mark.parametrize(
    "loop",
    [
        "Object.keys(table).forEach((c) => ipcRenderer.on(c, table[c]))",
        "Object.entries(table).forEach(([c, listener]) => { ipcRenderer.on(c, listener) })",
        "for (const [c, listener] of Object.entries(table)) ipcRenderer.on(c, listener)",
        "for (const c in table) ipcRenderer.on(c, table[c])",
        "for (const c of Object.keys(table)) ipcRenderer.once(c, table[c])",
    ],
)
def test_ways_to_go_through_a_table(tmp_path: Path, loop: str) -> None:
    done = migrate(tmp_path, f"{HEAD}const table = {{ a: () => x(), b () {{ y() }} }}\n{loop}\n")
    assert done.manual == []
    assert "})[c](() => { " in done.script
    assert "listening" not in done.script


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("const t = { a: (e) => e.sender.stop() }\nfor (const c in t) { ipcRenderer.on(c, t[c]) }", "looks at its event"),
        ("const t = { a () { this.x() } }\nfor (const c in t) { ipcRenderer.on(c, t[c]) }", "looks at `this`"),
        ("const t = { a: () => x() }\nt.b = () => y()\nfor (const c in t) { ipcRenderer.on(c, t[c]) }", "is not one string"),
        ("const t = { a: () => x() }\nextend(t)\nfor (const c in t) { ipcRenderer.on(c, t[c]) }", "is not one string"),
        ("const t = { a: () => x() }\nfor (const c in t) { ipcRenderer.once(c, t[c]) }\nipcRenderer.removeListener('a', t.a)", "whether it is one of the table"),
        ("const t = { a: () => x() }\nfor (const c in t) { ipcRenderer.once(c, t[c]) }\nfor (const c in t) { ipcRenderer.off(c, t[c]) }", "with once, and removed"),
        (
            "const t = { a: () => x() }\nfunction f (g) { ipcRenderer.on('a', g) }\nfor (const c in t) { ipcRenderer.on(c, t[c]) }\n"
            "for (const c in t) { ipcRenderer.off(c, t[c]) }",
            "whether it is one of the table",
        ),
        ("const t = { a: () => x() }\nconst offs = Object.keys(t).map((c) => ipcRenderer.on(c, t[c]))\nkeep(offs)", "gives back is used"),
    ],
)  # fmt: skip
def test_a_table_that_stays(tmp_path: Path, code: str, reason: str) -> None:
    done = migrate(tmp_path, f"{HEAD}{code}\n")
    assert any(reason in one for one in done.manual), done.manual
    assert "electronAPI.on" not in done.script


def test_a_field_that_another_script_writes_is_no_known_table(tmp_path: Path) -> None:
    done = migrate(tmp_path, USED + "lines.table = { z: () => z() }\n" + CLASS)
    assert any("is not one string" in one or "other channels" in one or "it cannot be told" in one for one in done.manual), done.manual
    assert "stopListening" not in done.files["lines.js"]


MAIN = (
    "//- main.js\nconst { app, BrowserWindow, ipcMain } = require('electron')\nipcMain.on('a', () => {}); ipcMain.on('b', () => {})\n"
    "app.whenReady().then(() => {\n  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })\n"
    "  win.loadFile('index.html')\n})\n"
)


@pytest.mark.parametrize(
    ("listed", "known"),
    [
        ("const NAMES = ['a', 'b']\nmodule.exports = { NAMES }\n", True),
        ("const NAMES = ['a', 'b']\nexports.NAMES = NAMES\nNAMES.push(more())\n", False),
        ("const NAMES = ['a', 'b']\nexports.NAMES = NAMES\nextend(NAMES)\n", False),
    ],
)
def test_channels_of_a_list_in_another_script(tmp_path: Path, listed: str, *, known: bool) -> None:
    done = migrate(tmp_path, f"{HEAD}const {{ NAMES }} = require('./names')\nNAMES.forEach((c) => ipcRenderer.send(c, 1))\n//- names.js\n{listed}{MAIN}")
    assert ("a: window.electronAPI.a," in done.script) is known, done.manual


def test_a_list_that_another_script_changes_is_not_known(tmp_path: Path) -> None:
    names = "//- names.js\nconst NAMES = ['a', 'b']\nexports.NAMES = NAMES\n//- more.js\nconst names = require('./names')\nnames.NAMES.push('c')\n"
    done = migrate(tmp_path, f"{HEAD}require('./more')\nconst {{ NAMES }} = require('./names')\nfor (const c of NAMES) ipcRenderer.send(c)\n{names}{MAIN}")
    assert "window.electronAPI.a" not in done.script
