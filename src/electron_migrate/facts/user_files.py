"""Where one script reads the path that Electron puts on files that a user chose or dropped. By syntax: what is surely a `File` of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from tree_sitter import Node

from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import FUNCTIONS, WRAPPERS, Lowering, inner_of, meaningful

# What has the files of a user: events, and the element that they are about.
_OWNERS = frozenset({"dataTransfer", "clipboardData", "target", "currentTarget"})
# What React and Vue keep elements in.
_REFS = frozenset({"refs", "$refs"})
_LOOK_UPS = frozenset({"getElementById", "querySelector"})
_OVER_ALL = frozenset({"every", "filter", "find", "findIndex", "flatMap", "forEach", "map", "some"})
_TYPES = {"File": "FILE", "FileList": "LIST", "File[]": "LIST", "Array<File>": "LIST", "HTMLInputElement": "ELEMENT"}
_DEEPEST = 8


class _Kind(Enum):
    """What an expression surely is: an element or an event's data that has `files`, a list of them, or one."""

    ELEMENT = auto()
    LIST = auto()
    FILE = auto()


@dataclass(frozen=True, slots=True)
class UserFiles:
    """Finds the paths of files in one script."""

    low: Lowering

    def reads(self, nodes: list[Node]) -> Iterator[Node]:
        """Every `file.path`, and every name that takes the path out of a file by a pattern."""
        data = self.low.parsed.source.data
        if b"path" not in data or not any(word in data for word in (b"files", b"getAsFile", b"File")):
            return
        for node in nodes:
            if node.type == "member_expression" and self._property(node) == "path" and self._kind(node.child_by_field_name("object"), 0) is _Kind.FILE:
                yield node
        for binding in self.low.scopes.bindings:
            for name in binding.declarations:
                at, path = _out_of_patterns(self.low, name)
                if path[-1:] == ["path"] and self._after(self._given(at, 0), path[:-1]) is _Kind.FILE:
                    yield name

    # ---- what an expression is

    def _kind(self, node: Node | None, depth: int) -> _Kind | None:
        if node is None or depth > _DEEPEST:
            return None
        deeper = depth + 1
        match node.type:
            case "as_expression" | "type_assertion":
                typed = [child for child in node.named_children if child.type != "comment"]
                shown = typed[-1 if node.type == "as_expression" else 0]
                return self._of_type(shown) or self._kind(inner_of(node), deeper)
            case kind if kind in WRAPPERS:
                return self._kind(inner_of(node), deeper)
            case "member_expression":
                owner = node.child_by_field_name("object")
                name = self._property(node)
                held = owner is not None and owner.type == "member_expression" and self._property(owner) in _REFS
                return _Kind.ELEMENT if held or name == "current" else _step(self._kind(owner, deeper), name)
            case "subscript_expression":
                return _step(self._kind(node.child_by_field_name("object"), deeper), "*")
            case "call_expression":
                return self._of_call(node, deeper)
            case "array":
                inside = meaningful(node)
                spread = inside[0] if len(inside) == 1 and inside[0].type == "spread_element" else None
                return self._list(inner_of(spread), deeper) if spread is not None else None
            case "binary_expression":
                operator = node.child_by_field_name("operator")
                if operator is None or operator.type not in ("||", "??"):
                    return None
                left, right = (self._kind(node.child_by_field_name(side), deeper) for side in ("left", "right"))
                return left if left is right else None
            case "identifier":
                binding = self.low.scopes.binding_of(node)
                return self._held(binding, deeper) if binding is not None else None
            case _:
                return None

    def _list(self, node: Node | None, depth: int) -> _Kind | None:
        return _Kind.LIST if self._kind(node, depth) is _Kind.LIST else None

    def _of_call(self, node: Node, depth: int) -> _Kind | None:
        called = node.child_by_field_name("function")
        if called is None or called.type != "member_expression":
            return None
        owner, name = called.child_by_field_name("object"), self._property(called)
        given = meaningful(node.child_by_field_name("arguments"))
        if name in _LOOK_UPS:
            return _Kind.ELEMENT
        if name == "getAsFile" and not given:
            return _Kind.FILE
        if name == "from" and owner is not None and self.low.text(owner) == "Array" and len(given) == 1:
            return self._list(given[0], depth)
        if name in ("item", "find", "at") and given:
            return _step(self._list(owner, depth), "*")
        return self._list(owner, depth) if name in ("filter", "slice") else None

    def _held(self, binding: Binding, depth: int) -> _Kind | None:
        """What a name holds that is given one value only."""
        if len(binding.declarations) != 1 or any(one.mode in ("write", "readwrite") for one in binding.references):
            return None
        at, path = _out_of_patterns(self.low, binding.declarations[0])
        return self._after(self._given(at, depth), path)

    def _after(self, kind: _Kind | None, path: list[str]) -> _Kind | None:
        for name in path:
            kind = _step(kind, name)
        return kind

    def _given(self, pattern: Node, depth: int) -> _Kind | None:
        """What the whole pattern of a declaration is given."""
        parent = pattern.parent
        if parent is None:
            return None
        if parent.type in ("required_parameter", "optional_parameter", "variable_declarator") and (annotation := parent.child_by_field_name("type")):
            return self._of_type(inner_of(annotation))
        if parent.type == "variable_declarator":
            return self._kind(parent.child_by_field_name("value"), depth)
        if parent.type == "for_in_statement":
            operator = parent.child_by_field_name("operator")
            over = self._list(parent.child_by_field_name("right"), depth)
            return _step(over, "*") if operator is not None and operator.type == "of" else None
        parameter = parent if parent.type in ("required_parameter", "optional_parameter") else pattern
        holder = parameter.parent
        function = holder.parent if holder is not None and holder.type == "formal_parameters" else holder
        if function is None or function.type not in FUNCTIONS or (holder is not None and holder != function and meaningful(holder)[0] != parameter):
            return None
        arguments = function.parent
        call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
        called = call.child_by_field_name("function") if call is not None else None
        if called is None or called.type != "member_expression" or arguments is None or meaningful(arguments)[0] != function:
            return None
        return _step(self._list(called.child_by_field_name("object"), depth), "*") if self._property(called) in _OVER_ALL else None

    def _of_type(self, node: Node | None) -> _Kind | None:
        """By TypeScript's type, where its name is the page's own."""
        text = "".join(self.low.text(node).split()) if node is not None else ""
        text = text.removesuffix("|null").removesuffix("|undefined")
        known = _TYPES.get(text)
        declared = known is not None and any(one.name in ("File", "FileList", "HTMLInputElement") for one in self.low.scopes.bindings)
        return _Kind[known] if known is not None and not declared else None

    def _property(self, member: Node) -> str:
        name = member.child_by_field_name("property")
        return self.low.text(name) if name is not None else ""


def _step(kind: _Kind | None, name: str) -> _Kind | None:
    """A member, or (`*`) one of a list."""
    if name in _OWNERS:
        return _Kind.ELEMENT
    if name == "files":
        return _Kind.LIST if kind is _Kind.ELEMENT else None
    return _Kind.FILE if name == "*" and kind is _Kind.LIST else None


def _out_of_patterns(low: Lowering, name: Node) -> tuple[Node, list[str]]:
    """The outermost pattern that a declared name stands in, and the way from its value to the name; `*` for one of a list."""
    path: list[str] = []
    at, parent = name, name.parent
    if at.type == "shorthand_property_identifier_pattern":
        path.append(low.text(at))
    while parent is not None and parent.type in ("object_pattern", "array_pattern", "pair_pattern", "object_assignment_pattern", "assignment_pattern"):
        if parent.type == "pair_pattern":
            key = parent.child_by_field_name("key")
            path.append(low.text(key).strip("'\"") if key is not None else "")
        elif parent.type == "object_assignment_pattern" and not path:
            path.append(low.text(at))
        elif parent.type == "array_pattern":
            path.append("*")
        at, parent = parent, parent.parent
    return at, path[::-1]
