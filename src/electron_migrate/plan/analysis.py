"""Facts with what can be done about each finding: the common ground of scan and plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from electron_migrate.choices import NOTHING_CHOSEN, Choices, Strategy, member_path
from electron_migrate.code.edits import Edit
from electron_migrate.code.source import Place, Span
from electron_migrate.facts.link import Facts, LinkedWindow
from electron_migrate.facts.model import NOTE, Safety
from electron_migrate.facts.origins import UnitId
from electron_migrate.findings import bundler_target, reply_message
from electron_migrate.findings.catalogue import Found, find_all, rules
from electron_migrate.findings.model import Finding
from electron_migrate.plan.attach import Attachment, attach, is_isolated, is_sandboxed, with_kept
from electron_migrate.plan.chosen_names import ChosenNames, chosen_names, wanted_members, with_names
from electron_migrate.plan.chosen_sites import LEFT_TO_A_PERSON, as_chosen, chosen_places, strategy_of
from electron_migrate.plan.context import Context
from electron_migrate.plan.drops import drop_edits, global_users
from electron_migrate.plan.groups import HANDED_OVER, Outcome, outcome
from electron_migrate.plan.guard_needs import with_bridges
from electron_migrate.plan.handed_along import handed_along, with_their_calls
from electron_migrate.plan.harden import RULE, Hardening
from electron_migrate.plan.main_listeners import NoRequest
from electron_migrate.plan.model import Fix, Manual
from electron_migrate.plan.navigation import Navigation
from electron_migrate.plan.needs import DropUnused
from electron_migrate.plan.opened_pages import pages_that_keep_node
from electron_migrate.plan.page_modules import PageModules, page_modules, told
from electron_migrate.plan.retarget import retargeted
from electron_migrate.plan.transform import load_catalogue
from electron_migrate.plan.wrappers import settle_wrappers
from electron_migrate.progress import Progress, silent

# What the window's own preferences say is what isolating changes; it does not stand in its own way.
OWN_RULES = frozenset({"window-node-integration", "window-not-isolated", "window-not-sandboxed", "window-remote-module"})

_PAGE_BUILDS = {bundler_target.RULE.id: retargeted}


@dataclass(frozen=True, slots=True)
class Gates:
    """What keeps a window from being isolated, and then from being sandboxed: ids of findings."""

    window: LinkedWindow
    isolated: bool
    sandboxed: bool
    blockers: tuple[str, ...]
    sandbox_blockers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    facts: Facts
    context: Context
    attachment: Attachment
    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    gates: tuple[Gates, ...]
    page_builds: Mapping[str, Fix] = field(default_factory=dict)
    """What makes bundlers and compilers build pages that run without Node, by the finding that it takes away."""
    made: Choices = NOTHING_CHOSEN
    """What the outcomes are: the name of every member of the bridge, and the strategy of every site that has one."""
    modules: tuple[PageModules, ...] = ()
    hardened: Mapping[str, Fix] = field(default_factory=dict)
    limits: Mapping[str, Fix] = field(default_factory=dict)
    """By the window's id: what keeps it with the app's own pages."""
    """What makes listeners that main has look at who sends, by the finding that they do not."""

    @property
    def by_id(self) -> Mapping[str, Finding]:
        return {finding.id: finding for finding in self.findings}


def analyse(
    facts: Facts,
    api_name: str,
    transforms: tuple[Path, ...] = (),
    choices: Choices = NOTHING_CHOSEN,
    validator: str = "plain",
    page_way: str = "fit",
    navigation: str = "free",
    progress: Progress = silent,
) -> Analysis:
    """Runs every rule, and the transform of every use; `transforms` are files of the app's own that are trusted.

    `validator`: how generated handlers check types, `plain` or `zod`; `page_way`: see `page_modules`;
    `navigation`: `free` or `own-pages`. Raises ChoiceError for a choice that cannot be had.
    """
    attachment = attach(facts, api_name)
    attachment = replace(attachment, layout=replace(attachment.layout, validator=validator))
    every = find_all(facts)
    table = rules()
    blocking = {one.finding.place.path: one.finding.message for one in every if table[one.finding.rule][0].blocks}
    layout = attachment.layout
    renamed = frozenset(path for name, wanted in choices.names if name != wanted and (path := member_path(name)) is not None)
    context = Context(
        facts,
        layout.api_name,
        attachment.preloads,
        attachment.unattachable,
        layout.handlers,
        layout.main_kind,
        blocking,
        chosen_places(choices, every),
        renamed,
    )
    catalogue = load_catalogue(transforms)

    def could_be(found: Found, made_in_main: Context) -> Fix | Manual:
        return outcome(found.finding, found.site, made_in_main, catalogue).result if found.site is not None else Manual("", "")

    context.keep_node = pages_that_keep_node(context, attachment.new_preload, every, could_be, OWN_RULES)
    attachment = with_kept(attachment, context.keep_node)
    context.unattachable = attachment.unattachable
    hardening = Hardening(context, attachment)
    limits = Navigation(hardening).fixes() if navigation == "own-pages" else {}
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    page_builds: dict[str, Fix] = {}
    hardened: dict[str, Fix] = {}
    for number, found in enumerate(every, 1):
        progress("Looking at findings", number, len(every))
        one = found.finding
        if found.site is not None:
            done = as_chosen(outcome(one, found.site, context, catalogue), choices)
            outcomes.append(done)
            one = _told(one, done)
        elif one.rule in _PAGE_BUILDS:
            result = _PAGE_BUILDS[one.rule](facts, one)
            if isinstance(result, Fix):
                page_builds[one.id] = result
            one = _told(one, Outcome(one, result, None))
        elif one.severity is not NOTE and one.rule not in OWN_RULES:
            one = replace(one, safety=Safety.MANUAL)
        elif one.rule == RULE and hardening.offered:
            result = hardening.fix(one)
            if isinstance(result, Fix):
                hardened[one.id] = result
                one = _told(one, Outcome(one, result, None))
            else:
                one = replace(one, reason=f"{result.reason} {result.hint}")
        elif one.rule == reply_message.RULE.id:
            one = replace(one, reason=_of_pair(context, one))
        findings.append(one)
    sites = {found.finding.id: found.site for found in every if found.site is not None}
    settled = settle_wrappers(context, with_bridges(outcomes), sites)
    changed = {one.finding.id: one for one, before in zip(settled, outcomes, strict=True) if one is not before}
    outcomes, findings = settled, [_told(one, changed[one.id]) if one.id in changed else one for one in findings]
    findings, outcomes = _taken_along(facts, findings, outcomes)
    outcomes = with_their_calls(handed_along(context, findings, outcomes, sites), sites)
    findings = _told_again(findings, outcomes)
    findings = [_import_left(context, finding, findings, outcomes) for finding in findings]
    findings, outcomes = _left_over(context, findings, outcomes)
    modules = page_modules(context, findings, [one.result for one in outcomes if isinstance(one.result, Fix)], page_way)
    findings = told(findings, modules)
    gates = tuple(_gates(window, findings) for window in facts.windows)
    findings = [_window_outcome(finding, gates, attachment, findings) for finding in findings]
    names = chosen_names(choices, wanted_members(outcomes), facts, context.api_name)
    made = _made(outcomes, names, choices)
    outcomes = [with_names(one, names, context.api_name) for one in outcomes]
    return Analysis(facts, context, attachment, tuple(findings), tuple(outcomes), gates, page_builds, made, modules, hardened, limits)


def _made(outcomes: Sequence[Outcome], names: ChosenNames, choices: Choices) -> Choices:
    left = {one.finding.id: Strategy.MANUAL for one in outcomes if isinstance(one.result, Manual) and one.result is LEFT_TO_A_PERSON}
    strategies = {one.finding.id: made for one in outcomes if (made := strategy_of(one)) is not None} | left
    return replace(
        choices,
        names=tuple((".".join(path), ".".join(wanted)) for path, wanted in names.names.items()),
        strategies=tuple(sorted(strategies.items())),
    )


def window_gates(facts: Facts, found: Sequence[Found]) -> tuple[Gates, ...]:
    """The gates of every window for findings that nothing was done about."""
    return tuple(_gates(window, [one.finding for one in found]) for window in facts.windows)


def _of_pair(context: Context, note: Finding) -> str:
    """What becomes of a message and its reply."""
    channel = reply_message.channel_at(context.facts, note.place)
    pair = context.reply_pair(channel) if channel is not None else None
    if pair is None:
        return ""
    return f"They stay two messages: {pair.reason}." if isinstance(pair, NoRequest) else "They become one request."


def _told(finding: Finding, done: Outcome) -> Finding:
    match done.result:
        case Fix(safety=safety, may_change=may_change):
            return replace(finding, safety=safety, reason=may_change, transform=done.transform)
        case Manual(reason=reason, hint=hint):
            return replace(finding, safety=Safety.MANUAL, reason=f"{reason} {hint}".strip(), transform=done.transform)


def _told_again(findings: Sequence[Finding], outcomes: Sequence[Outcome]) -> list[Finding]:
    """The findings of which more is known now: what hands over things that nothing uses any more."""
    handed = {one.finding.id: one for one in outcomes if isinstance(one.result, Fix) and one.result.topic.startswith(HANDED_OVER)}
    left = {one.finding.id: one for one in outcomes if isinstance(one.result, Manual)}
    return [
        replace(_told(finding, handed[finding.id]), reason="It goes with the last use of what is handed over.")
        if finding.id in handed
        else _told(finding, left[finding.id])
        if finding.id in left
        else finding
        for finding in findings
    ]


def _goes(edit: Edit, place: Place, facts: Facts) -> bool:
    """True when the edit takes the text at a place away, as part of more, and does not put it elsewhere."""
    if not edit.span.contains(place.span):
        return False
    return not edit.new or (edit.span != place.span and facts.sources[place.path].data[place.span.start : place.span.end] not in edit.new)


def _taken_along(facts: Facts, findings: list[Finding], outcomes: list[Outcome]) -> tuple[list[Finding], list[Outcome]]:
    """A use inside text that another fix deletes goes with that fix: `getCurrentWindow()` as the parent of a dialog."""
    owners: dict[str, int] = {}
    for one in outcomes:
        if not isinstance(one.result, Manual):
            continue
        place = one.finding.place
        for number, other in enumerate(outcomes):
            if isinstance(other.result, Fix) and any(_goes(edit, place, facts) for edit in other.result.edits.get(place.path, ())):
                owners[one.finding.id] = number
    kept: list[Outcome] = []
    for number, one in enumerate(outcomes):
        along = tuple(id for id, owner in owners.items() if owner == number)
        if along and isinstance(one.result, Fix):
            kept.append(replace(one, result=replace(one.result, findings=(*one.result.findings, *along))))
        elif one.finding.id not in owners:
            kept.append(one)
    told = []
    for finding in findings:
        owner = outcomes[owners[finding.id]] if finding.id in owners else None
        told.append(replace(_told(finding, owner), reason=f"It goes with {owner.finding.message}.") if owner is not None else finding)
    return told, kept


def _import_left(context: Context, finding: Finding, findings: Sequence[Finding], outcomes: list[Outcome]) -> Finding:
    """An import of electron whose names other scripts of the page use goes with them; one that nothing uses goes at once."""
    if finding.rule != "node-module-in-page" or not finding.message.startswith("electron is loaded"):
        return finding
    path = finding.place.path
    siblings = {sibling.path for unit, around in context.facts.page_scripts.items() if unit.path == path for sibling in around.siblings}
    siblings.update(global_users(context, path))
    levels = [
        one.safety
        for one in findings
        if one.place.path in siblings and one.rule in ("raw-ipc", "remote-use", "main-module-in-page") and one.safety is not None
    ]
    if Safety.MANUAL in levels or isinstance(context.bridge_of(UnitId(path, 0)), Manual):
        return finding
    safety = max(levels, default=Safety.SAFE)
    if not levels and not _is_dropped(context, finding, {}):
        fixes = [one.result for one in outcomes if isinstance(one.result, Fix)]
        importers = {importer.path for importer in context.importers.get(path, ())}
        along = [fix.safety for fix in fixes if not importers.isdisjoint(fix.edits)]
        if along and _is_dropped(context, finding, _all_edits(fixes)):
            return replace(finding, safety=max(along), reason="It goes with the last use of its names.")
        return replace(
            finding,
            reason="It is kept in a variable that is assigned later, or by code that does more: remove the line once nothing uses it.",
        )
    if not levels:
        fix = Fix("remove an import of electron that nothing uses", Safety.SAFE, "unused imports", (finding.id,), {}, (DropUnused(path),))
        outcomes.append(Outcome(finding, fix, None))
    return replace(finding, safety=safety, reason="It goes with the last use of its names." if levels else "")


def _is_dropped(context: Context, finding: Finding, edits: Mapping[str, Sequence[Edit]]) -> bool:
    """True where a load is among what nothing uses any more once the edits are made."""
    span = finding.place.span
    return any(edit.span.contains(span) or span.contains(edit.span) for edit in drop_edits(context, finding.place.path, edits))


def _all_edits(fixes: Sequence[Fix]) -> Mapping[str, Sequence[Edit]]:
    found: dict[str, list[Edit]] = {}
    for fix in fixes:
        for path, edits in fix.edits.items():
            found.setdefault(path, []).extend(edits)
    return found


def _left_over(context: Context, findings: Sequence[Finding], outcomes: list[Outcome]) -> tuple[list[Finding], list[Outcome]]:
    """Paths that were put together for a use that goes, and the modules for them, go with it (see `plan.drops`), and need no rewrite of their own."""
    fixes: dict[str, list[Fix]] = {}
    for one in outcomes:
        if isinstance(one.result, Fix) and one.finding.rule not in _FOR_PATHS:
            for path in one.result.edits:
                fixes.setdefault(path, []).append(one.result)
    every = [one.result for one in outcomes if isinstance(one.result, Fix)]
    everywhere = _all_edits(every)
    removed: dict[str, tuple[Span, ...]] = {}
    for path in {one.place.path for one in findings if one.rule in _FOR_PATHS}:
        if path not in fixes:
            # what it only hands on goes with the last use in the files that load it
            importers = {importer.path for importer in context.importers.get(path, ())}
            fixes[path] = [fix for fix in every if not importers.isdisjoint(fix.edits)]
        if not fixes[path]:
            continue
        edits = {**everywhere, path: tuple(edit for fix in fixes[path] for edit in fix.edits.get(path, ()))}
        gone = [edit.span for edit in (*edits[path], *drop_edits(context, path, edits)) if not edit.new]
        removed[path] = tuple(gone)
    told = []
    along: set[str] = set()
    for finding in findings:
        place = finding.place
        by_hand = finding.safety is Safety.MANUAL or finding.rule in _FOR_PATHS
        if by_hand and any(span.contains(place.span) for span in removed.get(place.path, ())):
            level = max(fix.safety for fix in fixes[place.path])
            finding = replace(finding, safety=level, reason="It goes with the last use of its names.")
            along.add(finding.id)
        told.append(finding)
    return told, [one for one in outcomes if one.finding.id not in along]


_FOR_PATHS = frozenset({"node-module-in-page", "node-global-in-page", "node-builtin-in-page", "node-package-in-page"})


def _gates(window: LinkedWindow, findings: Sequence[Finding]) -> Gates:
    table = rules()
    isolating, sandboxing = [], []
    for finding in findings:
        if window.found.in_page and finding.rule == "remote-use" and finding.place == window.model.place:
            # the window is made in a page: main has to make it first
            isolating.append(finding.id)
            continue
        if window.id not in finding.windows or finding.rule in OWN_RULES:
            continue
        blocks = table[finding.rule][0].blocks
        if blocks == "isolated":
            isolating.append(finding.id)
        elif blocks == "sandboxed":
            sandboxing.append(finding.id)
    isolated = is_isolated(window)
    return Gates(
        window, isolated, is_sandboxed(window), () if isolated else tuple(isolating), () if is_sandboxed(window) else tuple(sandboxing)
    )


def _window_outcome(finding: Finding, gates: Sequence[Gates], attachment: Attachment, findings: Sequence[Finding]) -> Finding:
    """A window's own preferences can be changed when all that stands in their way can be rewritten."""
    if finding.rule not in OWN_RULES:
        return finding
    gate = next((gate for gate in gates if gate.window.id in finding.windows), None)
    if gate is None:
        return finding
    known = {one.id: one for one in findings}
    in_the_way = gate.blockers + (gate.sandbox_blockers if finding.rule == "window-not-sandboxed" else ())
    by_hand = [id for id in in_the_way if known[id].safety is Safety.MANUAL]
    why = attachment.unattachable.get(gate.window.id, "")
    if gate.window.open_end and not by_hand:
        why = f"Not every page of the window is known: {gate.window.open_end}"
    if why and (in_the_way or gate.window.open_end):
        return replace(finding, safety=Safety.MANUAL, reason=f"{why}.")
    if by_hand:
        count = f"{len(by_hand)} place{'s' if len(by_hand) > 1 else ''} that a person has to change"
        return replace(
            finding, safety=Safety.MANUAL, reason=f"The window keeps it as long as {count} need{'' if len(by_hand) > 1 else 's'} it."
        )
    return replace(
        finding, safety=Safety.REVIEW, reason="It can be switched once what stands in its way is rewritten.", transform="isolate"
    )
