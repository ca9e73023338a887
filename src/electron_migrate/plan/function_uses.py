"""Where a function of the app goes as a value: every place that calls it, and everybody who is handed it; or why that cannot be told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.code.parse import has_module_syntax
from electron_migrate.code.scope import Binding
from electron_migrate.facts.lowering import FUNCTIONS, GLOBAL_OBJECTS, WRAPPERS, key_text, walk
from electron_migrate.facts.origins import UnitId
from electron_migrate.plan.function_exports import Exports, StopError, export_around
from electron_migrate.plan.function_members import MemberUses
from electron_migrate.plan.function_receivers import Gone, receiver_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


@dataclass(frozen=True, slots=True)
class CallSite:
    """A call of the function. `sure`: not also, at times, of another one. `dispatched`: the function is picked by a computed key.

    `answers`: the function may return a value.
    """

    unit: UnitId
    node: Node
    sure: bool = True
    dispatched: bool = False
    answers: bool = True


@dataclass(frozen=True, slots=True)
class HandedTo:
    """Somebody else calls it; see `function_receivers`. `node` is the function as it stands there."""

    unit: UnitId
    node: Node
    receiver: Gone


@dataclass(frozen=True, slots=True)
class Uses:
    calls: tuple[CallSite, ...]
    handed: tuple[HandedTo, ...]
    typed: tuple[tuple[UnitId, Node], ...] = ()
    """Type annotations of names that hold the function."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not all places are known: `reason` goes on after "who calls it is not known: "."""

    reason: str


_MOST_STEPS = 400


def uses_of(context: Context, unit: UnitId, function: Node) -> Uses | Unclear:
    """Every use of a function, over all files of the app."""
    flow = FunctionFlow(context)
    try:
        flow.function(unit, function)
    except StopError as stop:
        return Unclear(str(stop))
    return Uses(tuple(flow.calls), tuple(flow.handed), tuple(flow.typed))


