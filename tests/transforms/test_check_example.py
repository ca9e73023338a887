"""The check of examples notices what it is there to notice, in the words noisy, missing and wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from electron_migrate.facts.model import Safety
from electron_migrate.kit.harness import check_example, split_files
from electron_migrate.plan.transform import Example, Loaded, load_catalogue

(MESSAGE,) = (loaded for loaded in load_catalogue().transforms if loaded.transform.id == "ipc-message")
BEFORE = "const { ipcRenderer } = require('electron')\nipcRenderer.send('save', 1)\n"
DYNAMIC = "const { ipcRenderer } = require('electron')\nipcRenderer.send(id)\n"


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (BEFORE, None, "noisy"),
        (DYNAMIC, "window.electronAPI.row(id)\n", "missing"),
        (BEFORE, "window.electronAPI.store(1)\n", "wrong"),
        (BEFORE, "window.electronAPI.save(1)", "wrong"),
        (BEFORE, "window.electronAPI.save(1\n", "wrong"),
        ("const = 1\n", None, "wrong"),
    ],
    ids=["changed", "not changed", "another text", "a byte", "a result that cannot be parsed", "an example that cannot be parsed"],
)
def test_each_kind_of_problem_has_its_word(before: str, after: str | None, word: str) -> None:
    problems = check_example(MESSAGE, Example("x", before, after))
    assert problems
    assert {problem.split(":")[0].split(" ")[0] for problem in problems} == {word}


def test_a_good_example_has_no_problems() -> None:
    assert check_example(MESSAGE, Example("x", BEFORE, "window.electronAPI.save(1)\n")) == ()


def test_variants_are_named() -> None:
    problems = check_example(MESSAGE, Example("x", BEFORE, None))
    assert [problem.split(":")[0] for problem in problems] == ["noisy", "noisy (CRLF)", "noisy (BOM)"]


def test_a_fix_that_is_safer_than_its_transform_is_noticed() -> None:
    """The planner refuses such a fix with a ValueError; here the declaration changes after the catalogue was read."""
    stricter = Loaded(replace(MESSAGE.transform, safety=Safety.REVIEW), MESSAGE.rewrite, MESSAGE.examples, MESSAGE.doc, MESSAGE.path)
    (problem,) = check_example(stricter, Example("x", BEFORE, "window.electronAPI.save(1)\n"))
    assert problem == "wrong: raw-ipc:renderer.js:2:1 is safe, but ipc-message declares review at best"


def test_several_files_of_an_example() -> None:
    assert split_files("a\n//- x/y.js\nb\nc\n//- z.html\n") == {"renderer.js": "a\n", "x/y.js": "b\nc\n", "z.html": ""}
    two = Example("x", "//- index.html\n<script src='one.js'></script>\n//- one.js\n" + BEFORE, "//- one.js\nwindow.electronAPI.save(1)\n")
    assert check_example(MESSAGE, two) == ()
