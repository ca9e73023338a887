"""init: shows, asks, writes what is not there, and leaves what is; what it writes is a workflow and a hook."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli_fakes import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from electron_migrate import __version__
from electron_migrate.cli.config import parse_settings
from electron_migrate.cli.setup_files import HOOKS, WORKFLOW, hook_proposal, workflow_proposal

FILES = ("electron-migrate.toml", WORKFLOW, HOOKS)


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_writes_what_it_shows(real: Path, run: Run) -> None:
    shown = run("init", "--dry-run")
    assert shown.exit_code == 0
    assert not any((real / name).exists() for name in FILES)
    assert all(f"+++ b/{name}\n" in shown.stdout for name in FILES)
    result = run("init", "--yes")
    assert result.exit_code == 0
    assert result.stdout.endswith("accept the debt of today and commit the file: electron-migrate check --write-baseline\n")
    for name in FILES:
        for line in (real / name).read_text("utf-8").splitlines():
            assert f"+{line}\n" in shown.stdout
    parse_settings("x", (real / "electron-migrate.toml").read_bytes())
    assert run("check", "--write-baseline", "-q").exit_code == 0
    again = run("init", "--yes")
    assert again.stdout.endswith("Nothing to do.\n")


def test_every_setting_that_is_commented_out_can_be_set(real: Path, run: Run) -> None:
    run("init", "--yes")
    lines = (real / "electron-migrate.toml").read_text("utf-8").splitlines()
    settings = [line.removeprefix("# ") for line in lines if " = " in line or line.startswith(("# [", "["))]
    assert len(settings) == 9
    parsed = parse_settings("x", "\n".join(settings).encode())
    assert parsed.electron == 9
    assert parsed.severities


def test_nobody_to_ask(real: Path, run: Run) -> None:
    result = run("init")
    assert result.exit_code == 2
    assert "error[EM119]: init asks before it writes" in result.stderr
    assert "+++ b/electron-migrate.toml" in result.stdout
    assert not any((real / name).exists() for name in FILES)


def test_in_a_terminal_it_asks_for_each_file(real: Path) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "electron_migrate", "init"]
    with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, cwd=real, env={**os.environ, "TERM": "dumb"}) as process:
        os.close(slave)
        os.write(master, b"y\nn\n\n")
        output = b""
        while chunk := _read(master):
            output += chunk
        assert process.wait(60) == 0, output
    os.close(master)
    assert b"Write electron-migrate.toml? [Y/n]" in output
    assert [(real / name).exists() for name in FILES] == [True, False, True]


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the other end is closed
        return b""


def test_what_is_there_stays(real: Path, run: Run) -> None:
    (real / ".github/workflows").mkdir(parents=True)
    kept = {"electron-migrate.toml": "electron = 20\n", WORKFLOW: "name: mine\n", HOOKS: "repos: [] # electron-migrate\n"}
    for name, text in kept.items():
        (real / name).write_text(text, "utf-8")
    assert run("init", "--yes").stdout.endswith("Nothing to do.\n")
    assert {name: (real / name).read_text("utf-8") for name in kept} == kept


def test_in_a_repository_files_go_to_its_top(real: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GIT_CEILING_DIRECTORIES")
    (real.parent / ".git").mkdir()
    assert run("init", "--yes").exit_code == 0
    assert (real / "electron-migrate.toml").exists()
    assert not (real / ".github").exists()
    steps = loaded(real.parent / WORKFLOW)["jobs"]["check"]["steps"]
    assert steps[2]["run"].startswith("electron-migrate check real --format github \\\n")
    (hook,) = loaded(real.parent / HOOKS)["repos"][0]["hooks"]
    assert hook["entry"] == "electron-migrate check real"
    assert hook["files"].startswith("^real/.*")


def test_parts_can_be_left_out(real: Path, run: Run) -> None:
    run("init", "--yes", "--without", "hook", "--without", "settings", "--install", "pip install ./tool")
    assert [(real / name).exists() for name in FILES] == [False, True, False]
    assert loaded(real / WORKFLOW)["jobs"]["check"]["steps"][1] == {"run": "pip install ./tool"}


@pytest.mark.parametrize("install", ["a\nb", "${{ secrets.X }}"])
def test_install_is_one_plain_line(real: Path, run: Run, install: str) -> None:
    assert run("init", "--yes", "--install", install).exit_code == 2
    assert not any((real / name).exists() for name in FILES)


@pytest.mark.parametrize(
    ("install", "package"),
    [
        ("pipx install git+https://github.com/OWNER/electron-migrate@v1", "git+https://github.com/OWNER/electron-migrate@v1"),
        ("uv tool install electron-migrate==9", "electron-migrate==9"),
        ("curl x | sh", f"electron-migrate=={__version__}"),
    ],
)
def test_the_hook_depends_on_what_the_workflow_installs(real: Path, run: Run, install: str, package: str) -> None:
    assert run("init", "--yes", "--install", install).exit_code == 0
    (hook,) = loaded(real / HOOKS)["repos"][0]["hooks"]
    assert hook["additional_dependencies"] == [package]


def test_no_app_no_files(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "error[EM102]" in run("init", "--yes").stderr
    assert list(tmp_path.iterdir()) == []


HOSTILE = ["x'; rm -rf ~/", "${{ github.token }}/", "a: b/", "-x/", "ü/", "a#b/"]


@pytest.mark.parametrize("app", HOSTILE)
def test_a_path_that_could_be_read_as_more_than_a_name(app: str) -> None:
    for proposal in (workflow_proposal(lambda _: None, app, "x"), hook_proposal(lambda _: None, app)):
        assert not proposal.changes
        assert "characters" in proposal.note


CONFIGS = {
    "plain": "repos:\n  - repo: a\n    rev: v1\n    hooks:\n      - id: x\n",
    "not indented": "repos:\n- repo: a\n  hooks:\n  - id: x\n- repo: b\n  hooks: [{id: y}]\n",
    "something after": "repos:\n  - repo: a\n    hooks:\n      - id: x\n\nci:\n  autofix_prs: false\n",
    "something before": "minimum_pre_commit_version: 2.9.0\nrepos: # all\n    - repo: a\n      hooks: []\n# the end\n",
    "crlf": "repos:\r\n  - repo: a\r\n    hooks: []\r\n",
    "no newline at the end": "repos:\n  - repo: a\n    hooks: []",
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_hook_is_added_behind_the_last_one(name: str) -> None:
    before = CONFIGS[name].encode()
    after = hook_proposal(lambda _: before, "").after
    was, now = yaml.safe_load(before), yaml.safe_load(after)
    assert now["repos"][:-1] == was["repos"]
    assert now["repos"][-1]["hooks"][0]["id"] == "electron-migrate"
    assert {key: value for key, value in now.items() if key != "repos"} == {key: value for key, value in was.items() if key != "repos"}
    removed = set(before.split(b"\n")) - set(after.split(b"\n"))
    assert removed == set()
    assert (b"\r\n" in after) is (b"\r\n" in before)


@pytest.mark.parametrize("text", ["repos: []\n", "repos:\n", "- a\n", "repos: &x\n  - repo: a\n", "\ufeffrepos:\n\t- x\n", "repos:\n  {}\n"])
def test_a_list_that_is_laid_out_otherwise_is_not_edited(text: str) -> None:
    before = text.encode()
    proposal = hook_proposal(lambda _: before, "")
    assert not proposal.changes
    assert "- id: electron-migrate" in proposal.note


REPOS = st.lists(
    st.fixed_dictionaries({"repo": st.sampled_from(["local", "meta", "a/b"]), "hooks": st.lists(st.fixed_dictionaries({"id": st.sampled_from("xyz")}), max_size=2)}),
    min_size=1,
    max_size=3,
)  # fmt: skip


@given(REPOS, st.dictionaries(st.sampled_from(["ci", "fail_fast", "default_stages"]), st.booleans(), max_size=2), st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_hook_added_to_any_block_list_is_one_more(repos: Any, others: Any, indent: int) -> None:
    before = yaml.safe_dump({"repos": repos, **others}, indent=indent, sort_keys=False).encode()
    after = yaml.safe_load(hook_proposal(lambda _: before, "apps/notes/").after)
    assert after["repos"][:-1] == repos
    assert {key: after[key] for key in others} == others
