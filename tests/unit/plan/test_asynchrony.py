"""An answer that arrives a task later: awaited where nobody notices, taken in place everywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const win = require('electron').remote.getCurrentWindow()\n"
AWAITED = "await window.electronAPI.window.isMaximized()"
IN_PLACE = "window.electronAPI.window.isMaximizedSync()"

# `?` is where the page asks; what stands before `->` is the script as it was.
AWAITS = {
    "an async function": "async function f () { for (const x of xs) { if (?) x() } }\nf()\n",
    "an operand": "async function f () { return ? && self.x }\nf()\n",
    "a negation": "async function f () { return !? }\nf()\n",
    "a template": "async function f () { return `${?}` }\nf()\n",
    "a condition": "async function f () { ? ? a() : b() }\nf()\n",
    "an async arrow": "b.addEventListener('click', async () => { const x = ?; show(x) })\n",
}
BECOMES_ASYNC = {
    "a handler": ("b.addEventListener('click', () => { if (?) go() })\n", "b.addEventListener('click', async () => { if (?) go() })\n"),
    "a handler without braces": ("b.addEventListener('click', () => show(?))\n", "b.addEventListener('click', async () => show(?))\n"),
    "a handler with this": (
        "b.addEventListener('click', function () { this.hidden = ? })\n",
        "b.addEventListener('click', async function () { this.hidden = ? })\n",
    ),
    "a timer": ("setTimeout(() => { show(?) }, 10)\n", "setTimeout(async () => { show(?) }, 10)\n"),
}
STAYS = {
    "the top level of a script": "show(?)\n",
    "a function with a result": "function f () { return ? }\nif (f()) go()\n",
    "a callback with a result": "items.sort((a, b) => ? ? 1 : -1)\n",
    "a callback of forEach": "async function f () { xs.forEach((x) => { if (?) x() }) }\nf()\n",
    "a constructor": "class A { constructor () { this.x = ? } }\nnew A()\n",
    "a getter": "class A { get x () { return ? } }\nuse(new A().x)\n",
    "a generator": "function* g () { yield ? }\ng()\n",
    "a default of a parameter": "async function f (x = ?) { show(x) }\nf()\n",
    "preventDefault afterwards": "b.addEventListener('click', (e) => { if (?) e.preventDefault() })\n",
    "stopPropagation afterwards": "b.addEventListener('click', (e) => { if (?) e.stopPropagation() })\n",
    "currentTarget afterwards": "b.addEventListener('click', (e) => { if (?) e.currentTarget.remove() })\n",
    "a result that the browser asks for": "window.onbeforeunload = () => { if (?) return false }\n",
    "a handler that is called by hand too": "b.addEventListener('click', handler)\nfunction handler () { show(?) }\nhandler()\n",
    "a function that is handed on": "async function f () { const g = () => { return ? }; use(g) }\nf()\n",
    "a method of an object": "self.tools = { ask () { return ? } }\n",
}


@pytest.mark.parametrize("case", AWAITS)
def test_awaited_where_the_function_is_async_already(case: str, tmp_path: Path) -> None:
    script = AWAITS[case]
    assert migrate(tmp_path, HEAD + _asking(script, "win.isMaximized()")).script == _asking(script, AWAITED)


@pytest.mark.parametrize("case", BECOMES_ASYNC)
def test_a_function_whose_result_nobody_uses_becomes_async(case: str, tmp_path: Path) -> None:
    before, after = BECOMES_ASYNC[case]
    assert migrate(tmp_path, HEAD + _asking(before, "win.isMaximized()")).script == _asking(after, AWAITED)


@pytest.mark.parametrize("case", STAYS)
def test_taken_in_place_where_a_later_answer_would_be_noticed(case: str, tmp_path: Path) -> None:
    script = STAYS[case]
    assert migrate(tmp_path, HEAD + _asking(script, "win.isMaximized()")).script == _asking(script, IN_PLACE)


def test_what_an_awaited_answer_is_used_for_binds_as_before(tmp_path: Path) -> None:
    head = "const { remote } = require('electron')\n"
    before = "async function f () {\n  const [first] = remote.app.getPath(kind).split('/')\n  return -remote.app.getPath(kind).length ** 2\n}\nf()\n"
    done = migrate(tmp_path, head + before.replace("-remote", "remote").replace(" ** 2", ""))
    asked = "(await window.electronAPI.app.getPath(kind))"
    assert done.script == f"async function f () {{\n  const [first] = {asked}.split('/')\n  return {asked}.length\n}}\nf()\n"


@pytest.mark.parametrize("script", [*STAYS.values(), *AWAITS.values(), *(before for before, _ in BECOMES_ASYNC.values())])
def test_neither_is_ever_called_safe(script: str, tmp_path: Path) -> None:
    findings = migrate(tmp_path, HEAD + _asking(script, "win.isMaximized()")).plan.scan.findings
    (asked,) = [finding for finding in findings if finding.rule == "remote-use"]
    assert asked.safety is not None
    assert asked.safety.word == "review"
    assert asked.reason


def _asking(script: str, question: str) -> str:
    """`?` before anything but a blank and `:` or a value is where the question goes; the operator has a blank on both sides and comes second."""
    head, _, tail = script.partition("?")
    return head + question + tail
