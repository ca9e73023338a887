"""Preload scripts and declarations that the app has already: they are added to, and nothing else in them moves."""

from __future__ import annotations

import pytest
from test_render_bridge import layout, members, rendered

from electron_migrate.code.style import Style
from electron_migrate.plan.needs import BridgeMember, MemberKind, Parameter
from electron_migrate.plan.render_bridge import render
from electron_migrate.plan.render_model import Refused

TEXT = Parameter("text", "string", optional=True)
SAVE = BridgeMember("preload.js", ("saveNote",), MemberKind.SEND, "save-note", (Parameter("name", "string"),))
SAVED = BridgeMember("preload.js", ("onNoteSaved",), MemberKind.ON, "note-saved", (Parameter("name", "string"),))
VERSION = BridgeMember("preload.js", ("version",), MemberKind.CONSTANT, result="string", expression="constants['v']", is_value=True)


def preload(before: str, *needs: BridgeMember, style: Style | None = None) -> str:
    plan = layout() if style is None else layout(style=style)
    files = rendered({"preload.js": before.encode()}, plan, needs)
    again = {"preload.js": before.encode()} | files
    assert rendered(again, plan, needs) == {}
    return again["preload.js"].decode()


def refused(before: str, *needs: BridgeMember) -> str:
    result = render({"preload.js": before.encode()}, layout(), needs)
    assert isinstance(result, Refused)
    return result.reason


def test_a_preload_without_bridge_gets_one_at_its_end() -> None:
    before = "// ours\nconst { webFrame } = require('electron')\n\nwebFrame.setZoomFactor(1) // keep\n"
    assert preload(before, SAVE) == (
        """\
// ours
const { contextBridge, ipcRenderer, webFrame } = require('electron')

webFrame.setZoomFactor(1) // keep

const electronAPI = {
  saveNote: (name) => { ipcRenderer.send('save-note', name) }
}

contextBridge.exposeInMainWorld('electronAPI', electronAPI)
"""
    )


def test_members_go_into_the_object_that_is_exposed_already() -> None:
    before = """\
const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('electronAPI', {
  about: () => ipcRenderer.invoke('about'), // shown by main
  // the app's own
  title: 'Notes'
})
"""
    assert preload(before, SAVED) == (
        """\
const { contextBridge, ipcRenderer } = require('electron')

// Subscribes to one channel; the page sees the payload, never the event, and gets a function that unsubscribes.
function subscribe (channel, callback) {
  const listener = (_event, ...args) => { callback(...args) }
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.removeListener(channel, listener) }
}

contextBridge.exposeInMainWorld('electronAPI', {
  about: () => ipcRenderer.invoke('about'), // shown by main
  onNoteSaved: (callback) => subscribe('note-saved', callback),
  // the app's own
  title: 'Notes'
})
"""
    )


def test_an_object_on_one_line_stays_on_one_line() -> None:
    before = "const { contextBridge, ipcRenderer } = require('electron')\nconst api = { z: 1 }\n"
    before += "contextBridge.exposeInMainWorld('electronAPI', api)\n"
    assert "const api = { saveNote: (name) => { ipcRenderer.send('save-note', name) }, z: 1 }\n" in preload(before, SAVE)


def test_the_app_s_style_newlines_and_byte_order_mark_are_kept() -> None:
    before = '\ufeff"use strict";\r\nconst { contextBridge, ipcRenderer } = require("electron");\r\n'
    after = preload(before, SAVED, style=Style(quote='"', indent="\t", newline="\r\n"))
    assert after.startswith(before)
    assert after.count("\n") == after.count("\r\n")
    assert 'onNoteSaved: (callback) => subscribe("note-saved", callback)\r\n};\r\n' in after
    assert "function subscribe(channel, callback) {\r\n\tconst listener" in after


def test_a_file_without_final_newline_stays_without() -> None:
    assert preload("const { ipcRenderer } = require('electron')\nfoo()", SAVE).endswith("exposeInMainWorld('electronAPI', electronAPI)")


@pytest.mark.parametrize(
    ("head", "call"),
    [
        ("const electron = require('electron')", "electron.ipcRenderer.send("),
        ("const { ipcRenderer: ipc } = require('electron')", "ipc.send("),
        ("const ipc = require('electron').ipcRenderer", "ipc.send("),
        ("import { ipcRenderer as ipc } from 'electron'", "ipc.send("),
        ("import * as electron from 'electron'", "electron.ipcRenderer.send("),
    ],
)
def test_electron_is_called_what_the_file_calls_it(head: str, call: str) -> None:
    after = preload(f"{head}\n\nlog()\n", SAVE)
    assert f"saveNote: (name) => {{ {call}'save-note', name) }}" in after


def test_names_of_the_file_are_left_to_it() -> None:
    before = "const { ipcRenderer } = require('electron')\nconst constants = 1\nfunction subscribe (a) { return a }\nlet electronAPI\n"
    after = preload(before, SAVED, VERSION)
    assert "const bridgeConstants = ipcRenderer.sendSync('app:constants') || {}" in after
    assert "version: bridgeConstants['v']" in after
    assert "onNoteSaved: (callback) => bridgeSubscribe('note-saved', callback)" in after
    assert "contextBridge.exposeInMainWorld('electronAPI', bridgeElectronAPI)" in after


