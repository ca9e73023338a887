"""A listener loses its event, and nothing else about it changes; one that needs its event stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const { ipcRenderer } = require('electron')\n"

REWRITTEN = {
    "defaults and rest": ("(event, a = 1, ...rest) => { show(a, rest) }", "(a = 1, ...rest) => { show(a, rest) }"),
    "patterns": ("(_, { a, b: [c] }) => { show(a, c) }", "({ a, b: [c] }) => { show(a, c) }"),
    "no brackets": ("e => go()", "() => { go() }"),
    "an object as result": ("(e, a) => ({ a })", "(a) => { ({ a }) }"),
    "an early return": ("(e, a) => { if (a) { return } show(a) }", "(a) => { if (a) { return } show(a) }"),
    "comments around it": ("/* first */ (e, a) => { show(a) } /* last */", "/* first */ (a) => { show(a) } /* last */"),
    "another event inside": (
        "(event, e) => { const f = (event) => event; show(f(e)) }",
        "(e) => { const f = (event) => event; show(f(e)) }",
    ),
}
LEFT = {
    "arguments": "function (event) { show(arguments[1]) }",
    "this": "function (event, a) { this.y = a }",
    "all in one parameter": "(...args) => { show(args[1]) }",
    "the event taken apart": "({ sender }, a) => { show(sender, a) }",
    "the event handed on": "(event, a) => { log(event); show(a) }",
    "made by a call": "debounce((e, a) => show(a))",
    "bound": "view.show.bind(view)",
    "a member": "view.show",
    "unknown": "listener",
}


@pytest.mark.parametrize("case", REWRITTEN)
def test_a_listener_without_its_event(case: str, tmp_path: Path) -> None:
    before, after = REWRITTEN[case]
    assert migrate(tmp_path, f"{HEAD}ipcRenderer.on('x', {before})\n").script == f"window.electronAPI.onX({after})\n"


@pytest.mark.parametrize("case", LEFT)
def test_a_listener_that_stays(case: str, tmp_path: Path) -> None:
    script = f"{HEAD}ipcRenderer.on('x', {LEFT[case]})\n"
    done = migrate(tmp_path, script)
    assert done.script == script
    assert len(done.manual) == 1
    assert done.manual[0].startswith("ipcRenderer.on in a page: ")


def test_a_function_declared_below_loses_its_event_too(tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{HEAD}ipcRenderer.on('x', handler)\nfunction handler (e, a) {{ show(a) }}\n")
    assert done.script == "window.electronAPI.onX((a) => { handler(a) })\nfunction handler (a) { show(a) }\n"


def test_a_function_that_listens_to_two_channels_keeps_its_parameters(tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{HEAD}const f = (e, a) => {{ show(a) }}\nipcRenderer.on('x', f)\nipcRenderer.on('y', f)\n")
    assert done.script == (
        "const f = (e, a) => { show(a) }\nwindow.electronAPI.onX((...args) => { f(undefined, ...args) })\n"
        "window.electronAPI.onY((...args) => { f(undefined, ...args) })\n"
    )


def test_this_of_an_arrow_stays_what_it_is(tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{HEAD}class A {{\n  constructor () {{ ipcRenderer.on('x', (e, a) => this.show(a)) }}\n}}\n")
    assert done.script == "class A {\n  constructor () { window.electronAPI.onX((a) => { this.show(a) }) }\n}\n"


def test_registrations_in_a_chain_stay(tmp_path: Path) -> None:
    script = f"{HEAD}ipcRenderer.on('x', (e, a) => {{ show(a) }}).on('y', (e) => {{ go() }})\n"
    done = migrate(tmp_path, script)
    assert done.script == script
    assert done.manual
