"""The generated modules run in plain Node against fakes of the Electrons that no test can start, and compile under `tsc --strict`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from test_render_bridge import MAIN, entry, layout, members, rendered

from electron_migrate.code.style import Style
from electron_migrate.plan.needs import (
    BridgeMember,
    HandlerKind,
    HandlerParameter,
    MainConstant,
    MainHandler,
    MemberKind,
    Parameter,
    TrustedImport,
    TrustedPage,
)
from electron_migrate.plan.render_model import ModuleKind

pytestmark = pytest.mark.node

NODE_TESTS = Path(__file__).parents[2] / "node"

EXTRA = (
    MainConstant("broken", "app.getPath('nowhere')", ("app",)),
    MainHandler("fails", HandlerKind.ANSWER, (), "Promise.reject(new TypeError('it failed'))"),
    MainHandler("later", HandlerKind.ANSWER, (), "Promise.resolve(7)"),
    MainHandler("strange", HandlerKind.ANSWER, (), "() => 1"),
    MainHandler("rejects", HandlerKind.ON, (), "Promise.reject(new Error('dropped'))"),
)


@pytest.fixture(scope="module", autouse=True)
def _node() -> None:
    if shutil.which("node") is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no node")


def node(folder: Path, files: Mapping[str, bytes], program: str) -> object:
    """What `program` prints as JSON, run next to the files."""
    for path, raw in files.items():
        (folder / path).write_bytes(raw)
    (folder / "index.html").write_text("<p>")
    (folder / "other.html").write_text("<p>")
    (folder / "program.js").write_text(FAKES + program)
    done = subprocess.run(["node", "program.js"], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("kind", [ModuleKind.COMMONJS, ModuleKind.ESM])
@pytest.mark.parametrize("style", [Style(), Style(semicolons=False, quote='"', trailing_comma=True, arrow_parens=False)], ids=str)
def test_node_reads_every_file(tmp_path: Path, kind: ModuleKind, style: Style) -> None:
    files = rendered({"main.js": entry(kind)}, layout(kind, style=style, dual=frozenset({"preload.js"})), (*members(), *MAIN, *EXTRA))
    for path, raw in files.items():
        if path.endswith(".js"):
            target = tmp_path / (path.replace(".js", ".mjs") if kind is ModuleKind.ESM and path != "preload.js" else path)
            target.write_bytes(raw)
            done = subprocess.run(["node", "--check", str(target)], capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 0, done.stderr


def test_only_pages_of_the_app_are_heard(tmp_path: Path) -> None:
    """Whatever `senderFrame` is like: absent, that of the page, of a sub-frame, null, throwing, or disposed while it is read."""
    files = rendered({"main.js": entry()}, layout(), (*MAIN, *EXTRA))
    heard = node(
        tmp_path,
        files,
        """
        require('./ipc-handlers.js')
        const page = contents('index.html')
        const disposed = { get parent () { throw new Error('Render frame was disposed') } }
        const frames = [{}, { senderFrame: { parent: null } }, { senderFrame: { parent: {} } }, { senderFrame: null },
          { senderFrame: undefined }, { get senderFrame () { throw new Error('gone') } }, { senderFrame: disposed }]
        const results = []
        for (const frame of frames) {
          const event = Object.defineProperties({ sender: page }, Object.getOwnPropertyDescriptors(frame))
          results.push(invoke('window:isMaximized', event))
        }
        const shown = async (url) => {
          const sender = contents()
          sender.emit('did-navigate', {}, url)
          return invoke('window:isMaximized', { sender })
        }
        const { pathToFileURL } = require('url')
        const own = pathToFileURL(require('path').resolve('index.html')).href
        fs.symlinkSync(process.cwd(), 'linked')
        const urls = [own, own + '?a=1#b', own.replace('index', '%69ndex'), own.replace('index', 'linked/index'),
          own.replace('index', 'other'), own.replace('index', 'missing'), 'http://localhost:3000/x', 'http://localhost:3001/',
          'http://localhost:3000.evil.com/', 'app://bundle/a', 'APP://Bundle/a',
          'app://bundle.evil/', 'about:blank', '', 'data:text/html,x', 'file:///%2F']
        const left = contents('index.html')
        left.emit('did-navigate', {}, 'https://example.com/')
        ;(async () => {
          const answered = await Promise.all(results)
          const pages = await Promise.all(urls.map(shown))
          app.isPackaged = true
          const packaged = await shown('http://localhost:3000/x')
          finish({ answered, shown: pages, packaged, left: await invoke('window:isMaximized', { sender: left }) })
        })()
        """,
    )
    rejected = "window:isMaximized: untrusted sender"
    assert heard == {
        "answered": [False, False, *[rejected] * 5],
        "shown": [*[False] * 4, rejected, rejected, False, rejected, rejected, False, False, *[rejected] * 5],
        "packaged": rejected,
        "left": rejected,
    }


def test_a_page_that_waits_is_always_answered_and_a_bad_message_is_dropped(tmp_path: Path) -> None:
    files = rendered({"main.js": entry()}, layout(), (*MAIN, *EXTRA))
    answers = node(
        tmp_path,
        files,
        """
        require('./ipc-handlers.js')
        const sender = contents('index.html')
        ;(async () => finish({
          constants: await ask('app:constants', { sender: contents() }),
          path: await ask('app:getPath', { sender }, 'temp'),
          home: await ask('app:getPath', { sender }, 'home'),
          foreign: await ask('app:getPath', { sender: contents() }, 'temp'),
          fails: await ask('fails', { sender }), later: await ask('later', { sender }), strange: await ask('strange', { sender }),
          dropped: await new Promise((resolve) => {
            ipcMain.emit('rejects', { sender })
            ipcMain.emit('rejects', { sender: contents() })
            setImmediate(() => resolve(warned))
          }),
          options: await invoke('dialog:showOpenDialog', { sender }, { properties: ['openFile'], evil: 1 }),
          none: await invoke('dialog:showOpenDialog', { sender }), text: await invoke('dialog:showOpenDialog', { sender }, 'x'),
          url: await invoke('shell:openExternal', { sender }, 'https://example.com/a'),
          evil: await invoke('shell:openExternal', { sender }, 'https://example.com.evil.com/a'),
          number: await invoke('shell:openPath', { sender }, 5),
          gone: (windows.delete(sender), await invoke('window:isMaximized', { sender }))
        }))()
        """,
    )
    assert answers == {
        "constants": {"app.getVersion": "1.4.2"},
        "path": {"ok": True, "value": "/temp"},
        "home": {"ok": False, "error": "home is not one of temp, userData"},
        "foreign": {"ok": False, "error": "app:getPath: untrusted sender"},
        "fails": {"ok": False, "error": "it failed"},
        "later": {"ok": True, "value": 7},
        "strange": {"ok": False, "error": "() => 1 could not be cloned."},
        "dropped": ["rejects: untrusted sender", "rejects: Error: dropped"],
        "options": {"properties": ["openFile"]},
        "none": {},
        "text": "the options must be an object",
        "url": "https://example.com/a",
        "evil": "https://example.com.evil.com is not one of https://example.com",
        "number": "file must be a string",
        "gone": "the page has no window",
    }


def test_listeners_that_were_there_before_run_at_once_for_own_pages_and_for_main(tmp_path: Path) -> None:
    """Not as those of generated handlers: what they throw is thrown, and what they answer is there when they return."""
    files = rendered({"main.js": b"trustedIpcMain.on('save', () => {})\n"}, layout(), (TrustedPage(file="index.html"), TrustedImport("main.js")))
    assert files["main.js"].decode() == "const { trustedIpcMain } = require('./trusted-ipc')\n\ntrustedIpcMain.on('save', () => {})\n"
    heard = node(
        tmp_path,
        files,
        """
        const { trustedIpcMain } = require('./trusted-ipc.js')
        const own = contents('index.html'), foreign = contents('other.html')
        const heard = []
        trustedIpcMain.on('save', (event, text) => {
          if (text === 'bad') throw new Error('bad text')
          heard.push(text)
          if (event) event.returnValue = text.length
        })
        trustedIpcMain.handle('read', (event, name) => name + '!')
        const send = (event, text) => { ipcMain.emit('save', event, text); return event && event.returnValue }
        const gone = { sender: own, senderFrame: null }
        const answers = [send({ sender: own }, 'abc'), send({ sender: foreign }, 'abcd'), send(undefined, 'main itself'), send(gone, 'gone')]
        let thrown; try { send({ sender: own }, 'bad') } catch (error) { thrown = error.message }
        const read = (sender) => invoke('read', { sender }, 'a')
        ;(async () => finish({ answers, heard, thrown, warned, own: await read(own), foreign: await read(foreign) }))()
        """,
    )
    assert heard == {
        "answers": [3, None, None, None],
        "heard": ["abc", "main itself"],
        "thrown": "bad text",
        "warned": ["save: untrusted sender", "save: untrusted sender"],
        "own": "a!",
        "foreign": "read: untrusted sender",
    }


@pytest.mark.parametrize("major", [9, 20])
def test_the_bridge_is_the_same_with_isolation_and_without(tmp_path: Path, major: int) -> None:
    same = BridgeMember("preload.js", ("same",), MemberKind.LOCAL, parameters=(Parameter("value"),), expression="value")
    fail = BridgeMember("preload.js", ("fail",), MemberKind.LOCAL, expression="JSON.parse('{')")
    soon = BridgeMember("preload.js", ("soon",), MemberKind.LOCAL, parameters=(Parameter("value"),), expression="Promise.resolve(value)")
    files = rendered({}, layout(dual=frozenset({"preload.js"}), electron_major=major), (*members(), same, fail, soon))
    seen = node(
        tmp_path,
        files,
        """
        const exposed = {}
        electron.contextBridge = { exposeInMainWorld (name, api) {
          if (!isolated) throw new Error('contextBridge API can only be used when contextIsolation is enabled')
          if (clash) throw new Error('Cannot bind an API on top of an existing property on the window object')
          exposed[name] = api } }
        let isolated = true
        let clash = false
        const load = () => {
          delete require.cache[require.resolve('./preload.js')]
          process.contextIsolated = isolated
          require('./preload.js')
        }
        load()
        isolated = false
        load()
        const api = window.electronAPI
        clash = isolated = true
        let clashed; try { load() } catch (error) { clashed = error.message }
        const error = (run) => { try { run() } catch (thrown) { return [thrown.constructor === Error, thrown.message] } }
        const given = { f () {}, list: [1, { a: 1 }] }
        given.self = given
        const copy = api.same(given)
        class Note { constructor () { this.text = 'x' } get upper () { return 'X' } }
        ipcRenderer.deliver('note-saved', 'a', 1)
        const got = []
        const off = api.onNoteSaved((...args) => { got.push(args); return new Proxy({}, {}) })
        try { ipcRenderer.deliver('note-saved', 'a', 1) } catch (thrown) { got.push('threw') }
        const unsubscribed = off()
        ipcRenderer.deliver('note-saved', 'b', 2)
        let ready = 0
        const cancel = api.onceReady(() => { ready += 10 })
        cancel()
        api.onceReady(() => { ready++ })
        ipcRenderer.deliver('ready')
        ipcRenderer.deliver('ready')
        ;(async () => finish({
          exposed: Object.keys(exposed), clashed,
          frozen: [Object.isFrozen(api), Object.isFrozen(api.app), Object.getOwnPropertyDescriptor(window, 'electronAPI').writable],
          version: api.app.version, path: api.app.getPath('temp'), refused: error(() => api.app.getPath('home')),
          copied: [copy !== given, copy.self === copy, copy.f !== given.f, copy.list[1].a, Object.isFrozen(copy)],
          note: Object.getPrototypeOf(api.same(new Note())) === Object.prototype && api.same(new Note()).upper === undefined,
          date: api.same(new Date(5)).getTime(), thrown: error(() => api.fail())[0],
          proxy: error(() => api.same([new Proxy({}, {})])) !== undefined,
          soon: await api.soon({ a: 1 }), sent: api.saveNote('n', 't') === undefined && ipcRenderer.sent,
          got, unsubscribed: unsubscribed === undefined, ready
        }))()
        """,
    )
    assert seen == {
        "exposed": ["electronAPI"],
        "clashed": "Cannot bind an API on top of an existing property on the window object",
        "frozen": [True, True, False],
        "version": "1.4.2",
        "path": "/temp",
        "refused": [True, "home is not allowed"],
        "copied": [True, True, True, 1, False],
        "note": True,
        "date": 5,
        "thrown": True,
        "proxy": True,
        "soon": {"a": 1},
        "sent": ["save-note", "n", "t"],
        "got": [["a", 1], "threw"],
        "unsubscribed": True,
        "ready": 1,
    }


@pytest.mark.parametrize("major", [9, 20])
@pytest.mark.parametrize("dual", [False, True])
def test_typescript_is_strict(tmp_path: Path, major: int, *, dual: bool) -> None:
    compiler = NODE_TESTS / "node_modules" / "typescript" / "bin" / "tsc"
    if not compiler.is_file():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no node_modules (npm ci in tests/node)")
    plan = layout(ModuleKind.TYPESCRIPT, electron_major=major, dual=frozenset({"preload.ts"} if dual else ()))
    own = b"trustedIpcMain.on('save', (event, name: string, size: number) => { event.returnValue = name.repeat(size) })\nexport {}\n"
    needs = (*members("preload.ts"), *MAIN, TrustedImport("own.ts"))
    files = rendered({"main.ts": entry(ModuleKind.TYPESCRIPT), "own.ts": own}, plan, needs)
    for path, raw in {**files, "stubs.d.ts": STUBS.encode(), "page.ts": PAGE.encode()}.items():
        (tmp_path / path).write_bytes(raw)
    options = ["--strict", "--noImplicitReturns", "--noEmit", "--target", "es2020", "--lib", "es2020,dom", "--module", "commonjs"]
    sources = sorted(path.name for path in tmp_path.iterdir())
    command = ["node", str(compiler), *options, *sources]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == ""
    assert done.returncode == 0


def test_screens_and_windows_cross_with_their_pictures(tmp_path: Path) -> None:
    """From Electron 17 on main has them; up to 16 the preload does, which a real Electron tests."""
    ask = MainHandler("sources", HandlerKind.HANDLE, (HandlerParameter("options"),), "plainSources(options)", helpers=("plainSources",))
    sources = BridgeMember("preload.js", ("sources",), MemberKind.LOCAL, expression="withImages", is_value=True, helpers=("withImages",))
    files = rendered({"main.js": entry()}, layout(electron_major=20), (*MAIN, ask, sources))
    found = node(
        tmp_path,
        files,
        """
        const image = (url) => ({ isEmpty: () => url === '', getSize: () => ({ width: 40, height: 20 }), toDataURL: () => url, toPNG: () => 1 })
        electron.desktopCapturer = {
          getSources: async ({ types }) => types.map((name) => ({ id: name + ':1', name, display_id: '7', thumbnail: image('data:'), appIcon: null }))
        }
        electron.contextBridge = { exposeInMainWorld: (key, api) => { window[key] = api } }
        require('./ipc-handlers.js')
        require('./preload.js')
        ;(async () => {
          const crossed = structuredClone(await invoke('sources', { sender: contents('index.html') }, { types: ['screen'] }))
          const [{ thumbnail, ...one }] = window.electronAPI.sources(crossed)
          finish([one, thumbnail.toDataURL(), thumbnail.getSize(), thumbnail.getAspectRatio(), thumbnail.isEmpty(), 'toPNG' in thumbnail])
        })()
        """,
    )
    assert found == [
        {"id": "screen:1", "name": "screen", "display_id": "7", "appIcon": None}, "data:", {"width": 40, "height": 20}, 2, False, False,
    ]  # fmt: skip


def test_how_a_call_ended_crosses_with_what_is_plain_of_its_error(tmp_path: Path) -> None:
    bodies = {
        "given": "endOf(() => 7)", "thrown": "endOf(() => require('fs').readFileSync('/nowhere'))",
        "own": "endOf(async () => { throw Object.assign(new RangeError('far'), { code: 'FAR', part: {}, done () {} }) })",
    }  # fmt: skip
    handlers = tuple(MainHandler(name, HandlerKind.HANDLE, (), body, helpers=("endOf",)) for name, body in bodies.items())
    found = node(
        tmp_path,
        rendered({"main.js": entry()}, layout(), (*MAIN, *handlers)),
        """
        require('./ipc-handlers.js')
        ;(async () => {
          const ask = async (name) => structuredClone(await invoke(name, { sender: contents('index.html') }))
          const { error } = await ask('thrown')
          finish([await ask('given'), [error.name, error.code, error.syscall, error.path], await ask('own')])
        })()
        """,
    )
    assert found == [
        {"value": 7}, ["Error", "ENOENT", "open", "/nowhere"], {"error": {"name": "RangeError", "message": "far", "code": "FAR"}},
    ]  # fmt: skip


def test_a_page_that_goes_takes_no_shortcut_that_another_has_by_now(tmp_path: Path) -> None:
    register = MainHandler(
        "shortcut:register", HandlerKind.HANDLE, (HandlerParameter("accelerator"),),
        "registerShortcut(event.sender, 'shortcut:pressed', accelerator)", helpers=("registerShortcut",),
    )  # fmt: skip
    files = rendered({"main.js": entry()}, layout(), (*MAIN, register))
    found = node(
        tmp_path,
        files,
        """
        const keys = new Map()
        electron.globalShortcut = {
          register (name, pressed) { if (keys.has(name)) return false; keys.set(name, pressed); return true },
          unregister (name) { keys.delete(name) }
        }
        require('./ipc-handlers.js')
        const one = contents('index.html'), two = contents('index.html')
        for (const page of [one, two]) Object.assign(page, { isDestroyed: () => false, heard: [], send (...args) { this.heard.push(args) } })
        ;(async () => {
          const answers = []
          const register = async (page, name) => answers.push(await invoke('shortcut:register', { sender: page }, name))
          await register(one, 'F5')
          await register(two, 'F5')
          keys.delete('F5')
          await register(two, 'F5')
          await register(one, 'F6')
          one.emit('destroyed')
          const left = [...keys.keys()]
          keys.get('F5')()
          two.emit('did-start-navigation', {}, 'index.html', false, true)
          await register(two, 'F7')
          two.emit('did-navigate', {}, require('url').pathToFileURL(require('path').resolve('index.html')).href)
          const next = [...keys.keys()]
          two.emit('destroyed')
          finish({ answers, left, heard: [one.heard, two.heard], next, end: keys.size })
        })()
        """,
    )
    assert found == {
        "answers": [True, False, True, True, True],
        "left": ["F5"],
        "heard": [[], [["shortcut:pressed", "F5"]]],
        "next": ["F7"],  # asked for by the next page before main hears that it was called for
        "end": 0,
    }


FAKES = """
const { EventEmitter } = require('events')
const fs = require('fs')
const finish = (value) => { console.log(JSON.stringify(value)); process.exit() }
const warned = []
console.warn = (text) => warned.push(text)
const windows = new Map()
const app = Object.assign(new EventEmitter(), { isPackaged: false, getVersion: () => '1.4.2', getPath: (name) => {
  if (name === 'nowhere') throw new Error('no such path')
  return '/' + name
} })
const handlers = new Map()
const ipcMain = Object.assign(new EventEmitter(), { handle: (channel, listener) => handlers.set(channel, listener) })
const ipcRenderer = Object.assign(new EventEmitter(), {
  send (...args) { this.sent = args; return this },
  invoke: async () => {},
  sendSync: (channel, name) => channel === 'app:constants' ? { 'app.getVersion': '1.4.2' } : channel !== 'app:getPath' ? undefined
    : name === 'temp' ? { ok: true, value: '/temp' } : { ok: false, error: name + ' is not allowed' },
  deliver (channel, ...args) { this.emit(channel, { sender: this }, ...args) }
})
class BrowserWindow {
  static fromWebContents (contents) { return windows.get(contents) || null }
  isDestroyed () { return false }
  isMaximized () { return false }
}
const dialog = { showOpenDialog: (win, options) => Promise.resolve(options) }
const shell = { openExternal: async (url) => url, openPath: async () => '' }
const electron = { app, ipcMain, ipcRenderer, BrowserWindow, dialog, shell, webFrame: {} }
const Module = require('module')
const loadModule = Module._load
Module._load = function (request, ...rest) { return request === 'electron' ? electron : loadModule.call(this, request, ...rest) }
global.window = {}
global.Node = class {}
function contents (page) {
  const made = new EventEmitter()
  windows.set(made, new BrowserWindow())
  app.emit('web-contents-created', {}, made)
  if (page) made.emit('did-navigate', {}, require('url').pathToFileURL(require('path').resolve(page)).href)
  return made
}
async function invoke (channel, event, ...args) {
  try { return await handlers.get(channel)(event, ...args) } catch (error) { return error.message }
}
function ask (channel, event, ...args) {
  return new Promise((resolve) => {
    Object.defineProperty(event, 'returnValue', { set (value) { resolve(structuredClone(value)) } })
    ipcMain.emit(channel, event, ...args)
  })
}
"""

PAGE = """
const version: string = window.electronAPI.app.version
const off: () => void = window.electronAPI.onNoteSaved((name, length) => { name.trim(); length.toFixed() })
const opened = window.electronAPI.dialog.showOpenDialog({ properties: ['openFile'] })
const chosen: Promise<string[]> = opened.then((result) => result.filePaths)
export { version, off, chosen }
"""

STUBS = """
declare const __dirname: string
declare const process: { contextIsolated: boolean }
declare module 'fs' { export const realpathSync: { native(path: string): string } }
declare module 'path' { export function join(...parts: string[]): string }
declare module 'url' { export function fileURLToPath(url: string): string }
declare module 'electron' {
  export interface WebContents { on(event: 'did-navigate', listener: (event: Event, url: string) => void): this }
  export interface WebFrameMain { readonly parent: WebFrameMain | null }
  export interface IpcMainEvent { returnValue: any; sender: WebContents; readonly senderFrame: WebFrameMain | null }
  export interface IpcMainInvokeEvent { sender: WebContents; readonly senderFrame: WebFrameMain | null }
  export interface OpenDialogOptions { title?: string; properties?: Array<'openFile' | 'openDirectory'> }
  export interface OpenDialogReturnValue { canceled: boolean; filePaths: string[] }
  export class BrowserWindow {
    static fromWebContents(contents: WebContents): BrowserWindow | null
    isDestroyed(): boolean
    isMaximized(): boolean
    maximize(): void
  }
  export const app: {
    readonly isPackaged: boolean
    on(event: 'web-contents-created', listener: (event: Event, contents: WebContents) => void): void
    getVersion(): string
    getPath(name: 'userData' | 'temp'): string
    quit(): void
  }
  export const dialog: { showOpenDialog(win: BrowserWindow, options: OpenDialogOptions): Promise<OpenDialogReturnValue> }
  export const ipcMain: {
    handle(channel: string, listener: (event: IpcMainInvokeEvent, ...args: any[]) => any): void
    on(channel: string, listener: (event: IpcMainEvent, ...args: any[]) => void): void
  }
  export const ipcRenderer: {
    send(channel: string, ...args: any[]): void
    sendSync(channel: string, ...args: any[]): any
    invoke(channel: string, ...args: any[]): Promise<any>
    on(channel: string, listener: (event: object, ...args: any[]) => void): void
    once(channel: string, listener: (event: object, ...args: any[]) => void): void
    removeListener(channel: string, listener: (...args: any[]) => void): void
  }
  export const contextBridge: { exposeInMainWorld(name: string, api: any): void }
  export const shell: { openExternal(url: string): Promise<void>; openPath(path: string): Promise<string> }
  export const webFrame: { setZoomLevel(level: number): void }
}
"""
