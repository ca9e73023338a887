"""The app's next state as a pure function of what is accepted: state(S) = compose(baseline, fixes(S), reduce(needs(S)))."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from electron_migrate.app.modules import LocalFile
from electron_migrate.code.edits import Conflict, Edit, apply, merge
from electron_migrate.code.parse import parse, regions
from electron_migrate.code.source import Source, Span
from electron_migrate.code.style import detect_style
from electron_migrate.facts.origins import External, UnitId
from electron_migrate.plan.attach import Attachment
from electron_migrate.plan.context import Context
from electron_migrate.plan.drop_exports import exports_of
from electron_migrate.plan.drop_fields import kept_fields
from electron_migrate.plan.drop_handed import handed_edits, ready_to_go
from electron_migrate.plan.drop_things import is_handed_on
from electron_migrate.plan.drops import drop_edits
from electron_migrate.plan.handings import Handing, Spot
from electron_migrate.plan.model import Fix
from electron_migrate.plan.needs import (
    AttachPreload,
    BridgeMember,
    DropHanded,
    DropUnused,
    MainConstant,
    MainHandler,
    Need,
    NewFile,
    PlainExposure,
    SetPreference,
    TrustedImport,
    TrustedPage,
)
from electron_migrate.plan.preferences import Impossible, preference_edits
from electron_migrate.plan.render_bridge import render
from electron_migrate.plan.render_model import Refused


@dataclass(frozen=True, slots=True)
class State:
    """Bytes on disk (BOM included) of every file that differs from the baseline. `rendered`: those of them that the needs were rendered into."""

    changed: Mapping[str, bytes]
    rendered: Mapping[str, bytes] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Impasse:
    """The fixes do not go together, or a need cannot be met: why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Edits by file, those among them that take away what is not used any more; `going`: what hands nothing over any more."""

    edits: Mapping[str, tuple[Edit, ...]]
    going: tuple[Handing, ...]


def compose(context: Context, attachment: Attachment, fixes: Sequence[Fix], before: State | None = None) -> State | Impasse:
    """The state of the app with exactly these fixes, in this order; a fix is in it whole or the answer is an Impasse.

    `before` is the state with the first of these fixes: rendering only what is new into it gives the same bytes and saves most of the work.
    """
    needs = tuple(dict.fromkeys(need for fix in fixes for need in fix.needs))
    merged: dict[str, tuple[Edit, ...]] = {}
    for fix in fixes:
        for path, edits in fix.edits.items():
            together = merge(merged.get(path, ()), edits)
            if isinstance(together, Conflict):
                return Impasse(f"two changes of {path} overlap at {_line(context, path, together.second)}: {fix.title}")
            merged[path] = together
    preferences = preference_edits(context, needs)
    if isinstance(preferences, Impossible):
        return Impasse(preferences.reason)
    for path, edits in preferences.items():
        together = merge(merged.get(path, ()), edits)
        if isinstance(together, Conflict):
            return Impasse(f"the window's options in {path} are changed in two ways at {_line(context, path, together.second)}")
        merged[path] = together
    drops = [need for need in needs if isinstance(need, DropUnused)]
    functions: dict[str, tuple[int, ...]] = {}
    for need in drops:
        functions[need.path] = tuple(dict.fromkeys((*functions.get(need.path, ()), *need.functions)))
    handed = frozenset((UnitId(need.path, need.script), Span(need.start, need.end)) for need in needs if isinstance(need, DropHanded))
    whole = with_drops(context, merged, {need.path for need in drops}, functions, handed)
    if isinstance(whole, Impasse):
        return whole
    files: dict[str, bytes] = {}
    for path, edits in whole.edits.items():
        source = context.facts.sources[path] if path in context.facts.sources else context.facts.app.tree.locks[path]
        changed = source.bom + _still_a_module(source, apply(source.data, _effective(source.data, edits)))
        if changed != source.raw:
            files[path] = changed
    for new in (need for need in needs if isinstance(need, NewFile)):
        if new.path in context.facts.app.tree.names:
            return Impasse(f"{new.path} is there already")
        files[new.path] = new.text.encode()
    return _rendered(context, attachment, needs, files, before)


def _still_a_module(source: Source, data: bytes) -> bytes:
    """TypeScript without an import or export is a global script, whose names meet those of all others: one that was a module stays one."""
    if not source.path.endswith((".ts", ".tsx", ".mts", ".cts")) or not _MODULE.search(source.data) or _MODULE.search(data):
        return data
    parsed = parse(source, regions(source)[0])
    style = detect_style(parsed)
    line = source.newline.encode()
    kept = data.strip()
    return (data.rstrip() + line * 2 if kept else b"") + b"export {}" + (b";" if style.semicolons else b"") + (line if source.data.endswith(b"\n") else b"")


_MODULE = re.compile(rb"^[ \t]*(?:import|export)\b(?!\s*\()", re.MULTILINE)


def with_drops(
    context: Context,
    edits: Mapping[str, tuple[Edit, ...]],
    paths: set[str],
    functions: Mapping[str, tuple[int, ...]],
    handed: Collection[Spot],
) -> Dropped | Impasse:
    """The edits with all that goes then: names in these files that nothing uses, and what handed over the things at `handed`.

    One leads to the other: an argument that goes may be the last use of a name, and an assignment that goes that of a parameter.
    """
    going: list[Handing] = []
    files = _with_siblings(context, paths)
    while True:
        merged = dict(edits)
        taken = handed_edits(context, going)
        for more in (taken, _dropped(context, files, _joined(merged, taken), functions)):
            for path, removed in more.items():
                before = _left_in(merged.get(path, ()), removed)
                together = merge(before, _beside(context, path, _outside(removed, merged.get(path, ())), before))
                if isinstance(together, Conflict):
                    return Impasse(f"what nothing uses any more cannot be removed cleanly from {path} at {_line(context, path, together.second)}")
                merged[path] = together
        ready = ready_to_go(context, merged, handed, going)
        if not ready:
            return Dropped(merged, tuple(going))
        going.extend(ready)


def _joined(edits: Mapping[str, tuple[Edit, ...]], more: Mapping[str, tuple[Edit, ...]]) -> Mapping[str, tuple[Edit, ...]]:
    return {path: (*edits.get(path, ()), *more.get(path, ())) for path in (*edits, *(path for path in more if path not in edits))}


def preload_needs(attachment: Attachment, needs: Collection[Need], windows: Collection[str]) -> tuple[Need, ...]:
    """What bridge members imply: the windows whose pages call them get their preload; their pages count as the app's own where a handler asks for that."""
    checked = any(isinstance(need, MainHandler) for need in needs)
    preloads = {need.preload for need in needs if isinstance(need, BridgeMember)}
    found: list[Need] = []
    for window, preload in sorted(attachment.preloads.items()):
        if preload in preloads and window in windows:
            built = attachment.build if attachment.build is not None and preload == attachment.build.preload else None
            given = attachment.given.get(window, "")
            found.append(AttachPreload(window, preload, built.output, built.condition, given) if built is not None else AttachPreload(window, preload))
            found.extend(attachment.trusted[window] if checked else ())
    return tuple(found)


