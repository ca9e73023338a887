"""What a path or URL expression names: `path.join(__dirname, 'index.html')`, `file://${…}`, `url.format({…})`, `new URL(…)`."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from itertools import product
from urllib.parse import unquote

from electron_migrate.facts.origins import Constant, External, Here, Origins, UnitId
from electron_migrate.facts.summary import (
    GLOBAL,
    Await,
    Call,
    Choice,
    Concat,
    Literal,
    Member,
    Name,
    New,
    Object,
    Opaque,
    Property,
    Template,
    Value,
)

# Stands for the app's root in a text that is being worked out, and for a part that is not known.
_ROOT = "/\x01app"
_UNKNOWN = "\x02"
_MOST = 8


@dataclass(frozen=True, slots=True)
class Target:
    """What a path or URL names: a `file` of the app (app-relative), a `url`, or neither with the `reason`."""

    file: str | None = None
    url: str | None = None
    reason: str = ""


def targets(origins: Origins, unit: UnitId, value: Value) -> tuple[Target, ...]:
    """Every file or URL that the expression can name. `__dirname` is the folder of the script's own file."""
    texts = _texts(origins, unit, value, 0)
    if not texts:
        return (Target(reason="an expression that cannot be followed"),)
    return tuple(dict.fromkeys(_target(text) for text in texts))


def _target(text: str) -> Target:
    head = re.split(r"[?#]", text, maxsplit=1)[0]
    if head.startswith("file:"):
        head = unquote(re.sub(r"^file:/*", "/", head))
    at = head.find(_ROOT)
    if _UNKNOWN in head:
        return Target(reason="part of the path is not known before the app runs")
    if at >= 0:
        return Target(file=posixpath.normpath(head[at + len(_ROOT) :].lstrip("/") or "."))
    if re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]+:", head):
        return Target(url=text.split(_UNKNOWN)[0])
    if not head:
        return Target(reason="an empty path")
    if head.startswith("/"):
        return Target(reason="an absolute path outside the app")
    return Target(file=posixpath.normpath(head))


def _texts(origins: Origins, unit: UnitId, value: Value, depth: int) -> list[str]:
    """The texts that an expression can be; `_ROOT` stands for the app's folder, `_UNKNOWN` for parts that are not known."""
    if depth > 30:
        return [_UNKNOWN]
    folder = posixpath.join(_ROOT, posixpath.dirname(unit.path)).rstrip("/")
    match value:
        case Literal(value=str() as text):
            return [text]
        case Name(name="__dirname", binding=binding) if binding == GLOBAL:
            return [folder]
        case Name(name="__filename", binding=binding) if binding == GLOBAL:
            return [posixpath.join(_ROOT, unit.path)]
        case Template(parts=parts):
            return _joined(origins, unit, parts, depth)
        case Concat(left=left, right=right):
            return _joined(origins, unit, (left, right), depth)
        case Choice(options=options):
            found = [text for option in options for text in _texts(origins, unit, option, depth + 1)]
            known = [text for text in found if text != _UNKNOWN]
            return (known or found)[:_MOST]
        case Await(value=inner):
            return _texts(origins, unit, inner, depth + 1)
        case Call() | New():
            return _call_texts(origins, unit, value, depth)
        case Member(object=inner, name="href" | "pathname"):
            return _texts(origins, unit, inner, depth + 1)
        case Name() | Member():
            return _named_texts(origins, unit, value, depth)
        case _:
            return [_UNKNOWN]


def _joined(origins: Origins, unit: UnitId, parts: tuple[str | Value, ...], depth: int) -> list[str]:
    choices = [[part] if isinstance(part, str) else _texts(origins, unit, part, depth + 1) for part in parts]
    return ["".join(one) for one in list(product(*choices))[:_MOST]]


def _named_texts(origins: Origins, unit: UnitId, value: Value, depth: int) -> list[str]:
    origin = origins.origin(unit, value)
    if isinstance(origin, Constant):
        return [origin.value] if isinstance(origin.value, str) else [_UNKNOWN]
    if isinstance(origin, Here) and origin.value is not value:
        return _texts(origins, origin.unit, origin.value, depth + 1)
    found = [
        text for there, given in origins.sources(unit, value) if given is not value for text in _texts(origins, there, given, depth + 1)
    ]
    return found[:_MOST] or [_UNKNOWN]


