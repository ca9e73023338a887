"""Reads the rows of `data/api.toml`, fills in what they leave to the rules at its head, and refuses what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from electron_migrate.facts.api_model import PAGE_PROCESS, ApiRow, Enumeration, ManualRow, Origin, Param, Shape, Use, identifiers
from electron_migrate.facts.model import Safety
from electron_migrate.facts.node_table import NODE_MODULE, load_node_table
from electron_migrate.facts.tables import Row, TableError, parse_table
from electron_migrate.facts.versions import load_versions


@dataclass(frozen=True, slots=True)
class ApiRows:
    """The rows of one table, as they stand in it."""

    rows: tuple[ApiRow, ...]
    manual: tuple[ManualRow, ...]
    enumerations: Mapping[str, Enumeration]


def read_api_rows(text: str) -> ApiRows:
    """The rows of a table in TOML. Raises `TableError`, naming the row, for anything that is not as the table's head says."""
    table = parse_table("api.toml", text)
    enumerations = {each.name: each for each in map(_enumeration, table.rows("enumeration", "name"))}
    defaults = {shape: _shape_default(row) for shape, row in ((shape, table.sub_row(f"shape-{shape}")) for shape in Shape) if row}
    rows = tuple(each for row in table.rows("api", "origin") for each in _api_rows(row, enumerations, defaults))
    manual = tuple(each for row in table.rows("manual", "origin") for each in _manual_rows(row))
    table.finish()
    _check_ranges(rows)
    _check_channels(rows)
    _check_manual(manual)
    return ApiRows(rows, manual, enumerations)


@dataclass(frozen=True, slots=True)
class _ShapeDefault:
    safety: Safety
    may_change: str


_JAVASCRIPT_GLOBALS = frozenset({"Boolean", "Number", "String", "Promise", "Object", "Array", "Uint8Array", "process", "window", "URL"})
_TYPESCRIPT_NAMES = frozenset({"Array", "Parameters", "Partial", "Pick", "Promise", "Record", "Uint8Array"})
_GUARDS = ("", "string", "number", "boolean", "integer", "string[]", "rect")
_SAFETY = {safety.word: safety for safety in Safety}
_PRELOAD_MODULES = frozenset({"webFrame", "webUtils", "crashReporter", "nativeImage"})


def _enumeration(row: Row) -> Enumeration:
    read = Enumeration(row.text("name"), row.text("type"), row.texts("values"), row.text("source"))
    row.finish()
    return read


def _shape_default(row: Row) -> _ShapeDefault:
    default = _ShapeDefault(_SAFETY[row.choice("safety", _SAFETY)], row.text("may_change", ""))
    row.finish()
    return default


# What `anySession` at the head of an origin stands for: the ways in which a page comes to a session. `${partition}` is the literal argument.
_SESSIONS = (("session", "defaultSession"), ("session", "fromPartition"), ("currentWebContents", "session"))
_FROM_PARTITION = ("session", "fromPartition")


def read_origins(row: Row) -> tuple[Origin, ...]:
    """A row is for one `origin`, or alike for several `origins`."""
    several = row.texts("origins")
    given = tuple(_origin(each) for each in several or (row.text("origin"),))
    return tuple(
        one for origin in given for one in ([(*head, *origin[1:]) for head in _SESSIONS] if origin[:1] == ("anySession",) else [origin])
    )


def _api_rows(row: Row, enumerations: Mapping[str, Enumeration], defaults: Mapping[Shape, _ShapeDefault]) -> Iterator[ApiRow]:
    origins = read_origins(row)
    use = Use(row.choice("use", Use, Use.CALL))
    row.name = f"{'.'.join(origins[0])} ({use})"
    shape = Shape(row.choice("shape", Shape))
    default = defaults.get(shape, _ShapeDefault(Safety.SAFE, ""))
    result = row.text("result", "void")
    ends_page = row.flag("ends_page")
    safety = _SAFETY[row.choice("safety", _SAFETY, (Safety.REVIEW if ends_page else default.safety).word)]
    bridge, channel = row.text("bridge", ""), row.text("channel", "")
    shared = ApiRow(
        origin=origins[0],
        use=use,
        shape=shape,
        params=tuple(_param(each, enumerations) for each in row.rows("params", "name")),
        result=result,
        main=row.text("main", ""),
        main_with_window=row.text("main_with_window", ""),
        constant=row.text("constant", ""),
        where=row.choice("where", ("main", "preload"), "main"),
        preload=row.text("preload", ""),
        web=row.text("web", ""),
        is_value=shape is Shape.CONSTANT and (_is_scalar(result) or row.flag("value")),
        window_argument=row.flag("window_argument"),
        literal_argument=row.flag("literal_argument"),
        modal=row.flag("modal"),
        may_lack=row.flag("may_lack"),
        helpers=row.texts("helpers"),
        made=row.text("made", ""),
        declarations=row.texts("declarations"),
        ends_page=ends_page,
        risk=row.text("risk", ""),
        safety=safety,
        may_change=row.text("may_change", default.may_change if safety is Safety.REVIEW else ""),
        changed_by=tuple(_origin(each) for each in row.texts("changed_by")),
        since=row.major("since"),
        until=row.major("until"),
        main_since=row.major("main_since"),
        main_until=row.major("main_until"),
        note=row.text("note", ""),
        source=row.text("source"),
    )
    row.finish()
    if len(origins) > 1 and (bridge or channel or shared.main or shared.preload or shared.constant):
        raise row.error("`origins` are for members that need no `bridge`, `channel` or expression of their own")
    for origin in origins:
        row.name = f"{'.'.join(origin)} ({use})"
        yield _completed(replace(shared, origin=origin), bridge, channel, row)


