"""Members of classes and components, looked for by name over the whole app: every place that may mean one, whatever it is called on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.app.paths import is_test
from electron_migrate.code.parse import regions
from electron_migrate.facts.link import SCRIPTS
from electron_migrate.facts.lowering import FUNCTIONS, walk
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import CALL, External, Here, Instance, Origin, UnitId
from electron_migrate.facts.summary import ClassValue, New, Object

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

# What a base class of a framework calls itself. Other members of such a class are the app's own.
# react.dev/reference/react/Component; nodejs.org/api/events.html; html.spec.whatwg.org/multipage/custom-elements.html
_CALLED_BY_BASE = frozenset(
    {
        "render", "componentDidMount", "componentDidUpdate", "componentWillUnmount", "componentDidCatch", "shouldComponentUpdate",
        "getSnapshotBeforeUpdate", "getDerivedStateFromProps", "getDerivedStateFromError", "getChildContext", "componentWillMount",
        "componentWillReceiveProps", "componentWillUpdate", "UNSAFE_componentWillMount", "UNSAFE_componentWillReceiveProps",
        "UNSAFE_componentWillUpdate", "setState", "forceUpdate", "connectedCallback", "disconnectedCallback", "attributeChangedCallback",
        "adoptedCallback", "formAssociatedCallback", "emit", "on", "once", "addListener",
    }
)  # fmt: skip
# What the language or everybody's libraries call by name on any object.
_PROTOCOL = frozenset(
    {"constructor", "toString", "toJSON", "valueOf", "then", "catch", "finally", "next", "return", "throw", "dispose", "handleEvent", "inspect", "call", "apply", "bind"}
)  # fmt: skip
_KNOWN_BASES = frozenset({"Component", "PureComponent", "EventEmitter", "EventTarget", "HTMLElement"})
_TEMPLATE_EVENT = re.compile(rb"""(?:@|v-on:)[\w.:-]+\s*=\s*["']\s*(?P<name>[A-Za-z_$][\w$]*)\s*(?:\([^"]*\))?\s*;?\s*["']""")


@dataclass(frozen=True, slots=True)
class MemberUses:
    """`expressions`: (script, `object.name`, whether the object is known to be meant)."""

    expressions: tuple[tuple[UnitId, Node, bool], ...]
    typed: tuple[tuple[UnitId, Node], ...] = ()
    handles_template_events: bool = False