@dataclass
class FunctionFlow:
    """Follows a function; every place is in `calls`, `handed` or `typed`, or a StopError says why not."""

    context: Context
    calls: list[CallSite] = field(default_factory=list)
    handed: list[HandedTo] = field(default_factory=list)
    typed: list[tuple[UnitId, Node]] = field(default_factory=list)
    seen: set[tuple[object, ...]] = field(default_factory=set)
    sure: bool = True
    dispatched: bool = False

    @property
    def exports(self) -> Exports:
        return Exports(self)

    # ---- one function

    def function(self, unit: UnitId, node: Node) -> None:
        if node.type in ("function_declaration", "generator_function_declaration"):
            name = node.child_by_field_name("name")
            if name is None:
                # export default function () {}
                self.exports.declaration(unit, node, "default")
                return
            self.named(unit, name)
            return
        if node.type == "method_definition":
            self._method(unit, node)
            return
        own = node.child_by_field_name("name")
        if own is not None and node.type == "function_expression":
            self.named(unit, own)
        self.value(unit, node)

    def named(self, unit: UnitId, name: Node) -> None:
        binding = self.context.scopes(unit).binding_of(name)
        if binding is None:
            raise StopError("its name is not known")
        self.binding(unit, binding)

    def _method(self, unit: UnitId, node: Node) -> None:
        name = node.child_by_field_name("name")
        parent = node.parent
        if name is None or parent is None or name.type not in ("property_identifier", "private_property_identifier", "string"):
            raise StopError("its name is computed")
        text = key_text(self.context.parsed(unit).text(name), name.type) or ""
        if parent.type == "object":
            self._property(unit, parent, text)
        else:
            self._member(unit, parent, text)

    # ---- one value

    def value(self, unit: UnitId, node: Node) -> None:
        """Follows an expression whose value is the function."""
        key = (unit, node.start_byte, node.end_byte, node.type)
        if key in self.seen:
            return
        if len(self.seen) > _MOST_STEPS:
            raise StopError("it is handed on too often")
        self.seen.add(key)
        parent = node.parent
        while parent is not None and parent.type in WRAPPERS:
            node, parent = parent, parent.parent
        if parent is None:
            raise StopError("it is used in a way that is not followed")
        match parent.type:
            case "call_expression" if parent.child_by_field_name("function") == node:
                self.calls.append(CallSite(unit, parent, self.sure, self.dispatched))
            case "arguments":
                self._argument(unit, node, parent)
            case "member_expression" if parent.child_by_field_name("object") == node:
                self._method_of_function(unit, parent)
            case "variable_declarator":
                self._declared(unit, parent, node)
            case "assignment_expression":
                self._assigned(unit, parent, node)
            case "pair":
                self._paired(unit, parent)
            case "public_field_definition" | "field_definition":
                self._field(unit, parent)
            case "jsx_expression":
                self._jsx(unit, parent, node)
            case "export_statement":
                self.exports.exported(unit, "default")
            case "if_statement" | "while_statement" | "unary_expression" | "expression_statement":
                return
            case "binary_expression":
                self._tested(unit, parent, node)
            case "ternary_expression":
                if parent.child_by_field_name("condition") != node:
                    self.value(unit, parent)
            case _:
                raise StopError(f"it is used as a value at {self.at(unit, node)}")

    def dispatched_value(self, unit: UnitId, node: Node) -> None:
        """Follows `table[key]`: it may be the function, or another one of the table."""
        sure, dispatched = self.sure, self.dispatched
        self.sure, self.dispatched = False, True
        self.value(unit, node)
        self.sure, self.dispatched = sure, dispatched

    def at(self, unit: UnitId, node: Node) -> str:
        return self.context.facts.where(unit.path, node.start_byte)

    def text(self, unit: UnitId, node: Node | None) -> str:
        return self.context.parsed(unit).text(node) if node is not None else ""

    def _tested(self, unit: UnitId, parent: Node, node: Node) -> None:
        operator = parent.child_by_field_name("operator")
        sign = operator.type if operator is not None else ""
        if sign in ("===", "!==", "==", "!=") or (sign == "&&" and parent.child_by_field_name("left") == node):
            return
        if sign in ("||", "??", "&&"):
            self.value(unit, parent)
            return
        raise StopError(f"it is used as a value at {self.at(unit, node)}")

    def _method_of_function(self, unit: UnitId, member: Node) -> None:
        name = self.text(unit, member.child_by_field_name("property"))
        call = member.parent
        if call is not None and call.type == "call_expression" and call.child_by_field_name("function") == member:
            if name in ("call", "apply"):
                self.calls.append(CallSite(unit, call, self.sure, self.dispatched))
                return
            if name == "bind":
                self.value(unit, call)
                return
        raise StopError(f"it is used as an object at {self.at(unit, member)}")

    # ---- who takes it

    def _argument(self, unit: UnitId, node: Node, arguments: Node) -> None:
        call = arguments.parent
        if call is None:
            raise StopError("it is used in a way that is not followed")
        receiver = receiver_of(self.context, unit, call, arguments, node)
        if receiver is Gone.THROUGH:
            self.value(unit, call)
            return
        if receiver is not None:
            self.handed.append(HandedTo(unit, node, receiver))
            return
        if call.type == "call_expression" and self._parameter_of(unit, call, arguments, node):
            return
        callee = self.text(unit, call.child_by_field_name("function") or call.child_by_field_name("constructor"))
        raise StopError(f"it is handed to {callee[:40]} at {self.at(unit, call)}")

    def _parameter_of(self, unit: UnitId, call: Node, arguments: Node, node: Node) -> bool:
        """Follows the function into a parameter of a function of the app."""
        called = call.child_by_field_name("function")
        found = self.context.function_behind(unit, called) if called is not None else None
        if found is None:
            return False
        given = [child for child in arguments.named_children if child.type != "comment"]
        index = given.index(node)
        if any(child.type == "spread_element" for child in given[:index]):
            return False
        there, function = found
        listed = function.child_by_field_name("parameters")
        single = function.child_by_field_name("parameter")
        parameters = (
            [single] if single is not None else [child for child in (listed.named_children if listed else ()) if child.type != "comment"]
        )
        if index >= len(parameters):
            return self._never_read(there, function)
        pattern = parameters[index]
        if pattern.type in ("required_parameter", "optional_parameter"):
            annotation = pattern.child_by_field_name("type")
            if annotation is not None:
                self.typed.append((there, annotation))
            pattern = pattern.child_by_field_name("pattern") or pattern
        if pattern.type == "assignment_pattern":
            pattern = pattern.child_by_field_name("left") or pattern
        if pattern.type != "identifier" or not self._never_read(there, function):
            return False
        binding = self.context.scopes(there).binding_of(pattern)
        if binding is None or binding.writes:
            return False
        for reference in binding.references:
            if reference.mode == "read":
                self.value(there, reference.node)
        return True

    def _never_read(self, unit: UnitId, function: Node) -> bool:
        """True when nothing in the function reads `arguments`."""
        return not any(node.type == "identifier" and self.text(unit, node) == "arguments" for node in walk(function))

    def _jsx(self, unit: UnitId, expression: Node, node: Node) -> None:
        attribute = expression.parent
        if attribute is None or attribute.type != "jsx_attribute":
            raise StopError(f"it is rendered at {self.at(unit, node)}")
        name = self.text(unit, attribute.named_children[0])
        element = attribute.parent
        tag = self.text(unit, element.child_by_field_name("name")) if element is not None else ""
        if not re.fullmatch(r"on[A-Z]\w*", name):
            raise StopError(f"it is the property {name} of <{tag}> at {self.at(unit, node)}")
        if tag[:1].islower() or self._is_of_package(unit, element):
            self.handed.append(HandedTo(unit, node, Gone.REACT_EVENT))
            return
        self._prop(unit, name, tag)

    def _is_of_package(self, unit: UnitId, element: Node | None) -> bool:
        """True for a component that comes from a package: what it takes as `onClick` it hands to an element."""
        name = element.child_by_field_name("name") if element is not None else None
        while name is not None and name.type in ("member_expression", "nested_identifier") and name.named_children:
            name = name.named_children[0]
        return name is not None and self.context.is_of_package(unit, name)

    def _prop(self, unit: UnitId, name: str, tag: str) -> None:
        """A handler that a component of the app takes: followed to every `props.onX` by its name."""
        for there, found in self.context.members(unit).named(name):
            parent = found.parent
            if parent is None or parent.type == "jsx_attribute":
                continue
            if found.type == "property_identifier" and parent.type == "member_expression":
                self.value(there, parent)
            elif found.type == "shorthand_property_identifier_pattern":
                self.named(there, found)
            elif parent.type in ("property_signature", "method_signature"):
                self.typed.append((there, parent))
            elif parent.type == "pair" and parent.child_by_field_name("key") == found:
                # propTypes, defaultProps, or what mapDispatchToProps gives under that name
                continue
            else:
                raise StopError(f"{tag} takes it as {name}, which is used at {self.at(there, found)}")

    # ---- names

    def _declared(self, unit: UnitId, declarator: Node, node: Node) -> None:
        name = declarator.child_by_field_name("name")
        if declarator.child_by_field_name("value") != node or name is None or name.type != "identifier":
            raise StopError(f"it is taken apart at {self.at(unit, node)}")
        annotation = declarator.child_by_field_name("type")
        if annotation is not None:
            self.typed.append((unit, annotation))
        self.named(unit, name)

    def binding(self, unit: UnitId, binding: Binding) -> None:
        key = (unit, "binding", binding.declarations[0].start_byte)
        if key in self.seen:
            return
        self.seen.add(key)
        if len(binding.declarations) != 1:
            raise StopError(f"{binding.name} is declared more than once")
        if binding.writes:
            raise StopError(f"{binding.name} is assigned again")
        for reference in binding.references:
            self._reference(unit, reference.node, reference.mode)
        declaration = binding.declarations[0]
        exported = export_around(declaration)
        if exported is not None:
            self.exports.declaration(unit, exported, binding.name)
        if binding.scope is self.context.scopes(unit).module:
            self._shared_by_page(unit, binding)

    def _reference(self, unit: UnitId, node: Node, mode: str) -> None:
        parent = node.parent
        if mode == "type" or (parent is not None and parent.type == "type_query"):
            raise StopError(f"its type is used at {self.at(unit, node)}")
        if parent is not None and parent.type == "export_specifier":
            alias = parent.child_by_field_name("alias")
            self.exports.exported(unit, self.text(unit, alias if alias is not None else node))
        elif node.type == "shorthand_property_identifier" and parent is not None:
            self._property(unit, parent, self.text(unit, node))
        else:
            self.value(unit, node)

    def _shared_by_page(self, unit: UnitId, binding: Binding) -> None:
        """A top-level name of a classic script is a name of its page: in other scripts, in inline handlers, and on `window`."""
        around = self.context.facts.page_scripts.get(unit)
        if around is None or has_module_syntax(self.context.parsed(unit)):
            return
        for sibling in (unit, *around.siblings):
            scopes = self.context.scopes(sibling)
            for reference in scopes.unresolved:
                if self.text(sibling, reference.node) == binding.name and sibling != unit:
                    if reference.mode != "read":
                        raise StopError(f"{binding.name} is assigned at {self.at(sibling, reference.node)}")
                    self._reference(sibling, reference.node, reference.mode)
        for there, found in self.context.members(unit).named(binding.name):
            parent = found.parent
            if found.type != "property_identifier" or parent is None or parent.type != "member_expression":
                continue
            if self.text(there, parent.child_by_field_name("object")) in GLOBAL_OBJECTS:
                self.value(there, parent)

    # ---- objects and fields

    def _assigned(self, unit: UnitId, assignment: Node, node: Node) -> None:
        left = assignment.child_by_field_name("left")
        if left is None or left == node:
            raise StopError(f"it is assigned again at {self.at(unit, node)}")
        text = self.text(unit, left)
        if text == "module.exports":
            self.exports.exported(unit, "=")
        elif re.fullmatch(r"(?:module\.)?exports\.\w+", text):
            name = text.rsplit(".", 1)[1]
            self._own_exports(unit, name, left)
            self.exports.exported(unit, name)
        elif left.type == "member_expression":
            self._put(unit, assignment, left, node)
        else:
            raise StopError(f"it is assigned to {text[:40]} at {self.at(unit, node)}")

    def _own_exports(self, unit: UnitId, name: str, target: Node) -> None:
        for there, found in self.context.members(unit).named(name):
            member = found.parent
            if there != unit or member is None or member == target or member.type != "member_expression":
                continue
            if self.text(unit, member.child_by_field_name("object")) in ("exports", "module.exports"):
                self.value(unit, member)

    def _put(self, unit: UnitId, assignment: Node, left: Node, node: Node) -> None:
        """`object.name = function`: an event handler of the page, a method bound to its own object, or a field."""
        name = self.text(unit, left.child_by_field_name("property"))
        owner = left.child_by_field_name("object")
        if re.fullmatch(r"on[a-z]+", name):
            statement = assignment.parent
            if statement is not None and statement.type == "expression_statement" and name != "onbeforeunload":
                self.handed.append(HandedTo(unit, node, Gone.EVENT_PROPERTY))
                return
            raise StopError(f"it is {name} of an object at {self.at(unit, node)}")
        if owner is not None and owner.type == "this":
            around = _class_around(left)
            if around is not None:
                if f"this.{name}.bind(this)" != self.text(unit, node):
                    self._member(unit, around, name)
                return
        raise StopError(f"it is put into an object at {self.at(unit, node)}")

    def _paired(self, unit: UnitId, pair: Node) -> None:
        key, owner = pair.child_by_field_name("key"), pair.parent
        if key is None or owner is None or owner.type != "object":
            raise StopError("it is part of an object whose key is not known")
        text = key_text(self.text(unit, key), key.type)
        if text is None:
            raise StopError(f"it is part of an object under a computed key at {self.at(unit, pair)}")
        if text == "click" and _is_menu_item(self, unit, owner):
            value = pair.child_by_field_name("value")
            assert value is not None
            self.handed.append(HandedTo(unit, value, Gone.MENU_CLICK))
            return
        self._property(unit, owner, text)

    def _property(self, unit: UnitId, owner: Node, name: str) -> None:
        """The function is the property `name` of an object literal."""
        vue = self._vue(unit, owner)
        if vue is not None:
            self._member(unit, owner, name, vue=vue)
            return
        if any(node.type == "this" and not _class_around(node) for node in walk(owner)):
            raise StopError(f"it is a method of an object that uses `this`, at {self.at(unit, owner)}")
        parent = owner.parent
        at = owner
        while parent is not None and parent.type in WRAPPERS:
            at, parent = parent, parent.parent
        if (
            parent is not None
            and parent.type == "call_expression"
            and self.text(unit, parent.child_by_field_name("function")) == "Object.freeze"
        ):
            parent = parent.parent
        if parent is not None and parent.type == "variable_declarator" and parent.child_by_field_name("value") == at:
            target = parent.child_by_field_name("name")
            if target is not None and target.type == "identifier":
                self._object_name(unit, target, name)
                return
        if parent is not None and parent.type == "assignment_expression":
            text = self.text(unit, parent.child_by_field_name("left"))
            if text == "module.exports":
                self._own_exports(unit, name, owner)
                self.exports.exported(unit, "=", name)
                return
        if parent is not None and parent.type == "export_statement" and not unit.path.endswith(".vue"):
            self.exports.exported(unit, "default", name)
            return
        raise StopError(f"it is part of an object that is handed on at {self.at(unit, owner)}")

    def _object_name(self, unit: UnitId, target: Node, name: str) -> None:
        binding = self.context.scopes(unit).binding_of(target)
        if binding is None or binding.writes or len(binding.declarations) != 1:
            raise StopError(f"{self.text(unit, target)} is assigned again")
        key = (unit, "object", target.start_byte, name)
        if key in self.seen:
            return
        self.seen.add(key)
        for reference in binding.references:
            parent = reference.node.parent
            if (
                parent is not None
                and parent.type == "assignment_expression"
                and self.text(unit, parent.child_by_field_name("left")) == "module.exports"
            ):
                self.exports.exported(unit, "=", name)
            elif parent is not None and parent.type == "export_statement":
                self.exports.exported(unit, "default", name)
            elif parent is not None and parent.type == "export_specifier":
                alias = parent.child_by_field_name("alias")
                self.exports.exported(unit, self.text(unit, alias if alias is not None else reference.node), name)
            else:
                self.exports.object(unit, reference.node, name, "")
        if export_around(binding.declarations[0]) is not None:
            self.exports.exported(unit, binding.name, name)
        around = self.context.facts.page_scripts.get(unit)
        is_shared = binding.scope is self.context.scopes(unit).module and around is not None and bool(around.siblings)
        if is_shared and not has_module_syntax(self.context.parsed(unit)):
            raise StopError(f"{binding.name} is a name that all scripts of the page share")

    def _field(self, unit: UnitId, definition: Node) -> None:
        name, body = definition.child_by_field_name("name") or definition.child_by_field_name("property"), definition.parent
        if name is None or body is None or name.type not in ("property_identifier", "private_property_identifier"):
            raise StopError("it is a field with a computed name")
        annotation = definition.child_by_field_name("type")
        if annotation is not None:
            self.typed.append((unit, annotation))
        self._member(unit, body, self.text(unit, name))

    def _vue(self, unit: UnitId, owner: Node) -> str | None:
        """`methods` for an object of methods in the options of a Vue component; None elsewhere."""
        pair = owner.parent
        if not unit.path.endswith(".vue") or pair is None or pair.type != "pair":
            return None
        key, options = pair.child_by_field_name("key"), pair.parent
        if key is None or options is None or options.type != "object" or self.text(unit, key) != "methods":
            return None
        return "methods" if _is_default_export(self, unit, options) else None

    def _member(self, unit: UnitId, owner: Node, name: str, vue: str = "") -> None:
        """A member of a class, or a method of a Vue component: looked for by its name over the whole app."""
        key = (unit, "member", owner.start_byte, name)
        if key in self.seen:
            return
        self.seen.add(key)
        found = self.context.members(unit).uses(unit, owner, name, vue=bool(vue))
        if isinstance(found, str):
            raise StopError(found)
        if found.handles_template_events:
            self.handed.append(HandedTo(unit, owner, Gone.VUE_EVENT))
        self._each_member(found)

    def _each_member(self, found: MemberUses) -> None:
        for there, node, sure in found.expressions:
            before, self.sure = self.sure, self.sure and sure
            self.value(there, node)
            self.sure = before
        self.typed.extend(found.typed)


def _class_around(node: Node) -> Node | None:
    """The class body whose `this` is meant here; None where `this` is of a function or object."""
    at, parent = node, node.parent
    while parent is not None:
        if at.type in FUNCTIONS and at.type != "arrow_function":
            return parent if at.type == "method_definition" and parent.type == "class_body" else None
        if at.type in ("public_field_definition", "field_definition") and parent.type == "class_body":
            return parent
        at, parent = parent, parent.parent
    return None


def _is_menu_item(flow: FunctionFlow, unit: UnitId, owner: Node) -> bool:
    keys = {
        flow.text(unit, key)
        for pair in owner.named_children
        if pair.type == "pair" and (key := pair.child_by_field_name("key")) is not None
    }
    return bool(keys & {"label", "role", "accelerator"})


def _is_default_export(flow: FunctionFlow, unit: UnitId, options: Node) -> bool:
    parent = options.parent
    if parent is not None and parent.type == "arguments" and parent.parent is not None:
        if flow.text(unit, parent.parent.child_by_field_name("function")) not in ("defineComponent", "Vue.extend"):
            return False
        parent = parent.parent.parent
    return parent is not None and parent.type == "export_statement"
