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
    "this": "function (event, a) { this.y = a }",
    "the event out of all arguments": "function () { show(arguments[0]) }",
    "the event out of a rest parameter": "(...args) => { show(args[0]) }",
    "the event taken apart": "({ sender }, a) => { show(sender, a) }",
    "the event handed on": "(event, a) => { log(event); show(a) }",
    "the event asked for": "(event, a) => { if (!event) show(a) }",
    "a generator": "function * (event, a) { show(a) }",
    "no function": "'listener'",
}
# (what stands before the registration, the listener) and both afterwards: each gets undefined where the event was
UNSEEN = {
    "arguments": (
        "",
        "function (event) { show(arguments[1]) }",
        "",
        "(...args) => { (function (event) { show(arguments[1]) })(undefined, ...args) }",
    ),
    "all in one parameter": (
        "",
        "(...args) => { show(args[1]) }",
        "",
        "(...args) => { ((...args) => { show(args[1]) })(undefined, ...args) }",
    ),
    "a global": ("", "listener", "", "(...args) => { listener(undefined, ...args) }"),
    "a parameter": ("a => ", "a", "a => ", "(...args) => { a(undefined, ...args) }"),
    "a member of a constant": ("const a = {}; ", "a.b", "const a = {}; ", "(...args) => { a.b(undefined, ...args) }"),
    "a member that is written": (
        "const a = {}\na.b = c\n",
        "a.b",
        "const a = {}\na.b = c\nconst handleX = a.b\n",
        "(...args) => { handleX(undefined, ...args) }",
    ),
    "a deeper member": ("const a = {}; ", "a.b.c", "const a = {}; const handleX = a.b.c\n", "(...args) => { handleX(undefined, ...args) }"),
    "a variable that changes": (
        "let a = f; a = g\n",
        "a",
        "let a = f; a = g\nconst handleX = a\n",
        "(...args) => { handleX(undefined, ...args) }",
    ),
    "one of two": ("", "a ? f : g", "const handleX = a ? f : g\n", "(...args) => { handleX(undefined, ...args) }"),
    "bound with an argument": (
        "const f = (a, e, b) => { show(b) }\n",
        "f.bind(null, 1)",
        "const f = (a, e, b) => { show(b) }\n",
        "(...args) => { f(1, undefined, ...args) }",
    ),
    "bound to another object": (
        "",
        "show.f.bind(self)",
        "const handleX = show.f.bind(self)\n",
        "(...args) => { handleX(undefined, ...args) }",
    ),
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


@pytest.mark.parametrize("case", UNSEEN)
def test_a_function_that_cannot_be_read_gets_undefined_for_the_event(case: str, tmp_path: Path) -> None:
    before, listener, kept, handed_over = UNSEEN[case]
    done = migrate(tmp_path, f"{HEAD}{before}ipcRenderer.on('x', {listener})\n")
    assert done.script == f"{kept}window.electronAPI.onX({handed_over})\n"


def test_what_a_library_debounces_is_a_listener_like_any_other(tmp_path: Path) -> None:
    script = "const { debounce } = require('lodash')\n"
    done = migrate(tmp_path, f"{HEAD}{script}ipcRenderer.on('x', debounce((e, a) => show(a), 10))\n")
    assert done.script == f"{script}window.electronAPI.onX(debounce((a) => {{ show(a) }}, 10))\n"


def test_what_the_app_calls_debounce_is_not_looked_into(tmp_path: Path) -> None:
    script = "function debounce (f) { return (...all) => f(all) }\n"
    done = migrate(tmp_path, f"{HEAD}{script}ipcRenderer.on('x', debounce((e, a) => show(a)))\n")
    assert done.script == (
        f"{script}const handleX = debounce((e, a) => show(a))\nwindow.electronAPI.onX((...args) => {{ handleX(undefined, ...args) }})\n"
    )


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


def test_a_function_that_declares_this_loses_its_event_and_no_more(tmp_path: Path) -> None:
    function = "function f(this: void, e: unknown, a: number) { show(a) }\n"
    done = migrate(tmp_path, f"//- renderer.ts\nimport {{ ipcRenderer }} from 'electron'\n{function}ipcRenderer.on('x', f)\n")
    assert done.files["renderer.ts"].startswith("function f(this: void, a: number) { show(a) }\nwindow.electronAPI.onX((a) => { f(a) })\n")


@pytest.mark.parametrize("event", ["e", "...all"])
def test_a_named_function_that_needs_its_event_stays_however_it_takes_its_arguments(event: str, tmp_path: Path) -> None:
    script = f"{HEAD}function f ({event}) {{ {event.lstrip('.')}{'[0]' if '...' in event else ''}.preventAll(); show(arguments[1]) }}\nipcRenderer.on('x', f)\n"
    assert migrate(tmp_path, script).script == script


@pytest.mark.parametrize("end", [".on('y', () => { go() })", ".once('x', f)"])
def test_what_is_registered_in_a_chain_is_removed_as_it_was(end: str, tmp_path: Path) -> None:
    script = f"{HEAD}const f = (e, a) => {{ show(a) }}\nipcRenderer.on('x', f){end}\nfunction stop () {{ ipcRenderer.removeListener('x', f) }}\n"
    done = migrate(tmp_path, script)
    assert done.script == script
    assert "in a chain of calls (renderer.js:3), which stays." in done.manual[1]


def test_what_a_chain_registers_later_in_it_is_removed_as_it_was(tmp_path: Path) -> None:
    script = f"{HEAD}const f = (e, a) => {{ show(a) }}\nipcRenderer.on('w', () => go()).on('x', f)\nfunction stop () {{ ipcRenderer.off('x', f) }}\n"
    assert migrate(tmp_path, script).script == script


def test_registrations_in_a_chain_stay(tmp_path: Path) -> None:
    script = f"{HEAD}ipcRenderer.on('x', (e, a) => {{ show(a) }}).on('y', (e) => {{ go() }})\n"
    done = migrate(tmp_path, script)
    assert done.script == script
    assert done.manual


GIVEN = "function listen (f) { setTimeout(() => { wait(); ipcRenderer.on('x', f) }) }\n"


@pytest.mark.parametrize("function", ["(event, a) => { show(event.senderId, a) }", "(event, a) => { event.sender.send('y', a) }", "named"])
def test_a_parameter_stays_that_is_given_a_function_that_needs_its_event(function: str, tmp_path: Path) -> None:
    script = f"{HEAD}{GIVEN}function named () {{ show(arguments[1]) }}\nlisten({function})\nlisten(other)\n"
    done = migrate(tmp_path, script)
    assert "ipcRenderer.on('x', f)" in done.script
    assert any("is also the function at renderer.js:" in one for one in done.manual)


def test_a_parameter_that_is_given_functions_without_use_for_it_gets_undefined(tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{HEAD}{GIVEN}listen((event, a) => {{ show(a) }})\n")
    assert "window.electronAPI.onX((...args) => { f(undefined, ...args) })" in done.script


PAIR = "function watch (id, f) {\n  ipcRenderer.on('row-' + id, f)\n  return () => { ipcRenderer.off('row-' + id, f) }\n}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("id, f) {\n", "id, f) {\n  id++\n"),
        (".off('row-' + id", ".off('row-' + other"),
        ("id, f) }", "id, g) }"),
        ("return () => {", "function stop () {"),
        ("  return", "  ipcRenderer.on('row-' + id, f)\n  return"),
        ("'row-' + id", "'row-' + self.id"),
    ],
)
def test_a_removal_by_other_names_is_not_surely_of_that_listener(before: str, after: str, tmp_path: Path) -> None:
    script = HEAD + PAIR.replace(before, after)
    done = migrate(tmp_path, script)
    assert done.script == script
    assert len(done.manual) >= 2
    assert "offRowFor" in migrate(tmp_path / "as-it-is", HEAD + PAIR).script
