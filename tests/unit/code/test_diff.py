"""git, patch and unidiff read our diffs, and the first two make exactly the bytes that we meant."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unidiff.patch import PatchSet

from electron_migrate.code.diff import unified_diff

LINE = st.sampled_from(
    [b"a", b"b", b"", b"c\r", b"\x0c", b"\xff\xfe", "\u2028\x85é".encode(), b"x\ry", b"-- a", b"++ b", b"@@ -1 +1 @@", b"\\ No", b"\x00"]
)
CONTENT = st.builds(lambda lines, ends: b"\n".join(lines) + (b"\n" if ends else b""), st.lists(LINE, max_size=25), st.booleans())
PATHS = ["a.js", "dir/with space/b c.js", "ünï/变量.js", 'quote".js', "back\\slash.js", "tab\there.js"]


@settings(max_examples=60, deadline=None)
@given(before=st.none() | CONTENT, after=st.none() | CONTENT, path=st.sampled_from(PATHS))
def test_git_and_patch_make_the_bytes(before: bytes | None, after: bytes | None, path: str) -> None:
    patch = unified_diff(path, before, after)
    assert (patch == b"") == (before == after)
    if not patch:
        return
    for command in (["git", "apply", "--whitespace=nowarn", "-"], ["patch", "-p1", "--binary", "--quiet"]):
        if shutil.which(command[0]) is None or (command[0] == "patch" and not patch_can(before, after)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            if before is not None:
                file.write_bytes(before)
            if command[0] == "git":
                subprocess.run(["git", "apply", "--check", "-"], cwd=folder, input=patch, check=True, capture_output=True)
            subprocess.run(command, cwd=folder, input=patch, check=True, capture_output=True)
            assert (file.read_bytes() if file.exists() else None) == after


def patch_can(before: bytes | None, after: bytes | None) -> bool:
    """patch(1) takes an empty file for one that is not there, and removes files that a patch empties."""
    return before != b"" and after != b""


@settings(max_examples=60, deadline=None)
@given(before=CONTENT, after=CONTENT)
def test_unidiff_counts_the_same_lines(before: bytes, after: bytes) -> None:
    patch = unified_diff("a.js", before, after)
    if not patch:
        return
    lines = [line + "\n" for line in patch.decode("latin-1").split("\n")[:-1]]
    (file,) = PatchSet(lines)
    body = patch.split(b"\n")[3:]
    assert file.path == "a.js"
    assert file.added == sum(line.startswith(b"+") for line in body)
    assert file.removed == sum(line.startswith(b"-") for line in body)


def test_the_form() -> None:
    assert unified_diff("a.js", b"1\n2\n3\n4\n5\n6\n7\n8\n9\n", b"1\n2\n3\n4\nfive\n6\n7\n8\n9") == (
        b"diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -2,8 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n-9\n+9\n"
        b"\\ No newline at end of file\n"
    )


def test_far_changes_make_hunks_of_their_own() -> None:
    before = [b"%d\n" % number for number in range(40)]
    after = [*before]
    after[5], after[30] = b"five\n", b"thirty\n"
    patch = unified_diff("a.js", b"".join(before), b"".join(after))
    assert [line for line in patch.split(b"\n") if line.startswith(b"@@")] == [b"@@ -3,7 +3,7 @@", b"@@ -28,7 +28,7 @@"]


def test_one_line_among_many_equal_ones_stays_one_line() -> None:
    assert unified_diff("a.js", b"x\n" * 5000, b"x\n" * 2500 + b"y\n" + b"x\n" * 2500).count(b"\n+") == 2


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, b"x\n", b"diff --git a/a b/a\nnew file mode 100755\n--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+x\n"),
        (b"x\n", None, b"diff --git a/a b/a\ndeleted file mode 100755\n--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n"),
        (None, b"", b"diff --git a/a b/a\nnew file mode 100755\n"),
        (b"", None, b"diff --git a/a b/a\ndeleted file mode 100755\n"),
    ],
)
def test_new_and_deleted_files(before: bytes | None, after: bytes | None, expected: bytes) -> None:
    assert unified_diff("a", before, after, "100755") == expected


def test_paths_are_quoted_as_git_does() -> None:
    assert unified_diff("é b.js", b"", b"x\n").startswith(
        b'diff --git "a/\\303\\251 b.js" "b/\\303\\251 b.js"\n--- "a/\\303\\251 b.js"\t\n+++ "b/\\303\\251 b.js"\t\n'
    )
    assert unified_diff("a b.js", b"", b"x\n").startswith(b"diff --git a/a b.js b/a b.js\n--- a/a b.js\t\n")


def test_git_writes_the_same_paths(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("no git")
    for path in PATHS:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x\n")
    for path in PATHS:
        git = subprocess.run(["git", "diff", "--no-index", "--", "/dev/null", path], cwd=tmp_path, capture_output=True, check=False).stdout
        theirs = [line for line in git.split(b"\n") if line.startswith((b"diff", b"+++"))]
        ours = [line for line in unified_diff(path, None, b"x\n").split(b"\n") if line.startswith((b"diff", b"+++"))]
        assert ours == theirs
