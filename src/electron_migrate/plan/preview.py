"""What a change group does on top of some of the groups before it: a person who left one out is not shown it as if it were there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from electron_migrate.app.tree import Tree
from electron_migrate.code.diff import unified_diff
from electron_migrate.plan.analysis import Analysis
from electron_migrate.plan.compose import State, compose
from electron_migrate.plan.model import FileState, Group


class Preview(Protocol):
    """`patch(taken, group)`: the unified diff of a group of the plan where just the groups `taken` came before it, by ids.

    None where these do not go together. Nothing of it is verified: what is written is always a plan of its own.
    """

    def patch(self, taken: Collection[str], group: str) -> bytes | None: ...


class ComposedPreview:
    """Puts the states together as the planner does. `groups`: those of the plan, in its order."""

    def __init__(self, analysis: Analysis, groups: Sequence[Group]) -> None:
        self._analysis, self._groups = analysis, groups
        self._states: dict[tuple[str, ...], State | None] = {}

    def patch(self, taken: Collection[str], group: str) -> bytes | None:
        before, after = self._state({*taken} - {group}), self._state({*taken, group})
        if before is None or after is None:
            return None
        return patch_of(file_states(self._analysis.facts.app.tree, before.changed, after.changed))

    def _state(self, ids: Collection[str]) -> State | None:
        chosen = tuple(one for one in self._groups if one.id in ids)
        key = tuple(one.id for one in chosen)
        if key not in self._states:
            fixes = [fix for one in chosen for fix in one.fixes]
            state = compose(self._analysis.context, self._analysis.attachment, fixes)
            self._states[key] = state if isinstance(state, State) else None
        return self._states[key]


def file_states(tree: Tree, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[FileState, ...]:
    """The files that differ between two states of the app; each state holds the files that differ from what was read."""
    baseline = {**tree.locks, **tree.files}
    files: list[FileState] = []
    for path in sorted({*before, *after}):
        original = baseline[path].raw if path in baseline else None
        one, two = before.get(path, original), after.get(path, original)
        if one != two:
            files.append(FileState(path, one, two))
    return tuple(files)


def patch_of(files: Iterable[FileState]) -> bytes:
    """The unified diff of all of them."""
    return b"".join(unified_diff(file.path, file.before, file.after) for file in files)
