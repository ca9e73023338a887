"""The HTML report as text: one file, nothing from outside, nothing of a stranger's that could act."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest
from report_sample import CLEAN, PLAN, SCAN

from electron_migrate.code.diff import unified_diff
from electron_migrate.options import Options
from electron_migrate.report.document import scan_document
from electron_migrate.report.html.ipc_map import ipc_map
from electron_migrate.report.html.page import plan_html, scan_html
from electron_migrate.report.html.side_by_side import file_diff


@pytest.mark.parametrize("page", [scan_html(SCAN), plan_html(PLAN, Options()), scan_html(CLEAN)], ids=["scan", "plan", "clean"])
def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", page)
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_the_findings_are_those_of_the_json() -> None:
    embedded = re.search(r'<script type="application/json" id="data">(.*?)</script>', scan_html(SCAN), re.DOTALL)
    assert embedded is not None
    assert [one["id"] for one in json.loads(embedded.group(1))["findings"]] == [one["id"] for one in scan_document(SCAN)["findings"]]


def test_text_of_strangers_stays_text() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e"
    finding = replace(SCAN.findings[0], message=evil, reason=evil)
    page = scan_html(replace(SCAN, findings=(finding,), windows=()))
    assert "<script>alert" not in page
    assert "<img" not in page
    group = replace(PLAN.steps[0].group, title=evil)
    page = plan_html(replace(PLAN, steps=(replace(PLAN.steps[0], group=group),)), Options())
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "\u202e" not in page


def test_every_step_has_its_diff() -> None:
    page = plan_html(PLAN, Options())
    assert page.count('<details class="group"') == len(PLAN.steps)
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    for step in PLAN.steps:
        for line in step.patch.decode().splitlines():
            if line.startswith("+") and not line.startswith("+++"):
                assert line[1:].strip() in shown


def test_a_changed_line_stands_beside_the_old_one() -> None:
    diff = file_diff("a.js", "changed", unified_diff("a.js", b"one()\ntwo()\nthree()\n", b"one()\n2()\nnew()\nthree()\n"))
    assert [(row.kind, row.old_number, row.new_number) for row in diff.rows] == [
        ("same", 1, 1),
        ("changed", 2, 2),
        ("added", None, 3),
        ("same", 3, 4),
    ]
    assert "two" in diff.rows[1].old


def test_two_hunks_have_a_gap_between_them() -> None:
    before = b"".join(b"line%d()\n" % number for number in range(40))
    after = before.replace(b"line3(", b"x(").replace(b"line30(", b"y(")
    assert [row.kind for row in file_diff("a.js", "changed", unified_diff("a.js", before, after)).rows].count("gap") == 1


def test_code_is_coloured_and_escaped() -> None:
    diff = file_diff("a.js", "added", unified_diff("a.js", None, b"const a = '<b>' // \xe2\x80\xaehidden\n"))
    assert '<span class="kd">const</span>' in diff.rows[0].new
    assert "&lt;b&gt;" in diff.rows[0].new
    assert "\\u202e" in diff.rows[0].new


def test_the_map_joins_pages_channels_and_main() -> None:
    drawn = ipc_map(scan_document(SCAN))
    kinds = {box.id: box.kind for box in drawn.boxes}
    assert set(kinds.values()) >= {"file", "channel", "main"}
    ends = {(line.start, line.end) for line in drawn.lines}
    assert ("f:renderer.js", "c:save") in ends
    assert any(start == "c:save" and kinds[end] == "main" for start, end in ends)
    assert all(start in kinds and end in kinds for start, end in ends)


def test_a_channel_without_its_other_end_is_marked() -> None:
    marked = {box.value: box.marks for box in ipc_map(scan_document(SCAN)).boxes if box.kind == "channel"}
    for channel in SCAN.channels:
        assert ("orphan" in marked[channel.name]) == bool(channel.problems)
        assert ("generic" in marked[channel.name]) == channel.dynamic


def test_an_app_without_channels_has_no_map() -> None:
    assert 'id="map"' not in scan_html(replace(CLEAN, channels=()))


def test_windows_that_only_the_plan_makes_are_not_shown_as_there() -> None:
    new = PLAN.windows_after[0]
    new = replace(new, window=replace(new.window, id="w9"))
    page = plan_html(replace(PLAN, windows_after=(*PLAN.windows_after, new)), Options())
    assert 'data-value="w9"' not in page
    assert page.count('data-filter="window"') >= len(SCAN.windows)
