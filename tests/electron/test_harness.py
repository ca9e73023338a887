"""The runs notice what they are there to notice: each test breaks an app in one place."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from electron.harness import REPOSITORY, Event, Page, RunResult, differences, run

CORPUS = REPOSITORY / "corpus"
EMPTY = RunResult(steps={}, received=(), calls=(), console=(), errors=(), pages=(), insecure=())


def test_what_the_user_sees_is_compared_by_step() -> None:
    before, after = replace(EMPTY, steps={"one": "a", "two": "b"}), replace(EMPTY, steps={"one": "a", "two": "c"})
    assert differences(before, before) == []
    assert differences(before, after) == ["two: saw 'b', now 'c'"]
    assert differences(before, EMPTY) == ["one: saw 'a', now None", "two: saw 'b', now None"]


def test_the_order_of_one_channel_counts_and_that_of_several_does_not() -> None:
    add_one, add_two, count = Event("start", "add", (1,)), Event("start", "add", (2,)), Event("start", "count", ())
    before = replace(EMPTY, received=(add_one, count, add_two))
    assert differences(before, replace(EMPTY, received=(count, add_one, add_two))) == []
    assert len(differences(before, replace(EMPTY, received=(add_two, count, add_one)))) == 1
    assert len(differences(before, replace(EMPTY, received=(add_one, count, add_two, count)))) == 1
    assert len(differences(before, replace(EMPTY, received=(add_one, count, replace(add_two, step="later"))))) == 2  # noticed at both steps


def test_channels_of_the_migration_itself_are_not_compared() -> None:
    assert differences(EMPTY, replace(EMPTY, received=(Event("start", "app:constants", ()),))) == []


def test_calls_console_and_errors_are_compared() -> None:
    beep = Event("start", "shell.beep", ())
    assert len(differences(EMPTY, replace(EMPTY, calls=(beep,), console=("hm",), errors=("main: no",)))) == 3


def test_a_step_that_threw_makes_a_run_unfit() -> None:
    broken = replace(EMPTY, steps={"one": "THROWN no window"}, errors=("main: no",), console=("Uncaught Error: no", "fine"))
    assert broken.failures() == ["one: THROWN no window", "main: no", "Uncaught Error: no"]


def test_a_page_is_closed_only_when_the_page_itself_says_so_too() -> None:
    page = Page("index.html", isolated=True, sandboxed=True, reaches=())
    assert page.closed
    open_pages = replace(page, isolated=False), replace(page, sandboxed=False), replace(page, reaches=("process",))
    assert not any(other.closed for other in open_pages)


@pytest.mark.electron
@pytest.mark.parametrize(
    ("app", "file", "old", "new"),
    [
        ("ipc-verbs", "page/items.js", "ipcRenderer.removeListener(CHANNELS.CHANGED, showItems)", ""),
        ("ipc-verbs", "page/items.js", "showItems(null, [])", ""),
        ("ipc-verbs", "page/items.js", "CHANNELS.REMOVE, 0, undefined", "CHANNELS.REMOVE, 0"),
        ("ipc-verbs", "page/listeners.js", "ipcRenderer.once(", "ipcRenderer.on("),
        ("ipc-verbs", "page/index.html", "pongs++", "pongs += 2"),
        ("notes", "js/notes.js", "ipcRenderer.on('notes:saved', announce);", "ipcRenderer.once('notes:saved', announce);"),
        ("notes", "js/notes.js", "dialog.showMessageBox(remote.getCurrentWindow(), {", "dialog.showMessageBox({"),
        ("remote-basics", "src/outside.js", "(event.target.href)", "(event.target.href + '#')"),
        ("remote-basics", "src/window.js", "\trender();\n});", "});"),
    ],
)
def test_one_broken_line_is_noticed(app: str, file: str, old: str, new: str, tmp_path: Path) -> None:
    copy = tmp_path / "app"
    shutil.copytree(CORPUS / app / "before", copy)
    text = (copy / file).read_bytes().decode("utf-8")
    assert old in text
    (copy / file).write_bytes(text.replace(old, new).encode("utf-8"))
    actions = CORPUS / app / "actions.js"
    assert differences(run(CORPUS / app / "before", actions), run(copy, actions)) != []


@pytest.mark.electron
def test_a_page_that_reaches_node_is_reported() -> None:
    after = run(CORPUS / "two-windows" / "before", CORPUS / "two-windows" / "actions.js", modern=True)
    assert {page.name: page.closed for page in after.pages} == {"about.html": True, "main.html": False, "tools.html": False}
    assert all({"require", "process", "module", "Buffer"} <= set(page.reaches) for page in after.insecure)


@pytest.mark.electron
def test_a_preload_that_fails_is_reported(tmp_path: Path) -> None:
    copy = tmp_path / "app"
    shutil.copytree(CORPUS / "already-migrated" / "before", copy)
    (copy / "preload.js").write_text("require('fs')\n", "utf-8")
    broken = run(copy, CORPUS / "already-migrated" / "actions.js")
    assert any(error.startswith("preload: ") for error in broken.errors)
