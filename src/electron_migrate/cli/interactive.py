"""`apply -i`: a person decides group by group, call site by call site. Knows no terminal: it asks and shows through what it is given.

What is decided is a set: groups to take, groups to leave, findings not to fix. The plan is made again for it, so that what is written is always
a verified state of its own, and not a part of another one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Protocol

from rich.text import Text

from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult
from electron_migrate.plan.model import Fix, Group, Stage, Step
from electron_migrate.report.group_text import decision_lines, fix_lines, fix_patch
from electron_migrate.report.layout import View, count, printable

# Their content follows from what was taken before: they are planned again once something was left out.
_DEPENDENT = frozenset({Stage.ISOLATE, Stage.HARDEN, Stage.CLEAN_UP})
_GROUP_KEYS = "ynadsejkq?"
_FIX_KEYS = "ynadq?"


class Terminal(Protocol):
    """What the session needs of the outside."""

    @property
    def width(self) -> int: ...

    def show(self, lines: Iterable[Text]) -> None: ...

    def show_diff(self, patch: bytes) -> None: ...

    def ask(self, question: str, keys: str) -> str:
        """One of the keys. Raises EOFError when there is nobody to answer."""


Plan = Callable[[Options], PlanResult]
Edit = Callable[[PlanResult, Step], Mapping[str, bytes] | None]
"""Lets a person edit the last step of a plan; the new bytes of its files, or None when they gave up (the reason is shown already)."""


class Choice(Enum):
    TAKEN = "taken"
    LEFT = "left out"


@dataclass(frozen=True, slots=True)
class Decided:
    """What to write. `plan` is the plan of exactly the groups that were taken; `edited`: the last of them, with other bytes for its files."""

    plan: PlanResult
    edited: Mapping[str, bytes] | None = None
    go_on: bool = False
    """True after an edit: when it is written, the session goes on with a plan of the new state."""


@dataclass
class Session:
    """One round of decisions over one state of the app. `choices` may hold what was decided in an earlier round."""

    options: Options
    plan: Plan
    edit: Edit
    terminal: Terminal
    view: View
    choices: dict[str, Choice] = field(default_factory=dict)
    without: dict[str, None] = field(default_factory=dict)
    """Ids of findings that are not to be fixed."""
    _plans: dict[Options, PlanResult] = field(default_factory=dict)

    def run(self) -> Decided:
        """Asks until everything is decided, or the person quits; then what was taken stands. KeyboardInterrupt passes through."""
        plan = self._planned(frozenset(id for id, choice in self.choices.items() if choice is Choice.LEFT))
        stale = False
        at = 0
        shown: tuple[int, str] | None = None
        while 0 <= at < len(plan.steps):
            step = plan.steps[at]
            if stale and step.group.stage in _DEPENDENT:
                plan, stale = self._planned(self._left()), False
                at = self._first(plan)
                continue
            if not self._is_asked(plan, step):
                at += 1
                continue
            if shown != (id(plan), step.group.id):
                # a long diff does not pass by again for a help or a refusal
                self._show(plan, step)
                shown = (id(plan), step.group.id)
            try:
                key = self.terminal.ask("Apply this group", _GROUP_KEYS)
            except EOFError:
                break
            match key:
                case "y":
                    if self._take(plan, step):
                        at += 1
                case "n":
                    self._leave(step)
                    stale = True
                    at += 1
                case "a":
                    if stale:
                        plan, stale = self._planned(self._left()), False
                    self._take_rest(plan, step.group)
                    break
                case "d" | "q":
                    break
                case "s":
                    if self._split(plan, step):
                        plan, stale = self._planned(self._left()), False
                        at = self._first(plan)
                case "e":
                    edited = self._edited(plan, step)
                    if edited is not None:
                        return edited
                case "j":
                    at = self._next(plan, at, 1)
                case "k":
                    at = self._next(plan, at, -1)
                case _:
                    self.terminal.show(Text(line) for line in _HELP.splitlines())
        return Decided(self._only_taken())

    def remembered(self) -> dict[str, Choice]:
        """What still counts once the groups that were taken are written: what was left out."""
        return {id: choice for id, choice in self.choices.items() if choice is Choice.LEFT}

    # ---- what is decided

    def _planned(self, left: frozenset[str]) -> PlanResult:
        """The plan without these groups. Nothing is written while a session runs, so it is made once for the same decisions."""
        wanted = replace(self.options, skip=tuple(sorted(left)), without=tuple(self.without))
        if wanted not in self._plans:
            self._plans[wanted] = self.plan(wanted)
        return self._plans[wanted]

    def _left(self) -> frozenset[str]:
        return frozenset(id for id, choice in self.choices.items() if choice is Choice.LEFT)

    def _only_taken(self) -> PlanResult:
        """The plan of what was taken and nothing else."""
        left = self._left()
        while True:
            plan = self._planned(left)
            undecided = {step.group.id for step in plan.steps if self.choices.get(step.group.id) is not Choice.TAKEN}
            if not undecided:
                return plan
            left |= undecided

    def _take(self, plan: PlanResult, step: Step) -> bool:
        """Takes a group, and what it depends on if the person agrees."""
        needed = [one for one in _depends_on(plan, step.group) if self.choices.get(one.id) is not Choice.TAKEN]
        # what the question showed beside the group is answered with it
        missing = [one for one in needed if one.id in self.choices or one.stage is not Stage.BRIDGE]
        if missing:
            names = "; ".join(f"“{printable(one.title)}”" for one in missing)
            self.terminal.show([Text(f"    It needs {names}, which {'is' if len(missing) == 1 else 'are'} not taken.")])
            if self.terminal.ask("Take both", "yn") != "y":
                return False
        for one in (*needed, step.group):
            self.choices[one.id] = Choice.TAKEN
        return True

    def _take_rest(self, plan: PlanResult, first: Group) -> None:
        """Takes a group and those that follow, with the bridge methods that they want."""
        at = next((index for index, one in enumerate(plan.steps) if one.group.id == first.id), 0)
        for step in plan.steps[at:]:
            for one in (*_depends_on(plan, step.group), step.group):
                self.choices.setdefault(one.id, Choice.TAKEN)

    def _leave(self, step: Step) -> None:
        self.choices[step.group.id] = Choice.LEFT

    def _split(self, plan: PlanResult, step: Step) -> bool:
        """Asks for each call site of a group; False when the group cannot be split, or the person gave up."""
        fixes = _parts(step.group)
        if len(fixes) < 2:
            why = "it is one change" if len(step.group.fixes) < 2 else "its parts only make sense together"
            self.terminal.show([Text(f"    This group cannot be split: {why}.")])
            return False
        left: list[Fix] = []
        for number, fix in enumerate(fixes, 1):
            self.terminal.show(fix_lines(fix, plan.scan, self.view, self.terminal.width, number, len(fixes)))
            self.terminal.show_diff(fix_patch(fix, plan.scan))
            key = self.terminal.ask("Apply this change", _FIX_KEYS)
            while key == "?":
                self.terminal.show(Text(line) for line in _FIX_HELP.splitlines())
                key = self.terminal.ask("Apply this change", _FIX_KEYS)
            if key == "q":
                return False
            if key == "n":
                left.append(fix)
            elif key == "a":
                break
            elif key == "d":
                left.extend(fixes[number - 1 :])
                break
        if len(left) == len(fixes):
            self._leave(step)
            return True
        if not self._take(plan, step):
            return False
        for fix in left:
            self.without.update(dict.fromkeys(fix.findings))
        return True

    def _edited(self, plan: PlanResult, step: Step) -> Decided | None:
        if not self._take(plan, step):
            return None
        own = self._only_taken()
        last = next((one for one in own.steps if one.group.id == step.group.id), None)
        if last is None or last is not own.steps[-1]:
            # nothing may be written behind it: its files would have been made from other bytes
            order = [one for one in own.steps if one.group.id != step.group.id]
            if last is None or any({file.path for file in one.files} & {file.path for file in last.files} for one in order[last.number - 1 :]):
                self.terminal.show([Text("    It cannot be edited: groups that are taken come after it. Decide about it before them.")])
                del self.choices[step.group.id]
                return None
        edited = self.edit(own, last)
        if edited is None:
            del self.choices[step.group.id]
            return None
        return Decided(own, edited, go_on=True)

    def _is_asked(self, plan: PlanResult, step: Step) -> bool:
        """False for what is decided, and for bridge methods that are asked about with the call sites that want them."""
        return step.group.id not in self.choices and _is_question(plan, step)

    def _first(self, plan: PlanResult) -> int:
        return next((index for index, one in enumerate(plan.steps) if self._is_asked(plan, one)), len(plan.steps))

    def _next(self, plan: PlanResult, at: int, way: int) -> int:
        """The next group in a direction that is not decided yet; the same one when there is none."""
        other = at + way
        while 0 <= other < len(plan.steps) and not self._is_asked(plan, plan.steps[other]):
            other += way
        if 0 <= other < len(plan.steps):
            return other
        if way > 0:
            return len(plan.steps)
        self.terminal.show([Text("    There is no undecided group before this one.")])
        return at

    def _show(self, plan: PlanResult, step: Step) -> None:
        needed = _depends_on(plan, step.group)
        left = [one for one in needed if self.choices.get(one.id) is Choice.LEFT]
        along = [one for one in needed if one.id not in self.choices and one.stage is Stage.BRIDGE]
        notes = [f"needs “{one.title}”, which you left out: y takes both" for one in left]
        notes += [f"with it: {one.title}" for one in along]
        questions = [one.group.id for one in plan.steps if _is_question(plan, one)]
        number = questions.index(step.group.id) + 1
        self.terminal.show([Text(), *decision_lines(step, plan, self.view, self.terminal.width, number, len(questions), notes)])
        for one in (*along, step.group):
            self.terminal.show_diff(self._patch(plan, one, along))
        if len(_parts(step.group)) > 1:
            self.terminal.show([Text(f"    {count(len(_parts(step.group)), 'change')}; s decides about each")])

    def _patch(self, plan: PlanResult, group: Group, along: Collection[Group]) -> bytes:
        """What taking a group would write now: without the marks of groups before it that were left out or are not decided."""
        step = _step(plan, group)
        paths = {file.path for file in step.files}
        earlier = [one for one in plan.steps if one.number < step.number]
        taken = {one.group.id for one in earlier if self.choices.get(one.group.id) is Choice.TAKEN or one.group in along}
        missing = [one for one in earlier if one.group.id not in taken and paths & {file.path for file in one.files}]
        if not missing or plan.preview is None:
            return step.patch
        return plan.preview.patch(taken, group.id) or step.patch


def _step(plan: PlanResult, group: Group) -> Step:
    return next(one for one in plan.steps if one.group.id == group.id)


def _is_question(plan: PlanResult, step: Step) -> bool:
    """False for bridge methods that come with the call sites that want them."""
    return step.group.stage is not Stage.BRIDGE or not any(step.group.id in one.group.depends_on for one in plan.steps)


def _depends_on(plan: PlanResult, group: Group) -> list[Group]:
    """The groups that must come before this one, in the order of the plan."""
    known = {step.group.id: step.group for step in plan.steps}
    wanted: set[str] = set()
    queue = list(group.depends_on)
    while queue:
        id = queue.pop()
        if id in known and id not in wanted:
            wanted.add(id)
            queue.extend(known[id].depends_on)
    return [step.group for step in plan.steps if step.group.id in wanted]


def _parts(group: Group) -> tuple[Fix, ...]:
    """The fixes of a group that can be taken one by one; a channel's listeners, removals and messages go together."""
    if group.stage is not Stage.CALL_SITES or any(fix.topic.startswith("channel ") for fix in group.fixes):
        return ()
    return tuple(fix for fix in group.fixes if fix.edits and fix.findings)


_HELP = """\
    y  apply this group
    n  leave it out; what depends on it says so when its turn comes
    a  apply this group and all that follow
    d  leave out this group and all that follow
    s  decide about each change of the group
    e  edit the diff in $EDITOR; the result is checked, then written at once
    j  decide later, go on with the next
    k  go back to the one before that is not decided
    q  quit; what was accepted is written, and running it again continues
    ?  this help"""
_FIX_HELP = """\
    y  make this change
    n  leave it out
    a  make this one and the rest of the group
    d  leave out this one and the rest of the group
    q  back to the group, nothing of this decided
    ?  this help"""
