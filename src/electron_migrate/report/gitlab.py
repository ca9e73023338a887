"""GitLab's code quality report. GitLab compares it with that of the target branch by fingerprint, so accepted debt is in it too.

Source: "Code Quality", section on custom tools, of GitLab's documentation.
"""

from __future__ import annotations

import hashlib
from typing import Any

from electron_migrate.facts.model import ERROR, NOTE
from electron_migrate.gate.judge import Standing
from electron_migrate.report.listing import Item, Listing

_SEVERITY = {ERROR.name: "critical", NOTE.name: "info"}


def gitlab_issues(listing: Listing) -> list[dict[str, Any]]:
    """One issue for each finding that no comment suppresses, and a blocker for each file that could not be read."""
    issues = [_issue(item) for item in listing.items if item.standing is not Standing.SUPPRESSED]
    for problem in listing.problems:
        if problem.fatal:
            issues.append(
                {
                    "description": problem.message,
                    "check_name": "not-analysed",
                    "fingerprint": hashlib.sha256(f"not-analysed\n{problem.path}".encode("utf-8", "surrogatepass")).hexdigest()[:16],
                    "severity": "blocker",
                    "location": {"path": problem.path, "lines": {"begin": problem.line or 1}},
                }
            )
    return issues


def _issue(item: Item) -> dict[str, Any]:
    return {
        "description": f"{item.message}. {item.advice}" if item.advice else item.message,
        "check_name": item.rule,
        "fingerprint": item.fingerprint,
        "severity": _SEVERITY.get(item.severity.name, "major"),
        "location": {"path": item.located.path, "lines": {"begin": item.located.start.line, "end": item.located.end.line}},
    }
