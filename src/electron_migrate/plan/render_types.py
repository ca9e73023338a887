"""The bridge as TypeScript sees it: the members of one interface, on `Window`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from tree_sitter import Node

from electron_migrate.code.parse import has_module_syntax
from electron_migrate.plan.needs import BridgeMember, MemberKind, Parameter
from electron_migrate.plan.render_model import CannotRenderError, Layout, ModuleKind
from electron_migrate.plan.render_script import Script, bind
from electron_migrate.plan.render_style import descendants, property_key, snippet, tokens, with_names
from electron_migrate.plan.snippets.registry import Snippet, declared_types, with_all_needs


def render_types(raw: bytes | None, layout: Layout, members: Collection[BridgeMember]) -> bytes | None:
    """The declaration file with `members`; None when there are none and no file. Raises CannotRenderError when they cannot be added."""
    if not members:
        return raw
    script = Script(layout.types, raw, heading="", style=layout.style, kind=ModuleKind.TYPESCRIPT)
    by_path = {member.path: member for member in sorted(members, reverse=True)}
    for member in by_path.values():
        _widen(script, layout.api_name, member)
    missing = [by_path[path] for path in sorted(by_path) if _declared(script, layout.api_name, path) is None]
    if not missing:
        return script.raw
    names = _names(script, {name for member in missing for name in member.types})
    declared = with_all_needs({name for member in missing for name in member.declarations}, declared_types())
    if _body(script, layout.api_name) is None:
        _declare(script, layout.api_name)
    for declaration in declared:
        _add_declaration(script, layout.api_name, declaration)
    for member in missing:
        _add(script, layout.api_name, member, names)
    return script.raw


def is_module(raw: bytes | None, layout: Layout) -> bool:
    """True when the declaration file's types have to be imported; those of a file without import and export are global."""
    return raw is not None and has_module_syntax(Script(layout.types, raw, heading="", style=layout.style, kind=ModuleKind.TYPESCRIPT).parsed)


def parameters_text(parameters: tuple[Parameter, ...]) -> str:
    """A canonical parameter list, without its parentheses."""
    return ", ".join(
        _parameter_text(parameter, before_required=any(not (later.optional or later.rest) for later in parameters[index:]))
        for index, parameter in enumerate(parameters, 1)
    )


def _parameter_text(parameter: Parameter, *, before_required: bool) -> str:
    if parameter.rest:
        is_list = parameter.type.endswith("[]") or parameter.type.startswith(("Array<", "readonly ", "["))
        return f"...{parameter.name}: {parameter.type if is_list else _operand(parameter.type) + '[]'}"
    if parameter.optional and before_required:
        return f"{parameter.name}: {_operand(parameter.type)} | undefined"
    return f"{parameter.name}{'?' if parameter.optional else ''}: {parameter.type}"


def _operand(type_text: str) -> str:
    return f"({type_text})" if any(mark in type_text for mark in ("|", "&", "=>")) else type_text


def _names(script: Script, types: set[str]) -> dict[str, str]:
    if script.is_new or has_module_syntax(script.parsed):
        return bind(script, "electron", types, types=True)
    # an import would make a module of the file and its declarations invisible elsewhere
    return {name: f"import('electron').{name}" for name in types}


def _declare(script: Script, api_name: str) -> None:
    interface = script.free_name(api_name[0].upper() + api_name[1:])
    window = f"interface Window {{\n  {api_name}: {interface}\n}}"
    if script.is_new or has_module_syntax(script.parsed):
        script.add_last(script.dressed(f"export interface {interface} {{\n}}"))
        script.add_last(script.dressed("declare global {\n  " + window.replace("\n", "\n  ") + "\n}"))
    else:
        script.add_last(script.dressed(f"interface {interface} {{\n}}"))
        script.add_last(script.dressed(window))


def _add_declaration(script: Script, api_name: str, wanted: Snippet) -> None:
    """Declares a type that members name; one of that name which is there, ours of last week or extended by hand, is taken for it."""
    names = [each.name for each in declared_types()]
    known = {}
    for statement in script.statements:
        declaration = statement.child_by_field_name("declaration") or statement
        name = declaration.child_by_field_name("name")
        if name is not None and declaration.type in ("interface_declaration", "type_alias_declaration"):
            known[script.text(name)] = statement
    body = _body(script, api_name)
    if wanted.name in known or body is None:
        return
    is_global = not has_module_syntax(script.parsed)
    code = re.sub(r"^export ", "", wanted.code, flags=re.MULTILINE) if is_global else wanted.code
    text = script.dressed(with_names(code, _names(script, set(wanted.types))))
    earlier = [known[name] for name in names[: names.index(wanted.name)] if name in known]
    if earlier:
        script.add_after(earlier[-1], text)
    else:
        script.add_before(script.top_level(_body(script, api_name) or body), text)


