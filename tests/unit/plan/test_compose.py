"""The next state of an app is a function of what is accepted: fixes go together, or the answer says why not; nothing else moves."""

from __future__ import annotations

import itertools
from pathlib import Path

from electron_migrate.app.app import read_app
from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Span
from electron_migrate.facts.link import link
from electron_migrate.facts.model import Safety
from electron_migrate.kit.harness import app_of
from electron_migrate.plan.analysis import Analysis, analyse
from electron_migrate.plan.compose import Impasse, State, compose
from electron_migrate.plan.model import Fix
from electron_migrate.plan.needs import DropUnused
from electron_migrate.plan.transform import Example

SCRIPT = "\ufeffconst { ipcRenderer } = require('electron')\r\nshow(1)\r\nshow(2)\r\n"
FIRST = Span(len("const { ipcRenderer } = require('electron')\r\nshow("), len("const { ipcRenderer } = require('electron')\r\nshow(1"))
SECOND = Span(FIRST.start + len("1)\r\nshow("), FIRST.start + len("1)\r\nshow(2"))


def test_nothing_accepted_changes_nothing(tmp_path: Path) -> None:
    assert _state(tmp_path) == {}


def test_one_edit_moves_its_own_bytes_only(tmp_path: Path) -> None:
    assert _state(tmp_path, _fix(Edit(FIRST, b"10"))) == {"renderer.js": SCRIPT.replace("1", "10").encode("utf-8")}


def test_an_edit_that_writes_what_is_there_changes_no_file(tmp_path: Path) -> None:
    assert _state(tmp_path, _fix(Edit(FIRST, b"1"))) == {}


def test_edits_of_several_fixes_go_together_in_any_order(tmp_path: Path) -> None:
    fixes = [_fix(Edit(FIRST, b"10")), _fix(Edit(SECOND, b"20")), _fix(Edit(FIRST, b"10"), Edit(SECOND, b"20"))]
    states = [_state(tmp_path, *order) for count in (2, 3) for order in itertools.permutations(fixes, count)]
    assert all(state == states[0] for state in states)
    assert states[0]["renderer.js"] == SCRIPT.replace("1", "10").replace("2", "20").encode("utf-8")


def test_two_fixes_that_disagree_do_not_go_together(tmp_path: Path) -> None:
    analysis = _analysis(tmp_path)
    answer = compose(analysis.context, analysis.attachment, [_fix(Edit(FIRST, b"10")), _fix(Edit(FIRST, b"11"))])
    assert isinstance(answer, Impasse)
    assert "renderer.js" in answer.reason
    assert "line 2" in answer.reason


def test_an_import_that_nothing_uses_goes_only_when_a_fix_asks_for_it(tmp_path: Path) -> None:
    asked = _state(tmp_path, Fix("x", Safety.SAFE, needs=(DropUnused("renderer.js"),)))
    assert asked == {"renderer.js": "\ufeffshow(1)\r\nshow(2)\r\n".encode()}


def test_a_fix_in_the_text_of_a_dropped_import_is_no_conflict(tmp_path: Path) -> None:
    start = SCRIPT.index("require") - 1
    gone = Fix("x", Safety.SAFE, edits={"renderer.js": (Edit(Span(start, start + len("require('electron')")), b"{}"),)})
    analysis = _analysis(tmp_path)
    answer = compose(analysis.context, analysis.attachment, [gone, Fix("y", Safety.SAFE, needs=(DropUnused("renderer.js"),))])
    assert isinstance(answer, State | Impasse)
    if isinstance(answer, State):
        assert b"require" not in answer.changed["renderer.js"]


def _fix(*edits: Edit) -> Fix:
    return Fix("a change", Safety.SAFE, edits={"renderer.js": edits})


def _state(folder: Path, *fixes: Fix) -> dict[str, bytes]:
    analysis = _analysis(folder)
    answer = compose(analysis.context, analysis.attachment, fixes)
    assert isinstance(answer, State)
    return dict(answer.changed)


def _analysis(folder: Path) -> Analysis:
    for path, data in app_of(Example("", SCRIPT, None)).items():
        (folder / path).write_bytes(data)
    return analyse(link(read_app(folder)), "electronAPI")
