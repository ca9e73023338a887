"""What is refused, with nothing written: paths out of the app, changed and read-only files, journals that are not ours."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from write_trees import contents, group, is_killed_at, plant, snapshot

from electron_migrate.code.source import digest_of
from electron_migrate.write.apply import apply_changes, history, undo
from electron_migrate.write.changes import ChangeSet, FileChange, check_path
from electron_migrate.write.disk import Disk
from electron_migrate.write.errors import JournalBroken, PathRefused, ReadOnly, StaleFile, WriteFailed, shown
from electron_migrate.write.journal import is_interrupted, recover
from electron_migrate.write.record import Header, Record, Saved, Step, decode_header, decode_record, encode_header, encode_record

BAD_PATHS = [
    "", ".", "..", "/etc/passwd", "../x", "a/../../x", "a/./b", "a//b", "a/", "a\0b", "a\\..\\..\\x",
    ".git/config", "sub/.git/hooks/pre-commit", ".GIT/config", ".git./config", "git~1/config", ".electron-migrate/journal/lock",
]  # fmt: skip


@pytest.mark.parametrize("path", BAD_PATHS)
def test_path_that_is_not_plainly_in_the_app(path: str) -> None:
    with pytest.raises(PathRefused):
        FileChange(path, None, b"x")


@pytest.mark.parametrize("path", ["a.js", "src/..a/b.js", ".github/x.yml", ".gitignore", "a b/ü.js", ".electron-migrate/config.toml"])
def test_plain_path(path: str) -> None:
    check_path(path)


def test_file_named_twice_in_one_group() -> None:
    with pytest.raises(PathRefused):
        ChangeSet("g", (FileChange("a.js", None, b"1"), FileChange("a.js", b"1", b"2")))


def through_folder(root: Path, outside: Path) -> str:
    (root / "lib").symlink_to(outside, target_is_directory=True)
    return "lib/victim.js"


def through_file(root: Path, outside: Path) -> str:
    (root / "link.js").symlink_to(outside / "victim.js")
    return "link.js"


def through_dangling_file(root: Path, outside: Path) -> str:
    (root / "link.js").symlink_to(outside / "not-there.js")
    return "link.js"


def into_git(root: Path, outside: Path) -> str:
    (root / ".git").mkdir()
    (root / "lib").symlink_to(".git", target_is_directory=True)
    return "lib/config"


def circle(root: Path, outside: Path) -> str:
    (root / "link.js").symlink_to("link.js")
    return "link.js"


def onto_a_folder(root: Path, outside: Path) -> str:
    (root / "dir").mkdir()
    return "dir"


def below_a_file(root: Path, outside: Path) -> str:
    return "a.js/b.js"


def onto_a_pipe(root: Path, outside: Path) -> str:
    os.mkfifo(root / "pipe")
    return "pipe"


@pytest.mark.parametrize(
    "make", [through_folder, through_file, through_dangling_file, into_git, circle, onto_a_folder, below_a_file, onto_a_pipe]
)
def test_path_that_leads_elsewhere(tmp_path: Path, make: Callable[[Path, Path], str]) -> None:
    root, outside = plant(tmp_path / "app", {"a.js": b"1"}), plant(tmp_path / "out", {"victim.js": b"victim"})
    path = make(root, outside)
    for before in (None, b"victim"):
        with pytest.raises(PathRefused):
            apply_changes(root, [group("ok", ("a.js", b"1", b"2")), group("bad", (path, before, b"x"))])
    assert contents(outside) == {"victim.js": b"victim"}
    assert (root / "a.js").read_bytes() == b"1"
    assert not (root / ".electron-migrate").exists()


def test_two_names_of_one_file_in_one_group(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    (tmp_path / "b.js").symlink_to("a.js")
    with pytest.raises(PathRefused):
        apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"), ("b.js", b"1", b"3"))])


def test_link_is_not_deleted_through(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    (tmp_path / "b.js").symlink_to("a.js")
    with pytest.raises(PathRefused):
        apply_changes(tmp_path, [group("g", ("b.js", b"1", None))])


def test_all_files_that_changed_since_the_plan_are_listed_and_none_is_written(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1", "b.js": b"edited", "d.js": b"came"})
    before = snapshot(tmp_path, journal=True)
    sets = [
        group("one", ("a.js", b"1", b"2")),
        group("two", ("b.js", b"1", b"2"), ("c.js", b"gone", b"2"), ("d.js", None, b"2"), ("a.js", b"2", b"3")),
    ]
    with pytest.raises(StaleFile) as refused:
        apply_changes(tmp_path, sets)
    assert refused.value.paths == ("b.js", "c.js", "d.js")
    assert snapshot(tmp_path, journal=True) == before


def test_read_only_file_or_folder(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1", "b.js": b"1", "lib/c.js": b"1"})
    (tmp_path / "b.js").chmod(0o444)
    (tmp_path / "lib").chmod(0o555)
    before = snapshot(tmp_path, journal=True)
    with pytest.raises(ReadOnly) as refused:
        apply_changes(
            tmp_path, [group("g", ("a.js", b"1", b"2"), ("b.js", b"1", b"2"), ("lib/c.js", b"1", b"2"), ("lib/x/new.js", None, b"2"))]
        )
    assert refused.value.paths == ("b.js", "lib/c.js", "lib/x/new.js")
    assert snapshot(tmp_path, journal=True) == before
    (tmp_path / "lib").chmod(0o755)


def test_undo_of_a_file_that_became_read_only(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"))])
    (tmp_path / "a.js").chmod(0o444)
    with pytest.raises(ReadOnly):
        undo(tmp_path)
    assert contents(tmp_path) == {"a.js": b"2"}


def test_app_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteFailed):
        apply_changes(tmp_path / "file", [group("g", ("a.js", None, b"1"))])


@pytest.mark.parametrize("part", [".electron-migrate", ".electron-migrate/journal"])
def test_journal_behind_a_link_is_refused(tmp_path: Path, part: str) -> None:
    root, outside = plant(tmp_path / "app", {"a.js": b"1"}), plant(tmp_path / "out", {"x": b""})
    (root / part).parent.mkdir(exist_ok=True)
    (root / part).symlink_to(outside, target_is_directory=True)
    commands: list[Callable[[Path], object]] = [lambda root: apply_changes(root, [group("g", ("a.js", b"1", b"2"))]), undo, recover]
    for command in commands:
        with pytest.raises(PathRefused):
            command(root)
    assert contents(outside) == {"x": b""}


def forged(root: Path, step: Step, *, name: str = "0000.pending.json", folders: tuple[str, ...] = ()) -> Path:
    entry = root / ".electron-migrate/journal/000001"
    entry.mkdir(parents=True)
    (entry / "entry.json").write_bytes(encode_header(Header("2024-01-01T00:00:00+00:00", 1)))
    raw = json.loads(encode_record(Record("forged", folders, ())))
    before = step.before and {"digest": step.before.digest, "mode": step.before.mode}
    raw["steps"] = [{"path": step.path, "before": before, "after": step.after}]
    (entry / name).write_text(json.dumps(raw))
    return entry


@pytest.mark.parametrize("path", ["../out/victim.js", ".git/hooks/post-checkout", "lib/victim.js"])
@pytest.mark.parametrize("name", ["0000.pending.json", "0000.done.json"])
def test_journal_of_a_stranger_reaches_nothing_out_of_the_app(tmp_path: Path, path: str, name: str) -> None:
    root, outside = plant(tmp_path / "app", {".git/config": b""}), plant(tmp_path / "out", {"victim.js": b"victim"})
    (root / "lib").symlink_to(outside, target_is_directory=True)
    entry = forged(root, Step(path, Saved(digest_of(b"payload"), 0o4777), digest_of(b"victim")), name=name)
    (entry / "0000-0000.before").write_bytes(b"payload")
    with pytest.raises(PathRefused):
        undo(root, force=True)
    assert contents(outside) == {"victim.js": b"victim"}
    assert not (root / ".git/hooks").exists()


def test_damaged_saved_bytes_are_never_written_back(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1", "b.js": b"1"})
    apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"), ("b.js", b"1", b"2"))])
    (tmp_path / ".electron-migrate/journal/000001/0000-0001.before").write_bytes(b"rot")
    before = snapshot(tmp_path, journal=True)
    with pytest.raises(JournalBroken):
        undo(tmp_path)
    assert {**snapshot(tmp_path, journal=True)} == before


ODD_VALUES: list[object] = [None, True, 0, 1.5, "", "..", "a.js", [], [1], ["x"], {}, {"digest": "0"}, {"digest": 1, "mode": "x"}]
JSON = st.sampled_from(ODD_VALUES)
STEPS = st.lists(st.dictionaries(st.sampled_from(["path", "before", "after"]), JSON, max_size=3), max_size=2)
RECORDS = st.fixed_dictionaries(
    {"format": st.sampled_from([1, 1, 1, 2, "1", None])},
    optional={"label": JSON, "folders": JSON, "time": JSON, "planned": JSON, "steps": STEPS | JSON},
)


@given(st.binary() | RECORDS.map(lambda value: json.dumps(value).encode()))
def test_malformed_records_are_named_as_such(raw: bytes) -> None:
    for decode in (decode_record, decode_header):
        with suppress(JournalBroken, PathRefused):
            decode(raw)


def test_records_come_back_as_they_were_written() -> None:
    record = Record("g “x”", ("new", "new/deep"), (Step("a\udc80.js", Saved("00", 0o755), None), Step("new/deep/ü", None, "11")))
    assert decode_record(encode_record(record)) == record
    header = Header("2024-01-01T00:00:00+00:00", 3)
    assert decode_header(encode_header(header)) == header


def test_journal_of_a_later_version_is_refused_by_every_command(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"))])
    record = tmp_path / ".electron-migrate/journal/000001/0000.done.json"
    record.write_bytes(record.read_bytes().replace(b'"format": 1', b'"format": 2'))
    commands: list[Callable[[Path], object]] = [history, is_interrupted, recover, undo, lambda root: apply_changes(root, [])]
    for command in commands:
        with pytest.raises(JournalBroken):
            command(tmp_path)
    assert contents(tmp_path) == {"a.js": b"2"}


def test_messages_stay_on_one_line_and_carry_no_terminal_codes(tmp_path: Path) -> None:
    path = "a\n\x1b[31m\udc80.js"
    assert shown(path) == "a\\n\\x1b[31m\\udc80.js"
    error = StaleFile([path] * 20)
    assert "\n" not in error.message
    assert "and 12 more" in error.message


def apply_one(root: Path, disk: Disk) -> None:
    apply_changes(root, [group("g", ("a.js", b"1", b"2"))], disk=disk)


def test_reading_commands_see_an_interrupted_run_and_write_nothing(tmp_path: Path) -> None:
    seen = set()
    for step in range(50):
        root = plant(tmp_path / str(step), {"a.js": b"1"})
        is_killed_at(step, partial(apply_one, root))
        before = snapshot(root, journal=True)
        seen.add(is_interrupted(root))
        assert snapshot(root, journal=True) == before
    assert seen == {True, False}
