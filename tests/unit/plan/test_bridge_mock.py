"""Tests of an app that mock Electron get a stand-in for the bridge."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan
from electron_migrate.plan.model import Stage

APP = (
    "//- main.js\nconst { BrowserWindow } = require('electron')\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\nwin.loadFile('index.html')\n"
    "//- index.html\n<script src=page.js></script>\n"
    "//- page.js\nconst { ipcRenderer } = require('electron')\nexports.save = () => { ipcRenderer.send('save') }\n"
)
TEST = (
    "jest.mock('electron', () => ({ ipcRenderer: { send: jest.fn() } }))\nconst { ipcRenderer } = require('electron')\n"
    "test('saves', () => { expect(ipcRenderer.send) })\n"
)


def planned(folder: Path, runner: str, tests: str) -> PlanResult:
    manifest = f'{{ "main": "main.js", "devDependencies": {{ "electron": "9.4.1"{runner} }} }}\n'
    for part in f"//- package.json\n{manifest}{APP}{tests}".split("//- ")[1:]:
        path, _, content = part.partition("\n")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content)
    return plan(folder, Options(), Safety.REVIEW)


def added(result: PlanResult) -> dict[str, str]:
    return {file.path: (file.after or b"").decode() for step in result.steps for file in step.files if step.group.id == "tests-bridge"}


def test_one_file_beside_the_tests(tmp_path: Path) -> None:
    result = planned(tmp_path, ', "jest": "^26.0.0"', f"//- tests/page.test.js\n{TEST}")
    (path,) = added(result)
    assert path == "tests/electron-api-mock.js"
    assert next(step.group.safety for step in result.steps if step.group.id == "tests-bridge") is Safety.SAFE


def test_it_is_beside_a_test_rather_than_a_mock_at_the_root(tmp_path: Path) -> None:
    mock = "module.exports = { ipcRenderer: { send: jest.fn() } }\n"
    (path,) = added(planned(tmp_path, ', "jest": "^26.0.0"', f"//- __mocks__/electron.js\n{mock}//- tests/page.test.js\n{TEST}"))
    assert path == "tests/electron-api-mock.js"


def test_none_where_the_plan_calls_no_bridge(tmp_path: Path) -> None:
    # `events` in the place of Node's is a call site without a bridge: nothing declares window.electronAPI
    own = "const EventEmitter = require('events')\nexports.bus = new EventEmitter()\n"
    result = planned(tmp_path, ', "jest": "^26.0.0"', f"//- page.js\n{own}//- tests/page.test.js\n{TEST}")
    assert [step.group.stage for step in result.steps if step.group.stage is Stage.CALL_SITES]
    assert added(result) == {}


@pytest.mark.parametrize(
    ("runner", "tests"),
    [
        ("", f"//- tests/page.test.js\n{TEST}"),
        (', "jest": "^26.0.0"', "//- tests/other.test.js\ntest('sums', () => {})\n"),
        (', "jest": "^26.0.0"', f"//- tests/page.test.js\n{TEST}//- tests/electron-api-mock.js\nmodule.exports = {{}}\n"),
    ],
    ids=["a runner that is not known", "tests without Electron", "it is there already"],
)
def test_none_where_it_is_of_no_use(runner: str, tests: str, tmp_path: Path) -> None:
    assert added(planned(tmp_path, runner, tests)) == {}


def test_typescript_has_the_type_of_the_bridge(tmp_path: Path) -> None:
    test = "import { vi } from 'vitest'\nimport { ipcRenderer } from 'electron'\nvi.mock('electron')\nipcRenderer.send('x')\n"
    text = added(planned(tmp_path, ', "vitest": "^1.0.0"', f"//- src/page.test.ts\n{test}"))["src/electron-api-mock.ts"]
    assert "import { vi } from 'vitest'\n" in text
    assert "export function mockElectronAPI(): Window['electronAPI'] {" in text


@pytest.mark.node
def test_each_method_is_a_mock_of_its_own(tmp_path: Path) -> None:
    if shutil.which("node") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Node.js is not installed")
    text = added(planned(tmp_path, ', "jest": "^26.0.0"', f"//- tests/page.test.js\n{TEST}"))["tests/electron-api-mock.js"]
    (tmp_path / "mock.js").write_text(text)
    script = """
      let made = 0
      global.jest = { fn: () => { made++; let answer; const f = () => answer; f.mockReturnValue = (value) => { answer = value }; return f } }
      const api = require('./mock.js').mockElectronAPI()
      api.notes.save.mockReturnValue(3)
      api.platform = 'linux'
      console.log(api.notes.save(), api.notes.read(), api.notes.save === api.notes.save, api.notes.save === api.notes.read, api.platform, api.then, made)
    """
    done = subprocess.run(["node", "-e", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["3", "undefined", "true", "false", "linux", "undefined", "4"]
