"""SARIF 2.1.0, for code scanning. Lines and columns count from 1, columns in UTF-16 units; an end is just behind the last character.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0 with errata 01; what GitHub reads of it is in its documentation of
code scanning (`security-severity`, `primaryLocationLineHash`, `help.markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from electron_migrate import __version__
from electron_migrate.facts.model import ERROR, WARNING, Problem, Severity
from electron_migrate.gate.judge import Standing
from electron_migrate.report.listing import Item, Listing, RuleInfo

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "electronMigrate/v1"
_BASE = "%SRCROOT%"
# As GitHub ranks them: above 9.0 critical, from 7.0 high, from 4.0 medium, below it low
_SECURITY = {ERROR.name: "8.0", WARNING.name: "5.5"}
_SECURITY_OF_NOTES = "3.0"

Json = dict[str, Any]


def sarif_log(listing: Listing) -> Json:
    """One run with every rule and check, a result for each finding, and a notification for each file that was not read in full."""
    ids = list(listing.rules)
    run: Json = {
        "tool": {
            "driver": {
                "name": "electron-migrate",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in listing.rules.values()],
            }
        },
        "automationDetails": {"id": f"electron-migrate/{listing.command}/"},
        "invocations": [
            {
                "executionSuccessful": not any(problem.fatal for problem in listing.problems),
                "toolExecutionNotifications": [_notification(problem) for problem in listing.problems],
            }
        ],
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The top of the repository"}}},
        "results": [_result(item, ids, listing.items) for item in listing.items],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def uri_of(path: str) -> str:
    """A relative reference (RFC 3986) for a path with `/`; bytes that are no UTF-8 come through."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _plain(text: str) -> str:
    """Without the marks of Markdown headings and code."""
    return re.sub(r"^#+ ", "", text, flags=re.MULTILINE).replace("`", "")


def _rule(rule: RuleInfo) -> Json:
    text = rule.text or rule.title
    properties: Json = {
        "tags": ["security", "electron"] if rule.security else ["maintainability", "electron"],
        "precision": "high",
        "problem.severity": _level(rule.severity, note="recommendation"),
    }
    if rule.security:
        properties["security-severity"] = _SECURITY.get(rule.severity.name, _SECURITY_OF_NOTES)
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": _section(text, "What it finds") or rule.title},
        "help": {"text": _plain(text), "markdown": text},
        "defaultConfiguration": {"level": _level(rule.severity)},
        "properties": properties,
    }


def _section(text: str, heading: str) -> str:
    """The text below a heading, on one line."""
    _, found, rest = text.partition(f"## {heading}\n")
    return " ".join(rest.partition("\n## ")[0].split()) if found else ""


def _result(item: Item, ids: list[str], items: Sequence[Item]) -> Json:
    properties: Json = {"safety": item.safety, "process": item.process, "windows": list(item.windows)}
    if item.standing is not None:
        properties["standing"] = item.standing.value
    result: Json = {
        "ruleId": item.rule,
        "ruleIndex": ids.index(item.rule),
        "level": _level(item.severity),
        "message": {"text": _message(item)},
        "locations": [{"physicalLocation": _location(item)}],
        "partialFingerprints": {FINGERPRINT: item.fingerprint, "primaryLocationLineHash": f"{item.fingerprint}:1"},
        "properties": properties,
    }
    if item.standing is Standing.KNOWN:
        result["baselineState"] = "unchanged"
    elif item.standing is not None:
        result["baselineState"] = "new"
    if item.standing is Standing.SUPPRESSED:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": item.suppression}]
    elif any(one.standing is Standing.SUPPRESSED for one in items):
        # the standard wants it on all results or on none
        result["suppressions"] = []
    return result


def _message(item: Item) -> str:
    """What looks like an embedded link is none."""
    text = f"{item.message}\n{item.advice}" if item.advice else item.message
    return re.sub(r"\[(?=[^\]]*\]\()", r"\\[", text)


def _location(item: Item) -> Json:
    start, end = item.located.start, item.located.end
    region: Json = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    if item.snippet:
        region["snippet"] = {"text": item.snippet}
    return {"artifactLocation": {"uri": uri_of(item.located.path), "uriBaseId": _BASE}, "region": region}


def _notification(problem: Problem) -> Json:
    location: Json = {"artifactLocation": {"uri": uri_of(problem.path), "uriBaseId": _BASE}}
    if problem.line is not None:
        location["region"] = {"startLine": problem.line}
    return {
        "level": "error" if problem.fatal else "note",
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": location}],
    }


def _level(severity: Severity, *, note: str = "note") -> str:
    levels: Mapping[str, str] = {ERROR.name: "error", WARNING.name: "warning"}
    return levels.get(severity.name, note)
