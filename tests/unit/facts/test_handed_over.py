"""Electron's things are found where they are handed over: by arguments, fields, services, components, globals."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of, sites

SEND = "ipcRenderer: ipcRenderer.send()"
VERSION = "remote: app.getVersion()"
IPC = "const { ipcRenderer } = require('electron')\n"

# Each app ends in the line that uses Electron.
ONE_SCRIPT = {
    "an argument": (IPC + "start(ipcRenderer)\nfunction start (ipc) {\n  ipc.send('x')\n}\n", SEND),
    "an argument of an arrow": (IPC + "const start = ipc => {\n  ipc.send('x') }\nstart(ipcRenderer)\n", SEND),
    "the whole module": ("start(require('electron'))\nfunction start (electron) {\n  electron.remote.app.getVersion() }\n", VERSION),
    "an argument that is handed on": (
        IPC + "function first (ipc) { second(1, ipc) }\nfunction second (n, ipc) {\n  ipc.send('x') }\nfirst(ipcRenderer)\n",
        SEND,
    ),
    "a default": (IPC + "function start (ipc = ipcRenderer) {\n  ipc.send('x') }\nstart()\n", SEND),
    "one of several in an object": (IPC + "start({ ipc: ipcRenderer, n: 1 })\nfunction start ({ ipc, n }) {\n  ipc.send('x') }\n", SEND),
    "an object with it": (IPC + "start({ ipcRenderer })\nfunction start (context) {\n  context.ipcRenderer.send('x') }\n", SEND),
    "the constructor of a class": (
        IPC + "class Store {\n  constructor (ipc) { this.ipc = ipc }\n  save () {\n    this.ipc.send('x') } }\nnew Store(ipcRenderer)\n",
        SEND,
    ),
    "a constructor that hands it on": (
        IPC + "class Base { constructor (ipc) { this.ipc = ipc } }\nclass Store extends Base { constructor (ipc) { super(ipc) }\n"
        "  save () {\n    this.ipc.send('x') } }\nnew Store(ipcRenderer)\n",
        SEND,
    ),
    "a function that makes objects": (
        IPC
        + "function Store (ipc) { this.ipc = ipc }\nStore.prototype.save = function () {\n  this.ipc.send('x') }\nnew Store(ipcRenderer)\n",
        SEND,
    ),
    "a field of an object": (
        IPC + "class Store { constructor () { this.ipc = ipcRenderer } }\nconst store = new Store()\nstore.ipc.send('x')\n",
        SEND,
    ),
    "a getter": (IPC + "class Store { get ipc () { return ipcRenderer } }\nconst store = new Store()\nstore.ipc.send('x')\n", SEND),
    "a getter of an object": (IPC + "const store = { get ipc () { return ipcRenderer } }\nstore.ipc.send('x')\n", SEND),
    "a static field": (IPC + "class Store { static ipc = ipcRenderer }\nStore.ipc.send('x')\n", SEND),
    "a field by another name of this": (
        IPC
        + "class Store { constructor () { const self = this; self.ipc = ipcRenderer }\n  save () { const self = this\n    self.ipc.send('x') } }\n",
        SEND,
    ),
    "a property of the object itself": (IPC + "const store = { ipc: ipcRenderer, save () {\n  this.ipc.send('x') } }\n", SEND),
    "what data() gives": (
        IPC + "new Vue({ data () { return { ipc: ipcRenderer } }, methods: { save () {\n  this.ipc.send('x') } } })\n",
        SEND,
    ),
    "every component": (IPC + "Vue.prototype.$ipc = ipcRenderer\nnew Vue({ methods: { save () {\n  this.$ipc.send('x') } } })\n", SEND),
    "every component of Vue 3": (
        IPC
        + "const app = createApp({})\napp.config.globalProperties.$ipc = ipcRenderer\nexport default { mounted () {\n  this.$ipc.send('x') } }\n",
        SEND,
    ),
    "a plug-in": (
        "const Vue = require('vue')\nVue.use(require('vue-electron'))\nnew Vue({ mounted () {\n  this.$electron.ipcRenderer.send('x') } })\n"
        '//- package.json\n{ "main": "main.js", "devDependencies": { "electron": "9.4.1" }, "dependencies": { "vue": "2", "vue-electron": "1" } }\n',
        SEND,
    ),
    "a global": (IPC + "window.ipc = ipcRenderer\nipc.send('x')\n", SEND),
}
SERVICE = (
    '//- package.json\n{ "main": "main.js", "devDependencies": { "electron": "9.4.1", "webpack": "5.0.0" } }\n'
    "//- webpack.config.js\nmodule.exports = { entry: './src/page.ts', target: 'electron-renderer' }\n"
    "//- src/electron.service.ts\nimport { ipcRenderer } from 'electron'\n"
    "export class ElectronService {\n  ipcRenderer: typeof ipcRenderer\n"
    "  constructor () { if (this.isElectron) { this.ipcRenderer = window.require('electron').ipcRenderer } }\n"
    "  get isElectron (): boolean { return true }\n}\n//- src/page.ts\n"
)
SERVICES = {
    "by a constructor": "import { ElectronService } from './electron.service'\nexport class Page { constructor (private electron: ElectronService) {}\n"
    "  save () {\n    this.electron.ipcRenderer.send('x') } }\n",
    "by a constructor that keeps it": "import { ElectronService } from './electron.service'\nexport class Page { electron\n"
    "  constructor (electron: ElectronService) { this.electron = electron }\n  save () {\n    this.electron.ipcRenderer.send('x') } }\n",
    "by inject": "import { inject } from '@angular/core'\nimport { ElectronService } from './electron.service'\nexport class Page {\n"
    "  private readonly electron = inject(ElectronService)\n  save () {\n    this.electron.ipcRenderer.send('x') } }\n",
    "by a base class": "import { ElectronService } from './electron.service'\nclass Base { constructor (protected electron: ElectronService) {} }\n"
    "export class Page extends Base {\n  save () {\n    this.electron.ipcRenderer.send('x') } }\n",
    "of a package": "import { ElectronService } from 'ngx-electron'\nexport class Page { constructor (private electron: ElectronService) {}\n"
    "  save () {\n    this.electron.ipcRenderer.send('x') } }\n",
    "by Electron's type": "import { IpcRenderer } from 'electron'\nexport class Page { constructor (private ipc: IpcRenderer) {}\n"
    "  save () {\n    this.ipc.send('x') } }\n",
    "by Electron's global type": "export class Page { private ipc: Electron.IpcRenderer | undefined\n  save () {\n    this.ipc.send('x') } }\n",
    "by a field with a type": "import { ElectronService } from './electron.service'\nexport class Page { electron: ElectronService\n"
    "  save () {\n    this.electron.ipcRenderer.send('x') } }\n",
}


@pytest.mark.parametrize("form", ONE_SCRIPT)
def test_what_is_handed_over_in_one_script_is_found_where_it_is_used(form: str, tmp_path: Path) -> None:
    text, use = ONE_SCRIPT[form]
    lines = text.split("\n")
    line = next(number for number, one in enumerate(lines, 1) if ".send('x')" in one or "getVersion" in one)

    assert f"{line}: {use}" in sites(facts_of(tmp_path, text))


@pytest.mark.parametrize("form", SERVICES)
def test_services_are_followed_by_their_class(form: str, tmp_path: Path) -> None:
    text = SERVICES[form]
    line = next(number for number, one in enumerate(text.split("\n"), 1) if ".send('x')" in one)

    assert f"{line}: {SEND}" in sites(facts_of(tmp_path, SERVICE + text), "src/page.ts")


def test_what_is_handed_to_another_file_is_found_there(tmp_path: Path) -> None:
    text = (
        IPC + "const Store = require('./store')\nnew Store({ ipc: ipcRenderer })\nrequire('./menu').start(ipcRenderer)\n"
        "//- store.js\nclass Store {\n  constructor (options) {\n    this.ipc = options.ipc\n  }\n\n  save () {\n    this.ipc.send('x')\n  }\n}\nmodule.exports = Store\n"
        "//- menu.js\nexports.start = function (ipc) {\n  ipc.send('x')\n}\n"
    )
    facts = facts_of(tmp_path, text)

    assert f"7: {SEND}" in sites(facts, "store.js")
    assert f"2: {SEND}" in sites(facts, "menu.js")


def test_a_global_of_the_preload_is_found_in_its_pages(tmp_path: Path) -> None:
    text = (
        "ipc.send('x')\nwindow.ipc.send('x')\n//- preload.js\nwindow.ipc = require('electron').ipcRenderer\n"
        "//- main.js\nconst { app, BrowserWindow } = require('electron')\nconst path = require('path')\napp.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({ webPreferences: { preload: path.join(__dirname, 'preload.js'), contextIsolation: false } })\n"
        "  win.loadFile('index.html')\n})\n"
    )

    assert sites(facts_of(tmp_path, text)) == [f"1: {SEND}", f"2: {SEND}"]


OTHERS = {
    "another argument": IPC + "start(1, ipcRenderer)\nfunction start (socket, ipc) {\n  socket.send('x') }\n",
    "a parameter of the same name": IPC
    + "start(ipcRenderer)\nfunction start (n) {}\nfunction other (ipcRenderer) {\n  ipcRenderer.send('x') }\n",
    "a field of another class": IPC
    + "class A { constructor () { this.link = ipcRenderer } }\nclass B { constructor () { this.link = new WebSocket('') } }\n"
    "const b = new B()\nb.link.send('x')\n",
    "what a spread moves": IPC + "start(...list, ipcRenderer)\nfunction start (socket) {\n  socket.send('x') }\n",
    "what a module of main's has": "const core = require('electron').remote.require('./core')\nstart(core.LIMIT)\nfunction start (limit) {\n  limit.send('x') }\n",
    "an answer of main's": IPC + "start(ipcRenderer.sendSync('a'))\nfunction start (answer) {\n  answer.send('x') }\n",
}


@pytest.mark.parametrize("form", OTHERS)
def test_what_is_something_else_is_not_taken_for_electrons(form: str, tmp_path: Path) -> None:
    assert not [one for one in sites(facts_of(tmp_path, OTHERS[form])) if ".send()" in one]
