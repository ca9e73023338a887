"""Functions of the app that stand for a method of ipcRenderer: their calls use the bridge, and they go with the last of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

BUNDLE = (
    '//- package.json\n{ "main": "main.js", "devDependencies": { "electron": "9.4.1", "webpack": "5.0.0" } }\n'
    "//- webpack.config.js\nmodule.exports = { entry: './src/page.ts', target: 'web' }\n"
    "//- main.js\nconst { BrowserWindow } = require('electron')\nconst path = require('path')\n"
    "const win = new BrowserWindow({ webPreferences: { nodeIntegration: true, preload: path.join(__dirname, 'preload.js') } })\n"
    "win.loadFile('index.html')\n//- preload.js\nrequire('electron')\n"
)
SEND = "import { ipcRenderer } from 'electron'\n\nexport function tell (channel: string, ...args: unknown[]) {\n  ipcRenderer.send(channel, ...args)\n}\n"


def _bundled(tmp_path: Path, ipc: str, page: str) -> tuple[str, str, list[str]]:
    done = migrate(tmp_path, f"{BUNDLE}//- src/ipc.ts\n{ipc}//- src/page.ts\n{page}")
    # a script of TypeScript that loses its last import stays a module
    left, script = (done.files[path].removesuffix("\nexport {}\n") for path in ("src/ipc.ts", "src/page.ts"))
    return left, script, done.manual


@pytest.mark.parametrize(
    ("ipc", "page", "after"),
    [
        (SEND, "import { tell } from './ipc'\n\ntell('save', 1)\ntell('ping')\n", "window.electronAPI.save(1)\nwindow.electronAPI.ping()\n"),
        (
            "import { ipcRenderer } from 'electron'\nexport const ask = async <T>(channel: string, ...args: unknown[]) =>\n"
            "  (await ipcRenderer.invoke(channel, ...args)) as T\n",
            "import { ask as request } from './ipc'\nrequest<string[]>('list', 1).then(show)\n",
            "window.electronAPI.list(1).then(show)\n",
        ),
        (
            "import { ipcRenderer } from 'electron'\nexport const ask = <T>(channel: string): Promise<T> => ipcRenderer.invoke(channel)\n",
            "import { ask } from './ipc'\nasync function draw() {\n  const list = await ask<string[]>('list')\n  show(!(await ask<boolean>('done')), list)\n}\ndraw()\n",
            "async function draw() {\n  const list = await window.electronAPI.list()\n  show(!(await window.electronAPI.done()), list)\n}\ndraw()\n",
        ),
        (
            "import { ipcRenderer } from 'electron'\nexport const ipc = {\n  tell (channel: string, data?: unknown) { ipcRenderer.send(channel, data) }\n}\n",
            "import { ipc } from './ipc'\nipc.tell('save', 1)\n",
            "window.electronAPI.save(1)\n",
        ),
        (
            "import { ipcRenderer } from 'electron'\nexport default function listen (channel: string, listener: any) { ipcRenderer.on(channel, listener) }\n",
            "import listen from './ipc'\nlisten('saved', (event, name) => { show(name) })\n",
            "window.electronAPI.onSaved((name) => { show(name) })\n",
        ),
    ],
    ids=["function", "generic", "awaited", "method", "default"],
)
def test_calls_use_the_bridge(ipc: str, page: str, after: str, tmp_path: Path) -> None:
    left, script, _ = _bundled(tmp_path, ipc, page)
    assert script == after
    assert "ipcRenderer" not in left or "default" in ipc


def test_a_wrapper_goes_with_its_last_call(tmp_path: Path) -> None:
    left, _, manual = _bundled(tmp_path, SEND + "export const SIZE = 3\n", "import { SIZE, tell } from './ipc'\ntell('save', SIZE)\n")
    assert left == "export const SIZE = 3\n"
    assert manual == []


EMITTER = (
    "const { ipcRenderer } = require('electron')\n\nfunction on (name, listener) {\n  ipcRenderer.on(name, listener)\n}\n\n"
    "function off (name, listener) {\n  ipcRenderer.removeListener(name, listener)\n}\n\nexport default {\n  on,\n  off\n}\n"
)
LIST = (
    "import ee from './ipc'\n\nclass List {\n  constructor () {\n    this.focusHandler = () => { this.focus() }\n  }\n"
    "  mount () {\n    ee.on('focus', this.focusHandler)\n  }\n  unmount () {\n    ee.off('focus', this.focusHandler)\n  }\n}\nshow(new List())\n"
)


def test_functions_of_an_exported_object_that_register_and_remove(tmp_path: Path) -> None:
    left, script, manual = _bundled(tmp_path, EMITTER, LIST)
    assert "    this.offFocus.push(window.electronAPI.onFocus(() => { this.focusHandler() }))\n" in script
    assert "    this.offFocus.splice(-1).forEach((off) => off())\n" in script
    assert (left, manual) == ("export default {}\n", [])


def test_a_removal_that_is_handed_on_keeps_its_registrations(tmp_path: Path) -> None:
    page = LIST + "later(ee.off)\n"
    left, script, _ = _bundled(tmp_path, EMITTER, page)
    assert (left, script) == (EMITTER, page)


def test_one_that_nothing_calls_goes(tmp_path: Path) -> None:
    once = "function once (name, listener) {\n  ipcRenderer.once(name, listener)\n}\n\nexport default {\n  once,\n"
    left, _, manual = _bundled(tmp_path, EMITTER.replace("export default {\n", once), LIST)
    assert (left, manual) == ("export default {}\n", [])


def test_a_call_with_an_unknown_channel_keeps_the_wrapper_and_not_the_others(tmp_path: Path) -> None:
    left, script, manual = _bundled(
        tmp_path, SEND, "import { tell } from './ipc'\ntell('save', 1)\nnames.forEach((name) => { tell(name) })\n"
    )
    assert left == SEND
    assert script == "import { tell } from './ipc'\nwindow.electronAPI.save(1)\nnames.forEach((name) => { tell(name) })\n"
    assert any("its call at src/page.ts:3 stays" in one for one in manual)


@pytest.mark.parametrize(
    ("ipc", "page"),
    [
        (SEND, "import { tell } from './ipc'\nbuttons.forEach(tell)\n"),
        (SEND.replace("channel: string", "channel = 'other'"), "import { tell } from './ipc'\ntell()\n"),
        (
            "import { ipcRenderer } from 'electron'\nexport function tell (channel: string, data: unknown) { ipcRenderer.send(channel, data) }\n",
            "import { tell } from './ipc'\ntell('save', 1, 2)\n",
        ),
    ],
    ids=["passed on", "default", "drops arguments"],
)
def test_a_function_that_does_anything_else_stays(ipc: str, page: str, tmp_path: Path) -> None:
    assert _bundled(tmp_path, ipc, page)[:2] == (ipc, page)


_PICKED = "({ save: window.electronAPI.save } as Record<string, (...args: any[]) => any>)[channel]"


@pytest.mark.parametrize(
    ("ipc", "page", "kept"),
    [
        (SEND.replace("  ipc", "  console.log(channel)\n  ipc"), "tell('save')\n", "  console.log(channel)\n  ;" + _PICKED + "(...args)\n"),
        (SEND.replace("...args)\n", "...args, 1)\n"), "tell('save')\n", _PICKED + "(...args, 1)\n"),
        (SEND.replace("function tell", "async function tell"), "tell('save').then(go)\n", _PICKED + "(...args)\n"),
        (SEND.replace("send(channel, ...args)", "invoke(channel)"), "tell('save')\n", _PICKED + "()\n"),
    ],
    ids=["logs", "adds", "a promise", "drops the answer"],
)
def test_a_function_that_does_more_picks_the_method_by_the_channel_and_its_calls_stay(ipc: str, page: str, kept: str, tmp_path: Path) -> None:
    imported = "import { tell } from './ipc'\n" + page
    left, script, manual = _bundled(tmp_path, ipc, imported)
    assert kept in left
    assert "ipcRenderer" not in left
    assert (script, manual) == (imported, [])


@pytest.mark.parametrize(
    "other",
    ["export const pick = (name) => ipc[name]('x')\n", "export const later = (thing) => thing.tell('x')\n", "export const { tell } = ipc\n"],
    ids=["looked up", "of something unknown", "taken out"],
)
def test_a_member_that_may_still_be_used_stays(other: str, tmp_path: Path) -> None:
    ipc = "import { ipcRenderer } from 'electron'\nexport const ipc = {\n  tell (channel) { ipcRenderer.send(channel) }\n}\n"
    left, script, _ = _bundled(tmp_path, ipc, "import { ipc } from './ipc'\nipc.tell('save')\n" + other)
    assert left == ipc
    assert "window.electronAPI.save()" in script


def test_a_script_without_modules(tmp_path: Path) -> None:
    before = (
        "const { ipcRenderer } = require('electron')\n\n// one way only\nconst tell = (channel, ...args) => ipcRenderer.send(channel, ...args)\n\n"
        "tell('save', 1)\n"
    )
    assert migrate(tmp_path, before).script == "window.electronAPI.save(1)\n"


def test_a_module_of_node(tmp_path: Path) -> None:
    before = (
        "const ipc = require('./ipc')\nipc.tell('save', 1)\n//- ipc.js\nconst { ipcRenderer } = require('electron')\n"
        "exports.tell = (channel, data) => { ipcRenderer.send(channel, data) }\n"
    )
    done = migrate(tmp_path, before)
    assert (done.script, done.files["ipc.js"]) == ("window.electronAPI.save(1)\n", "")


@pytest.mark.parametrize(
    ("made", "called"),
    [("export default new Api()\n", "api"), ("export const api = new Api()\n", "{ api }"), ("export default Api\n", "Api")],
    ids=["default", "named", "class"],
)
def test_a_method_of_a_class(made: str, called: str, tmp_path: Path) -> None:
    ipc = (
        "import { ipcRenderer } from 'electron'\n\nclass Api {\n  first = 1\n\n  /** Asks main. */\n  ask (channel, ...args) {\n"
        "    return ipcRenderer.invoke(channel, ...args)\n  }\n\n  last () {\n    return this.first\n  }\n}\n\n"
    )
    page = f"import {called} from './ipc'\n\n" + ("const api = new Api()\n" if called == "Api" else "")
    left, script, _ = _bundled(tmp_path, ipc + made, f"{page}api.ask('list', api.last()).then(show)\n")
    assert script == f"{page}window.electronAPI.list(api.last()).then(show)\n"
    assert left == "class Api {\n  first = 1\n\n  last () {\n    return this.first\n  }\n}\n\n" + made


def test_a_class_with_a_declared_shape_keeps_the_method(tmp_path: Path) -> None:
    ipc = (
        "import { ipcRenderer } from 'electron'\ninterface Asks { ask (channel: string): Promise<any> }\nclass Api implements Asks {\n"
        "  ask (channel: string) { return ipcRenderer.invoke(channel) }\n}\nexport default new Api()\n"
    )
    left, script, _ = _bundled(tmp_path, ipc, "import api from './ipc'\napi.ask('list')\n")
    assert (left, script) == (ipc, "window.electronAPI.list()\n")


def test_two_in_a_row(tmp_path: Path) -> None:
    before = (
        "const { ipcRenderer } = require('electron')\nconst send = (channel, ...args) => ipcRenderer.send(channel, ...args)\n"
        "function tell (channel, data) { send(channel, data) }\n\ntell('save', 1)\n"
    )
    assert migrate(tmp_path, before).script == "window.electronAPI.save(1)\n"
