"""A window is isolated or sandboxed only where its pages and preload go on working: what keeps the gates shut, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of

from electron_migrate.findings.catalogue import find_all, rules

PREFERENCES = "nodeIntegration: true, contextIsolation: false"
FS_PAGE = "//- x.html\n<script>require('fs').readFileSync('y')</script>\n"
FS_SCRIPT = "//- x.js\nrequire('fs').readFileSync('y')\n"


def gates(folder: Path, *, page: str = "<p>", preload: str | None = None, more: str = "", preferences: str = "", electron: str = "12.0.0") -> dict[str, set[str]]:
    """The rules that keep the one window from being isolated, and from being sandboxed."""
    written = PREFERENCES + (", preload: path.join(__dirname, 'preload.js')" if preload is not None else "") + preferences
    text = (
        "//- renderer.js\n//- main.js\nconst path = require('path')\nconst { BrowserWindow } = require('electron')\n"
        f"const win = new BrowserWindow({{ webPreferences: {{ {written} }} }})\nwin.loadFile('a.html')\n//- a.html\n<body>{page}</body>\n"
        f"{f'//- preload.js{chr(10)}{preload}{chr(10)}' if preload is not None else ''}{more}"
    )
    facts = facts_of(folder, text, electron=electron)
    shut: dict[str, set[str]] = {"isolated": set(), "sandboxed": set()}
    for one in find_all(facts):
        blocks = rules()[one.finding.rule][0].blocks
        if blocks and "w1" in one.finding.windows and one.finding.rule not in ("window-node-integration", "window-not-isolated", "window-not-sandboxed"):
            shut[blocks].add(one.finding.rule)
    return shut


# ---- preloads that share with the page

SHARES = {
    "an undeclared name": "foo = { a: 1 }",
    "an undeclared name that is changed": "count += 1",
    "Object.assign": "Object.assign(window, { foo: 1 })",
    "an alias": "const w = window; w.foo = 1",
    "an alias of an alias": "const w = typeof window !== 'undefined' ? window : global; const v = w; v.foo = 1",
    "brackets": "window['foo'] = 1",
    "a computed key": "for (const key of ['a', 'b']) window[key] = require('electron').ipcRenderer",
    "globalThis": "globalThis.bar = 2",
    "global": "global.bar = 2",
    "self": "self.bar = 2",
    "window.top": "window.top.bar = 2",
    "defineProperty": "Object.defineProperty(window, 'foo', { value: 1 })",
    "defineProperties": "Object.defineProperties(globalThis, { foo: { value: 1 } })",
    "Reflect.set": "Reflect.set(window, 'foo', 1)",
    "a getter": "window.__defineGetter__('foo', () => 1)",
    "in a callback": "window.addEventListener('load', () => { window.x = document.title })",
    "a prototype": "Array.prototype.last = function () { return this[this.length - 1] }",
    "a prototype by Object.assign": "Object.assign(String.prototype, { last () { return 1 } })",
    "a prototype by another name": "const p = Array.prototype; p.last = () => 1",
    "a built-in function": "window.open = function () {}",
    "a part of a built-in object": "navigator.foo = 1",
    "a handler of the app's own": "window.onNews = () => {}",
    "this of a function that is called at once": "(function () { this.foo = 1 })()",
    "a parameter": "(function (root) { root.foo = 1 })(window)",
    "a pattern": "({ a: window.foo } = { a: 1 })",
    "handed to a function": "require('electron'); install(window)\nfunction install (target) { target.foo = 1 }",
    "kept in an object": "const host = { win: window }; host.win.foo = 1",
}
SHARES_NOT = {
    "only the page's document": "window.addEventListener('DOMContentLoaded', () => { document.title = 'x'; document.body.className = 'y' })",
    "declared names": "function foo () {}\nvar bar = 1",
    "module.exports": "this.foo = 1; module.exports = { a: 1 }; exports.b = 2",
    "an event handler": "window.onload = () => {}\nwindow.location.hash = 'x'\nlocalStorage.seen = '1'",
    "reading": "const { document: d } = window; if (window && window.innerWidth > 1) console.log(Object.keys(window).length)",
    "a local object": "const window2 = {}; window2.foo = 1; const o = { a: 1 }; o.b = 2",
    "a local name of the same spelling": "function f (window) { window.foo = 1 }\nf({})",
    "exposed both ways": (
        "const { contextBridge } = require('electron')\nconst api = {}\n"
        "if (process.contextIsolated) contextBridge.exposeInMainWorld('api', api)\nelse window.api = api"
    ),
    "what hides Node": "delete window.require",
}


@pytest.mark.parametrize("form", SHARES)
def test_a_preload_that_gives_its_page_globals_holds_the_window(form: str, tmp_path: Path) -> None:
    assert "preload-shares-globals" in gates(tmp_path, preload=SHARES[form])["isolated"]


@pytest.mark.parametrize("form", SHARES_NOT)
def test_a_preload_that_gives_nothing_does_not(form: str, tmp_path: Path) -> None:
    assert gates(tmp_path, preload=SHARES_NOT[form])["isolated"] == set()


def test_a_file_that_the_preload_loads_counts_too(tmp_path: Path) -> None:
    assert "preload-shares-globals" in gates(tmp_path, preload="require('./x2')", more="//- x2.js\nwindow.foo = 1\n")["isolated"]


def test_a_file_of_the_preload_that_is_not_there_may_do_anything(tmp_path: Path) -> None:
    assert "preload-shares-globals" in gates(tmp_path, preload="require('./gone')")["isolated"]


@pytest.mark.parametrize("preload", ["require(require('path').join(__dirname, 'x2'))", "const m = 'f' + 's'; require(m)", "const r = require; r('./x2')"])
def test_a_module_of_the_preload_that_cannot_be_told_keeps_both_gates_shut(preload: str, tmp_path: Path) -> None:
    found = gates(tmp_path, preload=preload, more="//- x2.js\nwindow.foo = 1\n")
    assert found == {"isolated": {"preload-shares-globals"}, "sandboxed": {"preload-needs-node"}}


def test_the_fallback_that_the_tool_writes_is_no_finding(tmp_path: Path) -> None:
    preload = (
        "const { contextBridge, ipcRenderer } = require('electron')\nconst api = { save: () => ipcRenderer.send('save') }\n"
        "function exposeWithoutIsolation (name, api) {\n  Object.defineProperty(window, name, { value: api })\n}\n"
        "try { contextBridge.exposeInMainWorld('electronAPI', api) } catch (error) { exposeWithoutIsolation('electronAPI', api) }"
    )
    assert gates(tmp_path, preload=preload) == {"isolated": set(), "sandboxed": set()}


@pytest.mark.parametrize("preload", ["startApp(1)", "window.startApp()", "document.addEventListener('go', (e) => { e.detail.done(1) })"])
def test_a_preload_that_uses_the_page_holds_the_window(preload: str, tmp_path: Path) -> None:
    assert gates(tmp_path, preload=preload)["isolated"] == {"preload-uses-page"}


def test_a_name_that_is_only_asked_for_does_not(tmp_path: Path) -> None:
    assert gates(tmp_path, preload="console.log(typeof startApp, new MutationObserver(() => {}))")["isolated"] == set()


@pytest.mark.parametrize(
    "main",
    [
        "new BrowserWindow({ webPreferences: { PREFS, preload: process.env.PRELOAD } }).loadFile('a.html')",
        "new BrowserWindow({ webPreferences: { PREFS, preload: path.join(__dirname, 'gone.js') } }).loadFile('a.html')",
        "new BrowserWindow({ webPreferences: { PREFS } }).loadFile('a.html')\nsession.defaultSession.setPreloads([path.join(__dirname, 'p.js')])",
    ],
)
def test_a_preload_that_is_not_known_keeps_both_gates_shut(main: str, tmp_path: Path) -> None:
    head = "//- renderer.js\n//- a.html\n<p>\n//- main.js\nconst path = require('path')\nconst { BrowserWindow, session } = require('electron')\n"
    found = {one.finding.rule: one.finding.windows for one in find_all(facts_of(tmp_path, head + main.replace("PREFS", PREFERENCES), electron="12.0.0"))}
    assert found["preload-unread"] == found["preload-needs-node"] == ("w1",)


# ---- pages that lead to pages and scripts

LEADS = {
    "a link": "<a href='x.html'>go</a>",
    "a link with a fragment": "<a href='./x.html#top'>go</a>",
    "a form": "<form action='x.html'></form>",
    "a refresh": "<meta http-equiv='refresh' content='0; url=x.html'>",
    "location": "<script>location = 'x.html'</script>",
    "location.href": "<script>b.onclick = () => { location.href = 'x.html?id=' + id }</script>",
    "window.location.replace": "<script>window.location.replace(`x.html`)</script>",
    "location.assign": "<script>location.assign(late ? 'x.html' : 'a.html')</script>",
    "location by a variable": "<script>const next = 'x.html'; document.location.href = next</script>",
    "a handler in the markup": "<button onclick=\"location.href='x.html'\">go</button>",
    "window.open": "<script>window.open('x.html')</script>",
    "a link in its own window": "<a target='_blank' href='x.html'>go</a>",
    "a frame's source": "<script>frame.src = 'x.html'</script>",
    "markup in a string": "<script>list.innerHTML = '<a href=\"x.html\">go</a>'</script>",
}


@pytest.mark.parametrize("form", LEADS)
def test_a_page_that_a_page_leads_to_is_one_of_the_window(form: str, tmp_path: Path) -> None:
    assert gates(tmp_path, page=LEADS[form], more=FS_PAGE)["isolated"] == {"node-builtin-in-page"}


@pytest.mark.parametrize("page", ["<a href='https://example.com/x.html'>out</a>", "<p>x.html", "<script>const name = 'x.html'; show(name)</script>"])
def test_a_page_that_is_only_named_is_not(page: str, tmp_path: Path) -> None:
    assert gates(tmp_path, page=page, more=FS_PAGE)["isolated"] == set()


def test_a_harmless_page_does_not_hold_the_window(tmp_path: Path) -> None:
    assert gates(tmp_path, page=LEADS["a link"], more="//- x.html\n<p>\n") == {"isolated": set(), "sandboxed": set()}


@pytest.mark.parametrize(
    "page",
    [
        "<script>const s = document.createElement('script'); s.src = './x.js'; document.body.append(s)</script>",
        "<script>s.setAttribute('src', 'x.js')</script>",
        "<script>loadScript('x.js')</script>",
        "<script>document.write('<script src=x.js><\\/script>')</script>",
    ],
)
def test_a_script_that_a_page_adds_belongs_to_the_page(page: str, tmp_path: Path) -> None:
    assert gates(tmp_path, page=page, more=FS_SCRIPT)["isolated"] == {"node-builtin-in-page"}
    assert gates(tmp_path / "b", page=page, more="//- x.js\ndocument.title = 'x'\n")["isolated"] == set()


# ---- guests and workers


@pytest.mark.parametrize(
    "page",
    [
        "<webview src='x.html' nodeintegration></webview>",
        "<webview src='x.html' preload='./guest.js'></webview>",
        "<webview src='x.html' webpreferences='nodeIntegration=yes'></webview>",
        "<script>const v = document.createElement('webview'); v.nodeintegration = true</script>",
        "<script>box.innerHTML = '<webview src=\"x.html\" nodeintegration></webview>'</script>",
    ],
)
def test_a_guest_with_node_holds_the_window(page: str, tmp_path: Path) -> None:
    assert "webview-with-node" in gates(tmp_path, page=page, preferences=", webviewTag: true")["isolated"]


_GUEST = "<webview src='https://example.com' preload='./guest.js'></webview>"


@pytest.mark.parametrize(
    "script",
    [
        "const { ipcRenderer } = require('electron')\naddEventListener('click', () => { ipcRenderer.sendToHost('clicked', document.title) })\n",
        "require('electron').contextBridge.exposeInMainWorld('post', { hi: () => require('electron').ipcRenderer.sendToHost('hi') })\n",
    ],
)
def test_the_preload_of_a_guest_that_shares_nothing_does_not_hold_the_window(script: str, tmp_path: Path) -> None:
    found = gates(tmp_path, page=_GUEST, more=f"//- guest.js\n{script}", preferences=", webviewTag: true")
    assert found == {"isolated": set(), "sandboxed": set()}


def test_the_preload_of_a_guest_that_needs_node_keeps_the_window_from_the_sandbox(tmp_path: Path) -> None:
    script = "const path = require('path')\naddEventListener('load', () => { document.title = path.basename(location.href) })\n"
    found = gates(tmp_path, page=_GUEST, more=f"//- guest.js\n{script}", preferences=", webviewTag: true")
    assert found == {"isolated": set(), "sandboxed": {"webview-preload"}}


@pytest.mark.parametrize(
    "script",
    [
        "window.post = (text) => require('electron').ipcRenderer.sendToHost('post', text)\n",
        "window.alert = () => {}\n",
        "addEventListener('load', () => { start(appOfThePage.state) })\n",
        "const { app } = require('electron').remote\naddEventListener('load', () => { document.title = app.getVersion() })\n",
        "require('./gone')\n",
        "const = ) (\n",
    ],
)
def test_the_preload_of_a_guest_that_shares_something_holds_the_window(script: str, tmp_path: Path) -> None:
    found = gates(tmp_path, page=_GUEST, more=f"//- guest.js\n{script}", preferences=", webviewTag: true")
    assert "webview-with-node" in found["isolated"]


@pytest.mark.parametrize(
    ("script", "major", "held"),
    [
        ("guest.addEventListener('ipc-message', (event) => { show(event.channel) })", "9.4.1", True),
        ("guest.addEventListener('did-navigate', follow)", "11.0.0", True),
        ("guest.addEventListener('console-message', function (e) { log(e.message) })", "9.4.1", True),
        ("guest.addEventListener('ipc-message', (event) => { show(event.channel) })", "12.0.0", False),
        ("guest.addEventListener('page-title-updated', () => { count() })", "9.4.1", False),
        ("guest.addEventListener('did-navigate', function () { count() })", "9.4.1", False),
        ("guest.addEventListener('dom-ready', (event) => { start(event) })", "9.4.1", False),
        ("guest.addEventListener('click', (event) => { start(event.target) })", "9.4.1", False),
    ],
)
def test_events_of_a_guest_lose_their_properties_in_an_isolated_page_of_an_old_electron(script: str, major: str, tmp_path: Path, *, held: bool) -> None:
    page = f"<webview id='guest' src='https://example.com'></webview><script>{script}</script>"
    found = gates(tmp_path, page=page, preferences=", webviewTag: true", electron=major)
    assert found["isolated"] == ({"webview-event"} if held else set())


def test_a_guest_without_node_does_not(tmp_path: Path) -> None:
    found = gates(tmp_path, page="<webview src='https://example.com'></webview>", preferences=", webviewTag: true")
    assert found == {"isolated": set(), "sandboxed": set()}


def test_the_preload_of_a_guest_keeps_the_window_from_the_sandbox(tmp_path: Path) -> None:
    page = "<webview src='https://example.com' preload='./guest.js'></webview>"
    assert gates(tmp_path, page=page, preferences=", webviewTag: true")["sandboxed"] == {"webview-preload"}


def test_workers_with_node_keep_the_window_from_the_sandbox(tmp_path: Path) -> None:
    page = "<script>new Worker('x.js')</script>"
    assert gates(tmp_path, page=page, more=FS_SCRIPT, preferences=", nodeIntegrationInWorker: true")["sandboxed"] == {"window-node-in-worker"}
    assert gates(tmp_path / "b", page=page, more="//- x.js\npostMessage(1)\n")["sandboxed"] == set()


# ---- Node in the page


@pytest.mark.parametrize(
    "script",
    [
        "global.x = 1; use(global.x)",
        "const r = require; r(name)",
        "const m = 'f' + 's'; require(m)",
        "load(require)",
        "require.resolve('fs')",
        "const r = window.require; r(name)",
    ],
)
def test_globals_of_node_in_a_page_hold_the_window(script: str, tmp_path: Path) -> None:
    assert "node-global-in-page" in gates(tmp_path, page=f"<script>{script}</script>")["isolated"]


@pytest.mark.parametrize("script", ["const r = require; r('fs')", "const r = window.require; r('fs')", "const r = eval('require'); r('fs')"])
def test_what_require_loads_by_another_name_holds_the_window(script: str, tmp_path: Path) -> None:
    assert "node-builtin-in-page" in gates(tmp_path, page=f"<script>{script}</script>")["isolated"]


@pytest.mark.parametrize(
    "script",
    [
        "eval('require(\"fs\")')",
        "new Function('return require(\"fs\")')()",
        "setTimeout('process.exit()', 10)",
        "document.body.innerHTML = '<img onerror=\"require(1)\">'",
    ],
)
def test_code_in_a_string_that_needs_node_holds_the_window(script: str, tmp_path: Path) -> None:
    assert gates(tmp_path, page=f"<script>{script}</script>")["isolated"] == {"page-code-in-string"}


@pytest.mark.parametrize(
    ("markup", "held"),
    [
        ("<a href='javascript:process.crash()'>x</a>", True),
        ("<a href=' JavaScript:process.crash()'>x</a>", True),
        ("<a href=javascript:require%28%27fs%27%29>x</a>", True),
        ("<form action=\"javascript:require('fs')\"></form>", True),
        ("<button onclick=\"require(&quot;fs&quot;)\">x</button>", True),
        ("<a href='javascript:history.back()'>x</a>", False),
        ("<a href='process.html'>process.html</a>", False),
    ],
)
def test_code_in_an_attribute_that_needs_node_holds_the_window(markup: str, held: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert gates(tmp_path, page=markup)["isolated"] == ({"page-code-in-string"} if held else set())


@pytest.mark.parametrize("script", ["const o = { global: 1 }; use(o.global)", "function f (require) { return require(1) }", "eval('1 + 1')", "setTimeout(() => {}, 1)"])
def test_names_that_only_look_like_it_do_not(script: str, tmp_path: Path) -> None:
    assert gates(tmp_path, page=f"<script>{script}</script>") == {"isolated": set(), "sandboxed": set()}


# ---- what a sandboxed preload has not

NEEDS_NODE = {
    "clipboard": "const { clipboard, shell } = require('electron'); clipboard.readText(); shell.beep()",
    "__dirname": "console.log(__dirname)",
    "__filename": "console.log(__filename)",
    "process.cwd": "console.log(process.cwd())",
    "process.nextTick": "process.nextTick(() => {})",
    "a part of process taken out": "const { cwd } = process",
    "process by way of window": "window.process.exit(1)",
    "require.resolve": "require.resolve('x')",
    "module.parent": "if (module.parent) console.log(1)",
    "module.exports before it was there": "module.exports = 1",
    "a builtin": "require('fs')",
    "in a bundled file": "require('./x')",
}


@pytest.mark.parametrize("form", NEEDS_NODE)
def test_a_preload_that_needs_node_keeps_the_window_from_the_sandbox(form: str, tmp_path: Path) -> None:
    assert gates(tmp_path, preload=NEEDS_NODE[form], more=FS_SCRIPT) == {"isolated": set(), "sandboxed": {"preload-needs-node"}}


@pytest.mark.parametrize(
    "preload",
    [
        "const { ipcRenderer, webFrame, nativeImage } = require('electron'); webFrame.setZoomFactor(1); nativeImage.createEmpty(); ipcRenderer.send('x')",
        "console.log(process.platform, process.versions.electron, process.env.HOME, process.argv)\nprocess.once('loaded', () => {})",
        "const { EventEmitter } = require('events'); new EventEmitter(); setImmediate(() => {}); Buffer.from('')",
        "if (typeof __dirname === 'undefined') console.log(1)",
        "const { platform, arch } = process",
    ],
)
def test_what_a_sandboxed_preload_has_does_not(preload: str, tmp_path: Path) -> None:
    assert gates(tmp_path, preload=preload) == {"isolated": set(), "sandboxed": set()}


# ---- bridges that hand out every channel

HEAD = "const { contextBridge, ipcRenderer } = require('electron')\n"
GENERIC = {
    "ipcRenderer": "contextBridge.exposeInMainWorld('ipc', ipcRenderer)",
    "ipcRenderer as a member": "contextBridge.exposeInMainWorld('api', { ipcRenderer })",
    "a method of it": "contextBridge.exposeInMainWorld('api', { send: ipcRenderer.send })",
    "a method bound": "contextBridge.exposeInMainWorld('api', { send: ipcRenderer.send.bind(ipcRenderer) })",
    "a channel as a parameter": "contextBridge.exposeInMainWorld('api', { send: (channel, data) => ipcRenderer.send(channel, data) })",
    "all arguments": "contextBridge.exposeInMainWorld('api', { invoke: (...args) => ipcRenderer.invoke(...args) })",
    "by a helper": "function ask (c, d) { return ipcRenderer.invoke(c, d) }\ncontextBridge.exposeInMainWorld('api', { ask: (c) => ask(c), one: () => ask('one', 1) })",
    "in a named object": "const api = { on (channel, f) { ipcRenderer.on(channel, (_e, x) => f(x)) } }\ncontextBridge.exposeInMainWorld('api', api)",
}
FIXED = {
    "one channel": "contextBridge.exposeInMainWorld('api', { save: (text) => ipcRenderer.invoke('save', text) })",
    "the tool's own helper": (
        "function subscribe (channel, callback) {\n  const listener = (_event, ...args) => { callback(...args) }\n  ipcRenderer.on(channel, listener)\n"
        "  return () => { ipcRenderer.removeListener(channel, listener) }\n}\n"
        "contextBridge.exposeInMainWorld('api', { onTick: (callback) => subscribe('tick', callback) })"
    ),
    "a list of channels": "const known = ['a']\ncontextBridge.exposeInMainWorld('api', { send: (c, d) => { if (known.includes(c)) ipcRenderer.send(c, d) } })",
}


@pytest.mark.parametrize("form", [*GENERIC, *FIXED])
def test_a_bridge_to_every_channel_is_named_and_blocks_nothing(form: str, tmp_path: Path) -> None:
    preload = HEAD + {**GENERIC, **FIXED}[form]
    text = (
        "//- renderer.js\n//- main.js\nconst path = require('path')\nconst { BrowserWindow } = require('electron')\n"
        "const win = new BrowserWindow({ webPreferences: { preload: path.join(__dirname, 'preload.js'), contextIsolation: true } })\nwin.loadFile('a.html')\n"
        f"//- a.html\n<p>\n//- preload.js\n{preload}\n"
    )
    found = [one.finding for one in find_all(facts_of(tmp_path, text, electron="12.0.0")) if one.finding.rule == "generic-bridge"]
    assert [one.windows for one in found] == ([("w1",)] if form in GENERIC else [])
    assert rules()["generic-bridge"][0].blocks == ""


_GIVEN = (
    "v.preload = `file://${require('path').join(__dirname, 'guest.js')}`",
    "v.setAttribute('preload', 'file://' + __dirname + '/guest.js')",
    "v.preload = 'file://' + window.electronAPI.folders.app + '/guest.js'",
    "v.preload = `file://${require('path').join(app.getAppPath(), 'guest.js')}`",
)


@pytest.mark.parametrize("given", _GIVEN)
def test_a_guest_that_a_script_gives_a_preload_which_keeps_to_itself(given: str, tmp_path: Path) -> None:
    script = f"<script>const v = document.createElement('webview'); {given}</script>"
    guest = "//- guest.js\nconst { ipcRenderer } = require('electron')\nipcRenderer.on('x', (e, n) => { ipcRenderer.sendToHost('y', n) })\n"
    found = gates(tmp_path, page=script, more=guest, preferences=", webviewTag: true")
    assert "webview-with-node" not in found["isolated"]
    assert "raw-ipc" not in found["isolated"]


@pytest.mark.parametrize("given", _GIVEN)
@pytest.mark.parametrize(
    ("more", "guest"),
    [("", "window.tell = (t) => ipcRenderer.sendToHost('y', t)"), ("; v.nodeintegration = true", "ipcRenderer.sendToHost('y')")],
)
def test_a_guest_that_is_given_more_by_a_script_holds_the_window(given: str, more: str, guest: str, tmp_path: Path) -> None:
    script = f"<script>const v = document.createElement('webview'); {given}{more}</script>"
    found = gates(tmp_path, page=script, more=f"//- guest.js\nconst {{ ipcRenderer }} = require('electron')\n{guest}\n", preferences=", webviewTag: true")
    assert "webview-with-node" in found["isolated"]
