"""Ways by which a thing of Electron's is handed over in pages, each with all that goes once nothing uses it there: parameters and what is passed for them,
getters, functions that answer with it, what every component has, globals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tree_sitter import Node

from electron_migrate.app.paths import is_test
from electron_migrate.code.parse import span_of
from electron_migrate.code.scope import Reference
from electron_migrate.code.source import Span
from electron_migrate.facts.chains import levels
from electron_migrate.facts.handed import is_thing
from electron_migrate.facts.lowering import GLOBAL_OBJECTS, walk
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import External, Here, UnitId
from electron_migrate.facts.summary import GLOBAL, Bound, FunctionValue, Member, Name, Parameter, Value
from electron_migrate.plan.function_exports import export_around
from electron_migrate.plan.function_uses import Unclear, uses_of

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context

Spot = tuple[UnitId, Span]


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a list (parameters, arguments, properties) that goes with its comma, or a statement or member of a class that goes with its line."""

    unit: UnitId
    node: Node
    container: Node | None = None
    instead: str = ""
    """What stands in its place then: `()` for the one parameter of an arrow function without parentheses."""


@dataclass(frozen=True, slots=True)
class Handing:
    """`things`: where the thing stands that is handed over. `reads`: what has to be gone first, covered by edits. `items`: what goes then."""

    things: tuple[Spot, ...]
    reads: tuple[Spot, ...]
    items: tuple[Item, ...]


