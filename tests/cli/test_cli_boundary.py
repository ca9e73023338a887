"""Errors: one line that says what, one that says what to do; never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_fakes import FakePipeline, Run

from electron_migrate import __version__
from electron_migrate.cli import main
from electron_migrate.cli.boundary import as_user_error
from electron_migrate.errors import ERRORS, UserError
from electron_migrate.write import errors as write_errors
from electron_migrate.write.errors import WriteError


def test_a_user_error_is_two_lines_and_2(fake: FakePipeline, app: Path, run: Run) -> None:
    fake.scanned = UserError("EM102", "no package.json in notes")
    result = run("scan")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error[EM102]: no package.json in notes\nhelp: {ERRORS['EM102'].help}\n"


@pytest.mark.parametrize("command", ["scan", "plan", "apply", "undo"])
def test_a_path_that_is_not_there(run: Run, tmp_path: Path, command: str) -> None:
    result = run(command, str(tmp_path / "nope"))
    assert result.exit_code == 2
    assert result.stderr.startswith("error[EM101]: ")


def test_a_path_that_is_a_file(run: Run, app: Path) -> None:
    assert "main.js is not a folder" in run("scan", "main.js").stderr


@pytest.mark.parametrize("arguments", [["--api-name", "a-b"], ["--api-name", "class"], ["--electron", "0"]])
def test_values_that_cannot_be_meant(run: Run, app: Path, arguments: list[str]) -> None:
    result = run("scan", *arguments)
    assert (result.exit_code, result.stderr[:13]) == (2, "error[EM103]:")


@pytest.mark.parametrize("arguments", [["--nope"], ["--format", "xml"], ["--electron", "x"], ["-q", "-v"]])
def test_wrong_usage(run: Run, app: Path, arguments: list[str]) -> None:
    result = run("scan", *arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_a_bug_is_a_report_to_paste_and_70(fake: FakePipeline, app: Path, run: Run) -> None:
    fake.scanned = ZeroDivisionError("in \x1b[2J here")
    result = run("scan")
    assert result.exit_code == 70
    assert "Traceback" not in result.stderr
    assert f"electron-migrate {__version__}, Python " in result.stderr
    assert "ZeroDivisionError: in \\x1b[2J here\n" in result.stderr
    assert re.search(r"^  cli/scan\.py:\d+ in scan$", result.stderr, re.MULTILINE)


def test_an_interrupt_is_130(fake: FakePipeline, app: Path, run: Run) -> None:
    fake.scanned = KeyboardInterrupt()
    result = run("scan")
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


def test_hostile_names_cannot_repaint_the_terminal(run: Run, app: Path) -> None:
    assert "\x1b" not in run("scan", "no\x1b[2Jpe").stderr


def test_a_reader_that_has_gone_is_no_error() -> None:
    command = f"{sys.executable} -m electron_migrate explain; echo code $? >&2"
    done = subprocess.run(["bash", "-c", f"({command}) | true"], capture_output=True, text=True, check=False)
    assert done.stderr in ("code 141\n", "code 0\n")  # 0 where all was in the pipe before it closed


def test_a_console_of_few_characters_gets_escapes(app: Path) -> None:
    program = (
        "from electron_migrate import pipeline; from electron_migrate.cli import main; import report_sample;"
        "pipeline.scan = lambda *_: report_sample.SCAN; main(['scan'])"
    )
    folder = Path(__file__).parent.parent / "unit" / "report"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONPATH": str(folder)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "preferences left to the defaul\\u2026" in done.stdout


def test_python_dash_m() -> None:
    done = subprocess.run([sys.executable, "-m", "electron_migrate", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"electron-migrate {__version__}\n"


def test_every_error_of_the_writer_has_a_code() -> None:
    kinds = [
        kind for kind in vars(write_errors).values() if isinstance(kind, type) and issubclass(kind, WriteError) and kind is not WriteError
    ]
    for kind in kinds:
        error = kind.__new__(kind)
        WriteError.__init__(error, "what", "do this")
        assert as_user_error(error).code in ERRORS
    from electron_migrate.cli.boundary import _CODE_OF

    assert set(_CODE_OF) == set(kinds)


@pytest.mark.parametrize("code", ERRORS)
def test_the_table_reads_well(code: str) -> None:
    assert re.fullmatch(r"EM\d{3}", code)
    assert ERRORS[code].help.endswith(".")
    assert not ERRORS[code].title.endswith(".")


@pytest.mark.parametrize("command", [None, *main.commands])
def test_help_has_examples(run: Run, command: str | None) -> None:
    result = run(*([command] if command else []), "--help")
    assert result.exit_code == 0
    assert "Examples:\n" in result.stdout
    assert all(len(line) <= 100 for line in result.stdout.splitlines())