def _rendered(
    context: Context, attachment: Attachment, needs: tuple[Need, ...], files: dict[str, bytes], before: State | None
) -> State | Impasse:
    wanted = tuple(need for need in needs if not isinstance(need, (AttachPreload, SetPreference, NewFile, DropUnused, DropHanded)))
    if not any(not isinstance(need, TrustedPage) for need in wanted):
        return State(files)
    present = {path: source.raw for path, source in context.facts.app.tree.files.items()}
    present.update(files)
    plain = {need.preload for need in needs if isinstance(need, PlainExposure)}
    layout = replace(attachment.layout, dual=attachment.layout.dual - plain)
    kept: Mapping[str, bytes] = {}
    todo: tuple[Need, ...] = wanted
    edited = {layout.main_entry, *(need.path for need in wanted if isinstance(need, TrustedImport))}
    if before is not None and _only_adds(before, wanted, files, edited):
        kept = {path: raw for path, raw in before.rendered.items() if path not in edited}
        present.update(kept)
        # one handler again, for the line in main's entry, and all imports: those files start from the baseline each time
        again = next((need for need in wanted if isinstance(need, (MainHandler, MainConstant))), None)
        # and all pages: the file that knows them is made with the first handler
        new = (need for need in wanted if need not in before.needs or isinstance(need, (TrustedPage, TrustedImport)))
        todo = tuple(dict.fromkeys((*new, *([again] if again is not None else []))))
    rendered = render(present, layout, todo)
    if isinstance(rendered, Refused):
        return Impasse(rendered.reason)
    made = {**kept, **rendered}
    return State({**files, **made}, made, wanted)


def _only_adds(before: State, wanted: Collection[Need], files: Mapping[str, bytes], edited: Collection[str]) -> bool:
    """True when nothing that was rendered before is asked for in another way, or edited by a fix."""
    if any(path in files and path not in edited for path in before.rendered):
        return False
    known = {_subject(need) for need in before.needs}
    return not any(need not in before.needs and _subject(need) in known for need in wanted)


def _subject(need: Need) -> tuple[str, ...]:
    """What a need is about: two that differ and share it have to be reduced to one."""
    match need:
        case BridgeMember(preload=preload, path=path):
            return ("member", preload, *path)
        case MainHandler(channel=channel):
            return ("handler", channel)
        case MainConstant(key=key):
            return ("constant", key)
        case _:
            return ("other", repr(need))


