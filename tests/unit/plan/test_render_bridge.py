"""All needs of a small app, rendered: what comes out, and that order, repetition and formatting make no difference."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from electron_migrate.code.style import Style
from electron_migrate.plan.needs import (
    BridgeMember,
    HandlerKind,
    HandlerParameter,
    MainConstant,
    MainHandler,
    MemberKind,
    Need,
    Parameter,
    PlainExposure,
    TrustedPage,
)
from electron_migrate.plan.render_bridge import render
from electron_migrate.plan.render_model import Layout, ModuleKind, Refused

STANDARD = Style(semicolons=False, space_before_function_paren=True)

OPEN_DIALOG = MainHandler(
    "dialog:showOpenDialog",
    HandlerKind.HANDLE,
    (HandlerParameter("options", "OpenDialogOptions", keys=("properties",)),),
    "dialog.showOpenDialog(win, options)",
    uses_window=True,
    imports=("dialog",),
    types=("OpenDialogOptions",),
)

MAIN: tuple[Need, ...] = (
    MainConstant("app.getVersion", "app.getVersion()", ("app",)),
    OPEN_DIALOG,
    MainHandler("window:isMaximized", HandlerKind.HANDLE, (), "win.isMaximized()", uses_window=True),
    MainHandler("window:maximize", HandlerKind.ON, (), "win.maximize()", uses_window=True),
    MainHandler(
        "app:getPath", HandlerKind.ANSWER, (HandlerParameter("name", values=("userData", "temp")),), "app.getPath(name)", imports=("app",)
    ),
    MainHandler(
        "shell:openExternal",
        HandlerKind.HANDLE,
        (HandlerParameter("url", "string", origins=("https://example.com",)),),
        "shell.openExternal(url)",
        imports=("shell",),
    ),
    MainHandler(
        "shell:openPath",
        HandlerKind.HANDLE,
        (HandlerParameter("file", "string", guard="string"),),
        "shell.openPath(file)",
        imports=("shell",),
        todos=("file is a path that a page chose",),
    ),
    TrustedPage(file="index.html"),
    TrustedPage(origin="app://bundle"),
    TrustedPage(origin="http://localhost:3000"),
)


def members(preload: str = "preload.js") -> tuple[BridgeMember, ...]:
    kind = MemberKind
    name, text = Parameter("name", "string"), Parameter("text", "string")
    return (
        BridgeMember(preload, ("app", "version"), kind.CONSTANT, result="string", expression="constants['app.getVersion']", is_value=True),
        BridgeMember(preload, ("app", "getPath"), kind.ASK, "app:getPath", (replace(name, type="'userData' | 'temp'"),), "string"),
        BridgeMember(
            preload,
            ("dialog", "showOpenDialog"),
            kind.INVOKE,
            "dialog:showOpenDialog",
            (Parameter("options", "Pick<OpenDialogOptions, 'properties'>"),),
            "OpenDialogReturnValue",
            ("OpenDialogOptions", "OpenDialogReturnValue"),
        ),
        BridgeMember(preload, ("window", "isMaximized"), kind.INVOKE, "window:isMaximized", (), "boolean"),
        BridgeMember(preload, ("window", "maximize"), kind.SEND, "window:maximize"),
        BridgeMember(preload, ("listNotes",), kind.SEND_SYNC, "list-notes", (), "string[]"),
        BridgeMember(preload, ("onNoteSaved",), kind.ON, "note-saved", (name, Parameter("length", "number"))),
        BridgeMember(preload, ("onceReady",), kind.ONCE, "ready"),
        BridgeMember(preload, ("saveNote",), kind.SEND, "save-note", (name, text)),
        BridgeMember(
            preload,
            ("webFrame", "setZoomLevel"),
            kind.LOCAL,
            parameters=(Parameter("level", "number"),),
            expression="webFrame.setZoomLevel(level)",
            imports=("webFrame",),
        ),
    )


def layout(kind: ModuleKind = ModuleKind.COMMONJS, **changes: object) -> Layout:
    end = "ts" if kind is ModuleKind.TYPESCRIPT else "js"
    standard = Layout(
        api_name="electronAPI",
        handlers=f"ipc-handlers.{end}",
        trusted=f"trusted-ipc.{end}",
        types="electron-api.d.ts",
        main_entry=f"main.{end}",
        main_kind=kind,
        style=STANDARD,
        electron_major=9,
        dual=frozenset(),
    )
    return replace(standard, **changes)  # type: ignore[arg-type]


def rendered(files: Mapping[str, bytes], plan: Layout, needs: tuple[Need, ...]) -> dict[str, bytes]:
    """The files that change; fails the test on a refusal."""
    result = render(files, plan, needs)
    assert not isinstance(result, Refused), result.reason
    return dict(result)


def entry(kind: ModuleKind = ModuleKind.COMMONJS) -> bytes:
    imported = "const { app } = require('electron')" if kind is ModuleKind.COMMONJS else "import { app } from 'electron'"
    return f"{imported}\n\napp.quit()\n".encode()


def test_preload_reads_like_one_written_by_hand() -> None:
    files = rendered({"main.js": entry()}, layout(), (*members(), *MAIN))
    assert files["preload.js"].decode() == (
        """\
