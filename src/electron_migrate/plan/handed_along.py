"""Arguments, getters and globals that hand over what nothing uses any more: findings of their own, which go once the uses are rewritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from electron_migrate.code.edits import Conflict, Edit, merge
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.model import Safety
from electron_migrate.findings.model import Finding
from electron_migrate.plan.compose import Dropped, Impasse, with_drops
from electron_migrate.plan.groups import HANDED_OVER, Outcome
from electron_migrate.plan.handings import Handing, Spot
from electron_migrate.plan.model import Fix, Manual
from electron_migrate.plan.needs import DropHanded, DropUnused

if TYPE_CHECKING:
    from electron_migrate.facts.sites import Site
    from electron_migrate.plan.context import Context


# What stands where something went: nothing, or what held it, empty.
_NOTHING = (b"", b"{}")


def handed_along(context: Context, findings: Sequence[Finding], outcomes: Sequence[Outcome], sites: Mapping[str, Site]) -> list[Outcome]:
    """The outcomes with a fix for what hands over a thing whose every use is rewritten. `sites`: by the id of the finding."""
    by_spot = {(sites[one.finding.id].unit, sites[one.finding.id].span): one.finding.id for one in outcomes if one.finding.id in sites}
    edited = {path for one in outcomes if isinstance(one.result, Fix) for path in one.result.edits}
    edited |= {path for path in context.importers if any(importer.path in edited for importer in context.importers[path])}
    kept_there = any(isinstance(one.result, Manual) and one.finding.id in sites and one.finding.place.path in edited for one in outcomes)
    if not context.handings and not kept_there:
        return list(outcomes)
    done = _all_done(context, outcomes)
    if done is None:
        return list(outcomes)
    after = _uses(context, outcomes, sites)
    found: dict[str, Outcome] = {}
    silent: list[Handing] = []
    for handing in context.handings:
        if handing in done.going:
            about = handing_findings(context, handing, findings, by_spot)
            found |= _gone(handing, about, after)
            if not about:
                silent.append(handing)
        else:
            found |= _left(context, handing, by_spot, outcomes, done)
    for one in outcomes:
        if isinstance(one.result, Manual) and one.finding.id not in found and one.finding.id in sites:
            found |= _inside_what_goes(sites[one.finding.id], one.finding, done, after)
    kept = [found.pop(one.finding.id, one) if isinstance(one.result, Manual) else one for one in outcomes]
    known = {one.finding.id for one in kept}
    kept = [_also(one, silent, after) for one in kept]
    return [*kept, *(one for id, one in found.items() if id not in known)]


def with_their_calls(outcomes: Sequence[Outcome], sites: Mapping[str, Site]) -> list[Outcome]:
    """The page's window that is only handed to a call which stays (the parent of a dialog) says so: there is nothing else to do about it."""
    staying = [(one, sites[one.finding.id]) for one in outcomes if isinstance(one.result, Manual) and one.finding.id in sites]
    kept: list[Outcome] = []
    for one in outcomes:
        site = sites.get(one.finding.id)
        if isinstance(one.result, Manual) and site is not None and site.last.origin == ("currentWindow",) and site.last.value is site.chain.value:
            around = [other for other, there in staying if there.unit == site.unit and there.span != site.span and there.span.contains(site.span)]
            if around:
                inner = min(around, key=lambda other: len(other.finding.place.span))
                one = replace(one, result=Manual(f"It is handed to {inner.finding.message}, which stays.", "It goes with that call."))
        kept.append(one)
    return kept


def handing_findings(context: Context, handing: Handing, findings: Sequence[Finding], by_spot: Mapping[Spot, str]) -> list[Finding]:
    """The findings that are about what hands the thing over."""
    ids = {by_spot[thing] for thing in handing.things if thing in by_spot}
    whole = [(item.unit.path, Span(item.node.start_byte, item.node.end_byte)) for item in handing.items if item.container is None]
    return [
        one
        for one in findings
        if one.id in ids
        or (one.rule == "node-module-in-page" and any(one.place == Place(unit.path, span) for unit, span in handing.things))
        or (one.rule == "preload-shares-globals" and any(one.place.path == path and span.contains(one.place.span) for path, span in whole))
    ]


