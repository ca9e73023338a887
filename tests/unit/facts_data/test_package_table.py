"""What packages and builtins answer when a page reaches them in main."""

from __future__ import annotations

import pytest

from electron_migrate.facts.package_table import PackageAnswer, load_package_table, parse_package_table
from electron_migrate.facts.tables import TableError

TABLE = load_package_table()


@pytest.mark.parametrize(
    ("package", "member", "answer"),
    [
        ("winston", "info", PackageAnswer.COMMAND),
        ("winston", "child", PackageAnswer.LIVE),
        ("nconf", "get", PackageAnswer.QUERY),
        ("electron-json-storage", "get", PackageAnswer.CALLBACK),
        ("fs", "readFileSync", PackageAnswer.QUERY),
        ("fs", "statSync", PackageAnswer.LIVE),
    ],
)
def test_answer_of_a_member(package: str, member: str, answer: PackageAnswer) -> None:
    assert TABLE[package].members[member].answer is answer


def test_only_commands_of_loggers_write_records() -> None:
    assert TABLE["winston"].members["info"].logs
    assert not TABLE["winston"].members["child"].logs
    assert not TABLE["nconf"].members["set"].logs


def test_programs_are_refused() -> None:
    assert TABLE["child_process"].refused
    assert TABLE["child_process"].hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[package]]\nnames = ["a"]\n', "source"),
        ('[[package]]\nnames = ["a"]\ncommands = ["x"]\nqueries = ["x"]\nsource = "s"\n', "x is listed twice"),
        ('[[package]]\nnames = ["a"]\nkeyed = ["x"]\nsource = "s"\n', "keyed"),
        ('[[package]]\nnames = ["a"]\nlive = ["x"]\nsource = "s"\n', "live_hint"),
        ('[[package]]\nnames = ["a"]\nsource = "s"\n[[package]]\nnames = ["a"]\nsource = "s"\n', "has a row already"),
        ('[[package]]\nnames = ["a"]\nsource = "s"\nresult = "x"\n', "unknown field"),
    ],
)
def test_a_wrong_row_is_refused(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        parse_package_table(text)
