"""What `apply` writes and `undo` takes back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from write_trees import contents, group, plant, snapshot, states

from electron_migrate.write.apply import apply_changes, history, undo
from electron_migrate.write.changes import ChangeSet, FileChange
from electron_migrate.write.errors import ChangedSinceApply, NothingToUndo

PATHS = ("main.js", "preload.js", "src/page.js", "src/deep/er/x.ts", "ünïcode name.html", "new/a", "new/b/c", "package.json")
DATA = st.one_of(st.binary(max_size=40), st.sampled_from([b"", b"\xef\xbb\xbfvar a\r\n", b"a\r\nb\nc", b"\xff\xfea\x00"]))
MODES = st.sampled_from([0o644, 0o600, 0o755, 0o640])


@st.composite
def change_sets(draw: st.DrawFn, files: dict[str, bytes]) -> list[ChangeSet]:
    now: dict[str, bytes | None] = dict(files)
    sets = []
    for number in range(draw(st.integers(1, 4))):
        changes = []
        for path in draw(st.sets(st.sampled_from(PATHS), max_size=4)):
            after = draw(st.none() | DATA)
            changes.append(FileChange(path, now.get(path), after))
            now[path] = after
        sets.append(ChangeSet(f"group {number}", tuple(changes)))
    return sets


@settings(max_examples=60, deadline=None)
@given(data=st.data(), files=st.dictionaries(st.sampled_from(PATHS), st.tuples(DATA, MODES)))
def test_undo_brings_back_every_byte_permission_and_folder(data: st.DataObject, files: dict[str, tuple[bytes, int]]) -> None:
    with TemporaryDirectory() as folder:
        root = plant(Path(folder), {path: content for path, (content, _) in files.items()})
        for path, (_, mode) in files.items():
            (root / path).chmod(mode)
        before = snapshot(root, journal=True)
        sets = data.draw(change_sets(contents(root)))

        applied = apply_changes(root, sets)
        assert contents(root) == states({path: content for path, (content, _) in files.items()}, sets)[-1]
        kept = {path for path in files if all(c.after is not None for s in sets for c in s.changes if c.path == path)}
        assert all((root / path).stat().st_mode & 0o777 == files[path][1] for path in kept)
        if applied.entry is not None:
            undo(root)
        assert snapshot(root, journal=True) == before


def test_bom_and_newlines_are_written_as_given(tmp_path: Path) -> None:
    old, new = b"\xef\xbb\xbfa\r\nb\n", b"\xef\xbb\xbfa\r\nc\n\r\n"
    plant(tmp_path, {"a.js": old})
    apply_changes(tmp_path, [group("g", ("a.js", old, new))])
    assert (tmp_path / "a.js").read_bytes() == new
    undo(tmp_path)
    assert (tmp_path / "a.js").read_bytes() == old


def test_file_deleted_and_made_again_by_a_later_group_gets_its_permissions_back(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    (tmp_path / "a.js").chmod(0o600)
    apply_changes(tmp_path, [group("one", ("a.js", b"1", None)), group("two", ("a.js", None, b"1"))])
    undo(tmp_path)
    assert (tmp_path / "a.js").stat().st_mode & 0o777 == 0o600


def test_new_file_has_the_permissions_that_the_umask_leaves(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        apply_changes(tmp_path, [group("g", ("lib/new.js", None, b"x"))])
    finally:
        os.umask(old)
    assert (tmp_path / "lib/new.js").stat().st_mode & 0o777 == 0o640


def test_result_and_history_name_groups_and_files(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    sets = [group("one", ("a.js", b"1", b"2")), group("empty", ("a.js", b"2", b"2")), group("two", ("b.js", None, b"b"))]
    applied = apply_changes(tmp_path, sets)
    assert (applied.labels, applied.files, applied.recovered) == (("one", "two"), ("a.js", "b.js"), None)
    (entry,) = history(tmp_path)
    assert (entry.id, entry.labels, entry.files, entry.planned) == (applied.entry, ("one", "two"), ("a.js", "b.js"), 2)


def test_nothing_to_change_writes_nothing(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    assert apply_changes(tmp_path, [group("g", ("a.js", b"1", b"1"))]).entry is None
    assert list(tmp_path.iterdir()) == [tmp_path / "a.js"]


def test_undo_takes_back_one_apply_after_the_other(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"0"})
    apply_changes(tmp_path, [group("first", ("a.js", b"0", b"1"))])
    apply_changes(tmp_path, [group("second", ("a.js", b"1", b"2"), ("b.js", None, b"b"))])
    undone = undo(tmp_path)
    assert (undone.labels, undone.restored, undone.deleted) == (("second",), ("a.js",), ("b.js",))
    assert contents(tmp_path) == {"a.js": b"1"}
    assert undo(tmp_path).labels == ("first",)
    assert contents(tmp_path) == {"a.js": b"0"}
    with pytest.raises(NothingToUndo):
        undo(tmp_path)


def test_undo_refuses_when_a_file_was_edited_and_obeys_force(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"0", "b.js": b"0", "c.js": b"0"})
    apply_changes(tmp_path, [group("g", *((path, b"0", b"1") for path in ("a.js", "b.js", "c.js")))])
    plant(tmp_path, {"a.js": b"mine"})
    (tmp_path / "b.js").unlink()
    before = snapshot(tmp_path, journal=True)
    with pytest.raises(ChangedSinceApply) as refused:
        undo(tmp_path)
    assert refused.value.paths == ("a.js", "b.js")
    assert snapshot(tmp_path, journal=True) == before
    undo(tmp_path, force=True)
    assert contents(tmp_path) == {"a.js": b"0", "b.js": b"0", "c.js": b"0"}


def test_undo_leaves_a_made_folder_in_which_someone_put_something(tmp_path: Path) -> None:
    apply_changes(tmp_path, [group("g", ("lib/deep/new.js", None, b"x"))])
    plant(tmp_path, {"lib/mine.js": b"mine"})
    undo(tmp_path)
    assert set(snapshot(tmp_path)) == {"lib", "lib/mine.js"}


def test_link_within_the_app_is_written_through(tmp_path: Path) -> None:
    plant(tmp_path, {"shared/a.js": b"1"})
    (tmp_path / "a.js").symlink_to("shared/a.js")
    apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"))])
    assert (tmp_path / "a.js").is_symlink()
    assert (tmp_path / "shared/a.js").read_bytes() == b"2"
    undo(tmp_path)
    assert (tmp_path / "shared/a.js").read_bytes() == b"1"


def test_other_names_of_a_file_keep_their_bytes(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    os.link(tmp_path / "a.js", tmp_path / "store.js")
    apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"))])
    assert (tmp_path / "store.js").read_bytes() == b"1"


def test_restored_files_with_equal_bytes_do_not_share_them(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"same", "b.js": b"same"})
    apply_changes(tmp_path, [group("g", ("a.js", b"same", b"a"), ("b.js", b"same", b"b"))])
    undo(tmp_path)
    with (tmp_path / "a.js").open("r+b") as file:
        file.write(b"x")
    assert (tmp_path / "b.js").read_bytes() == b"same"


def test_git_does_not_see_the_journal_but_the_app_s_own_config(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1", ".electron-migrate/config.toml": b""})
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    apply_changes(tmp_path, [group("g", ("a.js", b"1", b"2"))])
    listed = subprocess.run(["git", "status", "--porcelain", "-uall"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert sorted(listed.splitlines()) == ["?? .electron-migrate/config.toml", "?? a.js"]


def test_groups_that_do_not_follow_each_other_are_a_bug_of_the_caller(tmp_path: Path) -> None:
    plant(tmp_path, {"a.js": b"1"})
    with pytest.raises(ValueError, match=r"a\.js"):
        apply_changes(tmp_path, [group("one", ("a.js", b"1", b"2")), group("two", ("a.js", b"1", b"3"))])
    assert contents(tmp_path) == {"a.js": b"1"}