def _all_done(context: Context, outcomes: Sequence[Outcome]) -> Dropped | None:
    """The app with every fix, and all that goes then."""
    edits: dict[str, tuple[Edit, ...]] = {}
    functions: dict[str, tuple[int, ...]] = {}
    for one in outcomes:
        if not isinstance(one.result, Fix):
            continue
        for path, more in one.result.edits.items():
            together = merge(edits.get(path, ()), more)
            if not isinstance(together, Conflict):
                edits[path] = together
        for need in one.result.needs:
            if isinstance(need, DropUnused):
                functions[need.path] = tuple(dict.fromkeys((*functions.get(need.path, ()), *need.functions)))
    things = frozenset(thing for handing in context.handings for thing in handing.things)
    # as `_gone` says: where something is handed over no more, names go that were for it
    around = {item.unit.path for handing in context.handings for item in handing.items if not item.unit.path.endswith(".d.ts")}
    done = with_drops(context, edits, {*functions, *around}, functions, things)
    return None if isinstance(done, Impasse) else done


def _uses(context: Context, outcomes: Sequence[Outcome], sites: Mapping[str, Site]) -> Mapping[Spot, list[Outcome]]:
    """Rewritten uses, by every value by which the thing gets there."""
    found: dict[Spot, list[Outcome]] = {}
    for one in outcomes:
        if isinstance(one.result, Fix) and one.finding.id in sites:
            for spot in context.provenance.way_of(sites[one.finding.id]):
                found.setdefault(spot, []).append(one)
    return found


def _also(one: Outcome, handings: Sequence[Handing], uses: Mapping[Spot, Sequence[Outcome]]) -> Outcome:
    """A use with what handed the thing over and is no finding of its own, such as `require('electron')` among arguments."""
    mine = [thing for handing in handings for thing in handing.things if any(one.finding.id == use.finding.id for use in uses.get(thing, ()))]
    if not mine or not isinstance(one.result, Fix):
        return one
    return replace(one, result=replace(one.result, needs=(*one.result.needs, *(_drop(thing) for thing in mine))))


def _gone(handing: Handing, about: Sequence[Finding], uses: Mapping[Spot, Sequence[Outcome]]) -> dict[str, Outcome]:
    needed = {one.finding.id: one for thing in handing.things for one in uses.get(thing, ())}
    levels = [one.result.safety for one in needed.values() if isinstance(one.result, Fix)]
    unit = handing.items[0].unit
    paths = dict.fromkeys(item.unit.path for item in handing.items if not item.unit.path.endswith(".d.ts"))
    found = {}
    for finding in about:
        fix = Fix(
            "hand over no more what nothing uses",
            max(levels, default=Safety.SAFE),
            f"{HANDED_OVER}{unit.path}",
            (finding.id,),
            {},
            (*(_drop(thing) for thing in handing.things), *(DropUnused(path) for path in paths)),
            after=tuple(needed),
        )
        found[finding.id] = Outcome(finding, fix, None)
    return found


def _inside_what_goes(site: Site, finding: Finding, done: Dropped, uses: Mapping[Spot, Sequence[Outcome]]) -> dict[str, Outcome]:
    """A thing that is kept by what goes as a whole: an object or helper that only rewritten calls used."""
    if not any(edit.new in _NOTHING and edit.span.contains(site.span) for edit in done.edits.get(site.unit.path, ())):
        return {}
    needed = {one.finding.id: one for one in uses.get((site.unit, site.span), ())}
    levels = [one.result.safety for one in needed.values() if isinstance(one.result, Fix)]
    if not needed:
        return {}
    topic = f"{HANDED_OVER}{site.unit.path}"
    fix = Fix("keep no more what nothing uses", max(levels), topic, (finding.id,), {}, (DropUnused(site.unit.path),), after=tuple(needed))
    return {finding.id: Outcome(finding, fix, None)}


def _left(
    context: Context, handing: Handing, by_spot: Mapping[Spot, str], outcomes: Sequence[Outcome], done: Dropped
) -> dict[str, Outcome]:
    """Why the thing is still handed over: the first place that needs it there."""
    first = next(
        (spot for spot in handing.reads if not any(len(edit.span) and edit.span.contains(spot[1]) for edit in done.edits.get(spot[0].path, ()))), None
    )
    if first is None:
        return {}
    at = context.facts.where(first[0].path, first[1].start)
    ids = {by_spot[thing] for thing in handing.things if thing in by_spot}
    manual = Manual(f"It is handed over for what still uses it at {at}.", "It goes once nothing does.")
    return {one.finding.id: replace(one, result=manual) for one in outcomes if one.finding.id in ids and isinstance(one.result, Manual)}


def _drop(thing: Spot) -> DropHanded:
    unit, span = thing
    return DropHanded(unit.path, unit.number, span.start, span.end)