def _completed(read: ApiRow, bridge: str, channel: str, row: Row) -> ApiRow:
    """The row with what it leaves to the rules at the head of the table. Raises what is wrong with it."""
    if read.shape in _OVER_IPC:
        bridge = bridge or _usual_bridge(read.origin)
        channel = channel or bridge.replace(".", ":", 1)
        read = replace(read, main=read.main or _same_member(read))
        if read.may_lack and read.use is Use.CALL:
            member = read.main.split("(", 1)[0]
            read = replace(read, main=f"{member} ? {read.main} : undefined")
    elif read.shape is not Shape.WEB:
        bridge = bridge or _usual_bridge(read.origin)
        usual = _same_member(read)
        if read.shape is Shape.PRELOAD:
            read = replace(read, preload=read.preload or usual)
        else:
            read = replace(read, constant=read.constant or usual)
    read = replace(read, bridge=tuple(bridge.split(".")) if bridge else (), channel=channel)
    read = replace(read, types=_electron_types(read), imports=_imports(read), builtins=_builtins(read))
    for complaint in _complaints(read):
        raise row.error(complaint)
    return read


def _param(row: Row, enumerations: Mapping[str, Enumeration]) -> Param:
    allow = row.choice("allow", ("", *enumerations), "")
    enumeration = enumerations.get(allow)
    param = Param(
        name=row.text("name"),
        type=row.text("type", enumeration.type if enumeration else None),
        optional=row.flag("optional"),
        guard=row.choice("guard", _GUARDS, ""),
        keys=row.texts("keys"),
        values=enumeration.values if enumeration else (),
        allow=allow,
    )
    row.finish()
    return param


def _manual_rows(row: Row) -> tuple[ManualRow, ...]:
    origins = read_origins(row)
    use = row.choice("use", ("", *Use), "")
    shared = ManualRow((), Use(use) if use else None, row.flag("exact"), row.text("reason"), row.text("hint"), row.text("source"))
    row.finish()
    return tuple(replace(shared, origin=origin) for origin in origins)


def _origin(dotted: str) -> Origin:
    return tuple(dotted.split(".")) if dotted else ()


def _usual_bridge(origin: Origin) -> str:
    if origin[:2] == _FROM_PARTITION:
        return ".".join(("session", "${partition}", *origin[2:]))
    domain = {"currentWindow": "window", "currentWebContents": "webContents"}.get(origin[0], origin[0]).removeprefix(NODE_MODULE)
    return ".".join((domain, *origin[1:]))


def _same_member(row: ApiRow) -> str:
    """The member of the same name on the same object: the window and contents of the sender stand for those of the page."""
    receiver = {"currentWindow": "win", "currentWebContents": "event.sender", PAGE_PROCESS: "process"}.get(row.origin[0], row.origin[0])
    receiver = receiver.removeprefix(NODE_MODULE)
    member = ".".join((receiver, *row.origin[1:]))
    if row.origin[:2] == _FROM_PARTITION:
        member = ".".join(("session.fromPartition('${partition}')", *row.origin[2:]))
    arguments = [f"Boolean({param.name})" if param.type == "boolean" else param.name for param in row.params]
    match row.use:
        case Use.CALL:
            return f"{member}({', '.join(arguments)})"
        case Use.GET:
            return member
        case Use.SET:
            return f"{member} = {', '.join(arguments)}"


def _is_scalar(result: str) -> bool:
    return result in ("string", "number", "boolean") or result.startswith("'")


def _electron_types(row: ApiRow) -> tuple[str, ...]:
    used = " ".join((row.result, *(param.type for param in row.params)))
    used = re.sub(r"'[^']*'|NodeJS\.\w+", "", used)
    return tuple(name for name in dict.fromkeys(re.findall(r"\b[A-Z]\w*", used)) if name not in (*_TYPESCRIPT_NAMES, *row.declarations))


def _imports(row: ApiRow) -> tuple[str, ...]:
    in_preload = row.where == "preload" or row.shape is Shape.PRELOAD
    modules = _PRELOAD_MODULES if in_preload else load_versions().modules_of("main")
    used = frozenset().union(*(identifiers(each) for each in (row.main, row.main_with_window, row.constant, row.preload)))
    return tuple(sorted((used & modules) - {param.name for param in row.params}))


