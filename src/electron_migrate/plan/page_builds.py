"""The groups by which pages are built for a page without Node: each once nothing else of its pages needs Node."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from electron_migrate.facts.link import Facts
from electron_migrate.findings import bundler_target
from electron_migrate.findings.catalogue import rules
from electron_migrate.findings.model import Finding
from electron_migrate.plan.analysis import OWN_RULES, Analysis, Gates
from electron_migrate.plan.model import Group, Stage
from electron_migrate.plan.retarget import needs_node


@dataclass(frozen=True, slots=True)
class PageBuilds:
    """`solved`: ids of findings, of the state that was asked about, which the groups that are not held take away."""

    groups: tuple[Group, ...]
    solved: frozenset[str]
    windows: Mapping[str, tuple[str, ...]]

    def of(self, window: str) -> tuple[str, ...]:
        """The groups that a window's isolation depends on."""
        return self.windows.get(window, ())


def page_build_groups(analysis: Analysis, accepted: Sequence[Group], state: Facts, found: Sequence[Finding]) -> PageBuilds:
    """`state` is what the accepted groups make of the app, and `found` what the rules find in it."""
    groups: list[Group] = []
    solved: set[str] = set()
    windows: dict[str, list[str]] = {}
    for finding in analysis.findings:
        fix = analysis.page_builds.get(finding.id)
        if fix is None:
            continue
        path = finding.place.path
        now = [one for one in found if one.rule == finding.rule and one.place.path == path]
        depends = [
            group.id
            for group in accepted
            if group.stage is Stage.CALL_SITES
            and any(set(finding.windows) & set(analysis.by_id[id].windows) for id in group.findings if id in analysis.by_id)
        ]
        id = f"{_NAMES[finding.rule]}-{path.replace('/', '-')}"
        group = Group(id, Stage.PAGE_MODULES, fix.title[:1].upper() + fix.title[1:], fix.safety, (fix,), tuple(depends))
        held = _in_the_way(state, finding, found)
        groups.append(replace(group, held=held))
        if not held:
            solved.update(one.id for one in now)
            for id in finding.windows:
                windows.setdefault(id, []).append(group.id)
    return PageBuilds(tuple(groups), frozenset(solved), {id: tuple(ids) for id, ids in windows.items()})


def without_blockers(gate: Gates, solved: Collection[str]) -> Gates:
    """The gate without findings that are solved by another group."""
    return replace(
        gate,
        blockers=tuple(id for id in gate.blockers if id not in solved),
        sandbox_blockers=tuple(id for id in gate.sandbox_blockers if id not in solved),
    )


def _in_the_way(state: Facts, finding: Finding, found: Sequence[Finding]) -> str:
    """Why the pages of the configuration cannot be built for browsers yet; empty when they can."""
    table = rules()
    shown = set(finding.windows)
    left = [
        one
        for one in found
        if table[one.rule][0].blocks == "isolated"
        and one.rule not in OWN_RULES
        and one.rule not in _NAMES
        and (set(one.windows) & shown or not one.windows)
        and one.rule not in _OF_PRELOADS
    ]
    if left:
        first = left[0]
        more = f", and {len(left) - 1} more" if len(left) > 1 else ""
        return f"Its pages still need Node: {first.message} in {first.place.path}{more}."
    loads = needs_node(state, finding.place.path)
    return f"Its pages still need Node: {loads}." if loads else ""


_NAMES = {bundler_target.RULE.id: "retarget"}
_OF_PRELOADS = frozenset({"preload-shares-globals", "preload-unread"})
