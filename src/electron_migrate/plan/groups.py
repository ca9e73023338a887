"""Findings -> outcomes (a fix, or a manual step with its reason) -> change groups in the order of their stages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from electron_migrate.facts.api_table import Use as ApiUse
from electron_migrate.facts.chains import levels
from electron_migrate.facts.model import Safety
from electron_migrate.facts.node_table import load_node_table
from electron_migrate.facts.origins import External
from electron_migrate.facts.sites import PAGE, Site, is_handed_out
from electron_migrate.facts.summary import GLOBAL, Call, Name, Use, Value
from electron_migrate.facts.versions import load_versions
from electron_migrate.findings.model import Finding
from electron_migrate.plan.answer_uses import needs_class
from electron_migrate.plan.attach import Attachment
from electron_migrate.plan.compose import preload_needs
from electron_migrate.plan.context import Context
from electron_migrate.plan.error_fields import with_error_fields
from electron_migrate.plan.error_uses import looks_of
from electron_migrate.plan.getters import is_by_getter
from electron_migrate.plan.guards import guard_at
from electron_migrate.plan.main_members import Act, reach_of
from electron_migrate.plan.model import Fix, Group, Manual, Stage
from electron_migrate.plan.needs import BridgeMember, DropHanded, DropUnused, MainConstant, MainHandler, MemberKind, NewFile, NewPreload
from electron_migrate.plan.passed_on import passed_on
from electron_migrate.plan.reactive import may_be_reactive
from electron_migrate.plan.transform import Catalogue
from electron_migrate.plan.wrapper_calls import drops_arguments

_ASKING = frozenset({MemberKind.INVOKE, MemberKind.ASK})
_OF_PROMISES = (("then",), ("catch",), ("finally",))

HANDED_OVER = "handed over in "
"""How the topics of fixes begin that take away what hands something over."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What can be done for one finding."""

    finding: Finding
    result: Fix | Manual
    transform: str | None


def outcome(finding: Finding, site: Site, context: Context, catalogue: Catalogue) -> Outcome:
    """Runs the transform that serves the finding's site."""
    asked = guard_at(context, site)
    if asked is not None:
        return Outcome(finding, replace(asked, findings=(finding.id,)) if isinstance(asked, Fix) else asked, None)
    if site.module in ("process", "global") and site.chain.use is Use.TESTED and len(site.last.origin) == 1 and site.last.value is site.chain.value:
        return Outcome(finding, _guard(context.api_name), None)
    doubt = context.provenance.doubt(site) if not site.by_event and site.module != PAGE else None
    if doubt is not None:
        return Outcome(finding, doubt, None)
    stale = _read_before(site, context)
    if stale is not None:
        return Outcome(finding, stale, None)
    if not is_by_getter(context, site):
        reason = "It is reached through a function of the app that does more than hand it out, and its call would go."
        return Outcome(finding, Manual(reason, "Call the bridge here, and keep the call of the function where it is needed."), None)
    dropped = drops_arguments(context.facts, site)
    if dropped is not None:
        return Outcome(finding, dropped, None)
    loaded = catalogue.serving(site.module, site.last.origin)
    if loaded is None or finding.rule not in loaded.transform.rules:
        manual = context.table.find_manual(site.last.origin, site.last.use) if site.module in ("remote", "electron") else None
        if manual is not None:
            return Outcome(finding, Manual(manual.reason, manual.hint), None)
        return Outcome(finding, _unserved(site, context), None)
    result = loaded.rewrite(site, context)
    if isinstance(result, Fix):
        if result.safety < loaded.transform.safety:
            raise ValueError(f"{loaded.transform.id} declares {loaded.transform.safety.word} at best, but gave {result.safety.word}")
        result = _as_it_arrives(site, context, result)
    if isinstance(result, Fix):
        result = replace(result, findings=(finding.id,))
    return Outcome(finding, result, loaded.transform.id)


def _read_before(site: Site, context: Context) -> Manual | None:
    """An image that was taken off the clipboard when another function ran: asked by the bridge, it would be what lies there now."""
    root = levels(site.chain.value)[0]
    if site.last.origin[:2] != ("clipboard", "readImage") or not isinstance(root, Name) or root.binding == GLOBAL:
        return None
    held = context.facts.origins.origin(site.unit, root)
    if not isinstance(held, External) or "readImage" not in held.path:
        return None
    summary = context.facts.unit(site.unit)
    binding = summary.bindings[root.binding]
    around = [number for number, function in enumerate(summary.functions) if function.span.contains(binding.span)]
    taken = max(around, key=lambda number: summary.functions[number].span.start, default=None)
    if taken == site.chain.function:
        return None
    return Manual(
        f"{binding.name} was taken off the clipboard before this function runs; what lies there now may be another image.",
        "Ask for what is needed of it where it is taken.",
    )


