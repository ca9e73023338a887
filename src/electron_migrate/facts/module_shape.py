"""What one script loads and what it exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from electron_migrate.code.parse import Language
from electron_migrate.facts.lowering import Lowering, meaningful, string_value, walk
from electron_migrate.facts.summary import (
    Bound,
    Load,
    Name,
    Value,
)


@dataclass(frozen=True, slots=True)
class ModuleShape:
    """Reads loads and exports of one script."""

    low: Lowering

    def loads(self, node: Node) -> Iterator[Load]:
        """The modules that a call or statement loads at run time."""
        if node.type == "call_expression":
            load = self.low.load_of_call(node)
            if load is not None:
                yield load
            return
        if node.type == "import_require_clause":
            return
        if any(child.type == "type" for child in node.children):
            return
        source = node.child_by_field_name("source") or next(
            (child.child_by_field_name("source") for child in node.named_children if child.type == "import_require_clause"), None
        )
        if source is None or (node.type == "import_statement" and (_only_types(node) or self._is_erased(node))):
            return
        yield Load(
            self.low.parsed.span(node), string_value(self.low.text(source)), "import" if node.type == "import_statement" else "export"
        )

    def _is_erased(self, statement: Node) -> bool:
        """True for an import in TypeScript whose names stand in types only: the compiler leaves nothing of it."""
        if self.low.parsed.region.language is not Language.TYPESCRIPT and not self.low.parsed.source.path.endswith(".tsx"):
            return False
        names = [node for node in walk(statement) if node.type == "identifier"]
        bindings = [binding for name in names if (binding := self.low.scopes.binding_of(name)) is not None]
        return bool(bindings) and all(
            binding.references and all(reference.mode == "type" for reference in binding.references) for binding in bindings
        )

    def exports(self, nodes: list[Node]) -> tuple[list[tuple[str, Bound]], list[Load], Value | None]:
        """Named exports, `export *` loads, and the value of `module.exports = …`."""
        exports: list[tuple[str, Bound]] = []
        stars: list[Load] = []
        whole: Value | None = None
        for node in nodes:
            if node.type == "export_statement":
                self._export_statement(node, exports, stars)
            elif node.type == "assignment_expression":
                left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
                if left is None or left.type not in ("member_expression", "identifier"):
                    continue
                text = self.low.text(left)
                if text == "module.exports":
                    whole = self.low.value(right)
                elif text.startswith(("module.exports.", "exports.")):
                    name = text.split("exports.", 1)[1]
                    if name.isidentifier():
                        exports.append((name, Bound(self.low.value(right), (), self.low.parsed.span(node))))
        return exports, stars, whole

    def _export_statement(self, node: Node, exports: list[tuple[str, Bound]], stars: list[Load]) -> None:
        if any(child.type == "type" for child in node.children):
            return
        span = self.low.parsed.span(node)
        source = node.child_by_field_name("source")
        declaration, default = node.child_by_field_name("declaration"), node.child_by_field_name("value")
        load = Load(span, string_value(self.low.text(source)), "export") if source is not None else None
        if declaration is not None:
            if any(child.type == "default" for child in node.children):
                exports.append(("default", Bound(self.low.value(declaration), (), span)))
                return
            for declared in self._declared_names(declaration):
                given = Name(self.low.parsed.span(declared), self.low.text(declared), self.low.binding_id(declared))
                exports.append((given.name, Bound(given, (), span)))
        elif default is not None:
            exports.append(("default", Bound(self.low.value(default), (), span)))
        for child in node.named_children:
            if child.type == "export_clause":
                for specifier in child.named_children:
                    name, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
                    if name is None:
                        continue
                    exported = self.low.text(alias if alias is not None else name)
                    if load is not None:
                        exports.append((exported, Bound(load, (self.low.text(name),), span)))
                    else:
                        exports.append((exported, Bound(self.low.value(name), (), span)))
            elif child.type == "namespace_export" and load is not None and child.named_children:
                exports.append((self.low.text(child.named_children[0]), Bound(load, (), span)))
        if load is not None and any(child.type == "*" for child in node.children):
            stars.append(load)

    def _declared_names(self, declaration: Node) -> list[Node]:
        name = declaration.child_by_field_name("name")
        if name is not None:
            return [name]
        names: list[Node] = []
        for declarator in declaration.named_children:
            if declarator.type != "variable_declarator":
                continue
            pattern = declarator.child_by_field_name("name")
            stack = [pattern] if pattern is not None else []
            while stack:
                node = stack.pop()
                if node.type in ("identifier", "shorthand_property_identifier_pattern"):
                    names.append(node)
                elif node.type == "pair_pattern":
                    inner = node.child_by_field_name("value")
                    if inner is not None:
                        stack.append(inner)
                else:
                    stack.extend(node.named_children)
        return names


def _only_types(node: Node) -> bool:
    """True for `import { type A, type B } from 'x'`: nothing of it is left at run time."""
    clause = next((child for child in node.named_children if child.type == "import_clause"), None)
    if clause is None or len(meaningful(clause)) != 1 or clause.named_children[0].type != "named_imports":
        return False
    specifiers = meaningful(clause.named_children[0])
    return bool(specifiers) and all(any(child.type == "type" for child in one.children) for one in specifiers)
