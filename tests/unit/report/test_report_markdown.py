"""Markdown reports: complete, and no text of the app becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_sample import BROKEN, CLEAN, ISOLATE, PLAN, SCAN, WRITE

from electron_migrate.report.markdown import code, plan_markdown, scan_markdown, text


def test_a_plan_tells_all_a_reviewer_needs() -> None:
    report = plan_markdown(PLAN)
    assert "| `main` | `main.js:4:15` | not isolated | stays as it is | `renderer.js:3:2` |" in report
    assert "| 1 | bridge | Add window.electronAPI with save | safe | `preload.js` new +1 |" in report
    assert "What may change with group 3:\n\n- document.title is set after" in report
    assert f"- **{ISOLATE.title}** (isolate): the window has a blocker" in report
    assert f"  To do: {WRITE.reason}" in report
    assert report.endswith("\n")
    assert not report.endswith("\n\n")


def test_a_scan_lists_findings_by_file() -> None:
    report = scan_markdown(SCAN)
    assert report.index("### `renderer.js`") < report.index("### `main.js`")
    assert "| `renderer-ipc` | ipcRenderer in a page | 1 | 0 | 0 | 0 |" in report


def test_an_incomplete_report_says_so_first() -> None:
    report = scan_markdown(BROKEN)
    assert "> [!WARNING]\n> 1 file could not be analysed" in report
    assert report.index("[!WARNING]") < report.index("## Windows")


def test_nothing_found_is_short() -> None:
    assert "## Findings" not in scan_markdown(CLEAN)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a | b", r"a \| b"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("[x](javascript:y)", r"\[x\](javascript:y)"),
        ("ask @someone about #12", "ask @<!-- -->someone about #<!-- -->12"),
        ("# title", r"\# title"),
        ("1. one", r"1\. one"),
        ("`code`\n\nnext", r"\`code\` next"),
    ],
)
def test_text_is_never_markup(given: str, shown: str) -> None:
    assert text(given) == shown


@pytest.mark.parametrize(("given", "shown"), [("a`b", "``a`b``"), ("`a`", "`` `a` ``"), ("a|b", "`a\\|b`"), ("", "` `")])
def test_code_keeps_its_fence(given: str, shown: str) -> None:
    assert code(given) == shown


def test_a_table_stays_a_table() -> None:
    window = replace(SCAN.windows[0].window, id="a|b\nc")
    report = scan_markdown(replace(SCAN, windows=(replace(SCAN.windows[0], window=window),)))
    assert "| `a\\|b c` |" in report
