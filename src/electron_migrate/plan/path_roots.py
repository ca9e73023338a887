"""The folder that a path provably starts in, from how a page puts it together: `path.join(app.getPath('userData'), name)`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from electron_migrate.facts.origins import CALL, External, UnitId
from electron_migrate.facts.summary import Call, Concat, Literal, Member, Name, Template, Value
from electron_migrate.plan.model import Manual
from electron_migrate.plan.page_folders import page_folder

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


@dataclass(frozen=True, slots=True)
class PathRoot:
    """A folder that main can name. `name`: of its operations on the bridge; `expression` is JavaScript in main."""

    name: str
    expression: str
    imports: tuple[str, ...] = ()
    builtins: tuple[str, ...] = ()
    is_broad: bool = False
    """It holds what is not the app's, so that being in it proves little."""


_BROAD = frozenset({"home", "appData", "documents", "desktop", "downloads", "music", "pictures", "videos"})
_GIVEN = {
    External("os", ("tmpdir", "()")): PathRoot("temp", "os.tmpdir()", builtins=("os",)),
    External("os", ("homedir", "()")): PathRoot("home", "os.homedir()", builtins=("os",), is_broad=True),
    External("electron", ("remote", "app", "getAppPath", "()")): PathRoot("appFiles", "app.getAppPath()", ("app",)),
}
_BRIDGED: dict[tuple[str, ...], PathRoot] = {
    ("os", "tmpdir"): _GIVEN[External("os", ("tmpdir", "()"))],
    ("os", "homedir"): _GIVEN[External("os", ("homedir", "()"))],
    ("app", "appPath"): _GIVEN[External("electron", ("remote", "app", "getAppPath", "()"))],
}
_DEEPEST = 8


def root_of(context: Context, unit: UnitId, value: Value, depth: int = 0) -> PathRoot | None:
    """The folder that a path is in whatever its other parts are, as long as they do not lead out of it; None where it cannot be told."""
    if depth > _DEEPEST:
        return None
    origins = context.facts.origins
    match value:
        case Template(parts=parts):
            first = [part for part in parts if part != ""][:1]
            return root_of(context, unit, first[0], depth + 1) if first and not isinstance(first[0], str) else None
        case Concat(left=left):
            return root_of(context, unit, left, depth + 1)
        case Call(function=function, arguments=arguments):
            called = origins.origin(unit, function)
            if not isinstance(called, External):
                return _same_root(context, unit, value, depth)
            origin = called.then(CALL)
            joins = origin in (External("path", ("join", "()")), External("global", (context.api_name, "path", "join", "()")))
            if joins and arguments and not _leads_out(context, unit, arguments[1:]):
                return root_of(context, unit, arguments[0], depth + 1)
            if origin == External("electron", ("remote", "app", "getPath", "()")) and len(arguments) == 1:
                name = origins.text(unit, arguments[0])
                return PathRoot(name, f"app.getPath('{name}')", ("app",), is_broad=name in _BROAD) if name and name.isidentifier() else None
            return _GIVEN.get(origin)
        case Name(name="__dirname", binding=binding) if binding < 0:
            return _page_folder(context, unit)
        case Member() if (bridged := _on_bridge(context, unit, value)):
            # what an earlier plan made of it
            if bridged[0] == "folders":
                return _page_folder(context, unit)
            name = bridged[-1]
            if bridged[:2] == ("app", "paths") and len(bridged) == 3:
                return PathRoot(name, f"app.getPath('{name}')", ("app",), is_broad=name in _BROAD)
            return _BRIDGED.get(bridged)
        case Name():
            return _same_root(context, unit, value, depth)
        case _:
            return None


def _same_root(context: Context, unit: UnitId, value: Value, depth: int) -> PathRoot | None:
    """The one root of all that may stand behind a name, or that a function of the app gives."""
    behind = context.facts.origins.sources(unit, value)
    roots = {root_of(context, there, given, depth + 1) if given is not value else None for there, given in behind}
    return next(iter(roots)) if len(roots) == 1 else None


def _on_bridge(context: Context, unit: UnitId, value: Value) -> tuple[str, ...]:
    origin = context.facts.origins.origin(unit, value)
    known = isinstance(origin, External) and origin.module == "global" and origin.path[:1] == (context.api_name,)
    return origin.path[1:] if known and isinstance(origin, External) else ()


def _page_folder(context: Context, unit: UnitId) -> PathRoot | None:
    found = page_folder(context, unit)
    return None if isinstance(found, Manual) else PathRoot("appFiles", found[1].expression, builtins=found[1].builtins)


def _leads_out(context: Context, unit: UnitId, parts: tuple[Value, ...]) -> bool:
    """True when a part is visibly `..` or more."""
    texts = [context.facts.origins.text(unit, part) for part in parts if not isinstance(part, Literal)]
    literal = [str(part.value) for part in parts if isinstance(part, Literal)]
    return any(".." in text.replace("\\", "/").split("/") for text in (*filter(None, texts), *literal))
