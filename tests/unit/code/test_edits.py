"""Edits merge into sorted, disjoint ones or conflict; applying them does what each of them says and nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electron_migrate.code.edits import Conflict, Edit, apply, map_offset, map_span, merge
from electron_migrate.code.source import Span

TEXT = b"0123456789"
EDIT = st.builds(
    lambda start, length, new: Edit(Span(start, min(start + length, len(TEXT))), new),
    st.integers(0, len(TEXT)),
    st.integers(0, 4),
    st.binary(max_size=2).map(lambda new: b"<" + new + b">"),
)
EDITS = st.lists(EDIT, max_size=6)


def merged(*edits: Edit) -> tuple[Edit, ...]:
    result = merge((), edits)
    assert not isinstance(result, Conflict)
    return result


def test_identical_edits_coalesce() -> None:
    edits = (Edit.insert(3, "x"), Edit.delete(5, 7))
    assert merge(edits, edits) == edits


def test_insertions_at_one_offset_keep_the_order_of_arrival() -> None:
    assert apply(TEXT, merged(Edit.insert(2, "b"), Edit.insert(2, "a"))) == b"01ba23456789"


@pytest.mark.parametrize("insertion_first", [True, False])
def test_insertions_at_the_edges_of_a_replacement_stay_outside(*, insertion_first: bool) -> None:
    insertions, replacement = (Edit.insert(2, "("), Edit.insert(4, ")")), (Edit.replace(Span(2, 4), "X"),)
    edits = merge(insertions, replacement) if insertion_first else merge(replacement, insertions)
    assert not isinstance(edits, Conflict)
    assert apply(TEXT, edits) == b"01(X)456789"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Edit.delete(2, 6), Edit.delete(5, 8)),
        (Edit.delete(2, 6), Edit.delete(3, 4)),
        (Edit.delete(2, 6), Edit.replace(Span(2, 6), "x")),
        (Edit.delete(2, 6), Edit.delete(2, 5)),
        (Edit.delete(2, 6), Edit.insert(4, "x")),
    ],
)
def test_everything_else_that_overlaps_conflicts_and_names_the_earlier_first(first: Edit, second: Edit) -> None:
    assert merge((first,), (second,)) == Conflict(first, second)
    assert merge((second,), (first,)) == Conflict(second, first)


def test_neighbours_do_not_conflict() -> None:
    assert apply(TEXT, merged(Edit.delete(4, 6), Edit.delete(2, 4))) == b"016789"


@given(EDITS, EDITS)
def test_merging_gives_sorted_disjoint_edits_or_a_pair_that_overlaps(one: list[Edit], other: list[Edit]) -> None:
    accumulated = merge((), one)
    if isinstance(accumulated, Conflict):
        return
    result = merge(accumulated, other)
    if isinstance(result, Conflict):
        assert {result.first, result.second} <= {*one, *other}
        assert merge((result.first,), (result.second,)) == result
        return
    assert set(result) == {*one, *other}
    for before, after in pairwise(result):
        assert before.span.end <= after.span.start
    assert merge(result, other) == merge(result, accumulated) == result
    assert isinstance(merge((), [*other, *one]), tuple)


@given(EDITS)
def test_applying_equals_splicing_from_the_back(edits: list[Edit]) -> None:
    result = merge((), [edit for edit in edits if TEXT[edit.span.start : edit.span.end] != edit.new])
    if isinstance(result, Conflict):
        return
    spliced = TEXT
    for edit in reversed(result):
        spliced = spliced[: edit.span.start] + edit.new + spliced[edit.span.end :]
    assert apply(TEXT, result) == spliced


@given(EDITS)
def test_untouched_bytes_are_found_again(edits: list[Edit]) -> None:
    result = merge((), edits)
    if isinstance(result, Conflict):
        return
    after = apply(TEXT, result)
    for offset in range(len(TEXT)):
        if not any(edit.span.start <= offset < edit.span.end for edit in result):
            span = map_span(result, Span(offset, offset + 1))
            assert after[span.start : span.end] == TEXT[offset : offset + 1]
    assert map_offset(result, len(TEXT), after=True) == len(after)


def test_offsets_at_insertions_and_in_replacements() -> None:
    edits = merged(Edit.insert(2, "ab"), Edit.replace(Span(4, 8), "x"))
    assert (map_offset(edits, 2), map_offset(edits, 2, after=True)) == (2, 4)
    assert (map_offset(edits, 6), map_offset(edits, 6, after=True)) == (6, 7)
    assert map_offset(edits, 8) == 7


@pytest.mark.parametrize(
    "edits",
    [
        (Edit.delete(4, 6), Edit.delete(2, 3)),
        (Edit.delete(2, 6), Edit.delete(5, 7)),
        (Edit.delete(8, 11),),
        (Edit.replace(Span(2, 4), "23"),),
        (Edit.insert(2, ""),),
    ],
)
def test_what_cannot_be_applied_is_refused(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(ValueError, match="edit"):
        apply(TEXT, edits)