def find_handings(context: Context) -> tuple[Handing, ...]:
    """Every one in scripts of pages whose ends are all known."""
    finder = _Finder(context)
    return tuple(
        one
        for found in (finder.parameters(), finder.answers(), finder.getters(), finder.attached(), finder.globals())
        for one in found
        if one.things and all(item.unit.path in context.facts.sources and not context.facts.broken(item.unit.path) for item in one.items)
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    context: Context

    def _is_page(self, unit: UnitId) -> bool:
        return self.context.facts.process(unit.path) is Process.RENDERER

    # ---- parameters

    def parameters(self) -> Iterator[Handing]:
        for unit, number, index in dict.fromkeys((*self.context.facts.origins.handed.parameters, *self._defaults())):
            if self._is_page(unit):
                yield from self._parameter(unit, number, index)

    def _defaults(self) -> Iterator[tuple[UnitId, int, int]]:
        """Parameters that are such a thing where nothing is passed."""
        for path, summary in list(self.context.facts.summaries.items()):
            for number, one in enumerate(summary.units):
                for fact in one.bindings:
                    if fact.parameter is not None and fact.values:
                        origin = self.context.facts.origins.bound_origin(UnitId(path, number), fact.values[0])
                        if isinstance(origin, External) and is_thing(origin):
                            yield UnitId(path, number), *fact.parameter

    def _parameter(self, unit: UnitId, number: int, index: int) -> Iterator[Handing]:
        provenance = self.context.provenance
        fact = self.context.facts.unit(unit).functions[number]
        calls = provenance.given(unit, number)
        if isinstance(calls, str) or fact.uses_arguments or not provenance.may_lose_parameters(unit, number):
            return
        if any(not self._is_page(there) for there, _ in calls):
            return
        function = self.context.node(unit, fact.span)
        single = function.child_by_field_name("parameter")
        listed = [single] if single is not None else _list_of(function.child_by_field_name("parameters"))
        if index >= len(listed):
            return
        node = listed[index]
        pattern = node.child_by_field_name("pattern") or node
        passed = [(there, _list_of(call.child_by_field_name("arguments")), call) for there, call in calls]
        if any(argument.type == "spread_element" for _, given, _ in passed for argument in given):
            return
        if pattern.type == "identifier":
            yield from self._whole(unit, function, node, pattern, index, passed)
        elif pattern.type == "object_pattern":
            yield from self._taken_apart(unit, number, index, pattern, passed)

    def _whole(
        self, unit: UnitId, function: Node, node: Node, pattern: Node, index: int, passed: list[tuple[UnitId, list[Node], Node]]
    ) -> Iterator[Handing]:
        scopes = self.context.scopes(unit)
        binding = scopes.binding_of(pattern)
        if binding is None or binding.writes or len(binding.declarations) != 1 or not binding.references:
            return
        reads = [(unit, span_of(reference.node)) for reference in binding.references]
        if any(child.type in ("accessibility_modifier", "readonly") for child in node.children):
            reads.extend(self._named(unit, self.context.parsed(unit).text(pattern), but=pattern))
        things: list[Spot] = []
        listed = function.child_by_field_name("parameters")
        items = [Item(unit, node, listed) if listed is not None else Item(unit, node, None, "()")]
        default = node.child_by_field_name("value")
        if default is not None:
            if not self._is_thing(unit, default):
                return
            things.append((unit, span_of(default)))
        for there, given, call in passed:
            if index >= len(given):
                continue
            if given[index].type not in ("null", "undefined"):
                if not self._is_thing(there, given[index]):
                    yield from self._of_object(unit, binding.references, index, passed)
                    return
                things.append((there, span_of(given[index])))
            items.append(Item(there, given[index], call.child_by_field_name("arguments")))
        yield Handing(tuple(things), tuple(reads), tuple(items))

    def _of_object(
        self, unit: UnitId, references: Sequence[Reference], index: int, passed: list[tuple[UnitId, list[Node], Node]]
    ) -> Iterator[Handing]:
        """`function f (context) { context.ipc… }`: a property of each object that is passed, where only its members are used."""
        members: dict[str, list[Spot]] = {}
        for reference in references:
            parent = reference.node.parent
            name = parent.child_by_field_name("property") if parent is not None and parent.type == "member_expression" else None
            if parent is None or name is None or parent.child_by_field_name("object") != reference.node:
                return
            members.setdefault(self.context.parsed(unit).text(name), []).append((unit, span_of(parent)))
        for key, reads in members.items():
            found = [
                (there, self._property(there, given[index], key), given[index])
                for there, given, _ in passed
                if index < len(given) and given[index].type == "object"
            ]
            if len(found) != len(passed):
                return
            things: list[Spot] = []
            items: list[Item] = []
            for there, one, literal in found:
                value = one.child_by_field_name("value") or one if one is not None else None
                if one is None or value is None or not self._is_thing(there, value):
                    break
                things.append((there, span_of(value)))
                items.append(Item(there, one, literal))
            else:
                yield Handing(tuple(things), tuple(reads), tuple(items))

    def _taken_apart(
        self, unit: UnitId, number: int, index: int, pattern: Node, passed: list[tuple[UnitId, list[Node], Node]]
    ) -> Iterator[Handing]:
        """`function f ({ ipc, n })`: one name of the pattern, and the property of each object that is passed."""
        summary, scopes = self.context.facts.unit(unit), self.context.scopes(unit)
        if any(child.type == "rest_pattern" for child in pattern.named_children):
            return
        for binding, fact in zip(scopes.bindings, summary.bindings, strict=True):
            one = fact.values[0] if len(fact.values) == 1 else Bound(Name(fact.span, "", GLOBAL))
            if not isinstance(one.value, Parameter) or (one.value.function, one.value.index) != (number, index) or len(one.path) != 1:
                continue
            item = next((child for child in pattern.named_children if span_of(child).contains(fact.span)), None)
            if item is None or item.type == "object_assignment_pattern" or binding.writes or not binding.references:
                continue
            things: list[Spot] = []
            items = [Item(unit, item, pattern)]
            for there, given, _ in passed:
                found = self._property(there, given[index], one.path[0]) if index < len(given) and given[index].type == "object" else None
                value = found.child_by_field_name("value") or found if found is not None else None
                if found is None or value is None or not self._is_thing(there, value):
                    break
                things.append((there, span_of(value)))
                items.append(Item(there, found, given[index]))
            else:
                yield Handing(tuple(things), tuple((unit, span_of(reference.node)) for reference in binding.references), tuple(items))

    def _property(self, unit: UnitId, literal: Node, key: str) -> Node | None:
        if any(child.type == "spread_element" for child in literal.named_children):
            return None
        parsed = self.context.parsed(unit)
        found = [
            child
            for child in literal.named_children
            if (child.type == "shorthand_property_identifier" and parsed.text(child) == key)
            or (child.type == "pair" and (name := child.child_by_field_name("key")) is not None and parsed.text(name).strip("'\"") == key)
        ]
        return found[0] if len(found) == 1 else None

    # ---- functions and getters that answer with it

    def answers(self) -> Iterator[Handing]:
        for unit, number, returned in self._answering(getters=False):
            fact = self.context.facts.unit(unit).functions[number]
            node = self.context.node(unit, fact.span)
            statement = self._declared_alone(node)
            if statement is None:
                continue
            uses = uses_of(self.context, unit, node)
            if isinstance(uses, Unclear) or uses.handed or uses.typed or not uses.calls or not all(call.sure for call in uses.calls):
                continue
            imported = self._imported(unit, node, frozenset((call.unit, span_of(call.node)) for call in uses.calls))
            if imported is not None:
                reads = tuple((call.unit, span_of(call.node)) for call in uses.calls)
                yield Handing(((unit, returned.span),), reads, (Item(unit, statement), *imported))

    def getters(self) -> Iterator[Handing]:
        for unit, number, returned in self._answering(getters=True):
            fact = self.context.facts.unit(unit).functions[number]
            node = self.context.node(unit, fact.span)
            name = node.child_by_field_name("name")
            body = node.parent
            if name is None or body is None or body.type != "class_body" or any(child.type == "decorator" for child in node.children):
                continue
            yield Handing(((unit, returned.span),), tuple(self._named(unit, fact.name, but=name)), (Item(unit, node),))

    def _answering(self, *, getters: bool) -> Iterator[tuple[UnitId, int, Value]]:
        """Functions without parameters that do nothing but give the thing back, with what they return."""
        for path, summary in list(self.context.facts.summaries.items()):
            for number, one in enumerate(summary.units):
                unit = UnitId(path, number)
                if not self._is_page(unit):
                    continue
                for index, fact in enumerate(one.functions):
                    if fact.getter is not getters or not fact.answers_once or fact.parameters or fact.is_async or len(fact.returns) != 1:
                        continue
                    origin = self.context.facts.origins.origin(unit, fact.returns[0])
                    if isinstance(origin, External) and is_thing(origin) and self._does_no_more(self.context.node(unit, fact.span)):
                        yield unit, index, fact.returns[0]

    def _does_no_more(self, function: Node) -> bool:
        body = function.child_by_field_name("body")
        return body is not None and (
            body.type != "statement_block" or len([child for child in body.named_children if child.type != "comment"]) == 1
        )

    def _declared_alone(self, function: Node) -> Node | None:
        """The statement that does nothing but declare the function."""
        statement: Node | None = function
        if function.type in ("arrow_function", "function_expression"):
            declarator = function.parent
            if declarator is None or declarator.type != "variable_declarator" or declarator.parent is None:
                return None
            statement = declarator.parent
            if statement.named_child_count != 1:
                return None
        elif function.type != "function_declaration":
            return None
        if statement is not None and statement.parent is not None and statement.parent.type == "export_statement":
            if any(child.type == "default" for child in statement.parent.children):
                return None
            return statement.parent
        return statement

    def _imported(self, unit: UnitId, function: Node, calls: frozenset[Spot]) -> tuple[Item, ...] | None:
        """The import specifiers of an exported function; None where it is exported or imported in another way."""
        name = function.child_by_field_name("name") or (function.parent.child_by_field_name("name") if function.parent is not None else None)
        binding = self.context.scopes(unit).binding_of(name) if name is not None else None
        if binding is None:
            return None
        own = [(unit, span_of(reference.node)) for reference in binding.references]
        if not all(any(there == unit and span.contains(spot) for there, span in calls) for _, spot in own):
            # listed in `module.exports`, or kept
            return None
        if export_around(binding.declarations[0]) is None and not self._is_export(function):
            return ()
        items: list[Item] = []
        for importer in self.context.importers.get(unit.path, ()):
            scopes, summary = self.context.scopes(importer), self.context.facts.unit(importer)
            for local, fact in zip(scopes.bindings, summary.bindings, strict=True):
                for bound in fact.values:
                    origin = self.context.facts.origins.bound_origin(importer, bound)
                    if not isinstance(origin, Here) or not isinstance(origin.value, FunctionValue) or origin.unit != unit:
                        continue
                    if origin.value.span != span_of(function):
                        continue
                    declared = local.declarations[0]
                    specifier = declared.parent
                    if specifier is None or specifier.type not in ("import_specifier", "object_pattern", "pair_pattern"):
                        return None
                    items.append(Item(importer, declared))
        return tuple(items)

    def _is_export(self, function: Node) -> bool:
        at = function.parent
        return at is not None and at.type == "export_statement"

    # ---- what every component has, and globals

    def attached(self) -> Iterator[Handing]:
        for name, given in self.context.facts.origins.handed.attached.items():
            for unit, bound in given:
                statement = self._assigning(unit, bound)
                if statement is not None and self._is_page(unit):
                    reads = tuple(self._words(name, but=(unit, span_of(statement))))
                    yield Handing(((unit, bound.value.span),), reads, (Item(unit, statement), *self._declared_types(name)))

    def globals(self) -> Iterator[Handing]:
        handed = self.context.facts.origins.handed
        for name, given in handed.globals.items():
            for (unit, bound), pages in given:
                statement = self._assigning(unit, bound)
                if statement is None:
                    continue
                reads: list[Spot] = []
                for path, summary in list(self.context.facts.summaries.items()):
                    if handed.pages.get(path, frozenset()) & pages:
                        for number in range(len(summary.units)):
                            reads.extend(self._global_reads(UnitId(path, number), name, unit, span_of(statement)))
                yield Handing(((unit, bound.value.span),), tuple(reads), (Item(unit, statement), *self._declared_types(name)))

    def _assigning(self, unit: UnitId, bound: Bound) -> Node | None:
        """The statement that is the assignment and nothing else, of a thing itself."""
        node = self.context.node(unit, bound.span)
        statement = node.parent
        if node.type != "assignment_expression" or statement is None or statement.type != "expression_statement":
            return None
        right = node.child_by_field_name("right")
        return statement if right is not None and self._is_thing(unit, right) else None

    def _global_reads(self, unit: UnitId, name: str, writer: UnitId, statement: Span) -> Iterator[Spot]:
        for chain in self.context.facts.unit(unit).chains:
            for value in levels(chain.value)[:2]:
                bare = isinstance(value, Name) and value.binding == GLOBAL and value.name == name
                owned = isinstance(value, Member) and value.name == name and isinstance(value.object, Name) and value.object.name in GLOBAL_OBJECTS
                if (bare or owned) and not (unit == writer and statement.contains(value.span)):
                    yield unit, value.span

    def _words(self, name: str, but: Spot) -> Iterator[Spot]:
        """Every place that says a name, in any script, page or template that is no test or type declaration."""
        word = re.compile(rb"(?<![\w$])" + re.escape(name.encode()) + rb"(?![\w$])")
        for path, source in self.context.facts.sources.items():
            if is_test(path) or path.endswith(".d.ts") or path not in self.context.facts.summaries:
                continue
            if self.context.facts.process(path) is Process.MAIN:
                continue
            for found in word.finditer(source.data):
                if not (path == but[0].path and but[1].contains(Span(found.start(), found.end()))):
                    yield UnitId(path, 0), Span(found.start(), found.end())

    def _declared_types(self, name: str) -> Iterator[Item]:
        """`interface Window { name: … }` in the app's types, and the same for what components have."""
        word = name.encode()
        for path, source in self.context.facts.sources.items():
            if not path.endswith((".ts", ".mts", ".cts")) or word not in source.data or b"interface" not in source.data:
                continue
            unit = UnitId(path, 0)
            for node in walk(self.context.parsed(unit).root):
                declared = node.child_by_field_name("name") if node.type == "property_signature" else None
                if declared is None or self.context.parsed(unit).text(declared) != name or node.parent is None or node.parent.parent is None:
                    continue
                of = node.parent.parent.child_by_field_name("name")
                if of is not None and self.context.parsed(unit).text(of) in ("Window", "Global", "Vue", "ComponentCustomProperties"):
                    yield Item(unit, node)

    # ---- shared

    def _named(self, unit: UnitId, name: str, but: Node) -> Iterator[Spot]:
        """Every place in scripts of pages that names a member, or takes it out of an object."""
        for there, node in self.context.members(unit).named(name):
            if there == unit and node == but:
                continue
            if node.type in ("property_identifier", "private_property_identifier", "shorthand_property_identifier_pattern") and not (
                node.parent is not None and node.parent.type in ("public_field_definition", "property_signature")
            ):
                value = self.context.value_of(there, node.parent) if node.parent is not None and node.parent.type == "member_expression" else None
                if isinstance(value, Member) and isinstance(self.context.facts.origins.origin(there, value.object), External):
                    # a member of Electron's module or of another one
                    continue
                yield there, span_of(node)

    def _is_thing(self, unit: UnitId, node: Node) -> bool:
        origin = self.context.origin_of(unit, node)
        return isinstance(origin, External) and is_thing(origin) and "new" not in origin.path


def _list_of(node: Node | None) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"] if node is not None else []
