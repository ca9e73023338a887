"""What a path or URL expression names: `path.join(__dirname, 'index.html')`, `file://${…}`, `url.format({…})`, `new URL(…)`, a helper of the app."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Protocol
from urllib.parse import unquote

from electron_migrate.app.modules import LocalFile
from electron_migrate.app.paths import PAGE_ENDINGS
from electron_migrate.facts.bundler_table import load_bundler_table
from electron_migrate.facts.lowering import is_global_object
from electron_migrate.facts.origins import Constant, External, Here, Module, Origins, UnitId
from electron_migrate.facts.summary import (
    GLOBAL,
    Array,
    Await,
    Call,
    Choice,
    ClassValue,
    Concat,
    FunctionValue,
    Index,
    Literal,
    Load,
    Member,
    Name,
    New,
    Object,
    Opaque,
    Property,
    Spread,
    Template,
    This,
    Value,
)

# Stands for the app's root in a text that is being worked out, for a part that is not known, and around a name that the bundler gives main.
# It lies deep, so that what leads out of it by `..` can still be told from an absolute path.
_ROOT = "/\x01/\x01/\x01/\x01/\x01app"
_UNKNOWN = "\x02"
_OUTSIDE = "a path that leads out of the app"
_GIVEN = "\x03"
_APP_PATH = External("electron", ("app", "getAppPath", "()"))
_MOST = 8
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Target:
    """What a path or URL names: a `file` of the app (app-relative), a `url`, or neither with the `reason`.

    `built`: the file that is there when the app runs, where a bundler or compiler makes it of `file` (or, for a page without a template, of nothing).
    `given`: the expression in main that the bundler fills in with the page's address, such as `MAIN_WINDOW_WEBPACK_ENTRY`.
    """

    file: str | None = None
    url: str | None = None
    reason: str = ""
    built: str | None = None
    given: str | None = None


class Places(Protocol):
    """Where things are when the app runs."""

    def folders(self, path: str) -> tuple[str, ...]:
        """What `__dirname` can be in a script of main, app-relative, likeliest first."""

    def behind(self, file: str) -> str | None:
        """The page or script of the app that a run-time path (app-relative) means: itself, or what it is made of."""

    def relative_to(self) -> tuple[str, ...]:
        """The folders that `app.getAppPath()`, and so a plain `loadFile('x')`, can mean."""

    def names_given(self, expression: str) -> tuple[str, ...]:
        """The names of the page's folder that a constant of the bundler's can mean, `MAIN_WINDOW_VITE_NAME`."""

    def node_given(self, expression: str) -> bool | None:
        """What `process.env.ELECTRON_NODE_INTEGRATION` is: whether the bundler builds the pages for Node; None where that is not known."""

    def preload_given(self, expression: str) -> str | None:
        """The source of the preload whose path the bundler puts in place of a constant, `MAIN_WINDOW_PRELOAD_WEBPACK_ENTRY`."""


class AsWritten:
    """No bundler, no compiler: every script runs where it lies."""

    def folders(self, path: str) -> tuple[str, ...]:
        return (posixpath.dirname(path),)

    def behind(self, file: str) -> str | None:
        return None

    def relative_to(self) -> tuple[str, ...]:
        return ("",)

    def names_given(self, expression: str) -> tuple[str, ...]:
        return ()

    def node_given(self, expression: str) -> bool | None:
        return None

    def preload_given(self, expression: str) -> str | None:
        return None


def targets(origins: Origins, unit: UnitId, value: Value, places: Places | None = None) -> tuple[Target, ...]:
    """Every file or URL that the expression can name. `places` says where scripts run; None: where they lie."""
    reader = _Reader(origins, places if places is not None else AsWritten())
    texts = reader.texts(unit, value, _Frame())
    if not texts:
        return (Target(reason="an expression that cannot be followed"),)
    found = tuple(dict.fromkeys(target for text in texts for target in reader.target(text)))
    # of the folders that `__dirname` may be, those where something is are meant
    known = [
        one
        for one in found
        if one.built is not None or one.url is not None or one.given is not None or (one.reason and one.reason != _OUTSIDE and one.file is None)
    ]
    sure = [one for one in found if one.file is not None and reader.places.behind(one.built or one.file) is not None]
    return tuple(one for one in found if one in known or one in sure) if sure else found


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the parameters of the functions on the way hold, and whose `this` it is."""

    given: Mapping[tuple[UnitId, int], tuple[UnitId, tuple[Value, ...], _Frame]] = field(default_factory=dict)
    this: tuple[UnitId, int] | None = None


