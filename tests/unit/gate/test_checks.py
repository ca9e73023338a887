"""The checks: what disagrees is found, what agrees is left alone, and what cannot be told is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_app import facts_of

from electron_migrate.checks.catalogue import check_all, checks

PRELOAD = "//- preload.js\nconst {{ contextBridge, ipcRenderer }} = require('electron')\ncontextBridge.exposeInMainWorld('api', {{ {} }})\n"
MAIN = """//- main.js
const {{ app, BrowserWindow, ipcMain }} = require('electron')
const path = require('path')
app.whenReady().then(() => {{
  const win = new BrowserWindow({{ webPreferences: {{ preload: path.join(__dirname, 'preload.js'), contextIsolation: true }} }})
  win.loadFile('index.html')
}})
{}
"""
PAGE = "document.title = 'x'\n"


def app(preload: str, main: str, page: str = PAGE, more: str = "") -> str:
    return page + PRELOAD.format(preload) + MAIN.format(main) + more


def found(folder: Path, text: str, check: str) -> list[str]:
    """`path:line: message` of one check."""
    facts = facts_of(folder, text)
    findings, _ = check_all(facts)
    return [
        f"{one.place.path}:{facts.sources[one.place.path].position(one.place.span.start).line}: {one.message}"
        for one in findings
        if one.rule == check
    ]


def unproved(folder: Path, text: str, check: str) -> list[str]:
    return [one.message for one in check_all(facts_of(folder, text))[1] if one.check == check]


AGREEING = app(
    "save: (name, text) => ipcRenderer.send('save', name, text), list: () => ipcRenderer.invoke('list')",
    "ipcMain.on('save', (event, name, text) => {})\nipcMain.handle('list', () => [])",
    "window.api.save('a', 'b')\nwindow.api.list().then(show)\n",
    "//- api.d.ts\nexport {}\ndeclare global { interface Window { api: { save(name: string, text?: string): void; list: () => Promise<string[]> } } }\n",
)


def test_an_app_whose_ends_agree_has_no_findings_and_no_open_questions(tmp_path: Path) -> None:
    assert check_all(facts_of(tmp_path, AGREEING)) == ((), ())


HANDLERS = {
    "nobody answers": ("a: () => ipcRenderer.invoke('a')", "", "invoke('a'): main has no handler"),
    "on for an invoke": (
        "a: () => ipcRenderer.invoke('a')",
        "ipcMain.on('a', () => {})",
        "invoke('a'): main listens with on, which does not answer invoke",
    ),
    "handle for a send": (
        "a: () => ipcRenderer.send('a')",
        "ipcMain.handle('a', () => {})",
        "send('a'): main listens with handle, which does not answer send",
    ),
}


@pytest.mark.parametrize("name", HANDLERS)
def test_a_bridge_method_without_handler(tmp_path: Path, name: str) -> None:
    preload, main, message = HANDLERS[name]
    assert found(tmp_path, app(preload, main), "bridge-without-handler") == [f"preload.js:2: {message}"]


@pytest.mark.parametrize(
    ("main", "question"),
    [
        ("for (const name of names) ipcMain.handle(name, run)", "whether every bridge method has a handler: main also listens on computed channels (main.js)"),
        ("win.webContents.ipc.handle('a', run)", "whether every bridge method has a handler: main also listens on computed channels (main.js)"),
        ("register({ a: run, name: 'a' })", "whether 'a' has a handler: main names it where no registration was recognised"),
    ],
)  # fmt: skip
def test_a_handler_that_may_be_somewhere_is_a_question_not_a_finding(tmp_path: Path, main: str, question: str) -> None:
    text = app("a: () => ipcRenderer.invoke('a')", main)
    assert found(tmp_path / "a", text, "bridge-without-handler") == []
    assert unproved(tmp_path / "b", text, "bridge-without-handler") == [question]


ARITY = {
    "too many": ("a: (x, y) => ipcRenderer.send('a', x, y)", "(event, x) => use(x)", "passes 2 arguments, the handler at main.js:7 takes 1"),
    "too few": ("a: () => ipcRenderer.send('a')", "(event, x) => use(x)", "passes 0 arguments, the handler at main.js:7 takes at least 1"),
    "between": (
        "a: (x, y, z) => ipcRenderer.send('a', x, y, z)",
        "(event, x, y = 1) => use(x, y)",
        "passes 3 arguments, the handler at main.js:7 takes 2",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ARITY)
def test_other_arity(tmp_path: Path, name: str) -> None:
    preload, main, message = ARITY[name]
    assert found(tmp_path, app(preload, f"ipcMain.on('a', {main})"), "bridge-arity") == [f"preload.js:2: send('a') {message}"]


@pytest.mark.parametrize(
    ("preload", "main"),
    [
        ("a: (...all) => ipcRenderer.send('a', ...all)", "ipcMain.on('a', (event, x) => use(x))"),
        ("a: (x, y) => ipcRenderer.send('a', x, y)", "ipcMain.on('a', (event, ...all) => use(all))"),
        ("a: (x) => ipcRenderer.send('a', x)", "ipcMain.on('a', (event, x, y = 1) => use(x, y))"),
        ("a: (x) => ipcRenderer.send('a', x)", "ipcMain.on('a', function () { use(arguments) })"),
        ("a: (x) => ipcRenderer.send('a', x)", "ipcMain.on('a', imported)"),
        ("a: () => ipcRenderer.send('a')", "ipcMain.on('a', (event, unused) => use())"),
        ("a: (x) => ipcRenderer.send('a', x), b: () => ipcRenderer.send('a')", "ipcMain.on('a', (event, x) => use(x))"),
    ],
)
def test_arity_that_fits_or_is_not_known(tmp_path: Path, preload: str, main: str) -> None:
    assert found(tmp_path, app(preload, main), "bridge-arity") == []


def test_a_handler_that_nobody_calls(tmp_path: Path) -> None:
    text = app("a: () => ipcRenderer.send('a')", "ipcMain.on('a', () => {})\nipcMain.handle('b', () => {})\nipcMain.on('c', () => {})\nipcMain.emit('c')")
    assert found(tmp_path, text, "handler-without-caller") == ["main.js:8: ipcMain.handle('b') is called by nobody"]


@pytest.mark.parametrize(
    ("preload", "page", "question"),
    [
        ("a: (name) => ipcRenderer.invoke(name)", PAGE, "whether every handler has a caller: something is sent on computed channels (preload.js)"),
        ("a: 1", "post('b')\n", "whether 'b' has a caller: a page or preload names it where no call was recognised"),
    ],
)  # fmt: skip
def test_a_caller_that_may_be_somewhere_is_a_question(tmp_path: Path, preload: str, page: str, question: str) -> None:
    text = app(preload, "ipcMain.handle('b', () => {})", page)
    assert found(tmp_path / "a", text, "handler-without-caller") == []
    assert unproved(tmp_path / "b", text, "handler-without-caller") == [question]


CALLS = {
    "missing": ("window.api.b()\n", ["renderer.js:1: window.api.b is on no preload's bridge"]),
    "too many": ("window.api.a(1, 2)\n", ["renderer.js:1: window.api.a gets 2 arguments and takes 1"]),
    "fits": ("window.api.a(1)\nwindow.api.v.trim()\nwindow.api.a()\nwindow.api.a(...all)\n", []),
    "another object": ("window.app.b()\nconst api = { b () {} }\napi.b()\n", []),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_that_no_preload_serves(tmp_path: Path, name: str) -> None:
    page, wanted = CALLS[name]
    text = app("a: (x) => ipcRenderer.send('a', x), v: process.platform", "ipcMain.on('a', (event, x) => use(x))", page)
    assert found(tmp_path, text, "bridge-call-unserved") == wanted


def test_a_bridge_that_may_have_more_members_serves_every_call(tmp_path: Path) -> None:
    text = app("...others()", "", "window.api.b()\n")
    assert found(tmp_path, text, "bridge-call-unserved") == []


def test_a_spread_that_can_be_followed_counts(tmp_path: Path) -> None:
    text = app("...{ a: () => 1 }", "", "window.api.b()\nwindow.api.a()\n")
    assert found(tmp_path, text, "bridge-call-unserved") == ["renderer.js:1: window.api.b is on no preload's bridge"]


TYPES = {
    "not declared": ("{ v: string }", ["preload.js:2: api.a is not declared in api.d.ts"]),
    "not exposed": ("{ v: string; a(x: string): void; b(): void }", ["api.d.ts:1: api.b is declared, but no preload exposes it"]),
    "other count": ("{ v: string; a(): void }", ["api.d.ts:1: api.a is declared with 0 parameters, the preload has 1"]),
    "a value": ("{ v: string; a: string }", ["api.d.ts:1: api.a is declared as a value, the preload has a method"]),
    "same": ("{ v: string; a(x?: string): void }", []),
    "a property of function type": ("{ v: string; a: (x: string) => void }", []),
    "rest": ("{ v: string; a(...all: string[]): void }", []),
    "an interface of the file": ("Api", ["api.d.ts:2: api.c is declared, but no preload exposes it"]),
    "declared elsewhere": ("import('./other').Api", []),
    "extended": ("Extended", []),
}


@pytest.mark.parametrize("name", TYPES)
def test_types_that_differ(tmp_path: Path, name: str) -> None:
    kind, wanted = TYPES[name]
    declared = (
        f"//- api.d.ts\ninterface Window {{ api: {kind} }}\ninterface Api {{ v: string; a(x: string): void; c(): void }}\n"
        "interface Extended extends Base { v: string }\n"
    )
    text = app("a: (x) => ipcRenderer.send('a', x), v: process.platform", "ipcMain.on('a', (event, x) => use(x))", more=declared)
    assert found(tmp_path, text, "bridge-types") == wanted


def test_groups_are_compared_member_by_member(tmp_path: Path) -> None:
    declared = "//- api.d.ts\ninterface Window { api: { win: { open(): void; shut(): void } } }\n"
    text = app("win: { open: () => ipcRenderer.send('o'), close: () => ipcRenderer.send('c') }", "", more=declared)
    assert found(tmp_path, text, "bridge-types") == [
        "api.d.ts:1: api.win.shut is declared, but no preload exposes it",
        "preload.js:2: api.win.close is not declared in api.d.ts",
    ]


def test_types_of_another_app_in_the_folder_do_not_count(tmp_path: Path) -> None:
    preload = "//- other/preload.js\nrequire('electron').contextBridge.exposeInMainWorld('api', { z: () => 1 })\n"
    declared = "//- other/api.d.ts\ninterface Window { api: { z(): void } }\n//- other/package.json\n{}\n" + preload
    assert found(tmp_path, app("a: () => 1", "", more=declared), "bridge-types") == []


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("// TODO(electron-migrate:validate) a path: check it\n", "not validated yet: a path: check it"),
        ("/* TODO(electron-migrate:validate) a URL */\n", "not validated yet: a URL"),
        ("//TODO(electron-migrate:validate)\n", "not validated yet"),
    ],
)
def test_validations_that_wait(tmp_path: Path, code: str, message: str) -> None:
    assert found(tmp_path, app("a: 1", code), "validation-todo") == [f"main.js:7: {message}"]


def test_every_check_is_declared_with_its_file_name() -> None:
    assert {"validation-todo", "suppression-unused", "window-lost-isolation"} < set(checks())
