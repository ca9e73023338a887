"""Which process each file belongs to, and why: a walk over the module graph from main's entry, preloads and pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from electron_migrate.facts.model import FileFact, Process

PINNED = "pinned by a person"
"""Why a file runs where it does, for files that are pinned."""


@dataclass(frozen=True, slots=True)
class Root:
    """Where a walk starts: a file that runs in `process` because of `why`."""

    path: str
    process: Process
    why: str


def classify(
    paths: Iterable[str],
    roots: Iterable[Root],
    imports: Callable[[str, Process], Iterable[str]],
    guess: Callable[[str], tuple[Process, str] | None],
    pins: Mapping[str, Process] = MappingProxyType({}),
) -> tuple[FileFact, ...]:
    """Every path with its process. `imports` gives what a file loads when it runs in a process; `guess` is asked for files that no root reaches.

    `pins`: files of which a person says where they run. What reaches them otherwise does not count, and what they load runs where they run.
    """
    reached: dict[str, dict[Process, str]] = {}
    for root in (*(Root(path, process, PINNED) for path, process in pins.items()), *roots):
        _walk(root, imports, reached, pins)
    facts: list[FileFact] = []
    for path in sorted(paths):
        found = reached.get(path, {})
        if not found:
            guessed = guess(path)
            if guessed is not None:
                # what a guessed file loads runs where it runs
                _walk(Root(path, *guessed), imports, reached, pins)
    for path in sorted(paths):
        facts.append(_fact(path, reached.get(path, {})))
    return tuple(facts)


def _walk(
    root: Root, imports: Callable[[str, Process], Iterable[str]], reached: dict[str, dict[Process, str]], pins: Mapping[str, Process]
) -> None:
    queue = deque([(root.path, root.why)])
    while queue:
        path, why = queue.popleft()
        if pins.get(path, root.process) is not root.process:
            continue
        processes = reached.setdefault(path, {})
        if root.process in processes:
            continue
        processes[root.process] = why
        for imported in imports(path, root.process):
            queue.append((imported, f"loaded by {path}"))


def _fact(path: str, found: Mapping[Process, str]) -> FileFact:
    if not found:
        return FileFact(path, Process.UNKNOWN, "reached from no entry, preload or page that was found")
    if len(found) == 1:
        process, why = next(iter(found.items()))
        return FileFact(path, process, why)
    kinds = set(found)
    why = "; ".join(f"{process.value}: {why}" for process, why in sorted(found.items()))
    if Process.MAIN not in kinds and Process.RENDERER in kinds and Process.PRELOAD in kinds:
        return FileFact(path, Process.SHARED, why)
    if kinds == {Process.RENDERER, Process.WORKER}:
        return FileFact(path, Process.RENDERER, why)
    return FileFact(path, Process.SHARED, why)
