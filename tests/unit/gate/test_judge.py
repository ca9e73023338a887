"""The verdict: what is new, what is stale, what a comment or the app's policy accepts, and what a rewritten or pruned baseline holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_sample import BROKEN, DEFAULT, SCAN, SEND, SOURCES, VERSION, WRITE

from electron_migrate.checks.model import Mode, Unproved
from electron_migrate.code.source import Place, Source, Span
from electron_migrate.facts.model import NOTE, WARNING, Process
from electron_migrate.findings.model import Finding
from electron_migrate.gate.baseline import Baseline, Entry, WindowEntry
from electron_migrate.gate.judge import Left, Policy, Standing, judge, pruned, rewritten
from electron_migrate.pipeline import CheckResult, ScanResult

SCAN = replace(SCAN, windows=tuple(replace(one, fingerprint=one.window.id) for one in SCAN.windows))
RESULT = CheckResult(SCAN, (), ())
TODO = Finding("todo", "validation-todo", WARNING, Process.MAIN, Place("main.js", Span(0, 5)), "not validated", fingerprint="todo")
ORPHAN = replace(TODO, id="orphan", rule="handler-without-caller", fingerprint="orphan")
NOTHING = Baseline()


def entries(*findings: Finding) -> tuple[Entry, ...]:
    return tuple(Entry(one.place.path, one.rule, one.fingerprint) for one in findings)


def standings(result: CheckResult, baseline: Baseline = NOTHING, policy: Policy = Policy()) -> dict[str, str]:  # noqa: B008 (a value)
    return {one.finding.rule: one.standing.value for one in judge(result, baseline, policy).judged}


def commented(path: str, text: str, comment: str) -> ScanResult:
    """The sample with a comment put behind the line that holds `text`; places before it stay."""
    source = SOURCES[path].data
    end = source.index(b"\n", source.index(text.encode()))
    return replace(SCAN, sources={**SOURCES, path: Source.of(path, source[:end] + f" // {comment}".encode() + source[end:])})


def test_what_the_baseline_has_not_is_new_and_notes_do_not_count() -> None:
    verdict = judge(RESULT, Baseline(entries(SEND)), Policy())
    assert {one.finding.rule: one.standing for one in verdict.judged} == {
        SEND.rule: Standing.KNOWN,
        VERSION.rule: Standing.NEW,
        WRITE.rule: Standing.NEW,
    }
    assert DEFAULT.severity is NOTE
    assert not verdict.passed


def test_all_in_the_baseline_passes() -> None:
    assert judge(RESULT, Baseline(entries(SEND, VERSION, WRITE)), Policy()).passed


@pytest.mark.parametrize(
    ("modes", "standing", "passed"),
    [({}, "unaccepted", False), ({"validation-todo": Mode.NEW}, "known", True), ({"validation-todo": Mode.OFF}, None, True)],
)
def test_a_check_fails_whatever_the_baseline_says_unless_tuned(modes: dict[str, Mode], standing: str | None, passed: bool) -> None:  # noqa: FBT001
    result = replace(RESULT, disagreements=(TODO,))
    verdict = judge(result, Baseline(entries(SEND, VERSION, WRITE, TODO)), Policy(modes=modes))
    assert {one.finding.rule: one.standing.value for one in verdict.judged}.get("validation-todo") == standing
    assert verdict.passed is passed


def test_a_rule_can_be_made_to_fail_always() -> None:
    assert standings(RESULT, Baseline(entries(SEND)), Policy(modes={SEND.rule: Mode.ALWAYS}))[SEND.rule] == "unaccepted"


def test_what_is_gone_is_stale() -> None:
    gone = Entry("renderer.js", "raw-ipc", "gone")
    verdict = judge(RESULT, Baseline((*entries(SEND, VERSION, WRITE), gone)), Policy())
    assert verdict.stale == (gone,)
    assert not verdict.passed
    assert judge(RESULT, verdict.baseline, Policy(modes={"stale-baseline": Mode.OFF})).passed
    assert pruned(verdict).entries == entries(SEND, VERSION, WRITE)


@pytest.mark.parametrize(
    "policy",
    [
        Policy(in_scope=lambda rule, path: rule != "raw-ipc"),
        Policy(in_scope=lambda rule, path: path != "gone.js"),
        Policy(whole=False),
    ],
    ids=["another rule", "another file", "some windows"],
)
def test_what_was_not_looked_for_is_not_stale(policy: Policy) -> None:
    known = Baseline((*entries(SEND, VERSION, WRITE), Entry("gone.js", "raw-ipc", "gone")))
    verdict = judge(RESULT, known, policy)
    assert verdict.stale == ()
    assert pruned(verdict) == known
    assert Entry("gone.js", "raw-ipc", "gone") in rewritten(verdict, policy).entries


def test_what_could_not_be_read_is_not_stale() -> None:
    path = BROKEN.problems[0].path
    verdict = judge(replace(RESULT, scan=BROKEN), Baseline((Entry(path, "raw-ipc", "gone"),)), Policy())
    assert verdict.stale == ()


def test_a_comment_accepts_one_finding() -> None:
    scan = commented("renderer.js", "ipcRenderer.send", f"electron-migrate-ignore {SEND.rule}: until the rewrite")
    verdict = judge(replace(RESULT, scan=scan), NOTHING, Policy())
    (one,) = verdict.of(Standing.SUPPRESSED)
    assert (one.finding.rule, one.reason) == (SEND.rule, "until the rewrite")
    assert SEND.rule not in verdict.rules


def test_a_comment_about_nothing_is_a_finding() -> None:
    scan = commented("renderer.js", "document.title", "electron-migrate-ignore raw-ipc: no")
    # the sample's rules have names of their own
    scan = replace(scan, rules={**scan.rules, "raw-ipc": scan.rules.get("raw-ipc") or next(iter(scan.rules.values()))})
    verdict = judge(replace(RESULT, scan=scan), Baseline(entries(SEND, VERSION, WRITE)), Policy())
    assert [one.finding.message for one in verdict.failing] == ["nothing of raw-ipc stands here"]
    elsewhere = Policy(in_scope=lambda rule, path: rule != "raw-ipc")
    assert judge(replace(RESULT, scan=scan), verdict.baseline, elsewhere).passed


def test_a_comment_with_an_unknown_rule_or_no_reason_is_a_finding() -> None:
    for comment, message in (
        ("electron-migrate-ignore nope: x", "no rule is called nope"),
        (f"electron-migrate-ignore {SEND.rule}", "this comment suppresses nothing: it gives no reason after a colon"),
    ):
        verdict = judge(replace(RESULT, scan=commented("renderer.js", "ipcRenderer.send", comment)), Baseline(entries(SEND, VERSION, WRITE)), Policy())
        assert [one.finding.message for one in verdict.failing] == [message]


def windows(isolated: bool, sandboxed: bool) -> CheckResult:  # noqa: FBT001
    first = replace(SCAN.windows[0], isolated=isolated, sandboxed=sandboxed, fingerprint="w")
    return replace(RESULT, scan=replace(SCAN, windows=(first,)))


def recorded(isolated: bool, sandboxed: bool) -> Baseline:  # noqa: FBT001
    entry = WindowEntry("main.js", "w", "", "BrowserWindow", isolated, sandboxed, 9)
    return Baseline(entries(SEND, VERSION, WRITE), (entry,))


def test_a_window_that_lost_isolation_fails_and_one_that_gained_it_makes_the_baseline_stale() -> None:
    lost = judge(windows(False, False), recorded(True, True), Policy())
    assert [one.finding.message for one in lost.failing] == ["the BrowserWindow was isolated and sandboxed, and is not any more"]
    assert not lost.is_stale
    gained = judge(windows(True, False), recorded(False, False), Policy())
    assert gained.failing == ()
    assert gained.is_stale
    assert pruned(gained).windows == recorded(True, False).windows
    assert judge(windows(True, False), pruned(gained), Policy()).passed


def test_a_window_that_is_gone_is_stale() -> None:
    result = replace(RESULT, scan=replace(SCAN, windows=()))
    verdict = judge(result, recorded(False, False), Policy())
    assert pruned(verdict).windows == ()


def test_the_ratchet_counts_from_the_start() -> None:
    known = Baseline(entries(SEND, VERSION, WRITE), (), {SEND.rule: 31, "raw-ipc": 4})
    verdict = judge(RESULT, known, Policy())
    assert verdict.rules[SEND.rule] == Left(1, 31)
    assert verdict.rules["raw-ipc"] == Left(0, 4)
    assert rewritten(verdict, Policy()).start[SEND.rule] == 31


def test_a_rewritten_baseline_accepts_what_is_there_but_not_what_never_passes() -> None:
    result = replace(RESULT, disagreements=(TODO, ORPHAN))
    wanted = rewritten(judge(result, NOTHING, Policy()), Policy())
    assert {one.rule for one in wanted.entries} == {SEND.rule, VERSION.rule, WRITE.rule, ORPHAN.rule}
    verdict = judge(result, wanted, Policy())
    assert [one.finding.rule for one in verdict.failing] == ["validation-todo"]
    assert rewritten(verdict, Policy()) == wanted


def test_what_could_not_be_told_does_not_fail() -> None:
    result = replace(RESULT, unproved=(Unproved("bridge-arity", "whether"),))
    assert judge(result, Baseline(entries(SEND, VERSION, WRITE)), Policy()).passed


def test_severities_as_wanted() -> None:
    policy = Policy(severities={DEFAULT.rule: WARNING, SEND.rule: NOTE})
    assert set(standings(RESULT, NOTHING, policy)) == {DEFAULT.rule, VERSION.rule, WRITE.rule}
