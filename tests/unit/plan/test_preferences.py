"""A window's options, wherever and however they are written, get exactly the preferences that a plan asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import Migrated, migrate

from electron_migrate.facts.model import Safety
from electron_migrate.options import Options

SCRIPT = "require('electron').ipcRenderer.send('a')\n"
MAIN = "//- main.js\nconst { app, BrowserWindow } = require('electron')\n"
PATH = "const path = require('path')\n"
LOAD = "\nwin.loadFile('index.html')\n"
WANTED = "nodeIntegration: false, contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js')"
ON_LINES = (
    "{\n    nodeIntegration: false,\n    contextIsolation: true,\n    sandbox: true,\n    preload: path.join(__dirname, 'preload.js')\n  }"
)

CASES = {
    "no options": ("const win = new BrowserWindow()", f"const win = new BrowserWindow({{\n  webPreferences: {ON_LINES}\n}})"),
    "empty options": ("const win = new BrowserWindow({})", f"const win = new BrowserWindow({{\n  webPreferences: {ON_LINES}\n}})"),
    "options over several lines, a comma at the end": (
        "const win = new BrowserWindow({\n  width: 800,\n})",
        f"const win = new BrowserWindow({{\n  width: 800,\n  webPreferences: {ON_LINES.replace(chr(39) + ')', chr(39) + '),')},\n}})",
    ),
    "options on one line": (
        "const win = new BrowserWindow({ width: 800, height: 600 })",
        f"const win = new BrowserWindow({{\n  width: 800, height: 600,\n  webPreferences: {ON_LINES}\n}})",
    ),
    "options on one line, a comma at the end": (
        "const win = new BrowserWindow({ width: 800, })",
        f"const win = new BrowserWindow({{\n  width: 800,\n  webPreferences: {ON_LINES}\n}})",
    ),
    "empty preferences": (
        "const win = new BrowserWindow({ webPreferences: {} })",
        f"const win = new BrowserWindow({{ webPreferences: {{ {WANTED} }} }})",
    ),
    "written already": (
        "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })",
        f"const win = new BrowserWindow({{ webPreferences: {{ {WANTED} }} }})",
    ),
    "keys in quotes": (
        "const win = new BrowserWindow({ webPreferences: { 'nodeIntegration': true, \"contextIsolation\": false } })",
        "const win = new BrowserWindow({ webPreferences: { 'nodeIntegration': false, \"contextIsolation\": true, "
        "sandbox: true, preload: path.join(__dirname, 'preload.js') } })",
    ),
    "comments": (
        "const win = new BrowserWindow({ webPreferences: {\n  // needed\n  nodeIntegration: true // for require\n} })",
        "const win = new BrowserWindow({ webPreferences: {\n  // needed\n  nodeIntegration: false, // for require\n"
        "  contextIsolation: true,\n  sandbox: true,\n  preload: path.join(__dirname, 'preload.js')\n} })",
    ),
    "a comma behind the preferences": (
        "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true }, })",
        f"const win = new BrowserWindow({{ webPreferences: {{ {WANTED} }}, }})",
    ),
    "the last of two equal keys": (
        "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false, nodeIntegration: true } })",
        "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: true, nodeIntegration: false, "
        "sandbox: true, preload: path.join(__dirname, 'preload.js') } })",
    ),
    "a variable": (
        "const options = { webPreferences: { nodeIntegration: true } }\nconst win = new BrowserWindow(options)",
        f"const options = {{ webPreferences: {{ {WANTED} }} }}\nconst win = new BrowserWindow(options)",
    ),
    "a spread before it": (
        "const common = { nodeIntegration: true }\nconst win = new BrowserWindow({ webPreferences: { ...common } })",
        "const common = { nodeIntegration: false }\nconst win = new BrowserWindow({ webPreferences: { ...common, "
        "contextIsolation: true, sandbox: true, preload: path.join(__dirname, 'preload.js') } })",
    ),
    "a spread behind it": (
        "const common = { nodeIntegration: true }\nconst win = new BrowserWindow({ webPreferences: { contextIsolation: true, ...common } })",
        "const common = { nodeIntegration: false }\nconst win = new BrowserWindow({ webPreferences: { contextIsolation: true, ...common, "
        "sandbox: true, preload: path.join(__dirname, 'preload.js') } })",
    ),
    "a comment where options would be": (
        "const win = new BrowserWindow(/* none */)",
        f"const win = new BrowserWindow(/* none */{{\n  webPreferences: {ON_LINES}\n}})",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_options_of_a_window(case: str, tmp_path: Path) -> None:
    before, after = CASES[case]
    assert _main(migrate(tmp_path, SCRIPT + MAIN + before + LOAD)) == PATH + after + LOAD


@pytest.mark.parametrize(
    ("given", "after"),
    [
        ("{ index, width: 300 }", f"{{\n  index, width: 300,\n  webPreferences: {ON_LINES}\n}}"),
        ("{ index, browserWindow: { width: 300 } }", f"{{ index, browserWindow: {{\n  width: 300,\n  webPreferences: {ON_LINES}\n}} }}"),
        ("{ index }", "{ index }"),
    ],
    ids=["before 6", "since 6", "not told"],
)
def test_the_window_of_menubar(given: str, after: str, tmp_path: Path) -> None:
    index = "const index = `file://${__dirname}/index.html`\n"
    main = _main(migrate(tmp_path, f"{SCRIPT}//- main.js\n{index}require('menubar')({given})\n"))
    assert main.endswith(f"require('menubar')({after})\n")


def test_tabs_are_kept(tmp_path: Path) -> None:
    done = migrate(
        tmp_path, f"{SCRIPT}{MAIN}const win = new BrowserWindow({{\n\twebPreferences: {{\n\t\tnodeIntegration: true,\n\t}}\n}}){LOAD}"
    )
    assert "\t\tnodeIntegration: false,\n\t\tcontextIsolation: true,\n\t\tsandbox: true,\n\t\tpreload: " in done.files["main.js"]


def test_a_subclass(tmp_path: Path) -> None:
    main = "class Main extends BrowserWindow {{\n  constructor () {{\n    super({{ webPreferences: {{ {0} }} }})\n    this.loadFile('index.html')\n  }}\n}}\nnew Main()\n"
    assert _main(migrate(tmp_path, SCRIPT + MAIN + main.format("nodeIntegration: true"))) == PATH + main.format(WANTED)


def test_options_that_two_windows_share_are_changed_once_for_both(tmp_path: Path) -> None:
    main = (
        "const common = {{ webPreferences: {{ {0} }} }}\nconst one = new BrowserWindow({{ ...common }})\none.loadFile('index.html')\n"
        "const two = new BrowserWindow({{ ...common, width: 1 }})\ntwo.loadFile('index.html')\n"
    )
    assert _main(migrate(tmp_path, SCRIPT + MAIN + main.format("nodeIntegration: true"))) == PATH + main.format(WANTED)


def test_shared_options_stay_when_one_of_the_windows_has_to(tmp_path: Path) -> None:
    main = (
        "const common = { webPreferences: { nodeIntegration: true } }\nconst one = new BrowserWindow({ ...common })\none.loadFile('index.html')\n"
        "const two = new BrowserWindow({ ...common })\ntwo.loadFile('other.html')\n//- other.html\n<script>require('fs').readFile('x', show)</script>\n"
    )
    done = migrate(tmp_path, SCRIPT + MAIN + main)
    assert "nodeIntegration: true" in done.files["main.js"]
    assert not any(step.startswith("isolate") for step in done.steps)


@pytest.mark.parametrize(
    "options",
    [
        "{ webPreferences: { nodeIntegration: isDev } }",
        "{ webPreferences: isDev ? { nodeIntegration: true } : { nodeIntegration: true, devTools: false } }",
        "makeOptions()",
    ],
    ids=["an expression", "a condition", "a call"],
)
def test_a_window_whose_options_cannot_be_told_is_held(options: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{SCRIPT}{MAIN}const win = new BrowserWindow({options}){LOAD}")
    assert "isolate-w1" in done.held
    assert "contextIsolation" not in done.files["main.js"]


def _main(done: Migrated) -> str:
    """main.js below its first line, without the handlers that a plan loads there."""
    lines = done.files["main.js"].split("\n")[1:]
    return "\n".join(line for line in lines if "ipc-handlers" not in line)


def test_a_parameter_called_path_does_not_take_the_place_of_the_module(tmp_path: Path) -> None:
    make = "const path = require('path')\nfunction make (path) {\n"
    make += "  const win = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\n  win.loadFile('index.html')\n}\n"
    main = migrate(tmp_path, f"{SCRIPT}{MAIN}{make}").files["main.js"]
    assert "preload: nodePath.join(__dirname, 'preload.js')" in main
    assert "const nodePath = require('path')" in main


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ("<webview src=https://a.example></webview>", True),
        ("<script>document.body.append(document.createElement('webview'))</script>", True),
        ("<p>a webview</p>", False),
    ],
)
def test_pages_of_old_windows_keep_their_webviews(page: str, *, written: bool, tmp_path: Path) -> None:
    text = f"{SCRIPT}{MAIN}const win = new BrowserWindow({{ webPreferences: {{}} }}){LOAD}//- index.html\n{page}\n<script src=renderer.js></script>\n"
    done = migrate(tmp_path, text, electron="3.1.0", level=Safety.SAFE, options=Options(electron=12))
    assert ("webviewTag: true" in done.files["main.js"]) is written


def test_an_isolated_window_of_an_old_app_has_no_remote(tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{SCRIPT}{MAIN}const win = new BrowserWindow(){LOAD}", electron="3.1.0", options=Options(electron=12))
    assert "contextIsolation: true" in done.files["main.js"]
    assert "enableRemoteModule: true" not in done.files["main.js"]
