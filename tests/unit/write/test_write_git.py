"""Which files git says are dirty, and that asking it runs nothing of the repository's."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from write_trees import plant

from electron_migrate.write.errors import GitUnusable
from electron_migrate.write.git import dirty_files


def git(where: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@t", "-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false")
    subprocess.run(["git", *who, *arguments], cwd=where, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = plant(tmp_path / "repo", {"a.js": b"1", "lib/ü b.js": b"1", "packages/app/main.js": b"1", "packages/other/x.js": b"1"})
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "first")
    return root


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert dirty_files(plant(tmp_path, {"a.js": b"1"}), frozenset({"a.js"})) is None
    git(tmp_path, "init", "-q")
    monkeypatch.setenv("PATH", "")
    assert dirty_files(tmp_path) is None


def test_clean_tree(repository: Path) -> None:
    assert dirty_files(repository) == ()
    assert dirty_files(repository, frozenset({"a.js", "new.js"})) == ()


def test_modified_staged_deleted_and_renamed_files_count(repository: Path) -> None:
    plant(repository, {"lib/ü b.js": b"2", "packages/other/x.js": b"2", "added.js": b""})
    git(repository, "add", "packages", "added.js")
    (repository / "a.js").unlink()
    git(repository, "mv", "packages/app/main.js", "packages/app/moved.js")
    expected = ("a.js", "added.js", "lib/ü b.js", "packages/app/main.js", "packages/app/moved.js", "packages/other/x.js")
    assert dirty_files(repository) == expected


def test_untracked_files_count_only_when_they_would_be_overwritten(repository: Path) -> None:
    plant(repository, {"new.js": b"", "other.js": b"", ".gitignore": b"ignored.js\n", "ignored.js": b""})
    assert dirty_files(repository) == ()
    assert dirty_files(repository, frozenset({"new.js", "ignored.js", "a.js", "not-there.js"})) == ("ignored.js", "new.js")


def test_app_in_a_folder_of_a_monorepo(repository: Path) -> None:
    plant(repository, {"packages/other/x.js": b"2", "a.js": b"2"})
    app = repository / "packages/app"
    assert dirty_files(app, frozenset({"main.js"})) == ()
    plant(app, {"main.js": b"2", "new.js": b""})
    assert dirty_files(app, frozenset({"new.js"})) == ("main.js", "new.js")


def test_worktree(repository: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "-q", str(tmp_path / "tree"))
    plant(repository, {"a.js": b"2"})
    assert dirty_files(tmp_path / "tree") == ()
    plant(tmp_path / "tree", {"a.js": b"2"})
    assert dirty_files(tmp_path / "tree") == ("a.js",)


def test_repository_without_a_commit(tmp_path: Path) -> None:
    git(plant(tmp_path, {"a.js": b"", "b.js": b""}), "init", "-q")
    git(tmp_path, "add", "a.js")
    assert dirty_files(tmp_path, frozenset({"b.js"})) == ("a.js", "b.js")


def test_variables_of_a_calling_hook_do_not_mislead(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = plant(tmp_path / "other", {"x": b""})
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "nothing"))
    plant(repository, {"a.js": b"2"})
    assert dirty_files(repository) == ("a.js",)


def test_asking_runs_nothing_and_writes_nothing(repository: Path, tmp_path: Path) -> None:
    """Each of these programs runs on a plain `git status` of this repository."""
    ran = tmp_path / "ran"
    trap = plant(tmp_path, {"trap.sh": b"#!/bin/sh\necho x >> '%s'\ncat\n" % str(ran).encode()}) / "trap.sh"
    trap.chmod(0o755)
    plant(repository, {".git/info/attributes": b"*.js filter=trap\nlib/* filter=included\n"})
    plant(repository, {".git/more": f'[filter "included"]\nprocess = {trap}\n'.encode()})
    for name in ("core.fsmonitor", "filter.trap.clean", "core.pager", "core.sshCommand"):
        git(repository, "config", name, str(trap))
    git(repository, "config", "filter.trap.required", "true")
    git(repository, "config", "include.path", "more")
    plant(repository, {".git/hooks/post-index-change": trap.read_bytes(), "a.js": b"2", "lib/ü b.js": b"2"})
    (repository / ".git/hooks/post-index-change").chmod(0o755)
    index = (repository / ".git/index").read_bytes()
    assert dirty_files(repository) == ("a.js", "lib/ü b.js")
    assert not ran.exists()
    assert (repository / ".git/index").read_bytes() == index
    subprocess.run(["git", "status"], cwd=repository, capture_output=True, check=False)
    assert ran.exists(), "the trap does not work, so the test proves nothing"


def test_filter_that_cannot_be_switched_off_is_refused(repository: Path) -> None:
    git(repository, "config", "filter.a=b.clean", "true")
    with pytest.raises(GitUnusable):
        dirty_files(repository)


def test_bare_repository_hidden_in_a_folder_is_refused(repository: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    hidden = repository / "hidden"
    git(repository, "init", "-q", "--bare", str(hidden))
    for name, value in (("core.bare", "false"), ("core.worktree", str(repository)), ("core.fsmonitor", f"touch {ran}; false")):
        git(hidden, "--git-dir", str(hidden), "config", name, value)
    with pytest.raises(GitUnusable):
        dirty_files(hidden)
    assert not ran.exists()


def test_repository_that_git_cannot_read_is_an_error_not_a_clean_tree(repository: Path) -> None:
    plant(repository, {".git/config": b"[broken"})
    with pytest.raises(GitUnusable) as refused:
        dirty_files(repository)
    assert "\n" not in refused.value.message


def test_git_program_in_the_app_is_not_run(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(repository, {"git": f"#!/bin/sh\ntouch {tmp_path}/ran\n".encode()})
    (repository / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(repository))
    assert dirty_files(repository) is None
    assert not (tmp_path / "ran").exists()
