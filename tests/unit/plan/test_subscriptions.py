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


@pytest.mark.parametrize(
    "script",
    ["ipcRenderer.removeListener('x', (e) => { go() })\n", "ipcRenderer.removeListener('x', view.f)\n", "ipcRenderer.off('x', f)\n"],
    ids=["a new function", "a member", "registered nowhere"],
)
def test_a_removal_without_its_registration_stays(script: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, HEAD + script)
    assert done.script == HEAD + script
    assert len(done.manual) == 1