def _builtins(row: ApiRow) -> tuple[str, ...]:
    """Of a row for a builtin of Node: the modules of Node that its expression in main uses."""
    if not row.origin or not row.origin[0].startswith(NODE_MODULE):
        return ()
    used = frozenset().union(*(identifiers(each) for each in (row.main, row.constant)))
    return tuple(sorted((used & load_node_table().builtins.keys()) - {"process", "console"} - {param.name for param in row.params}))


_OVER_IPC = (Shape.COMMAND, Shape.QUERY, Shape.PROMISE)
_EXPRESSION_OF = {
    Shape.CONSTANT: "constant",
    Shape.COMMAND: "main",
    Shape.QUERY: "main",
    Shape.PROMISE: "main",
    Shape.PRELOAD: "preload",
    Shape.WEB: "web",
}


def _complaints(row: ApiRow) -> Iterator[str]:
    """What is wrong with one row, taken by itself."""
    wanted = _EXPRESSION_OF[row.shape]
    for field, expression in (("main", row.main), ("constant", row.constant), ("preload", row.preload), ("web", row.web)):
        if (field == wanted) != bool(expression):
            yield f"a {row.shape} row {'needs' if field == wanted else 'has no'} `{field}`"
    if bool(row.main_with_window) != row.window_argument:
        yield "`main_with_window` and `window_argument` go together"
    if row.made and row.shape is not Shape.PROMISE:
        yield "only what a promise comes to is `made` into something"
    if row.shape is Shape.COMMAND and row.result != "void":
        yield "a command has no result"
    if row.shape is not Shape.COMMAND and row.result == "void" and row.shape not in (Shape.PROMISE, Shape.PRELOAD, Shape.QUERY):
        yield "`result` is missing"
    if row.use is Use.SET and len(row.params) != 1:
        yield "a row for a write has one parameter, the value written"
    if row.use is Use.GET and row.params:
        yield "a row for a read has no parameters"
    if row.literal_argument and not any("${" in part for part in row.bridge):
        yield "a row for literal arguments names the argument in `bridge`"
    if row.safety is Safety.REVIEW and not row.may_change:
        yield "a review row says what may change"
    if row.safety is Safety.MANUAL:
        yield "what stays manual goes under [[manual]]"
    if row.since is not None and row.until is not None and row.since > row.until:
        yield "`since` is after `until`"
    names = [param.name for param in row.params]
    if len(set(names)) < len(names):
        yield "two parameters share a name"
    if any(before.optional and not after.optional for before, after in pairwise(row.params)):
        yield "an optional parameter stands before one that is not"
    bound = frozenset(names) | frozenset(row.imports) | frozenset((*row.builtins, *row.helpers)) | _JAVASCRIPT_GLOBALS | {"win", "event"}
    for expression in (row.main, row.main_with_window, row.constant, row.preload, row.web):
        if free := sorted(identifiers(expression) - bound):
            yield f"nothing binds {', '.join(free)} in `{expression}`"
    if row.main:
        used = identifiers(row.main)
        if unused := [name for name in names if name not in used]:
            yield f"`main` does not use {', '.join(unused)}"


def _check_ranges(rows: Iterable[ApiRow]) -> None:
    """No two rows may serve the same use of the same member on the same major."""
    seen: dict[tuple[Origin, Use, bool], list[ApiRow]] = {}
    for row in rows:
        earlier = seen.setdefault((row.origin, row.use, row.literal_argument), [])
        for other in earlier:
            if _overlap(row.since, row.until, other.since, other.until) and _overlap(
                row.main_since, row.main_until, other.main_since, other.main_until
            ):
                raise TableError(f"{row.name}: two rows serve the same versions")
        earlier.append(row)


def _overlap(since: int | None, until: int | None, other_since: int | None, other_until: int | None) -> bool:
    return (other_until is None or (since or 0) <= other_until) and (until is None or (other_since or 0) <= until)


def _check_channels(rows: Iterable[ApiRow]) -> None:
    """One bridge member is one channel with one meaning. Rows of different versions count apart."""
    meaning: dict[str, tuple[ApiRow, tuple[object, ...]]] = {}
    for row in rows:
        if not row.bridge:
            continue
        means = (row.channel, row.params, row.result, row.main, row.main_with_window, row.constant, row.preload)
        for name in filter(None, (".".join(row.bridge), row.channel)):
            key = f"{name} {row.since}-{row.until} {row.main_since}-{row.main_until}"
            other, other_means = meaning.setdefault(key, (row, means))
            if other_means != means:
                raise TableError(f"{row.name}: {name} means something else in {other.name}")


def _check_manual(manual: Iterable[ManualRow]) -> None:
    """No two rows for one use of one origin, and a last resort."""
    seen: set[tuple[Origin, Use | None, bool]] = set()
    for row in manual:
        key = (row.origin, row.use, row.exact)
        if key in seen:
            raise TableError(f"{'.'.join(row.origin) or 'the default'} ({row.use or 'any use'}): two manual rows")
        seen.add(key)
    if ((), None, False) not in seen:
        raise TableError("api.toml: the default row (origin = '') is missing")