// The bridge between the pages of this app and its main process: one method, one channel.
const { contextBridge, ipcRenderer, webFrame } = require('electron')

// Values that cannot change while a page lives, read once.
const constants = ipcRenderer.sendSync('app:constants') || {}

// Asks main and blocks the page until it answers; what failed there throws here.
function ask (channel, ...args) {
  const answer = ipcRenderer.sendSync(channel, ...args)
  if (!answer || !answer.ok) throw new Error(answer ? answer.error : `${channel}: no answer`)
  return answer.value
}

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

// The same for the next message alone.
function subscribeOnce (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.once(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

const electronAPI = {
  app: {
    getPath: (name) => ask('app:getPath', name),
    version: constants['app.getVersion']
  },
  dialog: {
    showOpenDialog: (options) => ipcRenderer.invoke('dialog:showOpenDialog', options)
  },
  webFrame: {
    setZoomLevel: (level) => webFrame.setZoomLevel(level)
  },
  window: {
    isMaximized: () => ipcRenderer.invoke('window:isMaximized'),
    maximize: () => { ipcRenderer.send('window:maximize') }
  },
  listNotes: () => ipcRenderer.sendSync('list-notes'),
  onceReady: (callback) => subscribeOnce('ready', callback),
  onNoteSaved: (callback) => subscribe('note-saved', callback),
  saveNote: (name, text) => { ipcRenderer.send('save-note', name, text) }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
"""
    )


def test_handlers_read_like_ones_written_by_hand() -> None:
    files = rendered({"main.js": entry()}, layout(), (*members(), *MAIN))
    head, _, handlers = files["ipc-handlers.js"].decode().partition("// Asked by a preload")
    assert head.startswith(
        """\
// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page.
const { app, BrowserWindow, dialog, ipcMain, shell } = require('electron')
const { answer, handle, on } = require('./trusted-ipc')

// A value that cannot be had is left out: no page fails for it.
function attempt (value) {
"""
    )
    assert handlers == (
        """\
 while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on('app:constants', (event) => {
  event.returnValue = {
    'app.getVersion': attempt(() => app.getVersion())
  }
})

answer('app:getPath', (event, name) => app.getPath(oneOf(name, ['temp', 'userData'])))

handle('dialog:showOpenDialog', (event, options) => dialog.showOpenDialog(windowOf(event), pick(options, ['properties'])))

handle('shell:openExternal', (event, url) => shell.openExternal(urlFrom(url, ['https://example.com'])))

handle('shell:openPath', (event, file) => {
  if (typeof file !== 'string') throw new TypeError('file must be a string')
  // TODO(electron-migrate:validate) file is a path that a page chose
  return shell.openPath(file)
})

handle('window:isMaximized', (event) => windowOf(event).isMaximized())

on('window:maximize', (event) => windowOf(event).maximize())
"""
    )


def test_main_loads_the_handlers_before_anything_runs() -> None:
    files = rendered({"main.js": entry()}, layout(), MAIN)
    assert files["main.js"] == b"const { app } = require('electron')\nrequire('./ipc-handlers')\n\napp.quit()\n"


STYLES = [
    Style(
        quote=rnd.choice("'\""),
        semicolons=rnd.random() < 0.5,
        indent=rnd.choice(["  ", "    ", "\t"]),
        space_before_function_paren=rnd.random() < 0.5,
        trailing_comma=rnd.random() < 0.5,
        newline=rnd.choice(["\n", "\r\n"]),
        arrow_parens=rnd.random() < 0.5,
    )
    for rnd in map(random.Random, range(4))
]


@pytest.mark.parametrize("style", STYLES, ids=str)
@pytest.mark.parametrize("kind", ModuleKind)
@pytest.mark.parametrize("dual", [False, True])
def test_two_steps_are_one_and_a_third_changes_nothing(kind: ModuleKind, style: Style, *, dual: bool) -> None:
    preload = "preload.ts" if kind is ModuleKind.TYPESCRIPT else "preload.js"
    plan = layout(kind, style=style, dual=frozenset({preload} if dual else ()))
    base = {plan.main_entry: entry(kind)}
    needs = [*members(preload), *MAIN]
    at_once = rendered(base, plan, tuple(needs))
    for seed in range(2):
        rnd = random.Random(seed)
        rnd.shuffle(needs)
        needs.sort(key=lambda need: not isinstance(need, TrustedPage))
        first = rendered(base, plan, tuple(needs[: rnd.randrange(4, len(needs))]))
        second = base | first | rendered(base | first, plan, tuple(needs))
        assert {path: second[path] for path in at_once} == at_once
        assert rendered(second, plan, tuple(needs)) == {}


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_a_reformatted_file_is_recognised(style: Style) -> None:
    files = {"main.js": entry()} | rendered({"main.js": entry()}, layout(style=style, dual=frozenset({"preload.js"})), (*members(), *MAIN))
    assert rendered(files, layout(dual=frozenset({"preload.js"})), (*members(), *MAIN)) == {}


def test_every_line_ends_as_the_app_ends_its_lines() -> None:
    files = rendered({"main.js": entry().replace(b"\n", b"\r\n")}, layout(style=replace(STANDARD, newline="\r\n")), (*members(), *MAIN))
    for raw in files.values():
        assert raw.count(b"\n") == raw.count(b"\r\n") > 0


def test_plain_exposure_takes_the_fallback_out_and_nothing_else() -> None:
    for major in (9, 20):
        dual = layout(dual=frozenset({"preload.js"}), electron_major=major)
        files = {"main.js": entry()} | rendered({"main.js": entry()}, dual, (*members(), *MAIN))
        plain = rendered(files, layout(electron_major=major), (*members(), *MAIN, PlainExposure("preload.js")))
        assert plain == {"preload.js": rendered({"main.js": entry()}, layout(), (*members(), *MAIN))["preload.js"]}
        assert rendered(files | plain, layout(), (*members(), PlainExposure("preload.js"))) == {}


def test_a_fallback_that_a_person_changed_is_refused() -> None:
    files = rendered({}, layout(dual=frozenset({"preload.js"})), members())
    files["preload.js"] = files["preload.js"].replace(b"let cloneable = true", b"let cloneable = false")
    result = render(files, layout(), [*members(), PlainExposure("preload.js")])
    assert isinstance(result, Refused)
    assert result.reason.startswith("preload.js: the part that serves pages without isolation was changed by hand")


def test_needs_for_one_thing_become_one() -> None:
    one = BridgeMember("preload.js", ("save",), MemberKind.SEND, "save", (Parameter("name", "string"),))
    other = replace(one, parameters=(Parameter("name", "string"), Parameter("text", "number")))
    files = rendered({}, layout(), (one, other))
    assert b"save: (name, text) => { ipcRenderer.send('save', name, text) }" in files["preload.js"]
    assert b"save(name: string, text?: number): void" in files["electron-api.d.ts"]


@pytest.mark.parametrize(
    ("needs", "reason"),
    [
        (
            (BridgeMember("p.js", ("a",), MemberKind.SEND, "x"), BridgeMember("p.js", ("a",), MemberKind.SEND, "y")),
            "p.js: two different members want the name a",
        ),
        (
            (BridgeMember("p.js", ("a",), MemberKind.SEND, "x"), BridgeMember("p.js", ("a", "b"), MemberKind.SEND, "y")),
            "p.js: a would be a member and a group of members",
        ),
        ((MainConstant("k", "1"), MainConstant("k", "2")), "two different constants want the key k"),
        ((OPEN_DIALOG,), "no page of the app is known, so every request of the new handlers would be rejected"),
    ],
)
def test_contradictions_are_refused(needs: tuple[Need, ...], reason: str) -> None:
    assert render({"main.js": entry()}, layout(), needs) == Refused(reason)