@dataclass
class Members:
    """Every name, key and string of the app by its text."""

    context: Context
    main: bool = False
    """Main's scripts instead of those of pages."""
    _named: dict[str, tuple[tuple[UnitId, Node], ...]] = field(default_factory=dict)
    _related: dict[tuple[UnitId, int], bool] = field(default_factory=dict)

    def named(self, name: str) -> tuple[tuple[UnitId, Node], ...]:
        """Every identifier, property name and string that says `name` in the scripts of one side (tests left out), in order."""
        if name not in self._named:
            self._named[name] = tuple(self._find(name))
        return self._named[name]

    def _find(self, name: str) -> Iterator[tuple[UnitId, Node]]:
        wanted = name.encode()
        pattern = re.compile(rb"(?<![\w$])" + re.escape(wanted) + rb"(?![\w$])")
        facts = self.context.facts
        for path, source in sorted(facts.sources.items()):
            if not path.endswith(SCRIPTS) or path.endswith(".d.ts") or is_test(path) or not pattern.search(source.data):
                continue
            if facts.process(path) in ((Process.RENDERER, Process.PRELOAD) if self.main else (Process.MAIN, Process.PRELOAD)):
                continue
            for number in range(len(regions(source))):
                unit = UnitId(path, number)
                for node in walk(self.context.parsed(unit).root):
                    if node.child_count == 0 and source.data[node.start_byte : node.end_byte] == wanted:
                        yield unit, node

    def uses(self, unit: UnitId, owner: Node, name: str, *, vue: bool) -> MemberUses | str:
        """Every expression that may be the member `name` of a class body, or of a component's methods; or why they are not all known."""
        if name in _PROTOCOL:
            return f"{name} is called by the language itself"
        if not vue:
            refused = self._by_base(unit, owner, name)
            if refused:
                return refused
        expressions: list[tuple[UnitId, Node, bool]] = []
        typed: list[tuple[UnitId, Node]] = []
        text = False
        others = 0
        for there, node in self.named(name):
            parent = node.parent
            if parent is None:
                continue
            at = self._at(there, node)
            match parent.type:
                case "member_expression" if parent.child_by_field_name("property") == node:
                    whose = self._whose(there, parent, unit, owner)
                    if whose is not False and not self._binds_itself(there, parent, name):
                        expressions.append((there, parent, whose is True))
                case "method_definition" | "public_field_definition" | "field_definition" | "pair":
                    if parent.parent == owner and there == unit:
                        if any(child.type in ("get", "set") for child in parent.children):
                            return f"{name} is a property that is computed"
                        continue
                    if self._overrides(there, parent, unit, owner):
                        return f"{name} is overridden at {at}"
                    others += 1
                case "method_signature" | "property_signature" | "abstract_method_signature" | "function_signature":
                    typed.append((there, parent))
                case "shorthand_property_identifier_pattern" | "pair_pattern" | "object_pattern" | "object_assignment_pattern":
                    if self._taken_from(there, node, unit, owner):
                        return f"{name} is taken out of its object at {at}"
                case "string":
                    text = True
                case "object":
                    others += 1
                case _:
                    continue
        if text and (dynamic := self._dynamic_call(unit, owner)):
            return f"{name} may be called by its name at {dynamic}"
        if not others and re.search(r"[a-z][A-Z]", name):
            # nothing else of the app is called so
            expressions = [(there, node, True) for there, node, _ in expressions]
        if vue and not self._in_template(unit, name):
            return f"{name} is used in the template for more than events"
        return MemberUses(tuple(expressions), tuple(typed), handles_template_events=vue)

    # ---- the class itself

    def _by_base(self, unit: UnitId, body: Node, name: str) -> str:
        heritage = (
            next((child for child in body.parent.named_children if child.type == "class_heritage"), None)
            if body.parent is not None
            else None
        )
        if heritage is None:
            return ""
        base = next((child.child_by_field_name("value") for child in heritage.named_children if child.type == "extends_clause"), None)
        if base is None:
            base = next((child for child in heritage.named_children if child.type not in ("implements_clause", "extends_clause")), None)
        if base is None:
            return ""
        text = self.context.parsed(unit).text(base)
        if text.rsplit(".", 1)[-1].split("<")[0] in _KNOWN_BASES:
            return f"{name} is called by what the class extends" if name in _CALLED_BY_BASE else ""
        if isinstance(self.context.origin_of(unit, base), Here):
            return ""
        return f"{name} may be called by {text[:40]}, which the class extends"

    def _overrides(self, there: UnitId, definition: Node, unit: UnitId, owner: Node) -> bool:
        """True for a member of a class that extends this one, or that this one extends."""
        body = definition.parent
        if body is None or body.type != "class_body" or owner.type != "class_body":
            return False
        return self._extends(there, body, unit, owner) or self._extends(unit, owner, there, body)

    def _extends(self, there: UnitId, body: Node, unit: UnitId, owner: Node, depth: int = 0) -> bool:
        declared = body.parent
        heritage = (
            next((child for child in declared.named_children if child.type == "class_heritage"), None) if declared is not None else None
        )
        if heritage is None or depth > 6:
            return False
        clause = next((child for child in heritage.named_children if child.type == "extends_clause"), None)
        base = clause.child_by_field_name("value") if clause is not None else heritage.named_children[0]
        origin = self.context.origin_of(there, base) if base is not None else None
        if not isinstance(origin, Here) or not isinstance(origin.value, ClassValue):
            return False
        found = self.context.node(origin.unit, origin.value.span).child_by_field_name("body")
        if found is None:
            return False
        return (origin.unit == unit and found == owner) or self._extends(origin.unit, found, unit, owner, depth + 1)

    # ---- whose member

    def _whose(self, there: UnitId, member: Node, unit: UnitId, owner: Node) -> bool | None:
        """True for a member of this very class, False for one of something else, None where it cannot be told."""
        receiver = member.child_by_field_name("object")
        if receiver is None:
            return None
        if receiver.type in ("this", "super"):
            around = _owner_of_this(receiver)
            if around is None:
                return None
            if there == unit and around == owner:
                return True
            if around.type == "class_body" and owner.type == "class_body":
                return bool(self._extends(there, around, unit, owner) or self._extends(unit, owner, there, around))
            # `this` in another object of the same component's options
            return None if there == unit and around.type == "object" else False
        return self._is_instance(there, receiver, unit, owner)

    def _is_instance(self, there: UnitId, receiver: Node, unit: UnitId, owner: Node) -> bool | None:
        value = self.context.value_of(there, receiver)
        origin: Origin | None = self.context.facts.origins.origin(there, value)
        if isinstance(origin, External) and CALL in origin.path and self.context.is_of_package(there, receiver):
            # a package may give back what it was given
            return None
        if isinstance(origin, Instance):
            of_class = ClassValue(self.context.facts.unit(origin.unit).classes[origin.index].span, origin.index)
            return self._is_class(Here(origin.unit, of_class), unit, owner)
        if origin is not None and not (isinstance(origin, Here) and isinstance(origin.value, ClassValue | Object)):
            return False
        if isinstance(origin, Here):
            if isinstance(origin.value, Object):
                return False
            return self._is_class(origin, unit, owner)
        known = list(self.context.facts.origins.sources(there, value))
        verdicts = set()
        for where, one in known:
            made = self.context.facts.origins.origin(where, one.constructor) if isinstance(one, New) else None
            verdicts.add(self._is_class(made, unit, owner) if isinstance(made, Here) and isinstance(made.value, ClassValue) else None)
        return verdicts.pop() if len(verdicts) == 1 else None

    def _is_class(self, origin: Here, unit: UnitId, owner: Node) -> bool:
        body = self.context.node(origin.unit, origin.value.span).child_by_field_name("body")
        if body is None or owner.type != "class_body":
            return False
        return (
            (origin.unit == unit and body == owner)
            or self._extends(origin.unit, body, unit, owner)
            or self._extends(unit, owner, origin.unit, body)
        )

    def _binds_itself(self, there: UnitId, member: Node, name: str) -> bool:
        """`this.f = this.f.bind(this)`: both sides are the method itself."""
        at = member
        while (
            at.parent is not None and at.parent.type in ("member_expression", "call_expression") and at.parent.start_byte == at.start_byte
        ):
            at = at.parent
        statement = at.parent
        if statement is None or statement.type != "assignment_expression":
            return False
        text = re.sub(rb"\s", b"", self.context.facts.sources[there.path].data[statement.start_byte : statement.end_byte]).decode(
            "utf-8", "replace"
        )
        return text == f"this.{name}=this.{name}.bind(this)"

    def _taken_from(self, there: UnitId, node: Node, unit: UnitId, owner: Node) -> bool:
        """True where a pattern may take the member out of an instance: not out of props, modules or what is known to be something else."""
        pattern: Node | None = node
        while pattern is not None and pattern.type not in (
            "variable_declarator",
            "assignment_expression",
            "formal_parameters",
            "for_in_statement",
            *FUNCTIONS,
        ):
            pattern = pattern.parent
        if pattern is None or pattern.type not in ("variable_declarator", "assignment_expression"):
            # a parameter that is an object: an instance of a class is hardly ever passed to be taken apart
            return False
        given = pattern.child_by_field_name("value") or pattern.child_by_field_name("right")
        if given is None:
            return False
        if given.type == "this":
            return self._whose_this(there, given, unit, owner)
        text = self.context.parsed(there).text(given)
        if text.endswith(("props", "state")):
            return False
        return self._is_instance(there, given, unit, owner) is not False and given.type not in ("call_expression", "await_expression")

    def _whose_this(self, there: UnitId, node: Node, unit: UnitId, owner: Node) -> bool:
        around = _owner_of_this(node)
        return around is None or (there == unit and around == owner)

    def _dynamic_call(self, unit: UnitId, owner: Node) -> str:
        """A place that calls a member of `this` by a computed name in the same file; empty where there is none."""
        for node in walk(self.context.parsed(unit).root):
            receiver, index = node.child_by_field_name("object"), node.child_by_field_name("index")
            if node.type != "subscript_expression" or receiver is None or index is None or receiver.type != "this":
                continue
            if index.type not in ("string", "number") and _owner_of_this(receiver) in (owner, None):
                return self._at(unit, node)
        return ""

    def _in_template(self, unit: UnitId, name: str) -> bool:
        """True when the component's template names it in event handlers only (`@click="save"`), or not at all."""
        source = self.context.facts.sources[unit.path]
        scripts = [region.span for region in regions(source)]
        handled = {match.start("name") for match in _TEMPLATE_EVENT.finditer(source.data) if match["name"] == name.encode()}
        for match in re.finditer(rb"(?<![\w$.-])" + re.escape(name.encode()) + rb"(?![\w$-])", source.data):
            inside = any(span.start <= match.start() < span.end for span in scripts)
            if not inside and match.start() not in handled:
                return False
        return True

    def _at(self, unit: UnitId, node: Node) -> str:
        return self.context.facts.where(unit.path, node.start_byte)


def _owner_of_this(node: Node) -> Node | None:
    """The class body or object literal whose member `this` (or `super`) is used in; None where a plain function has its own."""
    at, parent = node, node.parent
    while parent is not None:
        if at.type in FUNCTIONS and at.type != "arrow_function":
            if at.type == "method_definition":
                return parent
            return parent.parent if parent.type == "pair" else None
        if parent.type == "class_body":
            return parent
        at, parent = parent, parent.parent
    return None
