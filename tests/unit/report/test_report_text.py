"""The terminal reports. What they look like as a whole is kept under `snapshots/`; write them anew with UPDATE_SNAPSHOTS=1."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from report_sample import BROKEN, CLEAN, FINDINGS, PLAN, READY, SAFE_PLAN, SCAN, WRITE
from rich.console import Console

from electron_migrate.code.source import Source
from electron_migrate.facts.model import Problem
from electron_migrate.report.diff_text import print_diff
from electron_migrate.report.layout import Detail, View, paragraph, printable
from electron_migrate.report.plan_text import print_plan
from electron_migrate.report.text import print_scan, print_stats

SNAPSHOTS = Path(__file__).parent / "snapshots"
MONOREPO = View(prefix="packages/notes/", app="packages/notes", options="--electron 9")


def printed(print_to: Callable[[Console], None], width: int = 80, **settings: object) -> str:
    stream = io.StringIO()
    print_to(Console(file=stream, width=width, **settings))  # type: ignore[arg-type]
    return stream.getvalue()


REPORTS: dict[str, Callable[[Console], None]] = {
    "scan-held": lambda console: print_scan(SCAN, console, View()),
    "scan-ready": lambda console: print_scan(READY, console, View()),
    "scan-broken": lambda console: print_scan(BROKEN, console, View()),
    "scan-clean": lambda console: print_scan(CLEAN, console, View()),
    "scan-verbose": lambda console: print_scan(SCAN, console, replace(MONOREPO, detail=Detail.VERBOSE)),
    "scan-stats": lambda console: print_stats(SCAN, console, MONOREPO),
    "plan-review": lambda console: print_plan(PLAN, console, View()),
    "plan-verbose": lambda console: print_plan(PLAN, console, replace(MONOREPO, detail=Detail.VERBOSE)),
    "plan-safe": lambda console: print_plan(replace(SAFE_PLAN, held=(PLAN.steps[2].group,)), console, MONOREPO),
}


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", REPORTS)
def test_report_looks_as_kept(name: str, width: int) -> None:
    text = printed(REPORTS[name], width)
    kept = SNAPSHOTS / f"{name}-{width}.txt"
    if "UPDATE_SNAPSHOTS" in os.environ:
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, "utf-8")
    assert text == kept.read_text("utf-8")


@pytest.mark.parametrize("name", REPORTS)
def test_lines_fit_and_end_without_blanks(name: str) -> None:
    lines = printed(REPORTS[name], 100).splitlines()
    assert all(len(line) <= 100 and line == line.rstrip() for line in lines)


@pytest.mark.parametrize("name", REPORTS)
def test_colour_is_only_for_terminals_that_want_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain = printed(REPORTS[name])
    assert "\x1b" not in plain
    coloured = printed(REPORTS[name], force_terminal=True, color_system="standard")
    assert "\x1b[36m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in printed(REPORTS[name], force_terminal=True, color_system="standard")


def test_places_are_never_folded() -> None:
    deep = "packages/" + "x" * 120 + "/"
    text = printed(lambda console: print_scan(SCAN, console, View(prefix=deep)), 80)
    assert f"{deep}renderer.js:3:2\n" in text


def test_quiet_is_one_line_and_what_could_not_be_analysed() -> None:
    quiet = View(Detail.QUIET)
    assert printed(lambda console: print_scan(SCAN, console, quiet)).count("\n") == 1
    assert printed(lambda console: print_plan(PLAN, console, quiet)).count("\n") == 1
    assert "renderer.js:3\n" in printed(lambda console: print_scan(BROKEN, console, quiet))


def test_many_blockers_are_cut_short_unless_verbose() -> None:
    manual = [replace(WRITE, id=f"{WRITE.id}{index}") for index in range(15)]
    status = replace(SCAN.windows[0], blockers=tuple(one.id for one in manual))
    scan = replace(SCAN, findings=(*FINDINGS, *manual), windows=(status,))
    short = printed(lambda console: print_scan(scan, console, View()))
    assert "… and 12 more: electron-migrate scan --verbose" in short
    assert " more: " not in printed(lambda console: print_scan(scan, console, View(Detail.VERBOSE)))


def test_verbose_says_what_to_do_by_hand() -> None:
    text = printed(lambda console: print_scan(SCAN, console, View(Detail.VERBOSE)), 200)
    assert f"to do: {WRITE.reason}" in text
    assert "    3 | win.customData = { name }\n      | ^^^^^^^^^^^^^^^^^^^^^^^^^\n" in text


def test_a_long_line_is_cut_around_the_place() -> None:
    data = b"a(); " * 400 + b"remote.x();" + b" b();" * 400
    place = replace(WRITE.place, span=type(WRITE.place.span)(2000, 2008))
    scan = replace(SCAN, findings=(replace(WRITE, place=place),), sources={**SCAN.sources, "renderer.js": Source.of("renderer.js", data)})
    lines = printed(lambda console: print_scan(scan, console, View(Detail.VERBOSE))).splitlines()
    code = next(index for index, line in enumerate(lines) if line.startswith("    1 | "))
    assert len(lines[code]) <= 80
    start = lines[code + 1].index("^")
    assert lines[code][start : start + 8] == "remote.x"


def test_hostile_text_cannot_repaint_the_terminal() -> None:
    evil = "\x1b[2J\u202e\x9b1m evil"
    scan = replace(
        SCAN,
        root=Path(f"/{evil}"),
        findings=(replace(WRITE, message=evil, reason=evil),),
        problems=(Problem(evil, 1, evil, fatal=True),),
        files=(replace(SCAN.files[0], path=evil),),
    )
    text = printed(lambda console: print_scan(scan, console, View(Detail.VERBOSE)))
    diff = printed(lambda console: print_diff(b"+" + evil.encode(), console))
    assert not {"\x1b", "\u202e", "\x9b"} & set(text + diff)
    assert "\\x1b[2J\\u202e\\x9b1m evil" in diff


def test_markup_in_names_is_text() -> None:
    scan = replace(SCAN, root=Path("/[red]x"))
    assert printed(lambda console: print_scan(scan, console, View())).startswith("[red]x  ")


def test_paragraph_hangs_under_its_head() -> None:
    assert [line.plain for line in paragraph("one two three", 24, indent="    ", first=" 1")] == [" 1  one two three"]
    assert [line.plain for line in paragraph("one two", 10, indent="  ", first="too long a head")] == ["too long a head", "  one two"]


def test_printable_keeps_other_scripts() -> None:
    assert printable("日本語 é 👋") == "日本語 é 👋"


def test_a_path_is_never_cut() -> None:
    """It would be no link any more."""
    long = "src/" + "deep/" * 20 + "renderer.js"
    sources = {**SCAN.sources, long: Source.of(long, SCAN.sources["renderer.js"].raw)}
    moved = replace(WRITE, place=replace(WRITE.place, path=long))
    text = printed(lambda console: print_scan(replace(SCAN, sources=sources, findings=(moved,)), console, View()))
    assert f"  {long}\n" in text
    assert all(len(line) <= 80 for line in text.splitlines() if long not in line)
