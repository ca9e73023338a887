"""Counts over findings and windows that every report shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from electron_migrate.facts.model import Safety
from electron_migrate.findings.model import Finding
from electron_migrate.pipeline import WindowStatus

NO_FIX = "note"
"""The word for findings that there is nothing to rewrite for."""
SAFETY_WORDS = (*(safety.word for safety in Safety), NO_FIX)


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings of one rule, file or run. `by_safety` has every one of SAFETY_WORDS as a key."""

    total: int
    by_safety: Mapping[str, int]


def safety_word(finding: Finding) -> str:
    return NO_FIX if finding.safety is None else finding.safety.word


def tally(findings: Iterable[Finding]) -> Tally:
    counts = Counter(safety_word(finding) for finding in findings)
    return Tally(counts.total(), {word: counts[word] for word in SAFETY_WORDS})


def group_by_rule(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Rule id -> its findings, the most frequent rule first."""
    return _grouped((finding.rule, finding) for finding in findings)


def group_by_file(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """App-relative path -> its findings in order of place, the file with most of them first."""
    ordered = sorted(findings, key=lambda finding: (finding.place, finding.rule))
    return _grouped((finding.place.path, finding) for finding in ordered)


def group_by_process(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Process -> the findings in its files, the process with most of them first."""
    return _grouped((finding.process.value, finding) for finding in findings)


def windows_ready(windows: Iterable[WindowStatus]) -> int:
    return sum(window.ready for window in windows)


def windows_isolated(windows: Iterable[WindowStatus]) -> int:
    return sum(window.isolated for window in windows)


def _grouped(pairs: Iterable[tuple[str, Finding]]) -> Mapping[str, tuple[Finding, ...]]:
    groups: dict[str, list[Finding]] = {}
    for key, finding in pairs:
        groups.setdefault(key, []).append(finding)
    return {key: tuple(groups[key]) for key in sorted(groups, key=lambda key: (-len(groups[key]), key))}
