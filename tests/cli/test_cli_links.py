"""Places as links: only where the terminal opens them, only for files that are there."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from cli_fakes import FakePipeline, Run
from rich.console import Console
from rich.text import Text

from electron_migrate.cli.links import opens_links, with_links
from electron_migrate.report.layout import PATH

YES = [
    {"TERM": "xterm-256color", "VTE_VERSION": "6003"},
    {"TERM": "xterm-kitty"},
    {"TERM": "xterm-256color", "TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.90.0"},
    {"TERM": "xterm-256color", "WT_SESSION": "x"},
    {"TERM": "dumb", "FORCE_HYPERLINK": "1"},
]
NO = [
    {},
    {"TERM": "xterm-256color"},
    {"TERM": "dumb", "VTE_VERSION": "6003"},
    {"TERM": "linux", "WT_SESSION": "x"},
    {"TERM": "screen-256color", "VTE_VERSION": "6003"},
    {"TERM": "xterm-256color", "VTE_VERSION": "4999"},
    {"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "2.9"},
    {"TERM": "xterm-kitty", "CI": "true"},
    {"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"},
]


@pytest.mark.parametrize("environment", YES)
def test_terminals_that_open_links(environment: dict[str, str]) -> None:
    assert opens_links(environment)


@pytest.mark.parametrize("environment", NO)
def test_all_others_get_plain_text(environment: dict[str, str]) -> None:
    assert not opens_links(environment)


def rendered(*parts: tuple[str, str] | str) -> str:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, color_system="standard", width=200, _environ={"TERM": "xterm"})
    console.print(with_links(Text.assemble(*parts)))
    return stream.getvalue()


def test_a_place_leads_to_its_file(app: Path) -> None:
    (app / "a b.js").write_text("x", "utf-8")
    text = rendered("  ", ("main.js:4:15", PATH), " and ", ("a b.js", PATH))
    assert f"{app.as_posix()}/main.js\x1b\\" in text
    assert f"{app.as_posix()}/a%20b.js\x1b\\" in text
    assert text.count("\x1b]8;id=") == 2


def test_what_is_no_file_is_no_link(app: Path) -> None:
    text = rendered(("nope.js:1", PATH), ("electron-migrate plan", PATH), "main.js:4", ("main.js", "bold"))
    assert "\x1b]8;" not in text


def test_a_pipe_gets_no_links(fake: FakePipeline, app: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    assert "\x1b" not in run("scan").stdout


def test_stats_are_numbers_alone(fake: FakePipeline, app: Path, run: Run) -> None:
    text = run("scan", "--stats").stdout
    assert text.startswith("notes  Electron 9")
    assert "Processes" in text
    assert "Next" not in text
    for more in (["-q"], ["-v"], ["--format", "json"]):
        assert run("scan", "--stats", *more).exit_code == 2
