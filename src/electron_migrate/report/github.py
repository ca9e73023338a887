"""Workflow commands of GitHub Actions: an annotation for each finding that fails.

Source: "Workflow commands for GitHub Actions", and the escapes of `actions/toolkit` (packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Iterable

from electron_migrate.facts.model import ERROR, NOTE
from electron_migrate.report.layout import printable
from electron_migrate.report.listing import Listing

_WORD = {ERROR.name: "error", NOTE.name: "notice"}


def github_commands(listing: Listing) -> str:
    """Files that could not be read, then what fails, then the summary. GitHub shows the first ten of a level in each step."""
    lines = [
        _command("error", problem.message, file=problem.path, **({"line": str(problem.line)} if problem.line is not None else {}))
        for problem in listing.problems
        if problem.fatal
    ]
    lines += _annotations(listing)
    return "\n".join([*lines, printable(listing.summary)]) + "\n"


def _annotations(listing: Listing) -> Iterable[str]:
    failing = sorted((item for item in listing.items if item.fails), key=lambda item: -item.severity.rank)
    for item in failing:
        start, end = item.located.start, item.located.end
        place = {"file": item.located.path, "line": str(start.line), "endLine": str(end.line)}
        if end.line == start.line and end.column > start.column:
            # columns count only where they are of one line
            place |= {"col": str(start.column), "endColumn": str(end.column)}
        text = f"{item.message}\n{item.advice}" if item.advice else item.message
        yield _command(_WORD.get(item.severity.name, "warning"), text, **place, title=f"{item.rule} (electron-migrate)")


def _command(name: str, message: str, **properties: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
