"""What hands a thing over goes with the last use there; what still needs it is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

from electron_migrate.facts.model import Safety

IPC = "const { ipcRenderer } = require('electron')\n"

GOES = {
    "an argument": (
        "start(ipcRenderer)\nfunction start (ipc) { ipc.send('x') }\n",
        "start()\nfunction start () { window.electronAPI.x() }\n",
    ),
    "the first of two": (
        "start(ipcRenderer, 1)\nfunction start (ipc, n) { ipc.send('x', n) }\n",
        "start(1)\nfunction start (n) { window.electronAPI.x(n) }\n",
    ),
    "the last of two": (
        "start(1, ipcRenderer)\nfunction start (n, ipc) { ipc.send('x', n) }\n",
        "start(1)\nfunction start (n) { window.electronAPI.x(n) }\n",
    ),
    "both": (
        "start(ipcRenderer, ipcRenderer)\nfunction start (one, two) { one.send('x'); two.send('y') }\n",
        "start()\nfunction start () { window.electronAPI.x(); window.electronAPI.y() }\n",
    ),
    "an arrow without parentheses": (
        "const start = ipc => ipc.send('x')\nstart(ipcRenderer)\n",
        "const start = () => window.electronAPI.x()\nstart()\n",
    ),
    "handed on": (
        "first(ipcRenderer)\nfunction first (ipc) { second(ipc) }\nfunction second (ipc) { ipc.send('x') }\n",
        "first()\nfunction first () { second() }\nfunction second () { window.electronAPI.x() }\n",
    ),
    "the whole module": (
        "start(require('electron'))\nfunction start (electron) { electron.ipcRenderer.send('x') }\n",
        "start()\nfunction start () { window.electronAPI.x() }\n",
    ),
    "a default": (
        "start()\nfunction start (ipc = ipcRenderer) { ipc.send('x') }\n",
        "start()\nfunction start () { window.electronAPI.x() }\n",
    ),
    "one of an object": (
        "start({ ipc: ipcRenderer, n })\nfunction start ({ ipc, n }) { ipc.send('x', n) }\n",
        "start({ n })\nfunction start ({ n }) { window.electronAPI.x(n) }\n",
    ),
    "one of an object that has a name": (
        "start({ n, ipcRenderer })\nfunction start (options) { options.ipcRenderer.send('x', options.n) }\n",
        "start({ n })\nfunction start (options) { window.electronAPI.x(options.n) }\n",
    ),
    "a field that a constructor is given": (
        "class A {\n  constructor (ipc, n) {\n    this.ipc = ipc\n    this.n = n\n  }\n\n  f () { this.ipc.send('x') }\n}\nnew A(ipcRenderer, 1)\n",
        "class A {\n  constructor (n) {\n    this.n = n\n  }\n\n  f () { window.electronAPI.x() }\n}\nnew A(1)\n",
    ),
    "a field of a base class": (
        "class A { constructor (ipc) { this.ipc = ipc } }\nclass B extends A {\n  constructor (ipc) { super(ipc) }\n"
        "  f () { this.ipc.send('x') }\n}\nnew B(ipcRenderer)\n",
        "class A { constructor () { } }\nclass B extends A {\n  constructor () { super() }\n  f () { window.electronAPI.x() }\n}\nnew B()\n",
    ),
    "a getter": (
        "class A {\n  get ipc () {\n    return ipcRenderer\n  }\n\n  f () { this.ipc.send('x') }\n}\nnew A().f()\n",
        "class A {\n  f () { window.electronAPI.x() }\n}\nnew A().f()\n",
    ),
    "a function that answers with it": (
        "function ipc () {\n  return ipcRenderer\n}\nipc().send('x')\nipc().send('y')\n",
        "window.electronAPI.x()\nwindow.electronAPI.y()\n",
    ),
    "every component": (
        "Vue.prototype.$ipc = ipcRenderer\nnew Vue({ mounted () { this.$ipc.send('x') } })\n",
        "new Vue({ mounted () { window.electronAPI.x() } })\n",
    ),
    "a global": ("window.ipc = ipcRenderer\nipc.send('x')\nwindow.ipc.send('y')\n", "window.electronAPI.x()\nwindow.electronAPI.y()\n"),
}
# What is handed over where something still needs it: the script afterwards, and where it is needed.
STAYS = {
    "it is asked for": (
        "start(ipcRenderer)\nfunction start (ipc) { if (ipc) ipc.send('x') }\n",
        "start(ipcRenderer)\nfunction start (ipc) { if (ipc) window.electronAPI.x() }\n",
        "renderer.js:3",
    ),
    "a use that stays": (
        "start(ipcRenderer)\nfunction start (ipc) { ipc.send('x'); ipc.send(name) }\n",
        "start(ipcRenderer)\nfunction start (ipc) { window.electronAPI.x(); ipc.send(name) }\n",
        "renderer.js:3",
    ),
    "a global that is asked for": (
        "window.ipc = ipcRenderer\nif (window.ipc) ipc.send('x')\n",
        "window.ipc = ipcRenderer\nif (window.ipc) window.electronAPI.x()\n",
        "renderer.js:3",
    ),
    "a component that hands it on": (
        "Vue.prototype.$ipc = ipcRenderer\nnew Vue({ mounted () { this.$ipc.send('x'); use(this.$ipc) } })\n",
        "Vue.prototype.$ipc = ipcRenderer\nnew Vue({ mounted () { window.electronAPI.x(); use(this.$ipc) } })\n",
        "renderer.js:3",
    ),
}


@pytest.mark.parametrize("case", GOES)
def test_what_hands_over_goes_with_the_last_use(case: str, tmp_path: Path) -> None:
    before, after = GOES[case]
    done = migrate(tmp_path, IPC + before)

    assert done.script == after
    assert done.manual == []
    assert done.plan.windows_after[0].isolated


@pytest.mark.parametrize("case", STAYS)
def test_what_is_still_needed_says_where(case: str, tmp_path: Path) -> None:
    before, after, place = STAYS[case]
    done = migrate(tmp_path, IPC + before)

    assert done.script == IPC + after
    assert any(f"It is handed over for what still uses it at {place}." in one for one in done.manual), done.manual


@pytest.mark.parametrize(
    "text",
    [
        "start(ipcRenderer, 1)\nfunction start (ipc) { ipc.send('x', arguments.length) }\n",
        "const table = { start }\ntable[name](ipcRenderer)\nstart(ipcRenderer)\nfunction start (ipc) { ipc.send('x') }\n",
        "start(ipcRenderer)\nwindow.addEventListener('load', start)\nfunction start (ipc) { ipc.send('x') }\n",
    ],
    ids=["arguments are counted", "a name that is worked out", "a listener"],
)
def test_parameters_stay_where_not_every_caller_is_known(text: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, IPC + text)

    assert "start (ipc)" in done.script
    assert "start(ipcRenderer" in done.script


def test_it_goes_over_files(tmp_path: Path) -> None:
    done = migrate(
        tmp_path,
        IPC + "const Store = require('./store')\nnew Store(ipcRenderer).save()\nrequire('./menu').start(ipcRenderer)\n"
        "//- store.js\nclass Store {\n  constructor (ipc) {\n    this.ipc = ipc\n  }\n\n  save () {\n    this.ipc.send('x')\n  }\n}\nmodule.exports = Store\n"
        "//- menu.js\nexports.start = function (ipc) {\n  ipc.send('y')\n}\n",
    )

    assert done.script == "const Store = require('./store')\nnew Store().save()\nrequire('./menu').start()\n"
    assert done.files["store.js"] == (
        "class Store {\n  constructor () {\n  }\n\n  save () {\n    window.electronAPI.x()\n  }\n}\nmodule.exports = Store\n"
    )
    assert done.files["menu.js"] == "exports.start = function () {\n  window.electronAPI.y()\n}\n"


def test_a_global_of_the_preload_goes_with_its_type(tmp_path: Path) -> None:
    main = (
        "//- main.js\nconst { app, BrowserWindow } = require('electron')\nconst path = require('path')\napp.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({ webPreferences: { preload: path.join(__dirname, 'preload.js'), contextIsolation: false } })\n"
        "  win.loadFile('index.html')\n})\n"
    )
    done = migrate(
        tmp_path,
        "ipc.send('x')\nwindow.ipc.send('y')\n//- preload.js\nconst { ipcRenderer } = require('electron')\nwindow.ipc = ipcRenderer\nwindow.n = 1\n"
        "//- window.d.ts\ninterface Window {\n  ipc: import('electron').IpcRenderer\n  n: number\n}\n" + main,
    )

    assert done.script == "window.electronAPI.x()\nwindow.electronAPI.y()\n"
    assert "window.ipc" not in done.files["preload.js"]
    assert "window.n = 1" in done.files["preload.js"]
    assert done.files["window.d.ts"] == "interface Window {\n  n: number\n}\n"


def test_safe_alone_leaves_what_a_later_level_needs(tmp_path: Path) -> None:
    text = IPC + "start(ipcRenderer)\nfunction start (ipc) { ipc.send('x'); show(ipc.sendSync('y')) }\n"
    safe = migrate(tmp_path / "safe", text, level=Safety.SAFE)
    review = migrate(tmp_path / "review", text)

    assert safe.script == IPC + "start(ipcRenderer)\nfunction start (ipc) { window.electronAPI.x(); show(ipc.sendSync('y')) }\n"
    assert review.script == "start()\nfunction start () { window.electronAPI.x(); show(window.electronAPI.y()) }\n"


def test_a_window_that_is_the_parent_of_a_dialog_which_stays_says_so(tmp_path: Path) -> None:
    asked = "if (remote.dialog.showMessageBoxSync(remote.getCurrentWindow(), {})) e.preventDefault()"
    script = f"const {{ remote }} = require('electron')\nself.onunload = (e) => {{\n  {asked}\n}}\n"
    reasons = migrate(tmp_path, script).manual
    assert "remote.currentWindow(): It is handed to remote.dialog.showMessageBoxSync(), which stays. It goes with that call." in reasons


def test_an_answer_through_the_event_beside_something_that_is_handed_over(tmp_path: Path) -> None:
    script = (
        "const { ipcRenderer } = require('electron')\nclass Sender {\n  constructor (ipc) { this.ipc = ipc }\n  send () { this.ipc.send('x') }\n}\n"
        "new Sender(ipcRenderer).send()\nipcRenderer.on('msg', (e, m) => { e.sender.send('got', m) })\n"
    )
    done = migrate(tmp_path, script)
    assert done.manual == []
    assert "window.electronAPI.onMsg((m) => { window.electronAPI.got(m) })" in done.script
