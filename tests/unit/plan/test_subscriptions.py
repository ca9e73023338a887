"""Listeners that are removed again: a constant where one registration surely comes first, else a stack."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const { ipcRenderer } = require('electron')\n"
FUNCTION = "const f = (e, a) => { show(a) }\n"
CHANGED = "const f = (a) => { show(a) }\n"
REGISTER = "window.electronAPI.onX((a) => { f(a) })"

CASES = {
    "removed in a handler": (
        FUNCTION + "ipcRenderer.on('x', f)\nb.onclick = () => ipcRenderer.off('x', f)\n",
        CHANGED + f"const offX = {REGISTER}\nb.onclick = () => offX()\n",
    ),
    "with semicolons": (
        FUNCTION + "ipcRenderer.on('x', f);\nb.onclick = () => { ipcRenderer.off('x', f); };\n",
        CHANGED + "const offX = window.electronAPI.onX((a) => { f(a); });\nb.onclick = () => { offX(); };\n",
    ),
    "its result returned": (
        FUNCTION + "ipcRenderer.on('x', f)\nb.onclick = () => { if (z) return ipcRenderer.off('x', f) }\n",
        CHANGED + f"const offX = {REGISTER}\nb.onclick = () => {{ if (z) return offX() }}\n",
    ),
    "registered once": (
        FUNCTION + "ipcRenderer.once('x', f)\nb.onclick = () => ipcRenderer.off('x', f)\n",
        CHANGED + "const offX = window.electronAPI.onceX((a) => { f(a) })\nb.onclick = () => offX()\n",
    ),
    "inside a function": (
        "function mount () {\n  const f = (e, a) => { show(a) }\n  ipcRenderer.on('x', f)\n  return () => ipcRenderer.removeListener('x', f)\n}\nmount()\n",
        f"function mount () {{\n  const f = (a) => {{ show(a) }}\n  const offX = {REGISTER}\n  return () => offX()\n}}\nmount()\n",
    ),
    "a name that is taken": (
        FUNCTION + "const offX = 1\nipcRenderer.on('x', f)\nstop(() => ipcRenderer.off('x', f), offX)\n",
        CHANGED + f"const offX = 1\nconst offX2 = {REGISTER}\nstop(() => offX2(), offX)\n",
    ),
    "registered in a loop": (
        FUNCTION + "for (const x of xs) ipcRenderer.on('x', f)\nipcRenderer.removeListener('x', f)\n",
        "const offX = []\n" + CHANGED + f"for (const x of xs) offX.push({REGISTER})\noffX.pop()?.()\n",
    ),
    "removed by a function that may be called first": (
        FUNCTION + "function stop () { ipcRenderer.off('x', f) }\nipcRenderer.on('x', f)\nb.onclick = stop\n",
        "const offX = []\n" + CHANGED + f"function stop () {{ offX.pop()?.() }}\noffX.push({REGISTER})\nb.onclick = stop\n",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_how_an_unsubscribe_function_is_kept(case: str, tmp_path: Path) -> None:
    before, after = CASES[case]
    assert migrate(tmp_path, HEAD + before).script == after


def test_a_stack_is_written_for_the_apps_electron(tmp_path: Path) -> None:
    """Optional calls are known from Chrome 80 on, which is Electron 8."""
    script = FUNCTION + "for (const x of xs) ipcRenderer.on('x', f)\nipcRenderer.removeListener('x', f)\n"
    assert "?.()" in migrate(tmp_path, HEAD + script, electron="9.4.1").script


def of_class(members: str) -> str:
    return f"class A extends B {{\n{members}}}\n"


def of_component(registered: str, removed: str, method: str) -> str:
    return f"export default {{\n  created () {{\n    {registered}\n  }},\n  beforeDestroy () {{\n    {removed}\n  }},\n  methods: {{\n    {method}\n  }}\n}}\n"


ON, OFF = "ipcRenderer.on('x', this.f)", "ipcRenderer.off('x', this.f)"
METHOD_REGISTER = "window.electronAPI.onX(() => { this.f() })"
OF_THIS = {
    "hooks of a component's options": (
        of_component(ON, OFF, "f (e) { this.n++ }"),
        of_component(f"this.offX = {METHOD_REGISTER}", "this.offX()", "f () { this.n++ }"),
    ),
    "registered on a condition": (
        of_component(f"if (y) {ON}", OFF, "f () { this.n++ }"),
        of_component(f"if (y) this.offX = {METHOD_REGISTER}", "this.offX && this.offX()", "f () { this.n++ }"),
    ),
    "registered behind an operator": (
        of_component(f"y && {ON}", OFF, "f () { this.n++ }"),
        of_component(f"y && (this.offX = {METHOD_REGISTER})", "this.offX && this.offX()", "f () { this.n++ }"),
    ),
    "methods that anybody may call": (
        of_class(f"  a () {{ {ON} }}\n  b () {{ {OFF} }}\n  f = () => {{ go() }}\n"),
        of_class(
            f"  offX = []\n  a () {{ this.offX.push({METHOD_REGISTER}) }}\n  b () {{ this.offX.pop()?.() }}\n  f = () => {{ go() }}\n"
        ),
    ),
    "no fields and no constructor": (
        of_class(f"  a () {{ {ON} }}\n  b () {{ {OFF} }}\n  f () {{ go() }}\n"),
        of_class(
            f"  a () {{ (this.offX = this.offX || []).push({METHOD_REGISTER}) }}\n  b () {{ this.offX && this.offX.splice(-1).forEach((off) => off()) }}\n"
            "  f () { go() }\n"
        ),
    ),
    "a constructor that calls super": (
        of_class(f"  constructor () {{\n    super()\n    {ON}\n  }}\n  b () {{ {OFF} }}\n  f () {{ go() }}\n"),
        of_class(
            f"  constructor () {{\n    super()\n    this.offX = []\n    this.offX.push({METHOD_REGISTER})\n  }}\n"
            "  b () { this.offX.pop()?.() }\n  f () { go() }\n"
        ),
    ),
    "registered in a loop": (
        of_class(f"  mounted () {{ for (const y of z) {ON} }}\n  unmounted () {{ {OFF} }}\n  f = () => {{ go() }}\n"),
        of_class(
            f"  offX = []\n  mounted () {{ for (const y of z) this.offX.push({METHOD_REGISTER}) }}\n  unmounted () {{ this.offX.pop()?.() }}\n"
            "  f = () => { go() }\n"
        ),
    ),
}


@pytest.mark.parametrize("case", OF_THIS)
def test_a_method_that_is_a_listener_is_kept_by_its_object(case: str, tmp_path: Path) -> None:
    before, after = OF_THIS[case]
    assert migrate(tmp_path, HEAD + before).script == after


HOOKS = {
    "registered and removed in hooks": (
        "onMounted(() => {\n  if (y) ipcRenderer.on('x', f)\n})\nonBeforeUnmount(() => {\n  ipcRenderer.off('x', f)\n})\n",
        f"let offX = () => {{}}\nonMounted(() => {{\n  if (y) offX = {REGISTER}\n}})\nonBeforeUnmount(() => {{\n  offX()\n}})\n",
    ),
    "an effect and its end": (
        "useEffect(() => {\n  ipcRenderer.on('x', f)\n  return () => { ipcRenderer.off('x', f) }\n}, [])\n",
        f"useEffect(() => {{\n  const offX = {REGISTER}\n  return () => {{ offX() }}\n}}, [])\n",
    ),
}


@pytest.mark.parametrize("case", HOOKS)
def test_hooks(case: str, tmp_path: Path) -> None:
    before, after = HOOKS[case]
    assert migrate(tmp_path, HEAD + FUNCTION + before).script == CHANGED + after


def test_two_functions_of_one_channel_do_not_share_what_keeps_them(tmp_path: Path) -> None:
    script = "const f = () => { a() }\nconst g = () => { b() }\nfor (const z of zs) { ipcRenderer.on('x', f); ipcRenderer.on('x', g) }\n"
    done = migrate(tmp_path, HEAD + script + "ipcRenderer.off('x', g)\nipcRenderer.off('x', f)\n")
    assert "offG.pop()?.()\noffF.pop()?.()\n" in done.script
    assert "offF.push(window.electronAPI.onX(() => { f() })); offG.push(window.electronAPI.onX(() => { g() }))" in done.script


@pytest.mark.parametrize(
    "script",
    ["ipcRenderer.removeListener('x', (e) => { go() })\n", "ipcRenderer.removeListener('x', view.f)\n", "ipcRenderer.off('x', f)\n"],
    ids=["a new function", "a member", "registered nowhere"],
)
def test_a_removal_of_what_no_page_registers_goes(script: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, f"{HEAD}go()\n{script}")
    assert done.script == "go()\n"


@pytest.mark.parametrize(
    "script",
    [
        "function on (f) { ipcRenderer.on('x', f) }\nfunction off (f) { ipcRenderer.off('x', f) }\n",
        "function on (c) { ipcRenderer.on(c, view.f) }\nfunction off () { ipcRenderer.off('x', view.f) }\n",
        "const f = () => { go() }\nlist.push(f)\nipcRenderer.on('x', f)\nfor (const g of list) ipcRenderer.off('x', g)\n",
        "const off = y ? () => ipcRenderer.off('x', () => {}) : 0\n",
        "const f = () => { go() }\nipcRenderer.on('x', f)\nipcRenderer.off(y ? 'x' : 'z', f); log(\"ipcRenderer.off('x'\")\n",
    ],
    ids=["handed over", "any channel", "kept in a list", "its result is used", "one of two channels"],
)
def test_a_removal_that_may_mean_a_listener_stays(script: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, HEAD + script)
    assert "ipcRenderer.off('x'" in done.script
    # what it may mean stays as well
    assert done.script.count("ipcRenderer.on(") == script.count("ipcRenderer.on(")
