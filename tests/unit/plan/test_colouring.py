"""Functions that become async because every caller is known, over files; and those that stay as they are, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const win = require('electron').remote.getCurrentWindow();\n"
ASKED = "win.isMaximized()"
AWAITED = "await window.electronAPI.window.isMaximized()"
IN_PLACE = "window.electronAPI.window.isMaximizedSync()"

# `?` is the question; what becomes of the rest is on the right.
BECOMES_ASYNC = {
    "a function called by a handler": (
        "(() => {\n  function big () { return ? }\n  b.addEventListener('click', () => {\n    if (big()) shrink()\n    show()\n  })\n})()\n",
        "(() => {\n  async function big () { return ? }\n  b.addEventListener('click', async () => {\n    if (await big()) shrink()\n    show()\n  })\n})()\n",
    ),
    "the last thing that a handler does needs no await": (
        "(() => {\n  function fit () { if (?) shrink() }\n  b.addEventListener('click', () => fit())\n"
        "  c.addEventListener('click', () => {\n    log()\n    fit()\n  })\n  d.onclick = () => fit()\n})()\n",
        "(() => {\n  async function fit () { if (?) shrink() }\n  b.addEventListener('click', () => fit())\n"
        "  c.addEventListener('click', () => {\n    log()\n    fit()\n  })\n  d.onclick = () => fit()\n})()\n",
    ),
    "a call in a chain is put in parentheses": (
        "(() => {\n  const size = () => { return [?] }\n  setTimeout(() => {\n    show(size()[0])\n    done()\n  }, 1)\n})()\n",
        "(() => {\n  const size = async () => { return [?] }\n  setTimeout(async () => {\n    show((await size())[0])\n    done()\n  }, 1)\n})()\n",
    ),
    "a parenthesis at the start of a line does not go on with the line before": (
        "(() => {\n  const size = () => { return [?] }\n  setTimeout(() => {\n    const n = 1\n    size().map(show)\n    done(n)\n  }, 1)\n})()\n",
        "(() => {\n  const size = async () => { return [?] }\n  setTimeout(async () => {\n    const n = 1\n    ;(await size()).map(show)\n    done(n)\n  }, 1)\n})()\n",
    ),
    "a result that is returned is awaited by the next": (
        "(() => {\n  function big () { return ? }\n  function bigger () { return big() }\n  b.addEventListener('click', () => { show(bigger()) })\n})()\n",
        "(() => {\n  async function big () { return ? }\n  async function bigger () { return big() }\n"
        "  b.addEventListener('click', async () => { show(await bigger()) })\n})()\n",
    ),
    "inside a try it is awaited where it is returned": (
        "(() => {\n  function big () { return ? }\n  function sure () { try { return big() } catch (e) { return false } }\n"
        "  b.addEventListener('click', () => { show(sure()) })\n})()\n",
        "(() => {\n  async function big () { return ? }\n  async function sure () { try { return await big() } catch (e) { return false } }\n"
        "  b.addEventListener('click', async () => { show(await sure()) })\n})()\n",
    ),
    "a method of a class, called on its instance": (
        "(() => {\n  class View {\n    isBig () { return ? }\n    click () { if (this.isBig()) shrink(); show() }\n  }\n"
        "  const view = new View()\n  b.addEventListener('click', () => { view.click() })\n})()\n",
        "(() => {\n  class View {\n    async isBig () { return ? }\n    async click () { if (await this.isBig()) shrink(); show() }\n  }\n"
        "  const view = new View()\n  b.addEventListener('click', () => { view.click() })\n})()\n",
    ),
    "an object of functions": (
        "(() => {\n  const tools = { fit: () => { if (?) shrink() }, other () {} }\n  b.addEventListener('click', () => { tools.fit(); tools.other() })\n})()\n",
        "(() => {\n  const tools = { fit: async () => { if (?) shrink() }, other () {} }\n"
        "  b.addEventListener('click', async () => { await tools.fit(); tools.other() })\n})()\n",
    ),
    "a table of handlers that are called by name": (
        "(() => {\n  const handlers = { fit: () => { if (?) shrink() } }\n  function dispatch (name) {\n    const handler = handlers[name]\n"
        "    if (handler) handler()\n    update()\n  }\n  self.dispatch = dispatch\n})()\n",
        "(() => {\n  const handlers = { fit: async () => { if (?) shrink() } }\n  function dispatch (name) {\n    const handler = handlers[name]\n"
        "    if (handler) handler()\n    update()\n  }\n  self.dispatch = dispatch\n})()\n",
    ),
    "a callback of a function of the app": (
        "(() => {\n  function later (done) { setTimeout(() => { done(); log() }, 1) }\n  later(() => { if (?) shrink() })\n})()\n",
        None,
    ),
    "a promise chain waits by itself": (
        "(() => {\n  function fit () { if (?) shrink() }\n  load().then(() => { fit(); log() }).catch(fail)\n})()\n",
        "(() => {\n  async function fit () { if (?) shrink() }\n  load().then(async () => { await fit(); log() }).catch(fail)\n})()\n",
    ),
    "a debounced function of a package": (
        "(() => {\n  const { debounce } = require('lodash')\n  const fit = debounce(() => { if (?) shrink() }, 100)\n"
        "  addEventListener('resize', fit)\n  self.addEventListener('resize', fit)\n})()\n",
        None,
    ),
}

STAYS = {
    "called at the top level of a script": ("function big () { return ? }\nshow(big())\n", "called at the top level"),
    "recursion": (
        "(() => {\n  function big (n) { if (n) return big(n - 1); return ? }\n  b.addEventListener('click', () => { show(big(1)) })\n})()\n",
        "calls itself",
    ),
    "a callback of map": (
        "(() => {\n  function big () { return ? }\n  b.addEventListener('click', () => { show(xs.map(() => big())) })\n})()\n",
        "handed to xs.map",
    ),
    "a comparator": (
        "(() => {\n  function order (a, b) { return ? ? a - b : b - a }\n  b.addEventListener('click', () => { show(xs.sort(order)) })\n})()\n",
        "handed to xs.sort",
    ),
    "a constructor on the way": (
        "(() => {\n  function big () { return ? }\n  class V { constructor () { this.big = big() } }\n  b.addEventListener('click', () => { show(new V()) })\n})()\n",
        "constructor",
    ),
    "a getter on the way": (
        "(() => {\n  function big () { return ? }\n  const o = { get big () { return big() } }\n  b.addEventListener('click', () => { show(o.big) })\n})()\n",
        "getter",
    ),
    "preventDefault after the call": (
        "(() => {\n  function big () { return ? }\n  b.addEventListener('click', (e) => { if (big()) e.preventDefault() })\n})()\n",
        "preventDefault",
    ),
    "a handler of beforeunload": (
        "(() => {\n  function big () { return ? }\n  addEventListener('beforeunload', () => { if (big()) save() })\n})()\n",
        "who calls it is not known",
    ),
    "an event property whose answer counts": (
        "(() => {\n  function big () { if (?) return false }\n  b.onclick = () => big()\n})()\n",
        "what the handler around it returns has a meaning",
    ),
    "a top-level function that an inline handler calls": (
        "function big () { return ? }\nb.addEventListener('click', () => { show(big()) })\n"
        "//- index.html\n<script src='renderer.js'></script><button onclick='use(big())'>x</button>\n",
        "called at the top level",
    ),
    "a method that the class it extends calls": (
        "(() => {\n  const React = require('react')\n  class V extends React.Component { render () { return ? } }\n  self.V = V\n})()\n",
        "called by what the class extends",
    ),
    "a method that is overridden": (
        "(() => {\n  class A { isBig () { return ? } }\n  class B extends A { isBig () { return false } }\n"
        "  b.addEventListener('click', () => { show(new B().isBig()) })\n  self.A = A\n})()\n",
        "overridden",
    ),
    "a name that is assigned again": (
        "(() => {\n  let big = () => { return ? }\n  if (old) big = () => false\n  b.addEventListener('click', () => { show(big()) })\n})()\n",
        "assigned again",
    ),
    "a loop that uses its event in the next turn": (
        "(() => {\n  function big () { return ? }\n  b.addEventListener('click', (e) => { for (const x of xs) { e.currentTarget.append(x); big() } })\n})()\n",
        "currentTarget",
    ),
    "forEach": (
        "(() => {\n  function big () { return ? }\n  b.addEventListener('click', () => { xs.forEach(() => { if (big()) go() }); show() })\n})()\n",
        "handed to xs.forEach",
    ),
    "an object that is handed on": (
        "(() => {\n  const plugin = { isBig: () => { return ? } }\n  lib.use(plugin)\n})()\n",
        "used as a whole",
    ),
}


@pytest.mark.parametrize("case", BECOMES_ASYNC)
def test_a_chain_of_known_callers_becomes_async(case: str, tmp_path: Path) -> None:
    before, after = BECOMES_ASYNC[case]
    done = migrate(tmp_path, HEAD + _with(before, ASKED))
    if after is not None:
        assert done.script == _with(after, AWAITED)
    else:
        assert AWAITED in done.script
    assert not done.held.get("call-sites-window-review")


@pytest.mark.parametrize("case", STAYS)
def test_what_is_not_proven_is_taken_in_place_and_says_why(case: str, tmp_path: Path) -> None:
    before, reason = STAYS[case]
    done = migrate(tmp_path, HEAD + _with(before, ASKED))
    assert done.script == _with(before, IN_PLACE).split("//- ")[0]
    (asked,) = [finding for finding in done.plan.scan.findings if finding.rule == "remote-use"]
    assert reason in asked.reason


def test_three_files_change_as_one_group(tmp_path: Path) -> None:
    script = (
        "import { save } from './store.js'\nb.addEventListener('click', () => {\n  const path = save('x')\n  show(path)\n})\n"
        "//- store.js\nimport * as ask from './ask.js'\nexport function save (name) {\n  const path = ask.forPath(name)\n  return path || 'none'\n}\n"
        "//- ask.js\nimport { remote } from 'electron'\nexport const forPath = (name) => {\n  return remote.dialog.showSaveDialogSync({ title: name })\n}\n"
        "//- index.html\n<script type='module' src='renderer.js'></script>\n"
    )
    done = migrate(tmp_path, script)
    assert done.files["ask.js"].endswith(
        "export const forPath = async (name) => {\n  return await window.electronAPI.dialog.savePath({ title: name })\n}\n"
    )
    assert done.files["store.js"].endswith("export async function save (name) {\n  const path = await ask.forPath(name)\n  return path || 'none'\n}\n")
    assert done.script.endswith("b.addEventListener('click', async () => {\n  const path = await save('x')\n  show(path)\n})\n")
    (group,) = [step.group for step in done.plan.steps if step.group.id == "call-sites-async-forpath-review"]
    assert {path for fix in group.fixes for path in fix.edits} == {"ask.js", "store.js", "renderer.js"}
    assert "`forPath`" in group.may_change[0]
    assert "`save`" in group.may_change[0]


def test_one_caller_that_cannot_wait_leaves_all_as_they_were(tmp_path: Path) -> None:
    script = (
        "import { big } from './store.js'\nb.addEventListener('click', () => { show(big()) })\nconst first = xs.filter(() => big())\n"
        "//- store.js\nconst win = require('electron').remote.getCurrentWindow()\nexport function big () { return win.isMaximized() }\n"
    )
    done = migrate(tmp_path, script)
    assert "async" not in done.script
    assert IN_PLACE in done.files["store.js"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("function big (): boolean { return ? }", "async function big (): Promise<boolean> { return ? }"),
        ("/**\n * @returns {boolean} so\n */\nfunction big () { return ? }", "/**\n * @returns {Promise<boolean>} so\n */\nasync function big () { return ? }"),
        ("const big = (): boolean => { return ? }", "const big = async (): Promise<boolean> => { return ? }"),
    ],
)
def test_types_say_that_the_answer_is_a_promise(before: str, after: str, tmp_path: Path) -> None:
    tail = "\nb.addEventListener('click', () => { show(big()) })\nexport {}\n"
    done = migrate(tmp_path, "//- index.html\n<script type='module' src='page.ts'></script>\n//- page.ts\n" + HEAD + _with(before + tail, ASKED))
    assert _with(after, AWAITED) in done.files["page.ts"]
    assert "async () => { show(await big()) }" in done.files["page.ts"]


def test_a_type_that_names_the_result_stops_it(tmp_path: Path) -> None:
    script = HEAD + _with("const big: () => boolean = () => { return ? }\nb.addEventListener('click', () => { show(big()) })\nexport {}\n", ASKED)
    done = migrate(tmp_path, "//- index.html\n<script type='module' src='page.ts'></script>\n//- page.ts\n" + script)
    assert IN_PLACE in done.files["page.ts"]


def _with(script: str, question: str) -> str:
    """`?` stands for the question, where it is no operator of a choice: those have a blank on both sides."""
    out, rest = "", script
    while "?" in rest:
        head, _, rest = rest.partition("?")
        operator = head.endswith(" ") and rest.startswith(" ") and not head.endswith(("return ", "? "))
        out += head + ("?" if operator else question)
    return out + rest
