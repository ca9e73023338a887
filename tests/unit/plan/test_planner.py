"""Which groups a plan has, in which order, and what holds the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from plan_app import migrate

from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.plan import planner
from electron_migrate.plan.attach import Attachment
from electron_migrate.plan.compose import Impasse, State, compose
from electron_migrate.plan.context import Context
from electron_migrate.plan.model import STAGES, Fix, Stage
from electron_migrate.report.layout import View
from electron_migrate.report.next_steps import steps_after_plan

SCRIPT = (
    "const { ipcRenderer, remote } = require('electron')\nipcRenderer.send('save', 1)\n"
    "b.addEventListener('click', () => { if (remote.getCurrentWindow().isMaximized()) go() })\n"
)
TWO = (
    SCRIPT + "//- tools.html\n<script>require('electron').ipcRenderer.send('save', 2)\nrequire('fs').readFile('x', show)</script>\n"
    "//- main.js\nconst { BrowserWindow } = require('electron')\n"
    "const one = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\none.loadFile('index.html')\n"
    "const two = new BrowserWindow({ webPreferences: { nodeIntegration: true } })\ntwo.loadFile('tools.html')\n"
)


def test_the_whole_road_in_the_order_of_the_stages(tmp_path: Path) -> None:
    done = migrate(tmp_path, SCRIPT)
    assert done.held == {}
    stages = [STAGES.index(step.group.stage) for step in done.plan.steps]
    assert stages == sorted(stages)
    assert done.steps == [
        "bridge-channel-save", "bridge-window-review", "call-sites-channel-save", "call-sites-window-review", "isolate-w1", "sandbox-w1", "plain-preload.js",
    ]  # fmt: skip


def test_every_group_comes_after_those_it_depends_on(tmp_path: Path) -> None:
    steps = migrate(tmp_path, TWO).plan.steps
    seen: set[str] = set()
    for step in steps:
        assert set(step.group.depends_on) <= seen
        seen.add(step.group.id)


def test_each_step_starts_from_what_the_one_before_left(tmp_path: Path) -> None:
    state: dict[str, bytes | None] = {}
    for step in migrate(tmp_path, TWO).plan.steps:
        for file in step.files:
            assert file.path not in state or state[file.path] == file.before
            state[file.path] = file.after


def test_call_sites_say_themselves_why_they_are_held_and_not_by_their_bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def clash(context: Context, attachment: Attachment, fixes: Sequence[Fix], before: State | None = None) -> State | Impasse:
        window = any(fix.topic == "window" and fix.edits for fix in fixes)
        return Impasse("two changes overlap") if window else compose(context, attachment, fixes, before)

    monkeypatch.setattr(planner, "compose", clash)
    held = migrate(tmp_path, SCRIPT).held
    assert held["call-sites-window-review"] == "two changes overlap."
    assert held["bridge-window-review"] == "Its call sites are held, and nothing else would use it."


def test_level_safe_leaves_the_rest_for_later_and_says_so(tmp_path: Path) -> None:
    done = migrate(tmp_path, SCRIPT, level=Safety.SAFE)
    assert done.steps == ["bridge-channel-save", "call-sites-channel-save"]
    assert done.held["call-sites-window-review"] == "It needs level review."
    assert set(done.held) >= {"bridge-window-review", "call-sites-window-review", "isolate-w1"}
    assert "remote.getCurrentWindow()" in done.script


def test_a_skipped_group_holds_those_that_need_it(tmp_path: Path) -> None:
    done = migrate(tmp_path, SCRIPT, options=Options(skip=("bridge-channel-save",)))
    assert done.held["bridge-channel-save"] == "It is marked to be skipped."
    assert done.held["call-sites-channel-save"] == "It depends on bridge-channel-save, which is held."
    assert done.held["isolate-w1"].startswith("1 finding in the way: ipcRenderer.send in a page (renderer.js:")
    assert "ipcRenderer.send('save', 1)" in done.script


def test_a_window_whose_page_keeps_node_is_held_and_the_other_is_not(tmp_path: Path) -> None:
    done = migrate(tmp_path, TWO)
    assert "isolate-w1" in done.steps
    assert "fs.readFile() in a page (tools.html:2)" in done.held["isolate-w2"]
    main = done.files["main.js"]
    assert (main.count("nodeIntegration: false"), main.count("nodeIntegration: true")) == (1, 1)


def test_one_window_can_be_asked_for(tmp_path: Path) -> None:
    done = migrate(tmp_path, TWO, options=Options(window=("w1",)))
    assert "isolate-w1" in done.steps
    assert "isolate-w2" not in {*done.steps, *done.held}
    assert done.files["tools.html"].startswith("<script>require('electron').ipcRenderer.send")


def test_nothing_is_applied_where_electron_has_no_bridge(tmp_path: Path) -> None:
    done = migrate(tmp_path, SCRIPT, electron="4.2.0")
    assert done.steps == []
    assert all("Electron 4 has no bridge" in reason for id, reason in done.held.items() if id.startswith(("bridge", "call-sites")))
    assert "isolate-w1" in done.held


@pytest.mark.parametrize("name", ["electronAPI", "notes"])
def test_the_bridge_has_the_name_that_was_asked_for(name: str, tmp_path: Path) -> None:
    done = migrate(tmp_path, SCRIPT, options=Options(api_name=name))
    assert f"window.{name}.save(1)" in done.script
    assert f"exposeInMainWorld('{name}'" in done.files["preload.js"]


def test_a_bridge_is_added_before_anything_calls_it(tmp_path: Path) -> None:
    steps = migrate(tmp_path, SCRIPT).plan.steps
    touched = [{file.path for file in step.files} for step in steps]
    first_call = next(number for number, paths in enumerate(touched) if "renderer.js" in paths)
    assert all("renderer.js" not in paths for paths in touched[:first_call])
    assert "preload.js" in touched[0]


def test_patches_are_the_difference_of_two_states(tmp_path: Path) -> None:
    steps = migrate(tmp_path, TWO).plan.steps
    for step in steps:
        for file in step.files:
            assert b"+++ b/" + file.path.encode() in step.patch
    assert [one.number + 1 for one, _ in pairwise(steps)] == [two.number for _, two in pairwise(steps)]


def test_what_is_made_for_a_newer_electron_comes_after_its_raise(tmp_path: Path) -> None:
    done = migrate(tmp_path, SCRIPT, options=Options(electron=12, ignore=("unchecked-ipc-handler",)))
    later = [step.group for step in done.plan.steps if step.group.stage is not Stage.ELECTRON]
    assert later
    assert all("raise-electron" in group.depends_on for group in later)
    assert "By hand" in done.held["raise-electron"]
    assert next(iter(steps_after_plan(done.plan, View()))).action == "install electron@12"


def test_a_channel_that_is_only_half_there_holds_itself_and_no_other(tmp_path: Path) -> None:
    script = (
        "const { ipcRenderer } = require('electron')\nconst api = { send: ipcRenderer.send.bind(ipcRenderer) }\napi.send('gone', 1)\n"
        "ipcRenderer.on('tick', (e, n) => draw(n))\nipcRenderer.send('here')\n"
    )
    main = "//- main.js\nconst { app, BrowserWindow, ipcMain } = require('electron')\nipcMain.on('here', () => go())\napp.whenReady().then(() => {\n"
    window = "  new BrowserWindow({ webPreferences: { nodeIntegration: true, enableRemoteModule: true } }).loadFile('index.html')\n})\n"
    done = migrate(tmp_path, script + main + window)
    assert "window.electronAPI.onTick((n) => { draw(n) })\nwindow.electronAPI.here()" in done.script
    assert {id for id, why in done.held.items() if "Verifying" in why} == {"bridge-channel-gone"}
