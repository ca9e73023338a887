"""What to do next: the fewest changes by hand that free most windows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_sample import SCAN, WRITE

from electron_migrate.pipeline import ScanResult
from electron_migrate.report.layout import View
from electron_migrate.report.next_steps import cheapest_windows, steps_after_scan


def app_of(*windows: str, open_ends: str = "") -> ScanResult:
    """Windows by the letters of the places by hand that hold them; `open_ends`: letters of windows (`a` the first) that are held anyway."""
    letters = sorted(set("".join(windows)))
    findings = tuple(replace(WRITE, id=letter, message=letter) for letter in letters)
    status = SCAN.windows[0]
    return replace(
        SCAN,
        findings=findings,
        windows=tuple(
            replace(
                status,
                window=replace(status.window, id=f"w{number}"),
                blockers=tuple(blockers),
                ready=not blockers,
                open_end="a page is not known" if "abcdefgh"[number - 1] in open_ends else "",
            )
            for number, blockers in enumerate(windows, 1)
        ),
    )


@pytest.mark.parametrize(
    ("windows", "places", "freed"),
    [
        (("ab", "c"), "c", ("w2",)),
        (("a", "a", "b"), "a", ("w1", "w2")),
        (("abc", "ab", "abc", "abc"), "abc", ("w1", "w2", "w3", "w4")),
        (("abcdefgh", "ab"), "ab", ("w2",)),
        (("", ""), "", ()),
    ],
)
def test_the_set_that_frees_most_windows_for_each_place(windows: tuple[str, ...], places: str, freed: tuple[str, ...]) -> None:
    found, ids = cheapest_windows(app_of(*windows))
    assert ("".join(finding.id for finding in found), ids) == (places, freed)


def test_a_window_with_an_open_end_comes_free_by_no_change() -> None:
    assert cheapest_windows(app_of("a", "bc", open_ends="a"))[1] == ("w2",)
    assert cheapest_windows(app_of("a", open_ends="a")) == ((), ())
    assert "it holds 1 window: a" in "".join(step.why for step in steps_after_scan(app_of("a", open_ends="a"), View()))


def test_it_is_said_in_one_sentence() -> None:
    step = next(step for step in steps_after_scan(app_of("abcd", "abcd"), View()) if "by hand" in step.why)
    assert step.why == (
        "change it and 3 more places by hand, they alone hold windows w1, w2: a; b (line 3); c (line 3); "
        "and 1 further: electron-migrate scan --verbose"
    )