def _add(script: Script, api_name: str, member: BridgeMember, names: dict[str, str]) -> None:
    body = _body(script, api_name)
    if body is None:
        raise CannotRenderError(f"{script.path}: no declaration of Window.{api_name}")
    path = member.path
    while len(path) > 1 and (group := _signature(script, body, path[0])) is not None:
        body, path = _group(script, group), path[1:]
    text = _declaration(member, path[-1])
    for name in reversed(path[:-1]):
        text = f"{property_key(name)}: {{\n  " + text.replace("\n", "\n  ") + "\n}"
    text = script.dressed(with_names(text, names, around=_AROUND), around=_AROUND)
    elements = [node for node in body.named_children if node.type != "comment"]
    keys = [_order(script, node) for node in elements]
    wanted = (len(path) == 1, path[0].lower())
    before = next((node for node, key in zip(elements, keys, strict=True) if keys == sorted(keys) and key > wanted), None)
    script.add_element(body, text, before, separator=";")


def _widen(script: Script, api_name: str, member: BridgeMember) -> None:
    """Gives a signature of ours the parameters that it lacks."""
    found = _declared(script, api_name, member.path)
    if found is None:
        return
    said = tokens(script.parsed, [found])
    for count in range(len(member.parameters)):
        shorter = replace(member, parameters=member.parameters[:count], doc="")
        if said == _signature_tokens(_declaration(shorter, member.path[-1])):
            code = _declaration(replace(member, doc=""), member.path[-1]).splitlines()[-1]
            names = _names(script, set(member.types))
            found = _declared(script, api_name, member.path) or found
            text = script.dressed(with_names(code, names, around=_AROUND), around=_AROUND)
            script.replace(found.start_byte, found.end_byte, text.rstrip(";"))
            return


def _signature_tokens(code: str) -> tuple[str, ...]:
    parsed = snippet(code.join(_AROUND))
    return next(tokens(parsed, [node]) for node in descendants(parsed.root) if node.type in ("method_signature", "property_signature"))


def _declared(script: Script, api_name: str, path: tuple[str, ...]) -> Node | None:
    """The signature of the member at `path`."""
    body = _body(script, api_name)
    for name in path[:-1]:
        group = _signature(script, body, name) if body is not None else None
        body = _group(script, group) if group is not None else None
    return _signature(script, body, path[-1]) if body is not None else None


def _body(script: Script, api_name: str) -> Node | None:
    """The members of the type of `window.<api_name>`."""
    for interface in script.nodes("interface_declaration"):
        name, body = interface.child_by_field_name("name"), interface.child_by_field_name("body")
        if name is not None and body is not None and script.text(name) == "Window":
            signature = _signature(script, body, api_name)
            if signature is not None:
                return _group(script, signature)
    return None


def _group(script: Script, signature: Node) -> Node:
    """The members of the object type that a property has."""
    annotation = signature.child_by_field_name("type")
    kind = annotation.named_children[0] if annotation is not None else None
    if kind is not None and kind.type == "object_type":
        return kind
    for declaration in (*script.nodes("interface_declaration"), *script.nodes("type_alias_declaration")):
        name = declaration.child_by_field_name("name")
        body = declaration.child_by_field_name("body") or declaration.child_by_field_name("value")
        is_its_type = kind is not None and name is not None and script.text(name) == script.text(kind)
        if is_its_type and body is not None and body.type in ("interface_body", "object_type"):
            return body
    raise CannotRenderError(f"{script.path}: the type in `{script.text(signature)}` is declared elsewhere: add the bridge's members there")


def _signature(script: Script, body: Node, name: str) -> Node | None:
    for signature in body.named_children:
        key = signature.child_by_field_name("name")
        if key is not None and (script.string(key) or script.text(key)) == name:
            return signature
    return None


def _order(script: Script, signature: Node) -> tuple[bool, str]:
    annotation = signature.child_by_field_name("type")
    is_group = signature.type == "property_signature" and annotation is not None and annotation.named_children[0].type == "object_type"
    key = signature.child_by_field_name("name") or signature
    return not is_group, (script.string(key) or script.text(key)).lower()


def _declaration(member: BridgeMember, name: str) -> str:
    """The canonical signature of a member with its comment."""
    key = property_key(name)
    parameters = parameters_text(member.parameters if member.kind in _LISTENING else (*member.holes, *member.parameters))
    before = f"{parameters_text(member.holes)}, " if member.holes else ""
    note = ""
    if member.is_value:
        signature = f"readonly {key}: {member.result}"
    else:
        match member.kind:
            case MemberKind.INVOKE:
                signature = f"{key}({parameters}): Promise<{member.result}>"
            case MemberKind.SEND:
                signature = f"{key}({parameters}): void"
            case MemberKind.SEND_SYNC | MemberKind.ASK:
                signature, note = f"{key}({parameters}): {member.result}", "Blocks the page until main answers."
            case MemberKind.ON:
                signature, note = f"{key}({before}callback: ({parameters}) => void): () => void", "Returns a function that unsubscribes."
            case MemberKind.ONCE:
                signature = f"{key}({before}callback: ({parameters}) => void): () => void"
                note = "For the next message alone; returns a function that cancels."
            case MemberKind.CONSTANT | MemberKind.LOCAL:
                signature = f"{key}({parameters}): {member.result}"
    lines = [line.replace("*/", "* /") for text in (member.doc, note) if text for line in text.splitlines()]
    if not lines:
        return signature
    if len(lines) == 1:
        return f"/** {lines[0]} */\n{signature}"
    return "/**\n" + "".join(f" * {line}\n" for line in lines) + f" */\n{signature}"


_LISTENING = (MemberKind.ON, MemberKind.ONCE)
_AROUND = ("interface Snippet {\n", "\n}")