def test_a_line_that_begins_with_a_bracket_is_not_taken_into_ours() -> None:
    after = preload("(function () { run() })()\n", SAVE)
    assert after.startswith("const { contextBridge, ipcRenderer } = require('electron');\n\n(function () { run() })()\n")


def test_what_a_person_wrote_for_the_channel_stays() -> None:
    files = rendered({}, layout(), (SAVE, SAVED))
    edited = files["preload.js"].replace(b"(name) => { ipcRenderer.send(", b"(name) => { console.log(name); ipcRenderer.send(")
    assert rendered(files | {"preload.js": edited}, layout(), (SAVE, SAVED)) == {}


def test_a_member_of_ours_gets_the_parameters_that_it_lacks() -> None:
    wider = BridgeMember("preload.js", ("saveNote",), MemberKind.SEND, "save-note", (Parameter("name", "string"), TEXT))
    files = rendered({}, layout(), (SAVE,))
    after = rendered(files, layout(), (wider,))
    assert b"(name, text) => { ipcRenderer.send('save-note', name, text) }" in after["preload.js"]
    assert b"  saveNote(name: string, text?: string): void\n" in after["electron-api.d.ts"]
    assert rendered(files | after, layout(), (wider,)) == {}


def test_another_member_of_that_name_is_refused() -> None:
    before = "const { contextBridge } = require('electron')\ncontextBridge.exposeInMainWorld('electronAPI', { saveNote: () => 1 })\n"
    assert refused(before, SAVE) == "preload.js: electronAPI.saveNote exists already and does something else than save-note"


def test_a_bridge_that_is_made_elsewhere_is_refused() -> None:
    before = "const { contextBridge } = require('electron')\ncontextBridge.exposeInMainWorld('electronAPI', make())\n"
    assert refused(before, SAVE) == "preload.js exposes electronAPI by an expression that cannot be added to"


def test_a_file_with_syntax_errors_is_refused() -> None:
    assert refused("const { = 1\n", SAVE) == "preload.js has syntax errors, so nothing can be added to it"


def test_a_rest_parameter_only_where_it_is_asked_for() -> None:
    parameters = (Parameter("level", "string"), Parameter("rest", "unknown", rest=True))
    log = BridgeMember("preload.js", ("log",), MemberKind.SEND, "log", parameters)
    files = rendered({}, layout(), (log,))
    assert b"log: (level, ...rest) => { ipcRenderer.send('log', level, ...rest) }" in files["preload.js"]
    assert b"log(level: string, ...rest: unknown[]): void" in files["electron-api.d.ts"]


def test_types_say_what_the_bridge_does() -> None:
    assert rendered({}, layout(), members())["electron-api.d.ts"].decode() == (
        """\
import type { OpenDialogOptions, OpenDialogReturnValue } from 'electron'

export interface ElectronAPI {
  app: {
    /** Blocks the page until main answers. */
    getPath(name: 'userData' | 'temp'): string
    readonly version: string
  }
  dialog: {
    showOpenDialog(options: Pick<OpenDialogOptions, 'properties'>): Promise<OpenDialogReturnValue>
  }
  webFrame: {
    setZoomLevel(level: number): void
  }
  window: {
    isMaximized(): Promise<boolean>
    maximize(): void
  }
  /** Blocks the page until main answers. */
  listNotes(): string[]
  /** For the next message alone; returns a function that cancels. */
  onceReady(callback: () => void): () => void
  /** Returns a function that unsubscribes. */
  onNoteSaved(callback: (name: string, length: number) => void): () => void
  saveNote(name: string, text: string): void
}

declare global {
  interface Window {
    electronAPI: ElectronAPI
  }
}
"""
    )


def test_declarations_of_the_app_get_the_members() -> None:
    before = b"interface Api {\n  own(): void;\n}\n\ninterface Window {\n  electronAPI: Api;\n}\n"
    needs = tuple(member for member in members() if member.path[0] == "dialog")
    after = rendered({"electron-api.d.ts": before}, layout(style=Style()), needs)["electron-api.d.ts"].decode()
    assert after == (
        """\
interface Api {
  dialog: {
    showOpenDialog(options: Pick<import('electron').OpenDialogOptions, 'properties'>): Promise<import('electron').OpenDialogReturnValue>;
  };
  own(): void;
}

interface Window {
  electronAPI: Api;
}
"""
    )


@pytest.mark.parametrize("channel", ["import", "this", "super", "null", "true", "false", "default", "delete"])
def test_a_channel_that_is_a_word_of_the_language_has_a_method_without_types(channel: str) -> None:
    asked = BridgeMember("preload.js", (channel,), MemberKind.INVOKE, channel, (Parameter("path", "string"),), result="unknown")
    assert f"  {channel}: (path) => ipcRenderer.invoke('{channel}', path)\n" in preload("", asked)