def _with_siblings(context: Context, paths: set[str]) -> list[str]:
    """The files, and those that share names with them, by exports or as classic scripts of a page: declared in one, used in another."""
    found = set(paths)
    queue = sorted(paths)
    while queue:
        for exporter in sorted(_exporters(context, queue.pop()) - found):
            found.add(exporter)
            queue.append(exporter)
    for unit, around in context.facts.page_scripts.items():
        if unit.path in paths:
            found.update(sibling.path for sibling in around.siblings)
    found.update(_declarers(context, found))
    return sorted(path for path in found if path in context.facts.summaries and not context.facts.broken(path))


def _declarers(context: Context, paths: Collection[str]) -> Iterator[str]:
    """Classic scripts whose top-level names modules at these paths use as globals of their page."""
    facts = context.facts
    here = frozenset[str]().union(*(facts.file_pages.get(path, frozenset()) for path in paths))
    for name, entries in facts.origins.handed.globals.items():
        for (unit, _), seen in entries:
            if seen & here and unit in facts.page_scripts and any(one.top and one.name == name for one in facts.unit(unit).bindings):
                yield unit.path


def _dropped(
    context: Context, paths: Sequence[str], edits: Mapping[str, tuple[Edit, ...]], functions: Mapping[str, tuple[int, ...]]
) -> Mapping[str, tuple[Edit, ...]]:
    """What nothing uses any more in these files. What goes from one may have been the last use of what another shares with it."""
    found: dict[str, tuple[Edit, ...]] = {}
    queue = list(paths)
    while queue:
        path = queue.pop(0)
        others = {other: (*edits.get(other, ()), *dropped) for other, dropped in found.items() if other != path}
        dropped = drop_edits(context, path, {**edits, **others}, frozenset(functions.get(path, ())))
        if dropped == found.get(path, ()):
            continue
        found[path] = dropped
        sharing = _with_siblings(context, {path})
        queue.extend(other for other in paths if other != path and other in sharing and other not in queue)
    return found


def _exporters(context: Context, path: str) -> set[str]:
    """Files that share things of Electron or Node with this one: their exports go with the last use."""
    summary = context.facts.summaries.get(path)
    found: set[str] = set()
    for number, unit in enumerate(summary.units if summary is not None else ()):
        for load in unit.loads:
            located = context.facts.origins.locate(UnitId(path, number), load.specifier)
            if isinstance(located, LocalFile) and located.path in context.facts.summaries and _shares_things(context, located.path):
                found.add(located.path)
    return found


def _shares_things(context: Context, path: str) -> bool:
    for number, unit in enumerate(context.facts.summaries[path].units):
        for _, bound in unit.exports:
            origin = context.facts.origins.bound_origin(UnitId(path, number), bound)
            if (isinstance(origin, External) and origin.module == "electron") or is_handed_on(context, UnitId(path, number), origin):
                return True
        script = UnitId(path, number)
        if any(True for _ in kept_fields(context, script)) or exports_of(context, script):
            return True
    return False


def _outside(edits: Sequence[Edit], replaced: Sequence[Edit]) -> tuple[Edit, ...]:
    """Removals, and none of them inside text that another removal takes anyway."""
    whole = [edit for edit in edits if len(edit.span)]
    kept = [
        edit
        for edit in edits
        if not any(other is not edit and other.span.contains(edit.span) and other.span != edit.span for other in whole)
    ]
    return tuple(
        edit for edit in kept if not any(other.span.contains(edit.span) and not other.new for other in replaced if len(other.span))
    )


def _beside(context: Context, path: str, removals: Sequence[Edit], edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The removals, where one of whole lines begins behind the indentation at which something is inserted: the next line loses its own instead."""
    source = context.facts.sources.get(path)
    places = [edit.span.start for edit in edits if not len(edit.span)]
    found = list(removals)
    for place in places if source is not None else ():
        one = next((one for one in found if not one.new and one.span.start < place < one.span.end), None)
        if source is None or one is None or source.data[one.span.start : place].strip(b" \t"):
            continue
        end, absorbed = one.span.end, [one]
        while (after := next((other for other in found if not other.new and other.span.start == end and len(other.span)), None)) is not None:
            absorbed.append(after)
            end = after.span.end
        if source.data[end - 1 : end] == b"\n":
            rest = source.data[end:]
            end += len(rest) - len(rest.lstrip(b" \t"))
        found = [other for other in found if other not in absorbed] + [Edit.delete(place, end)]
    return tuple(found)


def _left_in(edits: Sequence[Edit], removals: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits without those of text that goes as part of more."""
    gone = [edit.span for edit in removals if len(edit.span) and not edit.new]
    return tuple(edit for edit in edits if not len(edit.span) or not any(span != edit.span and span.contains(edit.span) for span in gone))


def _effective(data: bytes, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    return tuple(edit for edit in edits if data[edit.span.start : edit.span.end] != edit.new)


def _line(context: Context, path: str, edit: Edit) -> str:
    source: Source = context.facts.sources[path]
    return f"line {source.position(edit.span.start).line}"
