"""What the code of preloads does to the world that it shares with a page: writes to it, names of the page, what only Node gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tree_sitter import Node

from electron_migrate.app.modules import LocalFile
from electron_migrate.code.parse import Parsed, parse, regions
from electron_migrate.code.scope import Binding, Scopes, resolve_names
from electron_migrate.code.source import Source, Span
from electron_migrate.facts.link import Facts
from electron_migrate.facts.lowering import WRAPPERS
from electron_migrate.facts.node_table import BROWSER_GLOBALS, NODE_GLOBALS
from electron_migrate.facts.origins import UnitId


@dataclass(frozen=True, slots=True)
class Touch:
    """One place. `name` is the global in question: `foo` of `window.foo = 1`; empty where it is none, or not known."""

    span: Span
    name: str
    what: str
    """What is done there, as the start of a sentence."""


@dataclass(frozen=True, slots=True)
class WorldUse:
    """What one file does as a preload. `shared`: it gives the page; `foreign`: it takes from the page; `node`: a sandboxed preload has it not."""

    shared: tuple[Touch, ...]
    foreign: tuple[Touch, ...]
    node: tuple[Touch, ...]


def preload_files(facts: Facts, preload: str) -> tuple[str, ...]:
    """A preload and the files of the app that it loads, the preload first."""
    seen: dict[str, None] = {preload: None}
    queue = [preload]
    while queue:
        path = queue.pop()
        summary = facts.summaries.get(path)
        for number, unit in enumerate(summary.units if summary is not None else ()):
            for load in unit.loads:
                target = facts.origins.locate(UnitId(path, number), load.specifier)
                if isinstance(target, LocalFile) and target.path in facts.sources and target.path not in seen:
                    seen[target.path] = None
                    queue.append(target.path)
    return tuple(seen)


@lru_cache(maxsize=256)
def world_use(source: Source) -> WorldUse:
    """What the scripts of one file do, read as a preload."""
    found = [_Reader(parse(source, region)).run() for region in regions(source)]
    return WorldUse(
        tuple(touch for one in found for touch in one.shared),
        tuple(touch for one in found for touch in one.foreign),
        tuple(touch for one in found for touch in one.node),
    )


# What the tool itself writes beside exposeInMainWorld, for pages that are not isolated yet.
_FALLBACK = "exposeWithoutIsolation"

_WORLD = frozenset({"window", "self", "global", "globalThis", "top", "parent", "frames"})
_COMMONJS = frozenset({"module", "exports", "require"})
# Setting these sets something of the document itself, whichever world does it.
_OF_DOCUMENT = frozenset({"location", "name", "status", "scrollX", "scrollY", "opener"})
_DOCUMENT_MEMBERS = frozenset({"title", "cookie", "domain", "designMode", "dir", "location", "body"})
_STORED = frozenset({"location", "localStorage", "sessionStorage", "process", "module", "exports", "require"})
_EVENT = re.compile(r"on[a-z]+")
# Functions that change the object which they get first.
_CHANGERS = frozenset({"assign", "defineProperty", "defineProperties", "setPrototypeOf", "extend", "merge", "mixin", "defaults", "defaultsDeep"})
_LOOKERS = frozenset(
    {
        "keys", "values", "entries", "is", "has", "get", "getPrototypeOf", "getOwnPropertyNames", "getOwnPropertyDescriptor", "String",
        "Boolean", "isFrozen", "log", "warn", "error", "info", "debug", "dir", "jQuery", "$", "fromEvent", "observe",
    }
)  # fmt: skip
_DEFINERS = frozenset({"__defineGetter__", "__defineSetter__"})
_FUNCTIONS = frozenset({"function_expression", "function_declaration", "method_definition", "generator_function", "generator_function_declaration"})
_MEMBERS = frozenset({"member_expression", "subscript_expression"})
_THIS = re.compile(r"(?:new\s+)?Function\(\s*['\"]return this;?['\"]\s*\)\s*\(\)")
# https://www.electronjs.org/docs/latest/api/process, section Sandbox, and what is an event emitter's.
_SANDBOXED_PROCESS = frozenset(
    {
        "argv", "execPath", "env", "pid", "arch", "platform", "version", "versions", "type", "sandboxed", "contextIsolated", "isMainFrame",
        "contextId", "uptime", "crash", "hang", "getCPUUsage", "getSystemMemoryInfo", "getProcessMemoryInfo", "getHeapStatistics",
        "getBlinkMemoryInfo", "getSystemVersion", "getCreationTime", "mas", "windowsStore", "on", "once", "off", "addListener",
        "removeListener", "removeAllListeners", "emit",
    }
)  # fmt: skip
# Between worlds the detail of an event is copied, and functions are left out.
_HANDED_OVER = re.compile(r"\.detail\.[\w$]+$")
_COMPILERS_OWN = re.compile(r"__\w+|import")

_Path = tuple[str | None, ...]
"""From the global object on: `()` is the global object itself; None stands for a key that is not known."""


class _Reader:
    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.scopes: Scopes = resolve_names(parsed)
        self.aliases: dict[int, _Path] = {}
        self.kept: list[Binding] = []
        generated = _FALLBACK.encode() in parsed.source.data
        self.nodes = [node for node in _walk(parsed.root) if not generated or not self.in_fallback(node)]

    def run(self) -> WorldUse:
        self.find_aliases()
        return WorldUse(tuple(self.shared()), tuple(self.foreign()), tuple(self.node()))

    def text(self, node: Node | None) -> str:
        return self.parsed.text(node) if node is not None else ""

    def touch(self, node: Node, name: str, what: str) -> Touch:
        return Touch(self.parsed.span(node), name, what)

    def in_fallback(self, node: Node) -> bool:
        """Inside the function that the tool writes; its own uses of `window` are known."""
        at: Node | None = node
        while at is not None:
            if at.type == "function_declaration" and self.text(at.child_by_field_name("name")) == _FALLBACK:
                return True
            at = at.parent
        return False

    # ---- paths

    def path_of(self, node: Node | None, depth: int = 0) -> _Path | None:
        """Where in the world of the page an expression leads; None where it does not, or where that cannot be told."""
        node = _bare(node)
        if node is None or depth > 40:
            return None
        if node.type == "identifier":
            binding = self.scopes.binding_of(node)
            if binding is not None:
                return self.aliases.get(id(binding))
            name = self.text(node)
            return () if name in _WORLD else (name,)
        if node.type == "this":
            return () if self.is_sloppy_this(node) else None
        if node.type in _MEMBERS:
            owner = self.path_of(node.child_by_field_name("object"), depth + 1)
            if owner is None:
                return None
            key = self.key_of(node)
            if (not owner and key in _WORLD) or (owner == ("document",) and key == "defaultView"):
                return ()
            return (*owner, key)
        if node.type == "binary_expression" and self.operator(node) in ("||", "&&", "??"):
            return self.first_path((node.child_by_field_name("left"), node.child_by_field_name("right")), depth)
        if node.type == "ternary_expression":
            return self.first_path((node.child_by_field_name("consequence"), node.child_by_field_name("alternative")), depth)
        if node.type == "assignment_expression":
            return self.path_of(node.child_by_field_name("right"), depth + 1)
        if node.type == "call_expression" and _THIS.fullmatch(self.text(node)):
            return ()
        return None

    def first_path(self, nodes: tuple[Node | None, ...], depth: int) -> _Path | None:
        """The shortest of several: the one that reaches most."""
        paths = [path for node in nodes if (path := self.path_of(node, depth + 1)) is not None]
        return min(paths, key=len) if paths else None

    def key_of(self, node: Node) -> str | None:
        if node.type == "member_expression":
            return self.text(node.child_by_field_name("property"))
        index = _bare(node.child_by_field_name("index"))
        return self.string(index)

    def string(self, node: Node | None) -> str | None:
        if node is not None and node.type in ("string", "template_string") and not any(c.type == "template_substitution" for c in node.named_children):
            return self.text(node)[1:-1]
        return None

    def operator(self, node: Node) -> str:
        operator = node.child_by_field_name("operator")
        return operator.type if operator is not None else ""

    def is_sloppy_this(self, node: Node) -> bool:
        """`this` in a function that is called where it stands: the global object, unless the script is strict. At the top it is `module.exports`."""
        at = node.parent
        while at is not None and at.type not in _FUNCTIONS:
            if at.type in ("class_body", "class"):
                return False
            at = at.parent
        if at is None or at.type not in ("function_expression", "generator_function"):
            return False
        outer = at.parent
        while outer is not None and outer.type in WRAPPERS:
            outer = outer.parent
        return outer is not None and outer.type == "call_expression" and _bare(outer.child_by_field_name("function")) == at

    def find_aliases(self) -> None:
        """Variables and parameters that hold the global object or a part of it; three rounds follow aliases of aliases."""
        for _ in range(3):
            before = len(self.aliases)
            for node in self.nodes:
                for name, value in self.bound(node):
                    path = self.path_of(value)
                    binding = self.scopes.binding_of(name)
                    if path is None or binding is None:
                        continue
                    known = self.aliases.get(id(binding))
                    if known is None or len(path) < len(known):
                        self.aliases[id(binding)] = path
            if len(self.aliases) == before:
                break

    def bound(self, node: Node) -> Iterator[tuple[Node, Node | None]]:
        if node.type == "variable_declarator":
            name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
            if name is not None and name.type == "identifier" and value is not None:
                yield name, value
        elif node.type == "assignment_expression":
            left = _bare(node.child_by_field_name("left"))
            if left is not None and left.type == "identifier":
                yield left, node.child_by_field_name("right")
        elif node.type in ("required_parameter", "optional_parameter"):
            name, value = node.child_by_field_name("pattern"), node.child_by_field_name("value")
            if name is not None and name.type == "identifier" and value is not None:
                yield name, value
        elif node.type == "call_expression":
            yield from zip(self.called_parameters(node), _arguments(node), strict=False)

    def called_parameters(self, call: Node) -> Iterator[Node]:
        """The parameters of a function that is called where it stands, as long as they are plain names."""
        function = _bare(call.child_by_field_name("function"))
        if function is None or function.type not in ("function_expression", "arrow_function"):
            return
        parameters = function.child_by_field_name("parameters")
        for child in parameters.named_children if parameters is not None else ():
            name = child.child_by_field_name("pattern")
            if name is None or name.type != "identifier":
                return
            yield name

    # ---- what the page is given

    def shared(self) -> Iterator[Touch]:
        for node in self.nodes:
            for target in self.written(node):
                path = self.path_of(target) if target.type in _MEMBERS else self.path_of_name(target)
                if path is not None and self.reaches_page(path):
                    yield self.touch(_statement_part(node, target), _named(path), f"{_spell(path)} is set for the page")
            if node.type in ("call_expression", "new_expression"):
                yield from self.changed_by_call(node)
            if node.type in ("identifier", "this", *_MEMBERS) and self.path_of(node) == () and self.is_handed_on(node):
                yield self.touch(node, "", f"{self.text(node)} itself is handed on")

    def path_of_name(self, node: Node) -> _Path | None:
        """A bare name that is assigned: a global only where nothing declares it."""
        return None if self.scopes.binding_of(node) is not None else (self.text(node),)

    def written(self, node: Node) -> Iterator[Node]:
        """What a node assigns to, changes or deletes: members and names."""
        target: Node | None = None
        if node.type in ("assignment_expression", "augmented_assignment_expression"):
            target = node.child_by_field_name("left")
        elif node.type == "update_expression":
            target = node.child_by_field_name("argument")
        elif node.type == "for_in_statement" and node.child_by_field_name("kind") is None:
            target = node.child_by_field_name("left")
        elif node.type == "unary_expression" and self.operator(node) == "delete":
            target = _bare(node.child_by_field_name("argument"))
            # `delete window.require` hides Node from the page, which has none once it is isolated
            if target is not None and target.type in _MEMBERS and self.key_of(target) in NODE_GLOBALS:
                return
        stack = [target] if target is not None else []
        while stack:
            at = _bare(stack.pop())
            if at is None:
                continue
            if at.type in _MEMBERS or at.type in ("identifier", "shorthand_property_identifier_pattern"):
                yield at
            elif at.type == "pair_pattern":
                stack.extend(child for child in (at.child_by_field_name("value"),) if child is not None)
            elif at.type in ("assignment_pattern", "object_assignment_pattern"):
                stack.extend(child for child in (at.child_by_field_name("left"),) if child is not None)
            elif at.type in ("object_pattern", "array_pattern", "rest_pattern", "object", "array"):
                stack.extend(at.named_children)

    def reaches_page(self, path: _Path) -> bool:
        """True when what is written at `path` is lost on the page, or missed by it, once the worlds are apart."""
        if not path:
            return False
        root, last = path[0], path[-1]
        if len(path) == 1:
            if root is None:
                return True
            return root not in _OF_DOCUMENT | _COMMONJS and not (_EVENT.fullmatch(root) and root in BROWSER_GLOBALS)
        if root is None:
            return True
        if root in _STORED or root not in BROWSER_GLOBALS:
            return False
        if last is not None and _EVENT.fullmatch(last) and "prototype" not in path:
            return False
        if root == "document":
            return len(path) == 2 and last not in _DOCUMENT_MEMBERS
        return path not in (("history", "scrollRestoration"), ("Error", "stackTraceLimit"))

    def changed_by_call(self, node: Node) -> Iterator[Touch]:
        """`Object.assign(Array.prototype, …)`; `Object.defineProperty(window, 'x', …)`; `window.__defineGetter__('x', …)`."""
        given = list(_arguments(node))
        function = _bare(node.child_by_field_name("function") or node.child_by_field_name("constructor"))
        called = _last_name(self.text(function))
        owner = function.child_by_field_name("object") if function is not None and function.type in _MEMBERS else None
        if called in _DEFINERS and owner is not None:
            path = self.path_of(owner)
            if path is not None and self.reaches_page((*path, self.string(given[0]) if given else None)):
                yield self.touch(node, self.string(given[0]) or "" if given else "", "A property is defined for the page")
            return
        reflects = self.text(owner) == "Reflect" and called in ("set", "deleteProperty")
        if given and (called in _CHANGERS or reflects):
            path = self.path_of(given[0])
            if path is not None:
                keys = self.keys_of(called, given)
                for key in keys:
                    if self.reaches_page((*path, key)):
                        yield self.touch(node, key or "", f"{_spell((*path, key))} is set for the page")
                return
        for number, one in enumerate(given):
            if self.path_of(one) == () and not self.only_looks(node, called, number):
                yield self.touch(one, "", f"{self.text(one)} itself is handed on")

    def keys_of(self, called: str, given: list[Node]) -> tuple[str | None, ...]:
        """The names that a call sets on its first argument; a single None where they are not known."""
        if called in ("defineProperty", "set", "deleteProperty"):
            return (self.string(given[1]) if len(given) > 1 else None,)
        keys: list[str | None] = []
        for one in given[1:]:
            literal = _bare(one)
            if literal is None or literal.type != "object":
                return (None,)
            for child in literal.named_children:
                key = child.child_by_field_name("key") or child.child_by_field_name("name")
                if child.type == "comment":
                    continue
                if child.type == "shorthand_property_identifier":
                    keys.append(self.text(child))
                elif key is not None and key.type in ("property_identifier", "string"):
                    keys.append(self.text(key).strip("'\""))
                else:
                    keys.append(None)
        return tuple(dict.fromkeys(keys)) if keys else (None,)

    def only_looks(self, call: Node, called: str, number: int) -> bool:
        """True for a call that only looks at the global object, or takes it for its `this`."""
        if called in _LOOKERS or (called in ("call", "apply", "bind") and number == 0):
            return True
        return number < len(list(self.called_parameters(call)))

    def is_handed_on(self, node: Node) -> bool:
        """True where the global object itself goes where it cannot be followed: kept in a field, returned, exported."""
        at, parent = node, node.parent
        while parent is not None:
            kind = parent.type
            if kind in WRAPPERS or kind in ("spread_element", "await_expression"):
                if kind == "spread_element":
                    return False
            elif kind == "binary_expression" and self.operator(parent) in ("||", "&&", "??"):
                if self.operator(parent) == "&&" and parent.child_by_field_name("left") == at:
                    return False
            elif kind == "ternary_expression":
                if parent.child_by_field_name("condition") == at:
                    return False
            elif kind == "pair":
                return parent.child_by_field_name("value") == at and self.text(parent.child_by_field_name("key")) != "view"
            elif kind in ("assignment_expression",):
                left = _bare(parent.child_by_field_name("left"))
                return parent.child_by_field_name("right") == at and left is not None and left.type in _MEMBERS
            elif kind == "arrow_function":
                return parent.child_by_field_name("body") == at
            else:
                return kind in ("return_statement", "array", "export_statement", "shorthand_property_identifier", "yield_expression")
            at, parent = parent, parent.parent
        return False

    # ---- what is the page's

    def foreign(self) -> Iterator[Touch]:
        """Names that neither the preload, nor Node, nor every page has: another script of the page makes them."""
        own = {touch.name for touch in self.shared()}
        inside = {(node.start_byte, node.end_byte) for node in self.nodes if node.type == "identifier"}
        for reference in self.scopes.unresolved:
            name = self.text(reference.node)
            if reference.mode not in ("read", "readwrite") or (reference.node.start_byte, reference.node.end_byte) not in inside:
                continue
            if self.is_foreign(name) and name not in own and not _is_asked(reference.node):
                yield self.touch(reference.node, name, f"{name} is used, which only a script of the page can give")
        for node in self.nodes:
            if node.type == "call_expression" and _HANDED_OVER.search(self.text(node.child_by_field_name("function"))):
                yield self.touch(node, "", "a function in an event's detail is called, which does not cross from the page")
            if node.type not in _MEMBERS:
                continue
            path = self.path_of(node)
            if path is None or len(path) != 1 or path[0] is None or self.path_of(node.child_by_field_name("object")) != ():
                continue
            if self.is_foreign(path[0]) and path[0] not in own and not _is_asked(node) and not _is_target(node):
                yield self.touch(node, path[0], f"window.{path[0]} is used, which only a script of the page can give")

    def is_foreign(self, name: str) -> bool:
        known = BROWSER_GLOBALS | NODE_GLOBALS | _WORLD
        return name not in known and name.isidentifier() and not _EVENT.fullmatch(name) and _COMPILERS_OWN.fullmatch(name) is None

    # ---- what is Node's

    def node(self) -> Iterator[Touch]:
        for reference in self.scopes.unresolved:
            name, node = self.text(reference.node), reference.node
            if reference.mode == "type" or name not in ("__dirname", "__filename", "process", "require", "module"):
                continue
            at, parent = _outer(node)
            if parent is not None and parent.type == "unary_expression" and self.operator(parent) == "typeof":
                continue
            if name in ("__dirname", "__filename"):
                yield self.touch(node, name, f"{name} in a preload")
            elif name == "process":
                yield from self.node_process(at, parent)
            elif name == "require":
                yield from self.node_require(at, parent)
            elif parent is not None and parent.type in _MEMBERS and parent.child_by_field_name("object") == at:
                yield self.touch(parent, f"module.{self.key_of(parent) or ''}", f"{self.text(parent)} in a preload")
        for node in self.nodes:
            # the same by way of the global object
            if node.type in _MEMBERS and self.path_of(node) == ("process",):
                yield from self.node_process(*_outer(node))

    def node_process(self, node: Node, parent: Node | None) -> Iterator[Touch]:
        if parent is not None and parent.type in _MEMBERS and parent.child_by_field_name("object") == node:
            key = self.key_of(parent)
            if key not in _SANDBOXED_PROCESS and not _is_tested(parent):
                yield self.touch(parent, "process", f"process.{key or '[…]'} in a preload")
        elif parent is not None and parent.type == "variable_declarator":
            pattern = parent.child_by_field_name("name")
            names = [self.text(child).split(":")[0].split("=")[0].strip() for child in pattern.named_children] if pattern is not None else []
            if pattern is None or pattern.type != "object_pattern" or not set(names) <= _SANDBOXED_PROCESS:
                yield self.touch(node, "process", "process is kept in a preload")
        elif not _is_tested(node):
            yield self.touch(node, "process", "process itself is handed on in a preload")

    def node_require(self, node: Node, parent: Node | None) -> Iterator[Touch]:
        if parent is not None and parent.type == "call_expression" and parent.child_by_field_name("function") == node:
            given = list(_arguments(parent))
            if not given or self.string(given[0]) is None:
                yield self.touch(parent, "require", "require of what is no plain string in a preload")
        elif parent is not None and parent.type in _MEMBERS and parent.child_by_field_name("object") == node:
            yield self.touch(parent, "require", f"{self.text(parent)} in a preload")
        elif not _is_tested(node):
            yield self.touch(node, "require", "require itself is kept or handed on in a preload")


def _walk(root: Node) -> Iterator[Node]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.named_children))


def _bare(node: Node | None) -> Node | None:
    while node is not None and node.type in WRAPPERS:
        inner = [child for child in node.named_children if child.type != "comment"]
        node = (inner[-1] if node.type == "type_assertion" else inner[0]) if inner else None
    return node


def _outer(node: Node) -> tuple[Node, Node | None]:
    """A node with the parentheses around it, and what these stand in."""
    parent = node.parent
    while parent is not None and parent.type in WRAPPERS:
        node, parent = parent, parent.parent
    return node, parent


def _arguments(call: Node) -> Iterator[Node]:
    arguments = call.child_by_field_name("arguments")
    for child in arguments.named_children if arguments is not None and arguments.type == "arguments" else ():
        if child.type != "comment":
            yield child


def _statement_part(node: Node, target: Node) -> Node:
    return node if node.type in ("assignment_expression", "augmented_assignment_expression", "update_expression") else target


def _last_name(text: str) -> str:
    found = re.search(r"([\w$]+)$", text)
    return found.group(1) if found else ""


def _named(path: _Path) -> str:
    return (path[0] or "") if len(path) == 1 else ""


def _spell(path: _Path) -> str:
    shown = ".".join(name if name is not None else "[…]" for name in path).replace(".[…]", "[…]")
    if len(path) > 1 and path[0] is not None:
        return shown
    return f"window{shown}" if shown.startswith("[") else f"window.{shown}"


def _is_asked(node: Node) -> bool:
    """True where it is only asked whether a name is there: `typeof x`."""
    _, parent = _outer(node)
    return parent is not None and parent.type == "unary_expression" and any(child.type == "typeof" for child in parent.children)


def _is_tested(node: Node) -> bool:
    """True in a test: `typeof x`, `!x`, `if (x)`, `x && …`, `x === y`."""
    at, parent = _outer(node)
    if parent is None:
        return False
    if parent.type == "unary_expression":
        return True
    if parent.type == "binary_expression":
        operator = parent.child_by_field_name("operator")
        sign = operator.type if operator is not None else ""
        return sign in ("==", "===", "!=", "!==", "in", "instanceof") or (sign == "&&" and parent.child_by_field_name("left") == at)
    return parent.type in ("if_statement", "while_statement") or (
        parent.type == "ternary_expression" and parent.child_by_field_name("condition") == at
    )


def _is_target(node: Node) -> bool:
    """True where a member is plainly assigned: that is a write, not a use."""
    at, parent = _outer(node)
    return parent is not None and parent.type == "assignment_expression" and parent.child_by_field_name("left") == at
