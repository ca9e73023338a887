"""One file is replaced whole, or is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from electron_migrate.write.disk import Disk
from electron_migrate.write.errors import PathRefused, WriteError, WriteFailed
from electron_migrate.write.single import write_file, write_in_app


def test_a_new_file_and_a_replaced_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_file(path, b"1")
    path.chmod(0o640)
    write_file(path, b"2")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"2", 0o640)
    assert list(tmp_path.iterdir()) == [path]


def test_a_stop_at_any_step_leaves_the_old_or_the_new_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    steps: list[str] = []
    write_file(path, b"new" * 9, Disk(lambda operation, _: steps.append(operation), chunk=4))
    assert len(steps) > 5
    for stop in range(len(steps)):
        path.write_bytes(b"old")
        seen = 0

        def fail(_operation: str, _path: Path, stop: int = stop) -> None:
            nonlocal seen
            seen += 1
            if seen > stop:
                raise OSError(5, "no luck")

        with pytest.raises(WriteFailed) if stop < len(steps) - 1 else _nothing():
            write_file(path, b"new" * 9, Disk(fail, chunk=4))
        assert path.read_bytes() in (b"old", b"new" * 9)
        assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["../out", "a/../../out", ".git/config", "a\\b", "/etc/x"])
def test_paths_out_of_the_app(tmp_path: Path, name: str) -> None:
    with pytest.raises(PathRefused):
        write_in_app(tmp_path, name, b"x")


def test_a_folder_that_is_a_link_out_of_the_app(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "app" / "ci").symlink_to("../out")
    with pytest.raises(PathRefused):
        write_in_app(tmp_path / "app", "ci/x.json", b"x")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("path", [".", "missing/x"])
def test_what_is_no_place_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WriteError):
        write_file(Path(path), b"x")


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    write_in_app(tmp_path, "a/b/c.json", b"x")
    assert (tmp_path / "a/b/c.json").read_bytes() == b"x"


class _nothing:  # stands for pytest.raises where nothing is raised
    """`sync_folder`, the last step, may fail: the file is there by then."""

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...
