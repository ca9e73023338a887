"""The baseline file: comes back as it was, changes by the line, and is refused by name when it is not one."""

from __future__ import annotations

import difflib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from electron_migrate.gate.baseline import Baseline, BaselineError, Entry, WindowEntry, dump_baseline, entry, load_baseline

TEXT = st.text(max_size=20)
ENTRIES = st.lists(st.builds(Entry, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=6, unique_by=lambda one: one.fingerprint)
WINDOWS = st.lists(
    st.builds(WindowEntry, TEXT, TEXT, TEXT, TEXT, st.booleans(), st.booleans(), st.integers(0, 99)),
    max_size=3,
    unique_by=lambda one: one.fingerprint,
)
BASELINES = st.builds(
    lambda entries, windows, start: Baseline(tuple(sorted(entries)), tuple(sorted(windows)), start),
    ENTRIES,
    WINDOWS,
    st.dictionaries(TEXT, st.integers(0, 999), max_size=3),
)


@given(BASELINES)
def test_it_comes_back_as_it_was(baseline: Baseline) -> None:
    assert load_baseline(dump_baseline(baseline)) == baseline


@given(BASELINES)
def test_order_does_not_count(baseline: Baseline) -> None:
    assert dump_baseline(Baseline(baseline.entries[::-1], baseline.windows[::-1], baseline.start)) == dump_baseline(baseline)


def test_one_finding_is_one_line() -> None:
    entries = [Entry("a.js", "raw-ipc", f"{number:02}", "f", "x()") for number in range(9)]
    whole, less = (dump_baseline(Baseline(tuple(some))).decode().splitlines() for some in (entries, [*entries[:4], *entries[5:]]))
    changed = [line for line in difflib.ndiff(whole, less) if line[0] in "+-"]
    assert len(changed) == 1
    assert '"04"' in changed[0]


def test_long_code_is_cut_to_a_line() -> None:
    assert entry("a", "b", "c", "", "x" * 300).code == "x" * 99 + "…"


GOOD = json.loads(dump_baseline(Baseline((Entry("a", "b", "c"),), (WindowEntry("a", "b", "c", "d", isolated=True, sandboxed=False, start=1),), {"b": 1})))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda one: one.update(schema="x"), "schema is 'x', not 'baseline-1'"),
        (lambda one: one.update(findings={}), "findings is no list"),
        (lambda one: one["findings"].append(3), "findings[1] is no object"),
        (lambda one: one["findings"][0].pop("rule"), "findings[0].rule is no text"),
        (lambda one: one["findings"].append(one["findings"][0]), "findings[1]: the fingerprint 'c' is there twice"),
        (lambda one: one["windows"][0].update(isolated=1), "windows[0].isolated is neither true nor false"),
        (lambda one: one["windows"][0].update(start=True), "windows[0].start is no count"),
        (lambda one: one.update(start={"x": -1}), "start['x'] is no count"),
    ],
)
def test_what_is_wrong_is_named(change: object, message: str) -> None:
    document = json.loads(json.dumps(GOOD))
    change(document)  # type: ignore[operator]
    with pytest.raises(BaselineError) as caught:
        load_baseline(json.dumps(document).encode())
    assert str(caught.value) == message


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff", b"<<<<<<< HEAD", b"[" * 100_000])
def test_what_is_no_baseline(raw: bytes) -> None:
    with pytest.raises(BaselineError):
        load_baseline(raw)
