"""Where an export of a file goes: every script that loads the file, and what it does with the name; for `function_uses`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tree_sitter import Node

from electron_migrate.app.modules import LocalFile
from electron_migrate.code.parse import has_module_syntax
from electron_migrate.facts.lowering import WRAPPERS, key_text
from electron_migrate.facts.model import Process
from electron_migrate.facts.origins import UnitId

if TYPE_CHECKING:
    from electron_migrate.plan.context import Context


class StopError(Exception):
    """Not all places are known; the message says why."""


class Flow(Protocol):
    """Follows values; `function_uses` has the one that there is."""

    context: Context
    seen: set[tuple[object, ...]]

    def value(self, unit: UnitId, node: Node) -> None: ...
    def dispatched_value(self, unit: UnitId, node: Node) -> None: ...
    def named(self, unit: UnitId, name: Node) -> None: ...
    def text(self, unit: UnitId, node: Node | None) -> str: ...
    def at(self, unit: UnitId, node: Node) -> str: ...


@dataclass(frozen=True, slots=True)
class Exports:
    flow: Flow

    def declaration(self, unit: UnitId, statement: Node, name: str) -> None:
        default = any(child.type == "default" for child in statement.children) or name == "default"
        self.exported(unit, "default" if default else name)

    def exported(self, unit: UnitId, name: str, inside: str = "") -> None:
        """Follows an export into every script that loads the file. `=` is the whole of `module.exports`; `inside`: the property of what is exported."""
        key = (unit.path, "export", name, inside)
        if key in self.flow.seen:
            return
        self.flow.seen.add(key)
        if unit.path.endswith((".vue", ".html", ".htm")):
            raise StopError(f"{unit.path} exports it")
        for there, loaded in self.flow.context.loads_of(unit.path):
            self._loaded(there, loaded, name, inside)

    def _loaded(self, unit: UnitId, node: Node, name: str, inside: str) -> None:
        if self.flow.context.facts.process(unit.path) is Process.MAIN and "remote" in self.flow.text(unit, node):
            raise StopError(f"{self.flow.at(unit, node)} loads it in another process")
        if node.type == "import_statement":
            self._imported(unit, node, name, inside)
        elif node.type == "export_statement":
            self._on(unit, node, name, inside)
        elif node.type == "call_expression":
            function = node.child_by_field_name("function")
            if function is not None and function.type == "import":
                raise StopError(f"its file is imported when needed at {self.flow.at(unit, node)}")
            if name == "default" and inside == "":
                self.object(unit, node, "default", "")
            else:
                self._whole(unit, node, name, inside)
        else:
            raise StopError(f"its file is loaded in a way that is not followed at {self.flow.at(unit, node)}")

    def _whole(self, unit: UnitId, node: Node, name: str, inside: str) -> None:
        if name != "=":
            self.object(unit, node, name, inside)
        elif inside:
            self.object(unit, node, inside, "")
        else:
            self.flow.value(unit, node)

    def _imported(self, unit: UnitId, statement: Node, name: str, inside: str) -> None:
        clause = next((child for child in statement.named_children if child.type == "import_clause"), None)
        required = next((child for child in statement.named_children if child.type == "import_require_clause"), None)
        if required is not None:
            self.object_name(unit, required.named_children[0], *(("", inside) if name == "=" else (name, inside)))
            return
        for child in clause.named_children if clause is not None else ():
            if child.type == "identifier":
                # the default import of a CommonJS module is the whole of it
                if name in ("default", "="):
                    self._one_import(unit, child, inside)
                elif not self._is_esm(unit, statement):
                    self.object_name(unit, child, name, inside)
            elif child.type == "namespace_import":
                self.object_name(unit, child.named_children[-1], *((inside, "") if name == "=" else (name, inside)))
            elif child.type == "named_imports":
                for specifier in child.named_children:
                    imported, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
                    wanted, rest = (inside, "") if name == "=" else (name, inside)
                    if imported is not None and self.flow.text(unit, imported) == wanted:
                        self._one_import(unit, alias if alias is not None else imported, rest)

    def _is_esm(self, unit: UnitId, statement: Node) -> bool:
        source = statement.child_by_field_name("source")
        specifier = self.flow.text(unit, source)[1:-1]
        located = self.flow.context.facts.origins.locate(unit, specifier)
        if not isinstance(located, LocalFile):
            return True
        return has_module_syntax(self.flow.context.parsed(UnitId(located.path, 0)))

    def _one_import(self, unit: UnitId, name: Node, inside: str) -> None:
        if inside:
            self.object_name(unit, name, inside, "")
        else:
            self.flow.named(unit, name)

    def object_name(self, unit: UnitId, name: Node, wanted: str, inside: str) -> None:
        binding = self.flow.context.scopes(unit).binding_of(name)
        if binding is None or binding.writes or len(binding.declarations) != 1:
            raise StopError(f"{self.flow.text(unit, name)} is assigned again")
        if wanted == "":
            wanted, inside = inside, ""
        for reference in binding.references:
            if reference.mode == "read":
                self.object(unit, reference.node, wanted, inside)
        if export_around(binding.declarations[0]) is not None:
            raise StopError(f"{binding.name} is exported again")

    def object(self, unit: UnitId, node: Node, wanted: str, inside: str) -> None:
        """`node` is an object that holds the function as `wanted` (and there, if given, as `inside`)."""
        parent = node.parent
        while parent is not None and parent.type in WRAPPERS:
            node, parent = parent, parent.parent
        if parent is None:
            raise StopError("it is used in a way that is not followed")
        match parent.type:
            case "member_expression" if parent.child_by_field_name("object") == node:
                name = self.flow.text(unit, parent.child_by_field_name("property"))
                if name == wanted:
                    if inside:
                        self.object(unit, parent, inside, "")
                    else:
                        self.flow.value(unit, parent)
                elif name == "default":
                    self.object(unit, parent, wanted, inside)
            case "subscript_expression" if parent.child_by_field_name("object") == node:
                self._indexed(unit, parent, wanted)
            case "expression_statement" | "if_statement" | "unary_expression":
                return
            case "variable_declarator" if parent.child_by_field_name("value") == node:
                pattern = parent.child_by_field_name("name")
                if pattern is not None and pattern.type == "identifier":
                    self.object_name(unit, pattern, wanted, inside)
                elif pattern is not None and pattern.type == "object_pattern":
                    self._destructured(unit, pattern, wanted, inside)
                else:
                    raise StopError(f"it is taken apart at {self.flow.at(unit, parent)}")
            case "arguments" if self._only_lists_keys(unit, parent):
                return
            case "binary_expression" if self.flow.text(unit, parent.child_by_field_name("operator")) in ("in", "===", "!==", "==", "!="):
                return
            case _:
                raise StopError(f"the object that holds it is used as a whole at {self.flow.at(unit, node)}")

    def _indexed(self, unit: UnitId, subscript: Node, wanted: str) -> None:
        index = subscript.child_by_field_name("index")
        if index is not None and index.type == "string":
            if self.flow.text(unit, index)[1:-1] == wanted:
                self.flow.value(unit, subscript)
            return
        self.flow.dispatched_value(unit, subscript)

    def _only_lists_keys(self, unit: UnitId, arguments: Node) -> bool:
        call = arguments.parent
        return call is not None and self.flow.text(unit, call.child_by_field_name("function")) in ("Object.keys", "Object.freeze")

    def _destructured(self, unit: UnitId, pattern: Node, wanted: str, inside: str) -> None:
        for child in pattern.named_children:
            if child.type == "shorthand_property_identifier_pattern" and self.flow.text(unit, child) == wanted:
                self._one_import(unit, child, inside)
            elif child.type == "pair_pattern":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key is not None and key.type == "computed_property_name":
                    raise StopError(f"it is taken apart at {self.flow.at(unit, pattern)}")
                if key is not None and value is not None and key_text(self.flow.text(unit, key), key.type) == wanted:
                    if value.type != "identifier":
                        raise StopError(f"it is taken apart at {self.flow.at(unit, pattern)}")
                    self._one_import(unit, value, inside)
            elif child.type == "rest_pattern" or (
                child.type == "object_assignment_pattern" and self.flow.text(unit, child.child_by_field_name("left")) == wanted
            ):
                raise StopError(f"it is taken apart at {self.flow.at(unit, pattern)}")

    def _on(self, unit: UnitId, statement: Node, name: str, inside: str) -> None:
        wanted, rest = (inside, "") if name == "=" else (name, inside)
        for child in statement.named_children:
            if child.type == "export_clause":
                for specifier in child.named_children:
                    given, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
                    if self.flow.text(unit, given) == wanted:
                        self.exported(unit, self.flow.text(unit, alias if alias is not None else given), rest)
            elif child.type == "namespace_export":
                raise StopError(f"its file is exported as a whole at {self.flow.at(unit, statement)}")
        if any(child.type == "*" for child in statement.children) and wanted != "default":
            self.exported(unit, wanted, rest)


def export_around(declaration: Node) -> Node | None:
    at = declaration.parent
    while at is not None and at.type in (
        "variable_declarator",
        "lexical_declaration",
        "variable_declaration",
        "function_declaration",
        "class_declaration",
    ):
        parent = at.parent
        if parent is not None and parent.type == "export_statement":
            return parent
        at = parent
    return None