def _as_it_arrives(site: Site, context: Context, fix: Fix) -> Fix | Manual:
    """The fix of a call whose answer or error crosses now, with what is lost of them; a call stays where the page needs what does not arrive."""
    asks = any(isinstance(need, BridgeMember) and (need.kind in _ASKING or "callBack" in need.helpers) for need in fix.needs)
    asked = [level for level in takewhile(lambda level: level.origin[-1:] not in _OF_PROMISES, site.levels) if level.use is ApiUse.CALL]
    if site.module != "remote" or not asked:
        return fix
    stays = any(isinstance(need, MainHandler) and "keepLive" in need.helpers for need in fix.needs)
    reach = reach_of(context, site)
    # what follows the call of a member of main is a method of its answer, unless the answer stays in main
    call = reach.call if reach is not None and reach.call is not None and not stays else asked[-1].value
    fix = _with_reactive(site, context, call, fix)
    if not asks:
        return fix
    node = context.node(site.unit, call.span)
    found = needs_class(context, site.unit, node) if not stays else ""
    if found:
        return Manual(
            f"The page calls {found} on the answer, which arrives as plain data: a Buffer as a Uint8Array, Stats without their methods.",
            "Let main answer with what the page makes of it, such as the text or { isFile: stats.isFile() }.",
        )
    looks = looks_of(context, site.unit, node)
    carried = with_error_fields(context, site.unit, call, looks, fix) if looks and isinstance(call, Call) else None
    if carried is not None:
        return carried
    if not any(is_handed_out(level.origin[:2]) for level in site.levels):
        return fix
    if reach is not None and reach.act is Act.READ:
        # `core.KINDS.find((kind) => …)`: plain data of main's, and a function that gets no error
        return fix
    if not looks:
        note = "An error that main throws arrives with its message only, behind words of Electron's."
        return replace(fix, safety=max(fix.safety, Safety.REVIEW), may_change=f"{fix.may_change} {note}".strip())
    return Manual(
        f"The page looks at {looks[0].shown} of an error, and only the message of an error of main's arrives, behind words of Electron's.",
        "Let main catch the error and answer with what the page needs to know, such as { code: error.code }; then test the answer.",
    )


def _with_reactive(site: Site, context: Context, call: Value, fix: Fix) -> Fix:
    library = may_be_reactive(context, site.unit, call.arguments) if isinstance(call, Call) else ""
    if not library or not any(isinstance(need, BridgeMember) for need in fix.needs):
        return fix
    note = f"An object that {library} watches cannot be cloned: if one is passed, pass a plain copy."
    return replace(fix, safety=max(fix.safety, Safety.REVIEW), may_change=f"{fix.may_change} {note}".strip())


def migration_groups(outcomes: Iterable[Outcome], attachment: Attachment) -> tuple[Group, ...]:
    """Groups of stages bridge and call-sites, a pair for each topic and safety; a bridge group takes the level of the call sites that want it."""
    topics: dict[tuple[str, Safety], list[Fix]] = {}
    handing: dict[str, list[Fix]] = {}
    windows: dict[str, set[str]] = {}
    for one in outcomes:
        if isinstance(one.result, Fix) and one.result.topic.startswith(HANDED_OVER):
            handing.setdefault(one.result.topic, []).append(one.result)
        elif isinstance(one.result, Fix):
            topics.setdefault((one.result.topic, one.result.safety), []).append(one.result)
            windows.setdefault(one.finding.id, set()).update(one.finding.windows)
    topics = _whole_channels(topics)
    bridges: list[Group] = list(_build_group(topics, attachment))
    building = {group.id for group in bridges}
    calls: list[Group] = []
    for (topic, safety), fixes in sorted(topics.items(), key=lambda item: (item[0][1], item[0][0])):
        needs = tuple(
            dict.fromkeys(need for fix in fixes for need in fix.needs if isinstance(need, (BridgeMember, MainConstant, MainHandler)))
        )
        slug = _slug(topic) + ("" if safety is Safety.SAFE else f"-{safety.word}")
        depends: tuple[str, ...] = ()
        if needs:
            findings = tuple(name for fix in fixes for name in fix.findings)
            shown = {window for name in findings for window in windows.get(name, ())}
            bridge = Fix(f"bridge for {topic}", safety, topic, findings, {}, (*needs, *preload_needs(attachment, needs, shown)))
            wants_build = building if any(isinstance(need, BridgeMember) and need.preload == attachment.new_preload for need in needs) else set()
            bridges.append(
                Group(f"bridge-{slug}", Stage.BRIDGE, f"Bridge methods and handlers: {topic}", safety, (bridge,), tuple(sorted(wants_build)))
            )
            depends = (f"bridge-{slug}",)
        own = tuple(replace(fix, needs=tuple(need for need in fix.needs if isinstance(need, (DropUnused, DropHanded, NewFile)))) for fix in fixes)
        calls.append(Group(f"call-sites-{slug}", Stage.CALL_SITES, f"Call sites: {topic}", safety, own, depends))
    return (*bridges, *calls, *(_handed_group(topic, fixes, calls) for topic, fixes in sorted(handing.items())))


