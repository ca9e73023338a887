"""Notes about an app's own tests, and modules of Electron that are loaded by their names of before 1.0."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of

from electron_migrate.findings.catalogue import find_all


def _found(folder: Path, text: str, *rules: str, electron: str = "9.4.1") -> list[str]:
    return [
        f"{one.finding.place.path}: {one.finding.message}"
        for one in find_all(facts_of(folder, text, electron=electron))
        if one.finding.rule in rules
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "//- test/send.test.js\njest.mock('electron')\nconst { ipcRenderer, shell } = require('electron')\nexpect(ipcRenderer.send).toBe(shell.beep)\n",
            ["test/send.test.js: a test uses ipcRenderer (1), shell (1)"],
        ),
        ("//- src/__mocks__/electron.js\nmodule.exports = { ipcRenderer: { send: jest.fn() } }\n", ["src/__mocks__/electron.js: a mock of electron"]),
        ("//- e2e/app.js\nconst { Application } = require('spectron')\n", ["e2e/app.js: Spectron drives pages by their Node"]),
        ("//- test/other.test.js\nconst { sum } = require('../sum')\n", []),
    ],
    ids=["uses", "mock file", "spectron", "nothing of electron"],
)
def test_a_test_is_a_note_and_no_debt(text: str, said: list[str], tmp_path: Path) -> None:
    assert _found(tmp_path, text, "test-of-electron", "raw-ipc", "remote-use", "main-module-in-page") == said


def test_a_script_that_a_page_loads_is_no_test_whatever_its_folder(tmp_path: Path) -> None:
    text = "//- index.html\n<script src='test/renderer.js'></script>\n//- test/renderer.js\nrequire('electron').ipcRenderer.send('a')\n"
    assert _found(tmp_path, text, "test-of-electron", "raw-ipc") == ["test/renderer.js: ipcRenderer.send in a page"]


OLD = "const ipc = require('ipc')\nipc.send('a')\nconst ours = require('./shell')\n//- shell.js\nexports.x = 1\n"


def test_a_module_by_its_name_of_before_electron_1_is_found(tmp_path: Path) -> None:
    assert _found(tmp_path, OLD, "old-module-name", electron="0.35.0") == ["renderer.js: require('ipc') of Electron before 1.0"]


def test_such_a_name_is_a_package_in_later_electrons(tmp_path: Path) -> None:
    assert _found(tmp_path, OLD, "old-module-name") == []
