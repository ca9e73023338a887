"""A plan as a folder."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from report_sample import PLAN, SAFE_PLAN, SOURCES, STEPS

from electron_migrate.errors import UserError
from electron_migrate.options import Options
from electron_migrate.report.diffstat import FileStat, diffstat
from electron_migrate.report.plan_dir import check_plan_dir, write_plan

NAMES = [
    "0001-bridge-add-window-electronapi-with-save.patch",
    "0002-call-sites-send-save-through-the-bridge.patch",
    "0003-call-sites-ask-the-version-of-the-app-through-the-bridge-in-t.patch",
]


def test_it_holds_the_plan_the_patches_and_the_report(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "plan"
    write_plan(PLAN, out, Options())
    assert sorted(path.name for path in out.iterdir()) == ["migration.patch", "patches", "plan.json", "report.html", "report.md"]
    assert sorted(path.name for path in (out / "patches").iterdir()) == NAMES
    assert [group["patch"] for group in json.loads((out / "plan.json").read_bytes())["groups"]] == [*NAMES, None]
    assert (out / "migration.patch").read_bytes() == PLAN.migration_patch


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_patches_apply_in_order_with_git(tmp_path: Path) -> None:
    app, out = tmp_path / "app", tmp_path / "plan"
    app.mkdir()
    for path, source in SOURCES.items():
        (app / path).write_bytes(source.raw)
    write_plan(PLAN, out, Options())
    for name in NAMES:
        subprocess.run(["git", "apply", str(out / "patches" / name)], cwd=app, check=True)
    assert (app / "renderer.js").read_bytes() == STEPS[2].files[0].after
    assert (app / "preload.js").read_bytes() == STEPS[0].files[0].after


def test_an_earlier_plan_is_replaced_and_other_files_stay(tmp_path: Path) -> None:
    write_plan(PLAN, tmp_path, Options())
    (tmp_path / "notes.txt").write_text("mine")
    write_plan(SAFE_PLAN, tmp_path, Options())
    assert sorted(path.name for path in (tmp_path / "patches").iterdir()) == NAMES[:2]
    assert (tmp_path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("plan_json", [None, "{}", '{"tool": "electron-migrate"}', "[1]", "not json"])
def test_a_folder_with_other_things_is_refused_untouched(tmp_path: Path, plan_json: str | None) -> None:
    (tmp_path / "precious.txt").write_text("mine")
    if plan_json is not None:
        (tmp_path / "plan.json").write_text(plan_json)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UserError) as raised:
        write_plan(PLAN, tmp_path, Options())
    assert raised.value.code == "EM107"
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(UserError, match="not a folder"):
        check_plan_dir(tmp_path / "out")


def test_a_linked_patches_folder_is_not_followed(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    write_plan(PLAN, out, Options())
    elsewhere.mkdir()
    (elsewhere / "precious.txt").write_text("mine")
    shutil.rmtree(out / "patches")
    (out / "patches").symlink_to(elsewhere)
    write_plan(PLAN, out, Options())
    assert [path.name for path in elsewhere.iterdir()] == ["precious.txt"]
    assert not (out / "patches").is_symlink()


def test_diffstat_counts_lines_that_look_like_headers() -> None:
    from electron_migrate.code.diff import unified_diff
    from electron_migrate.plan.model import FileState, Step

    before, after = b"-- a/x\n++ b/x\nkeep\n", b"keep\n++ b/x"
    states = (FileState('od"d é.sql', before, after), FileState("gone.js", b"1\n2\n", None), FileState("same.js", b"1\n", b"1\n"))
    patch = b"".join(unified_diff(state.path, state.before, state.after) for state in states)
    assert diffstat(Step(STEPS[0].group, 1, states, patch)) == (
        FileStat("gone.js", "deleted", 0, 2),
        FileStat('od"d é.sql', "changed", 1, 2),
    )
