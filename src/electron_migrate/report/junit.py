"""JUnit's XML, as CI servers read it: one test case for each rule, failed where something of it fails."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from electron_migrate.report.listing import Item, Listing

# What XML 1.0 cannot hold, however it is escaped
_NOT_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def junit_xml(listing: Listing) -> bytes:
    """All rules and checks in order of id, and a case that errs when files could not be read."""
    failing: dict[str, list[Item]] = {}
    for item in listing.items:
        if item.fails:
            failing.setdefault(item.rule, []).append(item)
    fatal = [problem for problem in listing.problems if problem.fatal]
    counts = {"tests": str(len(listing.rules) + 1), "failures": str(len(failing)), "errors": str(bool(fatal) + 0), "skipped": "0"}
    root = Element("testsuites", {"name": "electron-migrate", **counts})
    suite = SubElement(root, "testsuite", {"name": f"electron-migrate {listing.command}", **counts})
    for rule in listing.rules.values():
        case = SubElement(suite, "testcase", {"classname": "electron-migrate", "name": rule.id})
        if found := failing.get(rule.id):
            _fail(case, "failure", f"{len(found)}: {rule.title}", [_line(item) for item in found])
    case = SubElement(suite, "testcase", {"classname": "electron-migrate", "name": "all files analysed"})
    if fatal:
        places = [problem.path + (f":{problem.line}" if problem.line is not None else "") for problem in fatal]
        lines = [f"{place}: {problem.message}" for place, problem in zip(places, fatal, strict=True)]
        _fail(case, "error", f"{len(fatal)} not analysed", lines)
    SubElement(suite, "system-out").text = _xml(listing.summary)
    indent(root)
    written: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"


def _fail(case: Element, kind: str, message: str, lines: Sequence[str]) -> None:
    SubElement(case, kind, {"message": _xml(message), "type": kind}).text = _xml("\n".join(lines))


def _line(item: Item) -> str:
    return f"{item.located.text}: {item.message}" + (f"\n    {item.advice}" if item.advice else "")


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