def _handed_group(topic: str, fixes: Sequence[Fix], calls: Sequence[Group]) -> Group:
    """What hands over things of Electron's: it goes after the calls that it did so for."""
    after = {id for fix in fixes for id in fix.after}
    depends = tuple(group.id for group in calls if after & set(group.findings))
    safety = max((*(fix.safety for fix in fixes), *(group.safety for group in calls if group.id in depends)))
    title = f"What nothing uses any more is not handed over ({topic.removeprefix(HANDED_OVER)})"
    return Group(f"call-sites-{_slug(topic)}", Stage.CALL_SITES, title, safety, tuple(fixes), depends)


def _build_group(topics: Mapping[tuple[str, Safety], Sequence[Fix]], attachment: Attachment) -> Iterator[Group]:
    """The new preload with what builds it, where a bundler has to be told: a group of its own, before all that is put on its bridge."""
    build = attachment.build
    if build is None or not build.edits:
        return
    if any(isinstance(need, BridgeMember) and need.preload == build.preload for fixes in topics.values() for fix in fixes for need in fix.needs):
        fix = Fix(
            f"build {build.preload}",
            Safety.REVIEW,
            "preload build",
            (),
            build.edits,
            (NewPreload(build.preload),),
            may_change=f"The bundler makes one script more, {build.output}. {build.may_change}".strip(),
        )
        yield Group("build-preload", Stage.BRIDGE, f"A preload that exposes nothing yet is built: {build.preload}", Safety.REVIEW, (fix,))


def too_old(major: int) -> str:
    """Why nothing can be applied below the oldest Electron that has the bridge; empty from there on."""
    oldest = load_versions().oldest_output
    if major >= oldest:
        return ""
    return (
        f"Electron {major} has no bridge that can be relied on. Raise Electron to {oldest} or later first; "
        f"plan for it with --electron {oldest} (or the version that you are going to)."
    )


def _whole_channels(topics: Mapping[tuple[str, Safety], Sequence[Fix]]) -> dict[tuple[str, Safety], list[Fix]]:
    """A channel, or the events of one emitter, is one group: a listener and its removal, or a function that loses its event, must not come apart by level."""
    joined: dict[tuple[str, Safety], list[Fix]] = {}
    for (topic, safety), fixes in topics.items():
        level = max(other for name, other in topics if name == topic) if topic.startswith(("channel ", "events of ")) else safety
        joined.setdefault((topic, level), []).extend(fixes)
    return joined


def _slug(topic: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", topic).strip("-").lower() or "topic"


def _guard(api_name: str) -> Manual:
    return Manual(
        "It asks whether the page has Node. An isolated page has not, so what it guards would silently stop.",
        f"Ask for the bridge instead (window.{api_name}), or drop the guard.",
    )


def _unserved(site: Site, context: Context) -> Manual:
    if site.module == "ipcRenderer":
        if not site.verb:
            return passed_on(context, site)
        row = context.table.find_manual(("ipcRenderer", site.verb), ApiUse.CALL)
        if row.origin == ("ipcRenderer", site.verb):
            return Manual(row.reason, row.hint)
        return Manual(
            f"ipcRenderer.{site.verb} has no fixed counterpart on the bridge.", "Write a bridge method for what this call is meant to do."
        )
    known = load_node_table().globals.get(site.last.origin[0] if site.last.origin else "")
    if known is not None:
        return Manual(known.reason, known.hint)
    return Manual("There is no rewrite for this use.", "Move it to main, and ask for it by a bridge method.")
