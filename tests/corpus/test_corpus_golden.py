"""The plan of every corpus app is the one that is on record, byte for byte, and everything that a plan promises holds for it."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from corpus_apps import (
    NODE_MODULES,
    SCHEMAS,
    App,
    Files,
    bless,
    each_app,
    files_of,
    migrated,
    outcome,
    plan_of,
    planned,
    write_files,
)
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from unidiff.patch import PatchSet

from electron_migrate.app.app import read_app
from electron_migrate.cli import main
from electron_migrate.code.parse import parse, regions
from electron_migrate.code.source import Source
from electron_migrate.facts.link import SummaryCache, link
from electron_migrate.facts.model import Safety
from electron_migrate.options import Options
from electron_migrate.report.document import plan_document, scan_document
from electron_migrate.report.patch_names import patch_name

_BRIDGE_USE = re.compile(rb"window\.electronAPI((?:\.\w+)+)")
_WORD = re.compile(rb"[\w$]+")


@each_app
def test_the_plan_is_the_one_on_record(app: App) -> None:
    if bless(app):
        pytest.skip("written anew: read the difference before you commit it")
    expected, actual = app.after, migrated(app)
    assert sorted(expected) == sorted(actual)
    for path in expected:
        # compared as text first: the difference is shown line by line
        assert actual[path].decode("utf-8", "replace") == expected[path].decode("utf-8", "replace"), path
        assert actual[path] == expected[path], path


@each_app
def test_findings_windows_and_groups_are_counted_as_on_record(app: App) -> None:
    result, expect = planned(app), app.expect
    assert outcome(result) == {key: expect[key] for key in ("findings", "safety", "plan")}
    assert len(result.scan.windows) == expect["windows"]["total"]
    assert sum(window.ready for window in result.scan.windows) == expect["windows"]["ready"]


@each_app
def test_the_pages_of_windows_that_are_not_isolated_in_the_end_are_those_named_by_hand(app: App) -> None:
    left = {page for status in planned(app).windows_after if not status.isolated for page in status.window.pages}
    assert {Path(page).name for page in left} == set(app.expect["windows"].get("held", ()))


@each_app
def test_a_second_plan_is_empty(app: App) -> None:
    assert [step.group.id for step in plan_of(migrated(app)).steps] == []


@each_app
def test_only_what_no_step_can_do_is_found_again(app: App) -> None:
    again = plan_of(migrated(app)).scan.findings
    assert [finding.id for finding in again if finding.safety in (Safety.SAFE, Safety.REVIEW)] == []


@each_app
def test_a_file_that_no_step_names_stays_and_every_step_changes_something(app: App) -> None:
    named = {file.path for step in planned(app).steps for file in step.files}
    before, after = app.before, migrated(app)
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} <= named
    assert all(file.before != file.after for step in planned(app).steps for file in step.files)
    assert [step.number for step in planned(app).steps] == list(range(1, len(planned(app).steps) + 1))


@each_app
def test_line_ends_and_byte_order_marks_stay_as_they_are(app: App) -> None:
    after = migrated(app)
    for path, data in app.before.items():
        assert data.startswith(b"\xef\xbb\xbf") == after[path].startswith(b"\xef\xbb\xbf"), path
        if data.count(b"\r\n") == data.count(b"\n"):
            assert after[path].count(b"\r\n") == after[path].count(b"\n"), path
        if b"\r" not in data:
            assert b"\r" not in after[path], path


# ---- patches


@each_app
def test_numbered_patches_apply_in_order_with_git(app: App, tmp_path: Path) -> None:
    root = write_files(tmp_path / "app", app.before)
    for step in planned(app).steps:
        patch = tmp_path / patch_name(step)
        patch.write_bytes(step.patch)
        _run(["git", "apply", "--check", str(patch)], root)
        _run(["git", "apply", str(patch)], root)
        assert all((root / file.path).read_bytes() == file.after for file in step.files if file.after is not None), step.group.id
    assert files_of(root) == migrated(app)


@each_app
@pytest.mark.parametrize("command", [["git", "apply"], ["patch", "--binary", "-p1", "--batch", "--silent", "-i"]], ids=["git", "patch"])
def test_the_whole_patch_gives_the_same(app: App, command: Sequence[str], tmp_path: Path) -> None:
    result = planned(app)
    if not result.steps:
        assert result.migration_patch == b""
        return
    root = write_files(tmp_path / "app", app.before)
    (tmp_path / "migration.patch").write_bytes(result.migration_patch)
    _run([*command, str(tmp_path / "migration.patch")], root)
    assert files_of(root) == migrated(app)


@each_app
def test_unidiff_reads_every_patch(app: App) -> None:
    for step in planned(app).steps:
        patch = PatchSet(step.patch.decode("utf-8"))
        assert sorted(file.path for file in patch) == sorted(file.path for file in step.files)
        assert {file.path for file in patch if file.is_added_file} == {file.path for file in step.files if file.before is None}
    assert len(PatchSet(planned(app).migration_patch.decode("utf-8"))) == len(
        {path for path in app.before.keys() | migrated(app).keys() if app.before.get(path) != migrated(app).get(path)}
    )


# ---- on disk


@each_app
def test_apply_writes_what_the_plan_shows_and_undo_takes_every_byte_back(app: App, tmp_path: Path) -> None:
    root = write_files(tmp_path / "app", app.before)
    _command(root, "apply", "--level", "review")
    assert _own(root) == migrated(app)
    if planned(app).steps:
        _command(root, "undo")
    assert _own(root) == app.before


@each_app
def test_safe_first_and_the_rest_later_gives_an_app_of_the_same_parts(app: App, tmp_path: Path) -> None:
    """Text may stand in another order, as the later groups add to what the first left; what there is must be the same."""
    root = write_files(tmp_path / "app", app.before)
    _command(root, "apply")
    _command(root, "apply", "--level", "review", "--allow-dirty")
    in_two, at_once = _own(root), migrated(app)
    assert sorted(in_two) == sorted(at_once)
    for path in at_once:
        assert _parts(in_two[path]) == _parts(at_once[path]), path
    assert [step.group.id for step in plan_of(in_two).steps] == []


@each_app
def test_taking_two_applies_back_leaves_the_app_as_it_was(app: App, tmp_path: Path) -> None:
    root = write_files(tmp_path / "app", app.before)
    states = [_own(root)]
    for level in ("safe", "review"):
        _command(root, "apply", "--level", level, "--allow-dirty")
        if _own(root) != states[-1]:
            states.append(_own(root))
    for state in reversed(states[:-1]):
        _command(root, "undo")
        assert _own(root) == state


# ---- what other programs say


@pytest.mark.node
@each_app
def test_node_reads_every_script_of_the_result(app: App, tmp_path: Path) -> None:
    broken = {name for name in _scripts(app.before) if not _node_reads(name, _scripts(app.before)[name], tmp_path)}
    for name, data in _scripts(migrated(app)).items():
        assert name in broken or _node_reads(name, data, tmp_path), name


@pytest.mark.node
@each_app
def test_the_types_compile_strictly_with_those_of_electron(app: App, tmp_path: Path) -> None:
    root = write_files(tmp_path / "app", migrated(app))
    # above the app, which may have packages of its own
    (tmp_path / "node_modules").symlink_to(NODE_MODULES, target_is_directory=True)
    for path in migrated(app):
        if path.endswith("electron-api.d.ts"):
            compiler = str(NODE_MODULES / "typescript" / "bin" / "tsc")
            _run(["node", compiler, "--strict", "--noEmit", "--types", "node", "--lib", "es2020,dom", str(root / path)], root)


@each_app
def test_documents_validate_against_their_schemas(app: App) -> None:
    schemas = {path.stem: json.loads(path.read_bytes()) for path in SCHEMAS.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas.values())
    for document in scan_document(planned(app).scan), plan_document(planned(app), Options()):
        Draft202012Validator(schemas[document["schema"]], registry=registry).validate(json.loads(json.dumps(document)))


@each_app
def test_summaries_of_files_survive_pickling(app: App, tmp_path: Path) -> None:
    cache: SummaryCache = {}
    link(read_app(write_files(tmp_path / "app", app.before)), cache=cache)
    assert cache
    for summary in cache.values():
        assert pickle.loads(pickle.dumps(summary)) == summary


# ---- help


def _command(root: Path, *arguments: str) -> None:
    done = CliRunner().invoke(main, [arguments[0], *arguments[1:], str(root)], catch_exceptions=False)
    assert done.exit_code in (0, 1, 3), done.output


def _run(command: Sequence[str], folder: Path) -> None:
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def _own(root: Path) -> Files:
    return {path: data for path, data in files_of(root).items() if not path.startswith(".electron-migrate/")}


def _parts(data: bytes) -> tuple[Counter[bytes], Counter[bytes]]:
    """Uses of the bridge and all words: what a file consists of, without order and commas."""
    return Counter(_BRIDGE_USE.findall(data)), Counter(_WORD.findall(data))


def _scripts(files: Files) -> dict[str, bytes]:
    """Script files, and the inline scripts of pages each as a file of its own."""
    found = {path: data for path, data in files.items() if path.endswith((".js", ".cjs", ".mjs"))}
    for path, data in files.items():
        if path.endswith(".html"):
            source = Source.of(path, data)
            for number, region in enumerate(regions(source)):
                if region.kind == "inline-script":
                    assert not parse(source, region).broken
                    name = f"{path}-{number}.{'mjs' if region.module else 'js'}"
                    found[name] = source.data[region.span.start : region.span.end]
    return found


def _node_reads(name: str, data: bytes, folder: Path) -> bool:
    node = shutil.which("node")
    assert node is not None, "these tests need Node.js"
    # a bundler tells by the text what Node tells by the name
    module = name.endswith(".js") and re.search(rb"^(import|export)\b", data, re.MULTILINE) is not None
    script = folder / f"{name.replace('/', '__')}{'.mjs' if module else ''}"
    script.write_bytes(data)
    return subprocess.run([node, "--check", str(script)], capture_output=True, check=False).returncode == 0
