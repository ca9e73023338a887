"""A diff that a person edited, applied to the bytes that it was made from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electron_migrate.code.diff import unified_diff
from electron_migrate.code.patch import PatchError, apply_patch, split_files

_TEXTS = st.lists(st.sampled_from([b"a\n", b"b\n", b"\n", b"c\r\n", b" d\n", b"#e\n", b"-f\n", b"+g\n", b"end"]), max_size=14).map(b"".join)


@given(_TEXTS, _TEXTS)
def test_a_diff_applies_to_what_it_was_made_from(before: bytes, after: bytes) -> None:
    assert apply_patch(before, unified_diff("a.js", before, after)) == after


def test_a_line_can_be_changed_added_and_left() -> None:
    before, after = b"one\ntwo\nthree\n", b"one\n2\nthree\n"
    patch = unified_diff("a.js", before, after)
    assert apply_patch(before, patch.replace(b"+2\n", b"+zwei\n+drei\n")) == b"one\nzwei\ndrei\nthree\n"
    assert apply_patch(before, patch.replace(b"-two\n", b" two\n").replace(b"+2\n", b"")) == before


def test_comments_and_stripped_blanks_do_not_count() -> None:
    before, after = b"one\n\ntwo\n", b"one\n\n2\n"
    patch = b"# a comment\n" + unified_diff("a.js", before, after).replace(b"\n \n", b"\n\n")
    assert apply_patch(before, patch) == after


def test_what_is_not_there_is_refused() -> None:
    patch = unified_diff("a.js", b"one\ntwo\n", b"one\n2\n")
    with pytest.raises(PatchError, match="line 2 of the file is not `two`"):
        apply_patch(b"one\nother\n", patch)
    with pytest.raises(PatchError, match="begins with neither"):
        apply_patch(b"one\ntwo\n", patch + b"*what\n")


def test_a_patch_of_two_files_is_two() -> None:
    one, two = unified_diff("a.js", b"1\n", b"2\n"), unified_diff("b.js", None, b"new\n")
    assert split_files(b"# head\n" + one + two) == (one, two)
    assert apply_patch(b"", two) == b"new\n"
