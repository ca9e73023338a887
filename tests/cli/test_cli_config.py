"""electron-migrate.toml: what it sets, what wins over it, and how it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_fakes import FakePipeline, Run

from electron_migrate.checks.model import Mode
from electron_migrate.cli.config import parse_settings
from electron_migrate.errors import UserError
from electron_migrate.facts.model import Safety

WHOLE = """
electron = 28
api-name = "notes"
select = ["raw-ipc", "window-*"]
ignore = ["window-not-sandboxed"]
exclude = ["vendor/"]
window = ["main"]
level = "review"

[check]
baseline = "ci/baseline.json"
validation-todo = "new"
generic-bridge = "always"
stale-baseline = "off"

[severity]
raw-ipc = "warning"
"""


def test_everything_that_can_be_set() -> None:
    settings = parse_settings("x", WHOLE.encode())
    assert (settings.electron, settings.api_name, settings.level) == (28, "notes", "review")
    assert (settings.select, settings.ignore) == (("raw-ipc", "window-*"), ("window-not-sandboxed",))
    assert (settings.exclude, settings.window, settings.baseline) == (("vendor/",), ("main",), "ci/baseline.json")
    assert settings.modes == {"validation-todo": Mode.NEW, "generic-bridge": Mode.ALWAYS, "stale-baseline": Mode.OFF}
    assert settings.severities == (("raw-ipc", "warning"),)


WRONG = {
    "unknown key": ('\nelectrn = 1\n', "x:2: there is no setting called 'electrn'", "Did you mean electron?"),
    "unknown key in a table": ('[check]\n\nbaselin = "x"\n', "x:3: there is no setting called 'baselin' in [check]", "Did you mean baseline?"),
    "dotted": ('check.nope = "off"\n', "x:1: there is no setting called 'nope' in [check]", ""),
    "quoted": ('[severity]\n"nope" = "error"\n', "x:2: there is no setting called 'nope' in [severity]", ""),
    "type": ('a = 1\nelectron = "28"\n', "x:1: there is no setting called 'a'", ""),
    "no number": ('electron = "28"\n', "x:1: electron is no major version of Electron, such as 28", ""),
    "true is no number": ("electron = true\n", "x:1: electron is no major version of Electron, such as 28", ""),
    "no list": ('select = "raw-ipc"\n', "x:1: select is no list of texts", ""),
    "mixed list": ('exclude = ["a", 1]\n', "x:1: exclude is no list of texts", ""),
    "no rule": ('\nignore = ["raw-icp"]\n', "x:2: no rule is called raw-icp", "Did you mean raw-ipc?"),
    "no table": ("check = 1\n", "x:1: check is no table: write [check]", ""),
    "level": ('level = "all"\n', "x:1: level is 'all', not safe or review", ""),
    "mode": ('[check]\nbridge-arity = "no"\n', "x:2: bridge-arity is 'no', not always, new or off", ""),
    "severity": ('[severity]\nraw-ipc = "fatal"\n', "x:2: raw-ipc is 'fatal', not error, warning or note", ""),
    "name": ('api-name = "a-b"\n', "x:1: api-name is refused: 'a-b' cannot be the name of a JavaScript object", ""),
    "syntax": ("electron = \n", "x: Invalid value (at line 1, column 12)", ""),
    "twice": ("electron = 1\nelectron = 2\n", "x: Cannot overwrite a value (at line 2, column 13)", ""),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_line_that_names_the_line(name: str) -> None:
    text, message, help = WRONG[name]
    with pytest.raises(UserError) as caught:
        parse_settings("x", text.encode())
    assert (caught.value.code, caught.value.message) == ("EM130", message)
    if help:
        assert caught.value.help == help


@pytest.mark.parametrize("path", ["../x.json", "/etc/x", "a/../../x", "C:\\\\x", "..", ".", "", ".git/hooks/x", "node_modules/x", "a\\\\b", "a\\u0000"])
def test_the_baseline_stays_in_the_app(path: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_settings("x", f'[check]\nbaseline = "{path}"\n'.encode())
    assert caught.value.message.startswith("x:2: baseline is ")


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"a = [" + b"[" * 50_000, b"x" * (1 << 21)])
def test_what_is_no_configuration(raw: bytes) -> None:
    with pytest.raises(UserError):
        parse_settings("x", raw)


def test_the_command_line_wins(fake: FakePipeline, app: Path, run: Run) -> None:
    (app / "electron-migrate.toml").write_text(WHOLE, "utf-8")
    run("scan")
    run("scan", "--electron", "30", "--select", "remote-use", "--exclude", "a", "--window", "about", "--api-name", "b")
    run("scan", "--ignore", "raw-ipc")
    run("scan", "--no-config")
    configured, given, added, without = (options for _, options in fake.calls)
    assert (configured.electron, configured.api_name, configured.exclude, configured.window) == (28, "notes", ("vendor/",), ("main",))
    assert "window-not-isolated" in configured.select
    assert configured.ignore == ("window-not-sandboxed",)
    assert configured.severities == (("raw-ipc", "warning"),)
    assert (given.electron, given.select, given.ignore) == (30, ("remote-use",), ())
    assert (given.exclude, given.window, given.api_name) == (("a",), ("about",), "b")
    assert added.ignore == ("window-not-sandboxed", "raw-ipc")
    assert added.select == configured.select
    assert (without.electron, without.select) == (None, ())


def test_the_level_of_the_settings(fake: FakePipeline, app: Path, run: Run) -> None:
    (app / "electron-migrate.toml").write_text('level = "safe"\n', "utf-8")
    run("plan")
    run("plan", "--level", "review")
    assert fake.levels == [Safety.SAFE, Safety.REVIEW]


def test_another_file(fake: FakePipeline, app: Path, run: Run) -> None:
    (app.parent / "other.toml").write_text("electron = 20\n", "utf-8")
    run("scan", "--config", "../other.toml")
    assert fake.calls[0][1].electron == 20
    assert "error[EM130]: nope.toml: " in run("scan", "--config", "nope.toml").stderr
    assert run("scan", "--config", "x", "--no-config").exit_code == 2


def test_what_a_report_proposes_repeats_the_command_line_not_the_settings(fake: FakePipeline, app: Path, run: Run) -> None:
    (app / "electron-migrate.toml").write_text("electron = 28\n", "utf-8")
    assert "electron-migrate plan --select 'window-*'\n" in run("scan", "--select", "window-*").stdout


def test_a_link_out_of_the_app_is_not_followed(fake: FakePipeline, app: Path, run: Run) -> None:
    (app.parent / "other.toml").write_text("electron = 20\n", "utf-8")
    (app / "electron-migrate.toml").symlink_to("../other.toml")
    assert run("scan").exit_code == 2


def test_severities_reach_the_exit_code(real: Path, run: Run) -> None:
    (real / "electron-migrate.toml").write_text('select = ["raw-ipc"]\n[severity]\nraw-ipc = "note"\n', "utf-8")
    assert run("scan").exit_code == 0
    assert run("scan", "--no-config").exit_code == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_rule_that_does_not_exist(app: Path, run: Run, option: str) -> None:
    result = run("scan", option, "raw-icp")
    assert (result.exit_code, result.stderr) == (2, "error[EM132]: no rule is called raw-icp\nhelp: Did you mean raw-ipc?\n")
