"""Reports in every format, to stdout and to files: what `scan` and `check` share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from electron_migrate.app.disk import folders_above
from electron_migrate.cli.catalog import topics
from electron_migrate.cli.options import Command
from electron_migrate.cli.output import write_data
from electron_migrate.report.github import github_commands
from electron_migrate.report.gitlab import gitlab_issues
from electron_migrate.report.json_format import json_bytes, json_list_bytes
from electron_migrate.report.junit import junit_xml
from electron_migrate.report.listing import Listing
from electron_migrate.report.sarif import sarif_log
from electron_migrate.write.single import write_file

LISTED = ("sarif", "github", "gitlab", "junit")
"""Formats that need no more than a listing."""

Reports = Mapping[str, Callable[[], bytes]]
"""How each format but `text` is made."""


@dataclass(frozen=True, slots=True)
class Output:
    format: str
    file: Path


def output_option(*formats: str) -> Callable[[Command], Command]:
    """`--output FORMAT=FILE`, repeated: more reports of the same run."""

    def read(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
        found = []
        for value in values:
            name, equals, file = value.partition("=")
            if not equals or not file or name not in formats:
                raise click.BadParameter(f"{value!r} is not FORMAT=FILE with one of {', '.join(formats)}")
            found.append(Output(name, Path(file)))
        return tuple(found)

    def complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
        return [f"{name}=" for name in formats if name.startswith(incomplete)]

    return click.option(
        "--output",
        "-o",
        multiple=True,
        callback=read,
        shell_complete=complete,
        metavar="FORMAT=FILE",
        help="Write a report to a file too; repeated.",
    )


def listed_reports(listing: Callable[[], Listing]) -> Reports:
    """The formats of `LISTED`; the listing is made once, when one of them is asked for."""
    made: list[Listing] = []

    def get() -> Listing:
        made.extend([] if made else [listing()])
        return made[0]

    return {
        "sarif": lambda: json_bytes(sarif_log(get())),
        "github": lambda: github_commands(get()).encode("utf-8", "backslashreplace"),
        "gitlab": lambda: json_list_bytes(gitlab_issues(get())),
        "junit": lambda: junit_xml(get()),
    }


def report(reports: Reports, format_: str, text: Callable[[], None], outputs: tuple[Output, ...]) -> None:
    """Files first, so that a reader of stdout that has gone does not keep them from being written."""
    for output in outputs:
        write_file(output.file, reports[output.format]())
    if format_ == "text":
        text()
    else:
        write_data(reports[format_]())


def repository_prefix(root: Path) -> str:
    """What leads from the repository's top to the app: empty or ending in `/`. Services that show reports look from there."""
    above = folders_above(root)
    return root.relative_to(above[-1]).as_posix() + "/" if above else ""


def rule_texts() -> Mapping[str, str]:
    """The documents of rules and checks by id."""
    return {topic.id: topic.text for topic in topics().values() if topic.kind in ("rule", "check")}
