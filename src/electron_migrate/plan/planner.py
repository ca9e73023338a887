"""Groups -> a plan: which of them go together, what each does to the files, which windows can flip; everything verified before it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from electron_migrate.app.overlay import with_files
from electron_migrate.code.source import Source
from electron_migrate.facts.link import Facts, LinkedWindow, SummaryCache, link
from electron_migrate.facts.model import Safety
from electron_migrate.facts.summarise import summarise
from electron_migrate.findings.catalogue import Found, find_all
from electron_migrate.findings.model import Finding
from electron_migrate.plan.analysis import Analysis, Gates, window_gates
from electron_migrate.plan.attach import is_isolated, is_sandboxed
from electron_migrate.plan.bridge_mock import bridge_mock_groups
from electron_migrate.plan.compose import Impasse, State, compose
from electron_migrate.plan.group_order import in_order
from electron_migrate.plan.groups import Outcome, migration_groups, too_old
from electron_migrate.plan.harden import harden_groups
from electron_migrate.plan.model import Fix, Group, Stage, Step
from electron_migrate.plan.navigation import navigation_groups
from electron_migrate.plan.needs import AttachPreload, BridgeMember, MainHandler, Need, PlainExposure, SetPreference
from electron_migrate.plan.packaging import with_packaging
from electron_migrate.plan.page_builds import page_build_groups, without_blockers
from electron_migrate.plan.page_modules import module_fixes, module_groups, solved_with_node
from electron_migrate.plan.preferences import defaults_that_change, shares_preferences, webview_default
from electron_migrate.plan.preview import ComposedPreview, Preview, file_states, patch_of
from electron_migrate.plan.remote_setup import remote_groups
from electron_migrate.plan.validator import with_validator
from electron_migrate.plan.verify import Complaint, verify
from electron_migrate.progress import Progress, silent

# Groups that break a promise are held and the rest is planned again; each round holds at least one.
_MOST_ROUNDS = 12
_RAISE = "raise-electron"
_REWRITING = (Stage.CALL_SITES, Stage.PAGE_MODULES)
_ISOLATING = ("window-node-integration", "window-not-isolated", "window-remote-module")


@dataclass(frozen=True, slots=True)
class Planned:
    steps: tuple[Step, ...]
    held: tuple[Group, ...]
    patch: bytes
    changed: Mapping[str, bytes]
    gates: tuple[Gates, ...]
    """Of every window in the state after all steps."""
    preview: Preview


@dataclass(frozen=True, slots=True)
class _Accepted:
    groups: tuple[Group, ...]
    held: tuple[Group, ...]
    states: tuple[State, ...]

    @property
    def state(self) -> State:
        return self.states[-1] if self.states else State({})


def make_plan(
    analysis: Analysis,
    level: Safety,
    *,
    windows: tuple[str, ...],
    skip: frozenset[str],
    cache: SummaryCache,
    without: frozenset[str] = frozenset(),
    order: tuple[str, ...] = (),
    progress: Progress = silent,
) -> Planned:
    """The plan up to a level, for some windows (empty: all), without the skipped groups and what depends on them, and `without` these findings.

    `order`: ids of groups, which within their stages come in this order.
    """
    return _Planner(analysis, level, windows, skip, without, order, cache, progress).run()


class _Planner:
    def __init__(
        self,
        analysis: Analysis,
        level: Safety,
        windows: tuple[str, ...],
        skip: frozenset[str],
        without: frozenset[str],
        order: tuple[str, ...],
        cache: SummaryCache,
        progress: Progress,
    ) -> None:
        self.progress = progress
        self.analysis, self.level, self.windows, self.skip, self.without, self.cache = analysis, level, windows, skip, without, cache
        self.order = order
        self.broken_promises: dict[str, str] = {}

    def run(self) -> Planned:
        migration = with_validator(migration_groups(self._wanted_outcomes(), self.analysis.attachment), self.analysis)
        migration = with_packaging(self.analysis.facts, self.analysis.attachment, migration)
        pages = module_groups(self.analysis.modules, migration)
        candidates = in_order((*self._electron_groups(), *migration, *pages), self.order)
        for _ in range(_MOST_ROUNDS):
            accepted = self._accept(candidates, _Accepted((), (), ()))
            if self._hold_lonely_bridges(accepted):
                continue
            facts, found = self._facts_of(accepted.state)
            if self._blame(accepted, self._complaints(accepted, facts, found)):
                continue
            whole = self._accept(in_order(self._window_groups(accepted, facts, found), self.order), accepted)
            facts, found = self._facts_of(whole.state)
            if self._blame(whole, self._complaints(whole, facts, found)):
                continue
            return self._planned(whole, window_gates(facts, found))
        raise RuntimeError("the plan does not settle: " + "; ".join(self.broken_promises.values()))

    def _wanted_outcomes(self) -> Iterable[Outcome]:
        for one in self.analysis.outcomes:
            if one.finding.id in self.without:
                continue
            if not self.windows or set(self.windows) & set(one.finding.windows):
                yield one

    # ---- accepting

    def _accept(self, candidates: Sequence[Group], start: _Accepted) -> _Accepted:
        candidates = [self._after_raise(group) for group in candidates]
        groups, held, states = list(start.groups), list(start.held), list(start.states)
        accepted = {group.id for group in groups}
        for number, group in enumerate(candidates, 1):
            self.progress("Putting change groups together", number, len(candidates))
            why = self._why_held(group, accepted)
            if not why and not group.held:
                fixes = [fix for one in (*groups, group) for fix in one.fixes]
                state = compose(self.analysis.context, self.analysis.attachment, fixes, states[-1] if states else None)
                if isinstance(state, State):
                    groups.append(group)
                    accepted.add(group.id)
                    states.append(state)
                    continue
                why = _sentence(state)
            held.append(replace(group, held=group.held or why))
        return _Accepted(tuple(groups), tuple(held), tuple(states))

    def _why_held(self, group: Group, accepted: set[str]) -> str:
        old = too_old(self.analysis.facts.electron.major)
        if old:
            return old
        if group.id in self.skip:
            return "It is marked to be skipped."
        if group.safety > self.level:
            return f"It needs level {group.safety.word}."
        if group.id in self.broken_promises:
            return self.broken_promises[group.id]
        # whoever names another Electron is going to raise it: that the step is a person's holds nothing
        missing = [name for name in group.depends_on if name not in accepted and name != _RAISE]
        return f"It depends on {', '.join(missing)}, which is held." if missing else ""

    def _hold_lonely_bridges(self, accepted: _Accepted) -> bool:
        """A bridge whose call sites are all held would add methods that nobody calls: it is held with them."""
        used = {name for group in accepted.groups for name in group.depends_on}
        wanted = {name for group in accepted.held for name in group.depends_on}
        lonely = [group.id for group in accepted.groups if group.stage is Stage.BRIDGE and group.id in wanted - used]
        for group in accepted.held:
            if group.held and set(group.depends_on) & set(lonely):
                self.broken_promises.setdefault(group.id, group.held)
        for id in lonely:
            self.broken_promises[id] = "Its call sites are held, and nothing else would use it."
        return bool(lonely)

    # ---- verifying

    def _facts_of(self, state: State) -> tuple[Facts, tuple[Found, ...]]:
        facts = self.analysis.facts
        app = with_files(facts.app, state.changed)
        wanted = facts.electron.major if facts.electron.major != facts.electron.declared_major else None
        after = link(app, electron=wanted, cache=self.cache, named=facts.windows, pins=facts.pins)
        return after, find_all(after)

    def _complaints(self, accepted: _Accepted, facts: Facts, found: Sequence[Found]) -> tuple[Complaint, ...]:
        known = self.analysis.by_id
        rewriting = [group for group in accepted.groups if group.stage in (Stage.CALL_SITES, Stage.PAGE_MODULES, Stage.HARDEN)]
        promised = [known[id] for group in rewriting for id in group.findings if id in known]
        solved = {finding.id for finding in promised}
        staying = [finding for id, finding in known.items() if id not in solved]
        return verify(self.analysis.facts, facts, promised, found, accepted.state.changed, staying=staying)

    def _blame(self, accepted: _Accepted, complaints: Sequence[Complaint]) -> bool:
        """Holds the groups that a complaint is about; True when anything new was held."""
        new = False
        for complaint in complaints:
            guilty = self._guilty(accepted, complaint)
            for group in guilty:
                if group.id not in self.broken_promises:
                    self.broken_promises[group.id] = f"Verifying it failed: {complaint.message}."
                    new = True
        if complaints and not new:
            raise RuntimeError(f"a verified plan still fails: {complaints[0].message}")
        return new

    def _guilty(self, accepted: _Accepted, complaint: Complaint) -> list[Group]:
        """The groups that a complaint is about: of its findings; the one that breaks its file first; else those that edit it."""
        named = [group for group in accepted.groups if group.stage is not Stage.BRIDGE and set(complaint.findings) & set(group.findings)]
        if named:
            return named
        needs = [(group, need) for group in accepted.groups if complaint.channel for fix in group.fixes for need in fix.needs]
        speaking = list({group.id: group for group, need in needs if _speaks_on(need, complaint.channel)}.values())
        if speaking:
            return speaking
        if complaint.syntax:
            for group, state in zip(accepted.groups, accepted.states, strict=True):
                raw = state.changed.get(complaint.path)
                if raw is not None and any(unit.broken for unit in summarise(Source.of(complaint.path, raw)).units):
                    return [group]
        edits = [group for group in accepted.groups if complaint.path and any(complaint.path in fix.edits for fix in group.fixes)]
        return edits or [group for group in accepted.groups if group.stage not in _REWRITING][-1:]

    # ---- the Electron to migrate for

    def _defaults(self, window: LinkedWindow) -> tuple[SetPreference, ...]:
        """What is written out of today's defaults; nothing where the app runs on the Electron to migrate for."""
        version = self.analysis.facts.electron
        raised = version.declared_major is not None and version.declared_major < version.major
        return defaults_that_change(window, version.major) if raised else ()

    def _electron_groups(self) -> list[Group]:
        """Stage electron: what today's Electron gives by default is written out, and the raise itself is one step for a person."""
        version = self.analysis.facts.electron
        today, target = version.declared_major, version.major
        if today is None or today >= target:
            return []
        groups: list[Group] = []
        for window in self.analysis.facts.windows:
            needs = (*self._defaults(window), *webview_default(self.analysis.facts, window, target))
            if not needs or window.found.in_page:
                continue
            name = self.analysis.context.at(window)
            fix = Fix(
                f"write out what Electron {today} gives the window made at {name} by default",
                Safety.SAFE,
                f"window {window.id}",
                (),
                {},
                needs,
            )
            title = f"Defaults of Electron {today} written out for the {window.found.kind} made at {name}"
            groups.append(Group(f"defaults-{window.id}", Stage.ELECTRON, title, Safety.SAFE, (fix,)))
        raised = Group(
            _RAISE,
            Stage.ELECTRON,
            f"Raise Electron from {today} to {target}",
            Safety.REVIEW,
            (),
            held=f"By hand: install electron@{target}, read Electron's list of breaking changes from {today + 1} to {target}, and adapt what it names "
            "(callbacks that pages pass to dialogs, cookies and sessions are adapted by other groups; those in main are not). "
            "The groups after it are made for the new version, and run once it is there.",
        )
        return [*groups, raised]

    def _after_raise(self, group: Group) -> Group:
        """What is made for a newer Electron comes after the step by which it is there."""
        version = self.analysis.facts.electron
        if version.declared_major is None or version.declared_major >= version.major or group.stage is Stage.ELECTRON or _RAISE in group.depends_on:
            return group
        return replace(group, depends_on=(*group.depends_on, _RAISE))

    # ---- windows

    def _window_groups(self, accepted: _Accepted, facts: Facts, found: Sequence[Found]) -> list[Group]:
        """The isolate stage: two gates for each window whose blockers are gone, the others held with what is in their way."""
        gates = {gate.window.id: gate for gate in window_gates(facts, found)}
        messages = {one.finding.id: one.finding for one in found}
        builds = page_build_groups(self.analysis, accepted.groups, facts, [one.finding for one in found])
        solved = builds.solved | solved_with_node(self.analysis.modules, self.analysis.findings, [one.finding for one in found])
        gates = {id: without_blockers(gate, solved) for id, gate in gates.items()}
        groups: list[Group] = list(builds.groups)
        flipping: dict[str, str] = {}
        for window in self.analysis.facts.windows:
            if self.windows and window.id not in self.windows:
                continue
            if window.found.in_page:
                groups.extend(self._keeps_node(window))
                continue
            name = self.analysis.context.at(window)
            gate = gates.get(window.id)
            if gate is None:
                if not is_sandboxed(window):
                    groups.append(self._not_told_apart(window, name))
                continue
            if not is_isolated(window):
                group = self._isolate(window, gate, name, accepted, messages, gates)
                group = replace(group, depends_on=(*group.depends_on, *builds.of(window.id)))
                groups.append(group)
                if not group.held:
                    flipping[window.id] = group.id
            if not is_sandboxed(window) and (is_isolated(window) or window.id in flipping):
                groups.append(self._sandbox(window, gate, name, flipping.get(window.id), messages, gates))
        groups.extend(harden_groups(self.analysis.hardened, self.without))
        groups.extend(navigation_groups(self.analysis.context, self.analysis.limits, self.windows))
        groups.extend(self._clean_up(flipping, accepted))
        if not self.windows:
            groups.extend(bridge_mock_groups(self.analysis.context, self.analysis.attachment.layout, self.analysis.findings, accepted.groups))
            groups.extend(remote_groups(self.analysis.context, self.analysis.findings, accepted.groups, facts))
        return groups

    def _keeps_node(self, window: LinkedWindow) -> Iterator[Group]:
        """A window that main makes for a page now, and that is not isolated."""
        why = self.analysis.context.keep_node.get(window.id)
        if why is not None:
            title = f"Isolate the {window.found.kind} made at {self.analysis.context.at(window)}"
            yield Group(f"isolate-{window.id}", Stage.ISOLATE, title, Safety.REVIEW, (), held=f"Its page uses Node in a way that a person has to rewrite: {why}.")

    def _not_told_apart(self, window: LinkedWindow, name: str) -> Group:
        why = f"The plan adds windows to {window.found.place.path}, so that it cannot be told which is this one: apply it, then plan again."
        return Group(f"isolate-{window.id}", Stage.ISOLATE, f"Isolate the {window.found.kind} made at {name}", Safety.REVIEW, (), held=why)

    def _isolate(
        self, window: LinkedWindow, gate: Gates, name: str, accepted: _Accepted, messages: Mapping[str, Finding], gates: Mapping[str, Gates]
    ) -> Group:
        needs = [SetPreference(window.id, "nodeIntegration", value=False), SetPreference(window.id, "contextIsolation", value=True)]
        remote = window.model.preferences["enableRemoteModule"]
        if remote.value is True and (remote.source == "written" or any(need.name == "enableRemoteModule" for need in self._defaults(window))):
            needs.append(SetPreference(window.id, "enableRemoteModule", value=False))
        fix = Fix(
            f"isolate the window made at {name}", Safety.REVIEW, f"window {window.id}", self._own(window, *_ISOLATING),
            {}, tuple(needs),
            may_change="Pages of the window lose Node and share no objects with the preload any more. Start every page once and look at the console.",
        )  # fmt: skip
        pages = module_fixes(self.analysis.modules, window.id)
        depends = [
            group.id
            for group in accepted.groups
            if group.stage in _REWRITING
            and any(window.id in self.analysis.by_id[id].windows for id in group.findings if id in self.analysis.by_id)
        ]
        group = Group(
            f"isolate-{window.id}", Stage.ISOLATE, f"Isolate the {window.found.kind} made at {name}", Safety.REVIEW, (fix, *pages), tuple(depends)
        )
        return replace(group, held=self._why_not(window, gate.blockers, messages, gates, "isolated"))

    def _sandbox(
        self, window: LinkedWindow, gate: Gates, name: str, isolate: str | None, messages: Mapping[str, Finding], gates: Mapping[str, Gates]
    ) -> Group:
        fix = Fix(
            f"sandbox the window made at {name}", Safety.REVIEW, f"window {window.id}", self._own(window, "window-not-sandboxed"), {},
            (SetPreference(window.id, "sandbox", value=True),),
            may_change="The preload has no Node any more but what Electron gives a sandboxed one.",
        )  # fmt: skip
        group = Group(
            f"sandbox-{window.id}",
            Stage.ISOLATE,
            f"Sandbox the {window.found.kind} made at {name}",
            Safety.REVIEW,
            (fix,),
            (isolate,) if isolate else (),
        )
        return replace(group, held=self._why_not(window, gate.sandbox_blockers, messages, gates, "sandboxed"))

    def _why_not(
        self, window: LinkedWindow, blockers: Sequence[str], messages: Mapping[str, Finding], gates: Mapping[str, Gates], gate: str
    ) -> str:
        if window.open_end:
            return f"Not every page of the window is known: {window.open_end}."
        if blockers:
            shown = [_short(messages[id]) for id in blockers[:3]]
            more = f" and {len(blockers) - 3} more" if len(blockers) > 3 else ""
            return f"{len(blockers)} finding{'s' if len(blockers) > 1 else ''} in the way: {'; '.join(shown)}{more}."
        for other in self.analysis.facts.windows:
            if other.id != window.id and shares_preferences(window, other):
                known = gates.get(other.id)
                left = known is None or (known.blockers if gate == "isolated" else known.sandbox_blockers)
                if left or other.open_end or other.found.in_page:
                    return (
                        f"It shares its preferences with the window made at {self.analysis.context.at(other)}, which cannot be {gate} yet."
                    )
        return ""

    def _clean_up(self, flipping: Mapping[str, str], accepted: _Accepted) -> list[Group]:
        """The fallback for pages without isolation goes from a preload once all of its windows are isolated."""
        groups: list[Group] = []
        attached = {(need.preload, need.window) for group in accepted.groups for need in group.needs if isinstance(need, AttachPreload)}
        attached |= {(window.model.preload, window.id) for window in self.analysis.facts.windows if window.model.preload is not None}
        windows = {window.id: window for window in self.analysis.facts.windows}
        for preload in sorted({preload for preload, _ in attached}):
            users = sorted(id for one, id in attached if one == preload)
            if not self._has_bridge(preload) or not all(is_isolated(windows[id]) or id in flipping for id in users):
                continue
            fix = Fix(
                f"expose the bridge of {preload} to isolated pages only", Safety.REVIEW, f"preload {preload}", (), {}, (PlainExposure(preload),),
                may_change="A window without isolation that uses this preload would find no bridge.",
            )  # fmt: skip
            groups.append(
                Group(f"plain-{preload.replace('/', '-')}", Stage.CLEAN_UP, f"{preload}: the fallback for pages without isolation goes", Safety.REVIEW, (fix,),
                      tuple(flipping[id] for id in users if id in flipping))
            )  # fmt: skip
        return groups

    def _has_bridge(self, preload: str) -> bool:
        """True when the preload exposes the bridge already, or is asked to."""
        exposed = any(
            exposure.preload == preload and exposure.key == self.analysis.attachment.layout.api_name
            for exposure in self.analysis.facts.exposures
        )
        return exposed or any(
            isinstance(need, BridgeMember) and need.preload == preload
            for one in self._wanted_outcomes()
            if isinstance(one.result, Fix)
            for need in one.result.needs
        )

    def _own(self, window: LinkedWindow, *rules: str) -> tuple[str, ...]:
        return tuple(finding.id for finding in self.analysis.findings if finding.rule in rules and window.id in finding.windows)

    # ---- the result

    def _planned(self, whole: _Accepted, gates: tuple[Gates, ...]) -> Planned:
        tree = self.analysis.facts.app.tree
        steps: list[Step] = []
        before: Mapping[str, bytes] = {}
        for group, state in zip(whole.groups, whole.states, strict=True):
            files = file_states(tree, before, state.changed)
            before = state.changed
            if files:
                steps.append(Step(group, len(steps) + 1, files, patch_of(files)))
        whole_patch = patch_of(file_states(tree, {}, whole.state.changed))
        preview = ComposedPreview(self.analysis, whole.groups)
        return Planned(tuple(steps), whole.held, whole_patch, whole.state.changed, gates, preview)


def _speaks_on(need: Need, channel: str) -> bool:
    return isinstance(need, BridgeMember | MainHandler) and need.channel == channel


def _sentence(impasse: Impasse) -> str:
    """The reason with a full stop; its first word may be a name, which keeps its letters."""
    return impasse.reason + ("" if impasse.reason.endswith(".") else ".")


def _short(finding: Finding) -> str:
    """The finding with its file and its line in the planned state, which its id names."""
    line = finding.id.removeprefix(f"{finding.rule}:{finding.place.path}").split(":")[1:2]
    return f"{finding.message} ({finding.place.path}{':' + line[0] if line else ''})"
