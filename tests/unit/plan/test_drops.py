"""Imports that a rewrite leaves unused go, with all that they leave behind; what anything still needs stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

from electron_migrate.options import Options

CASES = {
    "with the directives for its line": (
        "show()\n\n// about the next\n// eslint-disable-next-line no-extra\nconst { ipcRenderer } = require('electron')\n\nipcRenderer.send('a')\n",
        "show()\n\n// about the next\n\nwindow.electronAPI.a()\n",
    ),
    "a handle inside of an exported function": (
        "import { remote } from 'electron'\nexport async function open () {\n  const win = remote.getCurrentWindow()\n"
        "  return (await remote.dialog.showOpenDialog(win, { title: 'x' })).filePaths\n}\n",
        "export async function open () {\n  return (await window.electronAPI.dialog.showOpenDialogForWindow({ title: 'x' })).filePaths\n}\n",
    ),
    "a handle inside of an exported class": (
        "import { remote } from 'electron'\nexport class Opener {\n  open = async () => {\n    const win = remote.getCurrentWindow()\n"
        "    await remote.dialog.showOpenDialog(win, { title: 'x' })\n  }\n}\n",
        "export class Opener {\n  open = async () => {\n    await window.electronAPI.dialog.showOpenDialogForWindow({ title: 'x' })\n  }\n}\n",
    ),
    "one name of two": (
        "const { ipcRenderer, shell } = require('electron')\nipcRenderer.send('a')\nuse(shell)\n",
        "const { shell } = require('electron')\nwindow.electronAPI.a()\nuse(shell)\n",
    ),
    "one name of a list over several lines": (
        "const {\n  ipcRenderer,\n  shell\n} = require('electron')\nipcRenderer.send('a')\nuse(shell)\n",
        "const {\n  shell\n} = require('electron')\nwindow.electronAPI.a()\nuse(shell)\n",
    ),
    "behind a directive": (
        "'use strict'\n\nconst { ipcRenderer } = require('electron')\n\nipcRenderer.send('a')\n",
        "'use strict'\n\nwindow.electronAPI.a()\n",
    ),
    "the first of two declarators": (
        "const electron = require('electron'), other = load()\nelectron.ipcRenderer.send('a')\n",
        "const other = load()\nwindow.electronAPI.a()\n",
    ),
    "the last of two declarators": (
        "const one = 1, electron = require('electron')\nelectron.ipcRenderer.send('a')\n",
        "const one = 1\nwindow.electronAPI.a()\n",
    ),
    "three statements on one line": (
        "var electron = require('electron'); var ipc = electron.ipcRenderer; ipc.send('a')\n",
        "window.electronAPI.a()\n",
    ),
    "a chain of names": (
        "const electron = require('electron')\nconst remote = electron.remote\nconst { app } = remote\nshow(app.getVersion())\n",
        "show(window.electronAPI.app.version)\n",
    ),
    "inside a function": (
        "function f () {\n  const { ipcRenderer } = require('electron')\n  ipcRenderer.send('a')\n}\n",
        "function f () {\n  window.electronAPI.a()\n}\n",
    ),
    "inside a function on one line": (
        "function f () { const { ipcRenderer } = require('electron'); ipcRenderer.send('a') }\n",
        "function f () { window.electronAPI.a() }\n",
    ),
    "a line in whose place a list is declared": (
        "(function () {\n  const { remote } = require('electron')\n  const win = remote.getCurrentWindow()\n  const two = remote.getCurrentWindow()\n"
        "  win.focus()\n  two.hide()\n  self.stop = () => { remote.app.removeListener('browser-window-blur', f) }\n  const f = () => blur()\n"
        "  remote.app.on('browser-window-blur', f)\n})()\n",
        "(function () {\n  const offBrowserWindowBlur = []\n"
        "  window.electronAPI.window.focus()\n  window.electronAPI.window.hide()\n  self.stop = () => { offBrowserWindowBlur.pop()?.() }\n  const f = () => blur()\n"
        "  offBrowserWindowBlur.push(window.electronAPI.app.onBrowserWindowBlur(() => { f() }))\n})()\n",
    ),
    "a question beside another": (
        "let remote\nif (process.type === 'renderer') {\n  remote = require('electron').remote\n}\n"
        "self.onkeydown = (e) => { if (e.key && remote) remote.getCurrentWindow().hide() }\n",
        "self.onkeydown = (e) => { if (e.key && window.electronAPI) window.electronAPI.window.hide() }\n",
    ),
    "no name at all": (
        "if (self.x) require('electron').ipcRenderer.send('a')\nelse require('electron').ipcRenderer.send('b')\n",
        "if (self.x) window.electronAPI.a()\nelse window.electronAPI.b()\n",
    ),
    "still exported": (
        "const { ipcRenderer } = require('electron')\nipcRenderer.send('a')\nself.link = { ipcRenderer }\n",
        "const { ipcRenderer } = require('electron')\nwindow.electronAPI.a()\nself.link = { ipcRenderer }\n",
    ),
    "used in a template": (
        "const { ipcRenderer } = require('electron')\nipcRenderer.send('a')\nshow(`${ipcRenderer}`)\n",
        "const { ipcRenderer } = require('electron')\nwindow.electronAPI.a()\nshow(`${ipcRenderer}`)\n",
    ),
    "of another module": (
        "const words = require('words')\nconst { ipcRenderer } = require('electron')\nipcRenderer.send('a')\n",
        "const words = require('words')\nwindow.electronAPI.a()\n",
    ),
    "of a builtin, which a page without Node has not": (
        "const path = require('path')\nconst { ipcRenderer } = require('electron')\nipcRenderer.send('a')\n",
        "window.electronAPI.a()\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_becomes_of_an_import(case: str, tmp_path: Path) -> None:
    before, after = CASES[case]
    assert migrate(tmp_path, before).script == after


def test_a_name_that_a_sibling_script_uses_stays(tmp_path: Path) -> None:
    page = "//- index.html\n<script src='one.js'></script>\n<script src='two.js'></script>\n"
    done = migrate(
        tmp_path, page + "//- one.js\nconst { ipcRenderer } = require('electron')\nipcRenderer.send('a')\n//- two.js\nuse(ipcRenderer)\n"
    )
    assert done.files["one.js"] == "const { ipcRenderer } = require('electron')\nwindow.electronAPI.a()\n"


def test_a_name_whose_uses_in_siblings_go_too_goes(tmp_path: Path) -> None:
    page = "//- index.html\n<script src='one.js'></script>\n<script src='two.js'></script>\n"
    done = migrate(tmp_path, page + "//- one.js\nconst { ipcRenderer } = require('electron')\n//- two.js\nipcRenderer.send('a')\n")
    assert (done.files["one.js"].strip(), done.files["two.js"]) == ("", "window.electronAPI.a()\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import { ipcRenderer } from 'electron'\nipcRenderer.send('a')\n", "window.electronAPI.a()\n\nexport {}\n"),
        (
            "import { ipcRenderer, type Rectangle } from 'electron'\nlet r: Rectangle\nipcRenderer.send('a')\n",
            "import { type Rectangle } from 'electron'\nlet r: Rectangle\nwindow.electronAPI.a()\n",
        ),
        (
            "import electron, { ipcRenderer } from 'electron'\nuse(electron)\nipcRenderer.send('a')\n",
            "import electron from 'electron'\nuse(electron)\nwindow.electronAPI.a()\n",
        ),
        (
            "import electron, { ipcRenderer } from 'electron'\nelectron.ipcRenderer.send('b')\nuse(ipcRenderer)\n",
            "import { ipcRenderer } from 'electron'\nwindow.electronAPI.b()\nuse(ipcRenderer)\n",
        ),
        (
            "import { ipcRenderer, shell } from 'electron'\nipcRenderer.send('a')\nexport { shell }\n",
            "import { shell } from 'electron'\nwindow.electronAPI.a()\nexport { shell }\n",
        ),
    ],
    ids=["whole", "a type beside it", "a default beside it", "the default of two", "re-exported"],
)
def test_imports_of_a_module(before: str, after: str, tmp_path: Path) -> None:
    assert migrate(tmp_path, BUNDLED + before).files["src/page.ts"] == after


BUNDLED = (
    '//- package.json\n{ "main": "main.js", "devDependencies": { "electron": "9.4.1", "webpack": "5.0.0" } }\n'
    "//- webpack.config.js\nmodule.exports = { entry: './src/page.ts', target: 'web' }\n"
    "//- main.js\nconst { BrowserWindow } = require('electron')\nconst path = require('path')\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, preload: path.join(__dirname, 'preload.js') } })\n"
    "win.loadFile('index.html')\n//- preload.js\nrequire('electron')\n//- src/page.ts\n"
)

SHARED = (
    "//- src/shared.ts\nimport { ipcRenderer, remote } from 'electron'\n\n/** What main has. */\n"
    "export const ipc = ipcRenderer\nexport const app = remote.app\nexport const SIZE = 3\n"
)
GONE = "/** What main has. */\nexport const SIZE = 3\n"
APP_LEFT = "import { remote } from 'electron'\n\n/** What main has. */\nexport const app = remote.app\nexport const SIZE = 3\n"


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("import { app, ipc, SIZE } from './shared'\nipc.send('a', SIZE)\nshow(app.getVersion())\n", GONE),
        ("import * as shared from './shared'\nshared.ipc.send('a')\nshow(shared.app.getVersion())\n", GONE),
        ("import { ipc } from './shared'\nipc.send('a')\n//- src/other.ts\nimport { app } from './shared'\nkeep(app)\n", APP_LEFT),
        ("import { app, ipc } from './shared'\nipc.send('a')\nkeep(app)\n", APP_LEFT),
        ("import { ipc } from './shared'\nipc.send('a')\n//- src/other.ts\nexport { app } from './shared'\n", APP_LEFT),
        ("import * as shared from './shared'\nshared.ipc.send('a')\nkeep(shared)\n", SHARED.split("\n", 1)[1]),
        ("import { ipc } from './shared'\nipc.send('a')\n//- src/other.ts\nexport * from './shared'\n", SHARED.split("\n", 1)[1]),
    ],
    ids=["named", "namespace", "one by another file", "one passed on", "re-exported", "namespace passed on", "all re-exported"],
)
def test_exports_of_a_module_go_with_their_last_use(page: str, left: str, tmp_path: Path) -> None:
    other = "import './other'\n" if "src/other.ts" in page else ""
    assert migrate(tmp_path, BUNDLED + other + page + SHARED).files["src/shared.ts"] == left


HANDED_ON = {
    "a list of exports from electron": ("export { ipcRenderer } from 'electron'\n", "import { ipcRenderer } from './shared'\nipcRenderer.send('a')\n", "export {};\n"),
    "one of a list": (
        "import { ipcRenderer } from 'electron'\nexport { ipcRenderer as ipc, SIZE }\nconst SIZE = 1\n",
        "import { ipc, SIZE } from './shared'\nipc.send('a', SIZE)\n",
        "export { SIZE }\nconst SIZE = 1\n",
    ),
    "one that nothing loaded before stays": (
        "export { ipcRenderer, remote } from 'electron'\n",
        "import { ipcRenderer } from './shared'\nipcRenderer.send('a')\n",
        "export { remote } from 'electron'\n",
    ),
    "a default export": (
        "import { ipcRenderer } from 'electron'\nexport const SIZE = 1\nexport default ipcRenderer\n",
        "import ipc, { SIZE } from './shared'\nipc.send('a', SIZE)\n",
        "export const SIZE = 1\n",
    ),
    "a property of a default export": (
        "import { ipcRenderer } from 'electron'\nexport default { ipcRenderer, size: 1 }\n",
        "import all from './shared'\nall.ipcRenderer.send('a', all.size)\n",
        "export default { size: 1 }\n",
    ),
    "a default export that is handed on": (
        "import { ipcRenderer } from 'electron'\nexport default ipcRenderer\n",
        "import ipc from './shared'\nipc.send('a')\nkeep(ipc)\n",
        "import { ipcRenderer } from 'electron'\nexport default ipcRenderer\n",
    ),
    "a property of what CommonJS exports": (
        "const { ipcRenderer } = require('electron')\nmodule.exports = { ipcRenderer, size: 1 }\n",
        "const { ipcRenderer, size } = require('./shared')\nipcRenderer.send('a', size)\n",
        "module.exports = { size: 1 }\n",
    ),
    "an export of CommonJS": (
        "exports.ipc = require('electron').ipcRenderer\nexports.size = 1\n",
        "const { ipc, size } = require('./shared')\nipc.send('a', size)\n",
        "exports.size = 1\n",
    ),
    "the field of a class": (
        "import { ipcRenderer } from 'electron'\nexport class Service {\n  ipc = ipcRenderer\n  size = 1\n}\n",
        "import { Service } from './shared'\nconst one = new Service()\none.ipc.send('a', one.size)\n",
        "export class Service {\n  size = 1\n}\n",
    ),
    "fields that are given values where there is Electron": (
        "import { ipcRenderer } from 'electron'\nexport class Service {\n  ipc: typeof ipcRenderer\n  remote: any\n  constructor () {\n    if (this.isElectron) {\n"
        "      this.ipc = window.require('electron').ipcRenderer\n      this.remote = window.require('electron').remote\n    }\n  }\n}\n",
        "import { Service } from './shared'\nconst one = new Service()\none.ipc.send('a')\none.remote.app.quit()\n",
        "export class Service {\n  constructor () {\n  }\n}\n",
    ),
}


@pytest.mark.parametrize("case", HANDED_ON)
def test_what_a_module_hands_on_goes_with_its_last_use(case: str, tmp_path: Path) -> None:
    shared, page, left = HANDED_ON[case]
    assert migrate(tmp_path, f"{BUNDLED}{page}//- src/shared.ts\n{shared}").files["src/shared.ts"] == left


LEFTOVERS = {
    "a constant that only the call used": (
        "const { ipcRenderer } = require('electron')\nconst SAVE = 'save-note'\n\nipcRenderer.send(SAVE)\n",
        "window.electronAPI.saveNote()\n",
    ),
    "a helper and what it is made of": (
        "const { ipcRenderer } = require('electron')\nconst PREFIX = 'notes:'\n/** The whole name. */\nfunction named (name) { return PREFIX + name }\n\n"
        "ipcRenderer.send(named('save'))\n",
        "window.electronAPI.notesSave()\n",
    ),
    "a constant that something else shows": (
        "const { ipcRenderer } = require('electron')\nconst SAVE = 'save-note'\nipcRenderer.send(SAVE)\nshow(SAVE)\n",
        "const SAVE = 'save-note'\nwindow.electronAPI.saveNote()\nshow(SAVE)\n",
    ),
    "a constant that nothing used before": (
        "const { ipcRenderer } = require('electron')\nconst OTHER = 'other'\nipcRenderer.send('save-note')\n",
        "const OTHER = 'other'\nwindow.electronAPI.saveNote()\n",
    ),
    "a variable that is changed": (
        "const { ipcRenderer } = require('electron')\nlet name = 'a'\nname = 'a'\nipcRenderer.send(name)\n",
        "let name = 'a'\nname = 'a'\nwindow.electronAPI.a()\n",
    ),
    "one name of an object that gives its rest to another": (
        "const { ipcRenderer } = require('electron')\nconst table = { save: 'save-note', x: 1 }\nconst { save, ...rest } = table\n"
        "ipcRenderer.send(save)\nshow(rest)\n",
        "const table = { save: 'save-note', x: 1 }\nconst { save, ...rest } = table\nwindow.electronAPI.saveNote()\nshow(rest)\n",
    ),
    "a member of the new text that is called the same": (
        "const { shell: electronShell } = require('electron')\nconst shell = { openPath: electronShell.openPath }\nshell.openPath(file)\n",
        "window.electronAPI.shell.openPath(file)\n",
    ),
    "a name that the new text spreads": (
        "const { ipcRenderer } = require('electron')\nconst id = list[0]\nipcRenderer.send(`close-${id}`, ...id)\n",
        "const id = list[0]\nwindow.electronAPI.closeFor(id, ...id)\n",
    ),
    "a name that the new text says again": (
        "const { ipcRenderer } = require('electron')\nconst id = list[0]\nconst channel = `close-${id}`\nipcRenderer.send(channel)\n",
        "const id = list[0]\nwindow.electronAPI.closeFor(id)\n",
    ),
}


@pytest.mark.parametrize("case", LEFTOVERS)
def test_what_only_rewritten_calls_used_goes_with_them(case: str, tmp_path: Path) -> None:
    before, after = LEFTOVERS[case]
    assert migrate(tmp_path, before).script == after


@pytest.mark.parametrize(
    ("module", "left"),
    [
        ("exports.SAVE = 'save-note'\n", ""),
        ("module.exports = { SAVE: 'save-note', OTHER: ['x'].map(String) }\n", "import './channels.js'\n"),
        ("document.title = 'loaded'\nexports.SAVE = 'save-note'\n", "import './channels.js'\n"),
    ],
    ids=["declares", "computes", "acts"],
)
def test_a_module_goes_with_its_last_name_where_loading_it_does_nothing(module: str, left: str, tmp_path: Path) -> None:
    before = "const { ipcRenderer } = require('electron')\nconst { SAVE } = require('./channels')\nipcRenderer.send(SAVE)\n"
    done = migrate(tmp_path, f"//- renderer.js\n{before}//- channels.js\n{module}")
    assert done.files["renderer.js"] == f"{left}window.electronAPI.saveNote()\n"


def test_a_name_whose_last_use_in_a_sibling_is_a_field_that_goes_goes_in_the_same_run(tmp_path: Path) -> None:
    page = "//- index.html\n<script src='a.js'></script>\n<script src='util.js'></script>\n"
    done = migrate(
        tmp_path,
        page + "//- a.js\nconst { ipcRenderer, remote } = require('electron')\nipcRenderer.send('a')\n"
        "//- util.js\nclass Util {\n  constructor () {\n    this.win = remote.getCurrentWindow()\n  }\n\n  close () { this.win.close() }\n}\nnew Util()\n",
    )
    assert done.files["a.js"] == "window.electronAPI.a()\n"


PACKED = (
    "//- webpack.config.js\nmodule.exports = { entry: './js/page.js', target: 'electron-renderer', output: { path: __dirname + '/dist', filename: 'bundle.js' } }\n"
    "//- package.json\n{ \"main\": \"main.js\", \"devDependencies\": { \"electron\": \"9.4.1\", \"webpack\": \"4.0.0\" } }\n"
    "//- index.html\n<body>\n<script>\nconst electron = require('electron')\n</script>\n<script src=dist/bundle.js></script>\n"
)


@pytest.mark.parametrize(
    ("before", "after", "stays"),
    [
        ("electron.ipcRenderer.send('a')\n", "window.electronAPI.a()\n", False),
        ("use(electron)\n", "use(electron)\n", True),
        ("export default 1\n", "export default 1\n", False),
    ],
    ids=["what it does is rewritten", "what is made of it is not known", "another word"],
)
def test_a_packed_module_uses_a_name_of_its_pages_own_script(before: str, after: str, *, stays: bool, tmp_path: Path) -> None:
    done = migrate(tmp_path, f"//- js/page.js\nimport './other'\n{before}//- js/other.js\nexport default 2\n{PACKED}")
    assert done.files["js/page.js"] == f"import './other'\n{after}"
    assert ("require" in done.files["index.html"]) is stays
    assert any(step.startswith("isolate") for step in done.steps) is not stays


@pytest.mark.parametrize("export", ["exports.ipc = ipcRenderer\nexports.dialog = remote.dialog\n", "module.exports = { ipc: ipcRenderer, dialog: remote.dialog }\n"])
def test_a_field_goes_though_a_script_exports_something_by_its_name(export: str, tmp_path: Path) -> None:
    electron = f"//- electron.js\nconst {{ ipcRenderer, remote }} = require('electron')\n{export}"
    store = (
        "//- store.js\nclass Store {\n  constructor (ipc, dialog) {\n    this.ipc = ipc\n    this.dialog = dialog\n    this.items = []\n  }\n"
        "  save () { this.ipc.send('save', this.items) }\n  open () { return this.dialog.showOpenDialog({}) }\n}\nmodule.exports = Store\n"
    )
    script = "const { ipc, dialog } = require('./electron')\nconst Store = require('./store')\nconst store = new Store(ipc, dialog)\nstore.save()\nstore.open()\n"
    done = migrate(tmp_path, script + electron + store)
    assert done.manual == []
    assert "constructor () {\n    this.items = []\n  }" in done.files["store.js"]
    assert "isolate-w1" in done.steps


def test_a_service_loses_the_modules_of_node_that_nothing_asks_it_for(tmp_path: Path) -> None:
    service = (
        "//- service.ts\nimport { ipcRenderer } from 'electron'\nimport * as fs from 'fs'\nimport * as os from 'os'\n"
        "export class Service {\n  ipc: typeof ipcRenderer\n  fs: typeof fs\n  os: typeof os\n"
        "  constructor() {\n    if (window.process) {\n      this.ipc = window.require('electron').ipcRenderer\n      this.fs = window.require('fs')\n"
        "      this.os = window.require('os')\n    }\n  }\n}\n"
    )
    done = migrate(tmp_path, f"//- renderer.ts\nimport {{ Service }} from './service'\nconst service = new Service()\nservice.ipc.send('a')\nshow(service.os)\n{service}")
    assert "fs" not in done.files["service.ts"]
    assert "this.os = window.require('os')" in done.files["service.ts"]


def test_what_main_imports_and_never_used_stays(tmp_path: Path) -> None:
    main = (
        "//- main.js\nconst { app, BrowserWindow, Menu, ipcMain } = require('electron')\nipcMain.on('a', () => { go() })\napp.whenReady().then(() => {\n"
        "  new BrowserWindow({ webPreferences: { nodeIntegration: true, enableRemoteModule: true } }).loadFile('index.html')\n})\n"
    )
    done = migrate(tmp_path, "require('electron').ipcRenderer.send('a')\n" + main, options=Options())
    assert "const { app, BrowserWindow, Menu } = require('electron')" in done.files["main.js"]