@dataclass
class _Reader:
    origins: Origins
    places: Places

    def target(self, text: str) -> Iterator[Target]:
        head = re.split(r"[?#]", text, maxsplit=1)[0]
        if head.startswith(_GIVEN):
            yield Target(given=head.split(_GIVEN)[1], reason="the bundler gives its address")
            return
        if head.startswith("file:"):
            head = unquote(re.sub(r"^file:/*", "/", head))
        at = head.find(_ROOT)
        if _UNKNOWN in head or _GIVEN in head:
            yield Target(reason="part of the path is not known before the app runs")
        elif at >= 0:
            yield self._file(posixpath.normpath(head[at + len(_ROOT) :].lstrip("/") or "."))
        elif re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]+:", head):
            yield Target(url=text.split(_UNKNOWN)[0].split(_GIVEN)[0])
        elif not head:
            yield Target(reason="an empty path")
        elif head.startswith("/"):
            yield Target(reason=_OUTSIDE if "\x01" in head else "an absolute path outside the app")
        else:
            yield from (self._file(posixpath.normpath(posixpath.join(folder, head))) for folder in self.places.relative_to())

    def _file(self, path: str) -> Target:
        source = self.places.behind(path)
        return Target(file=source, built=path) if source is not None and source != path else Target(file=path)

    def texts(self, unit: UnitId, value: Value, frame: _Frame, depth: int = 0) -> list[str]:
        """The texts that an expression can be; `_ROOT` stands for the app's folder, `_UNKNOWN` for parts that are not known."""
        if depth > _DEEPEST:
            return [_UNKNOWN]
        match value:
            case Literal(value=str() as text):
                return [text]
            case Name(name="__dirname", binding=binding) if binding == GLOBAL:
                return self._folders(unit)
            case Name(name="__filename", binding=binding) if binding == GLOBAL:
                return [posixpath.join(folder, posixpath.basename(unit.path)) for folder in self._folders(unit)]
            case Member(name="dirname", object=Opaque(kind="meta_property")):
                return self._folders(unit)
            case Name(name=name) if load_bundler_table().constant(name) is not None and self._has_no_value(unit, value):
                return list(self.places.names_given(name)) or [f"{_GIVEN}{name}{_GIVEN}"]
            case Template(parts=parts):
                return self._joined(unit, parts, frame, depth)
            case Concat(left=left, right=right):
                return self._joined(unit, (left, right), frame, depth)
            case Choice(options=options):
                found = [text for option in options for text in self.texts(unit, option, frame, depth + 1)]
                known = [text for text in found if text != _UNKNOWN]
                return (known or found)[:_MOST]
            case Await(value=inner):
                return self.texts(unit, inner, frame, depth + 1)
            case Load(specifier=specifier):
                # what `require('./page.html')` answers with a loader of files: where the page is
                located = self.origins.locate(unit, specifier)
                return [posixpath.join(_ROOT, located.path)] if isinstance(located, LocalFile) and located.path.endswith(PAGE_ENDINGS) else [_UNKNOWN]
            case Call() | New():
                return self._called(unit, value, frame, depth)
            case Member(object=inner, name="href" | "pathname"):
                return self.texts(unit, inner, frame, depth + 1)
            case Name() | Member():
                return self._named(unit, value, frame, depth)
            case _:
                return [_UNKNOWN]

    def _has_no_value(self, unit: UnitId, name: Name) -> bool:
        """True for a global, and for one that TypeScript is told of: `declare const NAME: string`."""
        if name.binding == GLOBAL:
            return True
        binding = self.origins.unit(unit).bindings[name.binding]
        return binding.top and not binding.values and binding.parameter is None

    def _folders(self, unit: UnitId) -> list[str]:
        return [posixpath.join(_ROOT, folder).rstrip("/") for folder in self.places.folders(unit.path)]

    def _joined(self, unit: UnitId, parts: tuple[str | Value, ...], frame: _Frame, depth: int) -> list[str]:
        choices = [[part] if isinstance(part, str) else self.texts(unit, part, frame, depth + 1) for part in parts]
        return ["".join(one) for one in list(product(*choices))[:_MOST]]

    # ---- names

    def _named(self, unit: UnitId, value: Name | Member, frame: _Frame, depth: int) -> list[str]:
        held = self._held(unit, value, frame)
        if held is not None:
            there, given, around = held
            found = [text for one in given for text in self.texts(there, one, around, depth + 1)]
            return found[:_MOST] or [_UNKNOWN]
        origin = self.origins.origin(unit, value)
        if isinstance(origin, Constant):
            return [origin.value] if isinstance(origin.value, str) else [_UNKNOWN]
        environment = environment_name(origin)
        if environment is not None:
            return self._of_environment(unit, value, environment, frame, depth)
        if isinstance(origin, Here) and origin.value is not value:
            return self.texts(origin.unit, origin.value, frame, depth + 1)
        if isinstance(origin, External) and origin.module == "global":
            shared = self._of_global(origin.path)
            if shared is not None:
                return self.texts(*shared, _Frame(), depth + 1)
        if origin == _APP_PATH:
            return self._app_folders()
        if isinstance(value, Member):
            picked = [text for one in self._picked(unit, value) for text in self.texts(*one, frame, depth + 1)]
            if picked:
                return picked[:_MOST]
        sources = [(there, given) for there, given in self.origins.sources(unit, value) if given is not value]
        found = [text for there, given in sources for text in self.texts(there, given, frame, depth + 1)]
        return found[:_MOST] or [_UNKNOWN]

    def _held(self, unit: UnitId, value: Value, frame: _Frame) -> tuple[UnitId, tuple[Value, ...], _Frame] | None:
        """What a parameter holds in a call that is being followed: one value, or for a rest parameter all of them."""
        if not isinstance(value, Name) or value.binding == GLOBAL:
            return None
        binding = self.origins.unit(unit).bindings[value.binding]
        if binding.parameter is None:
            return None
        function, index = binding.parameter
        known = frame.given.get((unit, function))
        if known is None:
            return None
        there, arguments, around = known
        parameters = self.origins.unit(unit).functions[function].parameters
        rest = index < len(parameters) and parameters[index].rest
        given = arguments[index:] if rest else arguments[index : index + 1]
        return (there, given, around) if given else None

    def _of_environment(self, unit: UnitId, value: Value, name: str, frame: _Frame, depth: int) -> list[str]:
        """`process.env.DIST`: what main itself put there, else what the bundler does."""
        for there in self.origins.units():
            for assignment in self.origins.unit(there).assignments:
                if (
                    assignment.name == name
                    and environment_name(self.origins.origin(there, Member(assignment.span, assignment.object, name, assignment.span))) == name
                ):
                    found = [text for text in self.texts(there, assignment.value, frame, depth + 1) if text != _UNKNOWN]
                    if found:
                        return found[:_MOST]
        return [f"{_GIVEN}process.env.{name}{_GIVEN}"] if load_bundler_table().environment(name) is not None else [_UNKNOWN]

    def _picked(self, unit: UnitId, member: Member) -> Iterator[tuple[UnitId, Value]]:
        """The member of every object that a name which is worked out may pick from a table: `pages[name].url`."""
        for there, given in self.origins.sources(unit, member.object):
            if isinstance(given, Index):
                table = self.origins.origin(there, given.object)
                if isinstance(table, Here) and isinstance(table.value, Object):
                    for row in table.value.properties:
                        if isinstance(row, Property):
                            yield from self._members(table.unit, row.value, member.name)

    def _of_global(self, path: tuple[str, ...]) -> tuple[UnitId, Value] | None:
        """What main put under a global name, `global.constants = require('./constants')`, or a member of it; None unless it is one thing."""
        found = [
            (there, assignment.value)
            for there in self.origins.units()
            for assignment in self.origins.unit(there).assignments
            if assignment.name == path[0] and is_global_object(assignment.object)
        ]
        for name in path[1:]:
            if len(found) != 1:
                return None
            found = list(self._members(*found[0], name))
        return found[0] if len(found) == 1 else None

    def _members(self, unit: UnitId, value: Value, name: str) -> Iterator[tuple[UnitId, Value]]:
        match self.origins.origin(unit, value):
            case Here(unit=there, value=Object(properties=properties)):
                yield from ((there, one.value) for one in properties if isinstance(one, Property) and one.key == name)
            case Module(path=path):
                yield from ((there, bound.value) for there, bound in self.origins.exported(path, name) if not bound.path)

    def _app_folders(self) -> list[str]:
        return [posixpath.join(_ROOT, folder).rstrip("/") for folder in self.places.relative_to()]

    # ---- calls

    def _called(self, unit: UnitId, value: Call | New, frame: _Frame, depth: int) -> list[str]:
        arguments = value.arguments
        if isinstance(value, Call) and isinstance(value.function, Member) and value.function.name in ("toString", "replace", "toLowerCase"):
            inner = self.texts(unit, value.function.object, frame, depth + 1)
            if value.function.name == "toString":
                return inner
            # `.replace(/\\/g, '/')` makes the path of a URL
            slashes = value.function.name == "replace" and len(arguments) == 2 and isinstance(arguments[0], Opaque)
            return inner if slashes and self.origins.text(unit, arguments[1]) == "/" else [_UNKNOWN]
        followed = self._followed(unit, value, frame, depth)
        if followed is not None:
            return followed
        match self.origins.origin(unit, value):
            case (
                External(module="path", path=("join" | "resolve" as how, "()"))
                | External(module="path", path=("posix", "join" | "resolve" as how, "()"))
                | External(module="global", path=(_, "path", "join" | "resolve" as how, "()"))
            ):
                # the last is a preload's, `window.electronAPI.path.join(…)`
                return [_path_join(how, one) for one in self._choices(unit, arguments, frame, depth)]
            case (
                External(module="path", path=("normalize", "()"))
                | External(module="url", path=("pathToFileURL", "()"))
                | External(module="global", path=("encodeURI" | "String", "()"))
                | External(module="slash" | "normalize-path", path=("()",))
            ):
                return self.texts(unit, arguments[0], frame, depth + 1) if arguments else [_UNKNOWN]
            case External(module="file-url", path=("()",)):
                return [f"file://{text}" for text in self.texts(unit, arguments[0], frame, depth + 1)] if arguments else [_UNKNOWN]
            case External(module="path", path=("dirname", "()")):
                return [posixpath.dirname(text) for text in self.texts(unit, arguments[0], frame, depth + 1)] if arguments else [_UNKNOWN]
            case External(module="global", path=("require", "resolve", "()")):
                folder = posixpath.join(_ROOT, posixpath.dirname(unit.path))
                found = self.texts(unit, arguments[0], frame, depth + 1) if arguments else [_UNKNOWN]
                return [posixpath.normpath(posixpath.join(folder, text)) if text != _UNKNOWN else text for text in found]
            case External(module="url", path=("format", "()")):
                return self._formatted(unit, arguments[0], frame, depth) if arguments else [_UNKNOWN]
            case External(module="url", path=("fileURLToPath", "()")):
                return (
                    [text.removeprefix("file://") for text in self.texts(unit, arguments[0], frame, depth + 1)] if arguments else [_UNKNOWN]
                )
            case External(module="global" | "url", path=("URL", "new")):
                return self._new_url(unit, arguments, frame, depth)
            case External() as called if called == _APP_PATH:
                return self._app_folders()
            case External(module="global" | "process", path=("process", "cwd", "()") | ("cwd", "()")):
                return [_ROOT]
            case _:
                return [_UNKNOWN]

    def _choices(self, unit: UnitId, arguments: tuple[Value, ...], frame: _Frame, depth: int) -> list[tuple[str, ...]]:
        """The argument lists that a call can get; `...segments` stands for all that it holds."""
        choices: list[list[tuple[str, ...]]] = []
        for argument in arguments:
            if isinstance(argument, Spread):
                choices.append(self._spread(unit, argument.value, frame, depth))
            else:
                choices.append([(text,) for text in self.texts(unit, argument, frame, depth + 1)])
        return [tuple(text for part in one for text in part) for one in list(product(*choices))[:_MOST]]

    def _spread(self, unit: UnitId, value: Value, frame: _Frame, depth: int) -> list[tuple[str, ...]]:
        held = self._held(unit, value, frame)
        if held is not None:
            there, given, around = held
            return self._choices(there, given, around, depth + 1)
        origin = self.origins.origin(unit, value)
        if isinstance(origin, Here) and isinstance(origin.value, Array):
            return self._choices(origin.unit, origin.value.items, frame, depth + 1)
        return [(_UNKNOWN,)]

    def _followed(self, unit: UnitId, value: Call | New, frame: _Frame, depth: int) -> list[str] | None:
        """What a function or method of the app returns for these arguments; None where none is called."""
        if not isinstance(value, Call):
            return None
        called = self._function(unit, value.function, frame)
        if called is None:
            return None
        there, number, this = called
        function = self.origins.unit(there).functions[number]
        inside = _Frame({**frame.given, (there, number): (unit, value.arguments, frame)}, this)
        found = [text for given in function.returns for text in self.texts(there, given, inside, depth + 1)]
        known = [text for text in found if text != _UNKNOWN]
        return (known or found)[:_MOST] or [_UNKNOWN]

    def _function(self, unit: UnitId, callee: Value, frame: _Frame) -> tuple[UnitId, int, tuple[UnitId, int] | None] | None:
        if isinstance(callee, Member) and isinstance(callee.object, This):
            start = frame.this or self._class_at(unit, callee.object)
            method = self._method(start, callee.name) if start is not None else None
            return (*method, start) if method is not None else None
        origin = self.origins.origin(unit, callee)
        if isinstance(origin, Here) and isinstance(origin.value, FunctionValue):
            return origin.unit, origin.value.function, None
        return None

    def _class_at(self, unit: UnitId, this: This) -> tuple[UnitId, int] | None:
        around = [number for number, one in enumerate(self.origins.unit(unit).classes) if one.span.contains(this.span)]
        return (unit, around[-1]) if around else None

    def _method(self, start: tuple[UnitId, int], name: str) -> tuple[UnitId, int] | None:
        """The method of that name of a class, else of the class that it extends."""
        at: tuple[UnitId, int] | None = start
        for _ in range(_DEEPEST):
            if at is None:
                return None
            unit, index = at
            summary = self.origins.unit(unit)
            for number, function in enumerate(summary.functions):
                if function.owner == index and function.name == name:
                    return unit, number
            base = summary.classes[index].extends
            origin = self.origins.origin(unit, base) if base is not None else None
            at = (origin.unit, origin.value.index) if isinstance(origin, Here) and isinstance(origin.value, ClassValue) else None
        return None

    # ---- URLs

    def _formatted(self, unit: UnitId, value: Value, frame: _Frame, depth: int) -> list[str]:
        """`url.format({ pathname, protocol, slashes, host })`."""
        origin = self.origins.origin(unit, value)
        if not isinstance(origin, Here) or not isinstance(origin.value, Object):
            return self.texts(unit, value, frame, depth + 1)
        given = {one.key: one.value for one in origin.value.properties if isinstance(one, Property) and one.key is not None}
        if "pathname" not in given:
            return [_UNKNOWN]
        protocol = self.origins.text(origin.unit, given["protocol"]) if "protocol" in given else "file:"
        host = self.origins.text(origin.unit, given["host"]) if "host" in given else ""
        if protocol is None or host is None:
            return [_UNKNOWN]
        return [f"{protocol.rstrip(':')}://{host}{text}" for text in self.texts(origin.unit, given["pathname"], frame, depth + 1)]

    def _new_url(self, unit: UnitId, arguments: tuple[Value, ...], frame: _Frame, depth: int) -> list[str]:
        if not arguments:
            return [_UNKNOWN]
        texts = self.texts(unit, arguments[0], frame, depth + 1)
        if len(arguments) == 1:
            return texts
        base = arguments[1]
        if isinstance(base, Member) and base.name == "url" and isinstance(base.object, Opaque) and base.object.kind == "meta_property":
            return ["file://" + posixpath.normpath(posixpath.join(folder, text)) for folder in self._folders(unit) for text in texts][
                :_MOST
            ]
        bases = self.texts(unit, base, frame, depth + 1)
        return [
            _UNKNOWN
            if _UNKNOWN in start
            else posixpath.normpath(posixpath.join(start if start.endswith("/") else posixpath.dirname(start), text))
            for start, text in list(product([one.removeprefix("file://") for one in bases], texts))[:_MOST]
        ]


def environment_name(origin: object) -> str | None:
    """The name in `process.env.NAME`."""
    if isinstance(origin, External):
        path = (
            origin.path[1:]
            if origin.module == "global" and origin.path[:1] == ("process",)
            else origin.path
            if origin.module == "process"
            else ()
        )
        if len(path) == 2 and path[0] == "env":
            return path[1]
    return None


def _path_join(how: str, parts: tuple[str, ...]) -> str:
    if how == "join":
        # `path.join('file://', __dirname, …)` is written in many apps; it works because browsers forgive one slash
        text = posixpath.join(parts[0], *(part.lstrip("/") for part in parts[1:])) if parts and parts[0].startswith("file:") else None
        return text if text is not None else posixpath.normpath("/".join(part for part in parts if part)) if parts else _UNKNOWN
    return posixpath.normpath(posixpath.join(*parts)) if parts else _ROOT