def _call_texts(origins: Origins, unit: UnitId, value: Call | New, depth: int) -> list[str]:
    origin = origins.origin(unit, value)
    arguments = value.arguments
    if isinstance(value, Call) and isinstance(value.function, Member) and value.function.name in ("toString", "replace", "toLowerCase"):
        return _texts(origins, unit, value.function.object, depth + 1) if value.function.name == "toString" else [_UNKNOWN]
    match origin:
        case (
            External(module="path", path=("join" | "resolve" as how, "()"))
            | External(module="path", path=("posix", "join" | "resolve" as how, "()"))
        ):
            choices = [_texts(origins, unit, argument, depth + 1) for argument in arguments]
            return [_path_join(how, one) for one in list(product(*choices))[:_MOST]]
        case External(module="path", path=("normalize", "()")) | External(module="url", path=("pathToFileURL", "()")):
            return _texts(origins, unit, arguments[0], depth + 1) if arguments else [_UNKNOWN]
        case External(module="path", path=("dirname", "()")):
            return [posixpath.dirname(text) for text in _texts(origins, unit, arguments[0], depth + 1)] if arguments else [_UNKNOWN]
        case External(module="global", path=("require", "resolve", "()")):
            folder = posixpath.join(_ROOT, posixpath.dirname(unit.path))
            return (
                [posixpath.normpath(posixpath.join(folder, text)) for text in _texts(origins, unit, arguments[0], depth + 1)]
                if arguments
                else [_UNKNOWN]
            )
        case External(module="url", path=("format", "()")):
            return _formatted(origins, unit, arguments[0], depth) if arguments else [_UNKNOWN]
        case External(module="url", path=("fileURLToPath", "()")):
            return [text.removeprefix("file://") for text in _texts(origins, unit, arguments[0], depth + 1)] if arguments else [_UNKNOWN]
        case External(module="global" | "url", path=("URL", "new")):
            return _new_url(origins, unit, arguments, depth)
        case (
            External(module="electron", path=("app", "getAppPath", "()"))
            | External(module="global" | "process", path=("process", "cwd", "()") | ("cwd", "()"))
        ):
            return [_ROOT]
        case _:
            return _named_texts(origins, unit, value, depth) if isinstance(value, Call) and not isinstance(origin, External) else [_UNKNOWN]


def _path_join(how: str, parts: tuple[str, ...]) -> str:
    if how == "join":
        # `path.join('file://', __dirname, …)` is written in many apps; it works because browsers forgive one slash
        text = posixpath.join(parts[0], *(part.lstrip("/") for part in parts[1:])) if parts and parts[0].startswith("file:") else None
        return text if text is not None else posixpath.normpath("/".join(part for part in parts if part)) if parts else _UNKNOWN
    return posixpath.normpath(posixpath.join(*parts)) if parts else _ROOT


def _formatted(origins: Origins, unit: UnitId, value: Value, depth: int) -> list[str]:
    """`url.format({ pathname, protocol, slashes, host })`."""
    origin = origins.origin(unit, value)
    if not isinstance(origin, Here) or not isinstance(origin.value, Object):
        return _texts(origins, unit, value, depth + 1)
    given = {one.key: one.value for one in origin.value.properties if isinstance(one, Property) and one.key is not None}
    if "pathname" not in given:
        return [_UNKNOWN]
    protocol = origins.text(origin.unit, given["protocol"]) if "protocol" in given else "file:"
    host = origins.text(origin.unit, given["host"]) if "host" in given else ""
    if protocol is None or host is None:
        return [_UNKNOWN]
    return [f"{protocol.rstrip(':')}://{host}{text}" for text in _texts(origins, origin.unit, given["pathname"], depth + 1)]


def _new_url(origins: Origins, unit: UnitId, arguments: tuple[Value, ...], depth: int) -> list[str]:
    if not arguments:
        return [_UNKNOWN]
    texts = _texts(origins, unit, arguments[0], depth + 1)
    if len(arguments) == 1:
        return texts
    base = arguments[1]
    if isinstance(base, Member) and base.name == "url" and isinstance(base.object, Opaque) and base.object.kind == "meta_property":
        folder = posixpath.join(_ROOT, posixpath.dirname(unit.path))
        return ["file://" + posixpath.normpath(posixpath.join(folder, text)) for text in texts]
    bases = _texts(origins, unit, base, depth + 1)
    return [
        _UNKNOWN
        if _UNKNOWN in start
        else posixpath.normpath(posixpath.join(start if start.endswith("/") else posixpath.dirname(start), text))
        for start, text in list(product([one.removeprefix("file://") for one in bases], texts))[:_MOST]
    ]
