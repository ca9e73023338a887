"""Bindings, references and scopes of one script. The full comparison with another resolver is in test_scope_oracle.py."""

from __future__ import annotations

import pytest

from electron_migrate.code.parse import parse, regions
from electron_migrate.code.scope import Binding, Scopes, resolve_names
from electron_migrate.code.source import Source


def scopes_of(code: str, path: str = "a.ts") -> Scopes:
    source = Source.of(path, code.encode())
    return resolve_names(parse(source, regions(source)[0]))


def binding(scopes: Scopes, name: str) -> Binding:
    (found,) = [it for it in scopes.bindings if it.name == name]
    return found


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("import x from 'm'", "import"),
        ("import { y as x } from 'm'", "import"),
        ("import * as x from 'm'", "import"),
        ("import x = require('m')", "import"),
        ("import x = A.B", "import"),
        ("const x = 1", "const"),
        ("let [{ a: x }] = b", "let"),
        ("var { ...x } = b", "var"),
        ("function x () {}", "function"),
        ("(function x () {})", "function"),
        ("class x {}", "class"),
        ("(class x {})", "class"),
        ("function f (x) {}", "param"),
        ("x => 1", "param"),
        ("try {} catch (x) {}", "catch"),
        ("enum x {}", "enum"),
        ("enum E { x }", "enum-member"),
        ("namespace x {}", "namespace"),
        ("namespace x.y {}", "namespace"),
        ("type x = 1", "type"),
        ("interface x {}", "type"),
        ("type T<x> = 1", "type"),
        ("type T = { [x in K]: x }", "type"),
    ],
)
def test_kinds(code: str, kind: str) -> None:
    assert binding(scopes_of(code), "x").kind == kind


@pytest.mark.parametrize(
    ("code", "modes"),
    [
        ("x()", ["read"]),
        ("x = 1", ["write"]),
        ("({ x } = y)", ["write"]),
        ("[[x = x]] = y", ["write", "read"]),
        ("for (x of y);", ["write"]),
        ("x += 1", ["readwrite"]),
        ("x++", ["readwrite"]),
        ("x.y = 1", ["read"]),
        ("delete x[x]", ["read", "read"]),
        ("export { x }", ["read"]),
        ("y = { x }", ["read"]),
        ("type T = typeof x", ["read"]),
        ("(x as any) = 1", ["write"]),
        ("y = { x: 1 }; y.x; class A { x = 1 }; x: for (;;) break x", []),
    ],
)
def test_modes(code: str, modes: list[str]) -> None:
    assert [reference.mode for reference in binding(scopes_of(f"let x, y;\n{code}"), "x").references] == modes


def test_an_initialiser_is_no_write() -> None:
    assert binding(scopes_of("let x = 1"), "x").constant
    assert not binding(scopes_of("var x = 1; var x = 2"), "x").constant
    assert not binding(scopes_of("let x = 1; x = 2"), "x").constant
    assert [it.mode for it in binding(scopes_of("let x = 1; x = 2; x"), "x").writes] == ["write"]


def test_globals_are_unresolved() -> None:
    scopes = scopes_of("const x = require('electron'); window.y = x; z = 1")
    assert [(reference.node.text, reference.mode) for reference in scopes.unresolved] == [
        (b"require", "read"),
        (b"window", "read"),
        (b"z", "write"),
    ]


def test_a_type_does_not_hide_a_value() -> None:
    scopes = scopes_of("const x = 1; function f () { type x = string; let y: x; return x }")
    value = scopes.module.names["x"]
    assert [reference.mode for reference in value.references] == ["read"]


def test_nodes_lead_to_their_binding_and_others_do_not() -> None:
    code = "const x = { x: 1 }; x.x"
    source = Source.of("a.js", code.encode())
    parsed = parse(source, regions(source)[0])
    scopes = resolve_names(parsed)

    def at(offset: int) -> Binding | None:
        node = parsed.root.descendant_for_byte_range(offset, offset + 1)
        assert node is not None
        return scopes.binding_of(node)

    x = scopes.module.names["x"]
    assert at(code.index("x")) is x
    assert at(code.index("x.x")) is x
    assert at(code.index("x:")) is None
    assert at(len(code) - 1) is None
    member = parsed.root.descendant_for_byte_range(code.index("x.x"), len(code))
    assert member is not None
    assert scopes.binding_of(member) is None
    reference = scopes.reference_at(code.index("x.x"))
    assert reference is not None
    assert reference.binding is x
    assert scopes.reference_at(code.index("x")) is None


def test_scope_at_and_lookup() -> None:
    code = "let a; function f (b) { { let c; c } b } a"
    scopes = scopes_of(code)
    inner = scopes.scope_at(code.index("c }"))
    assert (inner.kind, sorted(inner.names)) == ("block", ["c"])
    assert {name: inner.lookup(name) is not None for name in "abcf"} == dict.fromkeys("abcf", True)
    assert inner.function.kind == "function"
    assert scopes.scope_at(code.index("b }")).kind == "function"
    assert scopes.scope_at(len(code) - 1) is scopes.module
    assert scopes.module.lookup("b") is None


@pytest.mark.parametrize("code", ["{a;" * 5000 + "}" * 5000, "x=>" * 20_000 + "x", "f(" * 20_000, "[" * 20_000 + "a" + "]" * 20_000 + "=b"])
def test_depth_does_not_matter(code: str) -> None:
    scopes_of(code, "a.js")


@pytest.mark.parametrize(
    "code",
    ["const = 1", "function (", "class { x", "import { from", "type = ", "enum { a", "for (const of", "export {", "=>"],
)
def test_broken_code_resolves_as_far_as_it_goes(code: str) -> None:
    assert "ok" in scopes_of(f"const ok = 1;\n{code}").module.names


def test_an_inline_script_has_file_offsets() -> None:
    code = "<p><script>var x = 1; x</script>"
    source = Source.of("a.html", code.encode())
    scopes = resolve_names(parse(source, regions(source)[0]))
    assert scopes.reference_at(code.index("x</")) is not None
