"""Options that a page passes: main lets through the keys that they may have when they are passed, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plan_app import migrate

HEAD = "const { dialog } = require('electron').remote\n"


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ("dialog.showOpenDialog({ title: 'Open' })", "title"),
        ("const options = { title: 'Open' }\ndialog.showOpenDialog(options)", "title"),
        ("const options = { title: 'Open' }\nif (last) options.defaultPath = last\ndialog.showOpenDialog(options)", "title defaultPath"),
        ("const options = { title: 'Open' }\nconst same = options\nsame.message = 'This'\ndialog.showOpenDialog(options)", "title message"),
        ("const all = { open: { title: 'Open' } }\nall.open.filters = []\ndialog.showOpenDialog(all.open)", "title filters"),
        ("const options = { title: 'Open' }\ndialog.showOpenDialog(options)\ndialog.showOpenDialog(options)", "title"),
    ],
)
def test_keys_of_a_literal_and_those_that_are_written_to_it(body: str, keys: str, tmp_path: Path) -> None:
    assert _passed(body, tmp_path) == sorted(keys.split())


@pytest.mark.parametrize(
    "body",
    [
        "const options = { title: 'Open' }\noptions[key] = last\ndialog.showOpenDialog(options)",
        "const options = { title: 'Open' }\nObject.assign(options, more)\ndialog.showOpenDialog(options)",
        "const options = { title: 'Open' }\nfill(options)\ndialog.showOpenDialog(options)",
    ],
)
def test_where_others_may_add_some_all_keys_of_the_dialog_pass(body: str, tmp_path: Path) -> None:
    assert {"title", "defaultPath", "filters"} < set(_passed(body, tmp_path))


def _passed(body: str, folder: Path) -> list[str]:
    handlers = migrate(folder, f"{HEAD}{body}\n").files["ipc-handlers.js"]
    found = re.search(r"showOpenDialog\([^\[]*\[([^\]]*)\]", handlers)
    assert found is not None, handlers
    return sorted(re.findall(r"\w+", found[1]))
