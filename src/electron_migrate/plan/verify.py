"""Holds a planned state against what was promised: it parses, the findings are gone, no new open end. Says which files are to blame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.code.parse import parse, regions
from electron_migrate.code.scope import resolve_names
from electron_migrate.facts.bridge_calls import bridge_calls
from electron_migrate.facts.link import Facts
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import UnitId
from electron_migrate.findings.catalogue import Found
from electron_migrate.findings.model import Finding


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that a group promised and did not keep. `findings`: of these; else `channel`: who speaks on it; else `path`: whoever changes that file."""

    message: str
    path: str = ""
    findings: tuple[str, ...] = ()
    syntax: bool = False
    """The file would no longer parse."""
    channel: str = ""


def verify(
    before: Facts,
    after: Facts,
    promised: Sequence[Finding],
    found: Sequence[Found],
    changed: Mapping[str, bytes],
    *,
    staying: Iterable[Finding] = (),
) -> tuple[Complaint, ...]:
    """`promised`: findings that the accepted fixes said to solve; `staying`: all others. `found`: what the rules find in the state `after`."""
    return (
        *broken_syntax(before, after, changed),
        *declared_twice(before, after, changed),
        *_still_there(promised, found, Counter(one.exact for one in staying)),
        *open_ends(before, after),
    )


def open_ends(before: Facts, after: Facts) -> tuple[Complaint, ...]:
    """What `after` leaves open and `before` did not: bridge calls without a member, arguments not accepted, channels without their other end."""
    return (*_bridge_open_ends(before, after), *_channels(before, after))


def broken_syntax(before: Facts, after: Facts, changed: Mapping[str, bytes]) -> Iterator[Complaint]:
    """Files that parsed before and would not any more."""
    for path in changed:
        if path in after.sources and path.endswith((".js", ".cjs", ".mjs", ".jsx", ".ts", ".tsx", ".vue", *PAGE_ENDINGS)):
            summary = after.origins.summary_of(path)
            broken = summary is not None and any(unit.broken for unit in summary.units)
            if broken and not before.broken(path):
                yield Complaint(f"{path} would no longer parse", path, syntax=True)


def declared_twice(before: Facts, after: Facts, changed: Mapping[str, bytes]) -> Iterator[Complaint]:
    """Scripts that would declare a name twice, by themselves or with another script of their page: no engine runs such a script at all."""
    for path in changed:
        if path not in after.sources or not path.endswith((".js", ".cjs", ".mjs", ".jsx", ".ts", ".tsx", ".vue", *PAGE_ENDINGS)):
            continue
        known = _twice(before, path)
        for name in sorted(_twice(after, path) - known):
            yield Complaint(f"{path} would declare {name} twice", path, syntax=True)


def _twice(facts: Facts, path: str) -> frozenset[str]:
    source, summary = facts.sources.get(path), facts.summaries.get(path)
    if source is None or summary is None:
        return frozenset()
    found: set[str] = set()
    for number, region in enumerate(regions(source)):
        scopes = resolve_names(parse(source, region))
        found.update(binding.name for binding in scopes.bindings if len(binding.declarations) > 1 and any(map(_is_lexical, binding.declarations)))
        page = facts.page_scripts.get(UnitId(path, number))
        if page is None or number >= len(summary.units) or summary.units[number].module:
            continue
        others = {
            one.name
            for sibling in page.siblings
            if sibling != UnitId(path, number) and sibling.path in facts.summaries and not facts.unit(sibling).module
            for one in facts.unit(sibling).bindings
            if one.top
        }
        found.update(name for name, binding in scopes.module.names.items() if name in others and any(map(_is_lexical, binding.declarations)))
    return frozenset(found)


def _is_lexical(declaration: Node) -> bool:
    """True for a name of `let`, `const`, `class` or `import`, which nothing else may declare in its scope."""
    at = declaration.parent
    while at is not None and at.type in ("object_pattern", "array_pattern", "pair_pattern", "variable_declarator", "import_specifier", "named_imports", "import_clause"):
        at = at.parent
    return at is not None and at.type in ("lexical_declaration", "import_statement")


def _still_there(promised: Sequence[Finding], found: Sequence[Found], staying: Mapping[str, int]) -> Iterator[Complaint]:
    left = Counter(one.finding.exact for one in found)
    for finding in promised:
        if left[finding.exact] > staying.get(finding.exact, 0):
            yield Complaint(f"{finding.message} would still be there", findings=(finding.id,))


def _bridge_open_ends(before: Facts, after: Facts) -> Iterator[Complaint]:
    """Calls of a bridge that has no such member, or that takes fewer arguments."""
    known = {(call.key, call.path, call.arguments, call.place.path) for call in bridge_calls(before)}
    members: dict[tuple[str, tuple[str, ...]], int | None] = {}
    for exposure in after.exposures:
        for member in exposure.members:
            members[exposure.key, member.path] = member.parameters
    keys = {exposure.key for exposure in after.exposures} | {exposure.key for exposure in before.exposures}
    for call in bridge_calls(after):
        key, path, count, file = call.key, call.path, call.arguments, call.place.path
        if key not in keys or (key, path, count, file) in known:
            continue
        if (key, path) not in members:
            if any((key, path[:length]) in members for length in range(1, len(path))):
                # a method of what a constant of the bridge holds: `version.split('.')`
                continue
            yield Complaint(f"{file} would call window.{key}.{'.'.join(path)}, which no preload has", file)
        else:
            takes = members[key, path]
            if takes is not None and count is not None and count > takes:
                yield Complaint(f"{file} would pass {count} arguments to window.{key}.{'.'.join(path)}, which takes {takes}", file)


def _channels(before: Facts, after: Facts) -> Iterator[Complaint]:
    known = {(channel.name, problem) for channel in before.channels for problem in channel.problems}
    names = {channel.name for channel in before.channels}
    # `for (const channel of LIST) ipcMain.on(channel, …)`: main may listen to what a page sent on in the same way
    anything = any(channel.dynamic and any(use.process is Process.MAIN for use in channel.receivers) for channel in before.channels)
    for channel in after.channels:
        for problem in channel.problems:
            if anything and channel.name not in names and problem.endswith("was found"):
                continue
            # what was missing before is reported, not held against the fix
            if (channel.name, problem) in known or "a page listens" in problem:
                continue
            if any(name == channel.name for name, _ in known) and "more than once" not in problem:
                continue
            paths = {use.place.path for use in (*channel.senders, *channel.receivers)}
            yield Complaint(f"channel {channel.name}: {problem}", next(iter(sorted(paths)), ""), channel=channel.name)
