"""What rules about single uses share: one finding for each use of a module, or for each window with a preference."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from electron_migrate.app.paths import is_test
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import Process
from electron_migrate.facts.sites import Site
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding, Rule

PAGES = frozenset({Process.RENDERER, Process.SHARED, Process.UNKNOWN, Process.WORKER})


def site_findings(facts: Facts, rule: Rule, wanted: Callable[[Site, Process], bool], message: Callable[[Site], str]) -> Iterator[Found]:
    for site in facts.sites:
        process = facts.process(site.unit.path)
        if is_of_tests(facts, site.unit.path):
            # see test-of-electron
            continue
        if wanted(site, process):
            windows = tuple(window.id for window in facts.windows_of(site.unit.path)) if rule.blocks else ()
            yield Found(Finding("", rule.id, rule.severity, process, site.place, message(site), windows=windows), site)


def is_of_tests(facts: Facts, path: str) -> bool:
    """True for a file of the app's tests that nothing of the app loads."""
    return facts.process(path) is Process.UNKNOWN and is_test(path)


def window_findings(facts: Facts, rule: Rule, preference: str, *, bad: bool, message: str, hint: str = "") -> Iterator[Found]:
    """One finding for each window where the preference has, or may have, the bad value. `hint` says what a person should do about it."""
    for window in facts.windows:
        known = window.model.preferences[preference]
        if known.value is (not bad):
            continue
        place = known.place or window.model.place
        if known.value is None:
            said = f"{preference} of the {window.model.kind} is not known: {known.note}"
        else:
            said = f"{message} ({known.note if known.source == 'default' else known.source})"
        yield Found(Finding("", rule.id, rule.severity, facts.process(place.path), place, said, reason=hint, windows=(window.id,)))
