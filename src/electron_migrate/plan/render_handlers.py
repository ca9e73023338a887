"""Main's side of the bridge: one checked handler per channel, and the constants that a preload reads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping

from tree_sitter import Node

from electron_migrate.plan.needs import HandlerKind, HandlerParameter, MainConstant, MainHandler
from electron_migrate.plan.render_builtins import bind_builtins
from electron_migrate.plan.render_model import CannotRenderError, Layout, ModuleKind
from electron_migrate.plan.render_preload import CONSTANTS_CHANNEL
from electron_migrate.plan.render_script import Script, bind, imported, last_of_head
from electron_migrate.plan.render_snippets import Snippets
from electron_migrate.plan.render_style import descendants, property_key, quoted, snippet, tokens, tokens_of, with_names
from electron_migrate.plan.snippets.registry import Snippet, main_snippets


def render_handlers(
    raw: bytes | None,
    layout: Layout,
    constants: Collection[MainConstant],
    handlers: Collection[MainHandler],
    *,
    declarations: str | None = None,
) -> bytes | None:
    """The module with all of them; None when there are none and no file. `declarations`: how it imports the bridge's types, None where they are global.

    A handler that exists is left as it is but for its lists. Raises CannotRenderError naming the channel where that is not enough.
    """
    if not constants and not handlers:
        return raw
    script = Script(layout.handlers, raw, heading=_HEADING, style=layout.style, kind=layout.main_kind)
    snippets = _snippets(script, declarations, handlers)
    if constants:
        _add_constants(script, sorted(constants), snippets)
    trusted = specifier(layout.handlers, layout.trusted, layout.main_kind)
    for handler in sorted(handlers):
        found = _find(script, handler.channel, trusted)
        if found is None:
            _add_handler(script, handler, trusted, snippets, layout.validator)
        else:
            _extend(script, handler, *found, layout.validator)
    return script.raw


def specifier(importer: str, target: str, kind: ModuleKind) -> str:
    """How one file of the app imports another."""
    relative = posixpath.relpath(target, posixpath.dirname(importer) or ".")
    if kind is not ModuleKind.ESM:
        relative = re.sub(r"\.(js|d\.ts|ts)$", "", relative)
    return relative if relative.startswith("../") else f"./{relative}"


def _add_constants(script: Script, constants: list[MainConstant], snippets: Snippets) -> None:
    names = bind(script, "electron", {"ipcMain", *(name for constant in constants for name in constant.imports)})
    if _constants_object(script) is None:
        if any(arguments and script.string(arguments[0]) == CONSTANTS_CHANNEL for _, _, arguments in script.calls()):
            raise CannotRenderError(f"{script.path}: {CONSTANTS_CHANNEL} does not answer with an object literal that could be added to")
        code = script.dressed(_CONSTANTS, names)
        first = _first_handler(script)
        if first is not None:
            script.add_before(first, code)
        else:
            script.add_last(code)
    names |= snippets.add({"attempt"})
    names |= bind_builtins(script, {name for constant in constants for name in constant.builtins})
    for constant in constants:
        container = _constants_object(script)
        if container is None:
            raise CannotRenderError(f"{script.path}: {CONSTANTS_CHANNEL} does not answer with an object literal that could be added to")
        pairs = [(node.child_by_field_name("key") or node, node) for node in container.named_children if node.type != "comment"]
        keys = [(script.string(key) or script.text(key), node) for key, node in pairs]
        if constant.key in (key for key, _ in keys):
            continue
        in_order = [key for key, _ in keys] == sorted(key for key, _ in keys)
        before = next((node for key, node in keys if in_order and key > constant.key), None)
        value = f"({constant.expression})" if constant.expression.startswith("{") else constant.expression
        text = with_names(f"{property_key(constant.key)}: attempt(() => {value})", names, around=_OBJECT)
        script.add_element(container, script.dressed(text, around=_OBJECT), before)


def _constants_object(script: Script) -> Node | None:
    for call, _, arguments in script.calls():
        if arguments and script.string(arguments[0]) == CONSTANTS_CHANNEL:
            for assignment in descendants(call):
                left, right = assignment.child_by_field_name("left"), assignment.child_by_field_name("right")
                if left is not None and right is not None and script.text(left).endswith(".returnValue") and right.type == "object":
                    return right
    return None


def _find(script: Script, channel: str, trusted: str) -> tuple[HandlerKind | None, Node] | None:
    """The registration of a channel, and its kind if it is one of ours or plain `ipcMain`."""
    callees = {local: HandlerKind(name) for name, local in imported(script, frozenset({trusted})).items() if name in set(HandlerKind)}
    for call, function, arguments in script.calls():
        if len(arguments) < 2 or script.string(arguments[0]) != channel:
            continue
        if function in callees:
            return callees[function], call
        if re.fullmatch(r"(.*\.)?ipcMain\.(handle|on|handleOnce|once)", function):
            return (HandlerKind.HANDLE if "handle" in function else HandlerKind.ON), call
    return None


def _add_handler(script: Script, handler: MainHandler, trusted: str, snippets: Snippets, validator: str) -> None:
    names = bind(script, "electron", handler.imports)
    names |= bind_builtins(script, handler.builtins)
    if validator == "zod" and is_guarded(handler):
        names |= bind(script, "zod", {"z"})
    if script.kind is ModuleKind.TYPESCRIPT:
        names |= bind(script, "electron", handler.types, types=True)
    names |= bind(script, trusted, {handler.kind.value, *handler.trusted})
    names |= snippets.bind_declarations(handler.declarations)
    names |= snippets.add(_used_helpers(handler))
    code = script.dressed(_code(handler, validator), names)
    later = [(channel, node) for channel, node in _registrations(script, trusted) if channel > handler.channel]
    earlier = [node for channel, node in _registrations(script, trusted) if channel < handler.channel]
    if later:
        script.add_before(later[0][1], code)
    elif earlier:
        script.add_after(earlier[-1], code)
    else:
        script.add_last(code)


def _registrations(script: Script, trusted: str) -> list[tuple[str, Node]]:
    """The top-level statements that register a handler through the shared check, with their channels."""
    callees = set(imported(script, frozenset({trusted})).values())
    found = []
    for call, function, arguments in script.calls():
        channel = script.string(arguments[0]) if arguments else None
        statement = call.parent
        if channel is not None and function in callees and statement is not None and statement.parent == script.parsed.root:
            found.append((channel, statement))
    return found


def _first_handler(script: Script) -> Node | None:
    for call, function, arguments in script.calls():
        statement = call.parent
        registers = len(arguments) == 2 and script.string(arguments[0]) is not None and re.search(r"\b(handle|on|answer)$", function)
        if registers and statement is not None and statement.parent == script.parsed.root:
            return statement
    return None


def _extend(script: Script, handler: MainHandler, kind: HandlerKind | None, call: Node, validator: str) -> None:
    """Lets through what the handler's lists do not have yet."""
    where = f"{script.path}: the handler of {handler.channel}"
    if kind is not handler.kind:
        raise CannotRenderError(f"{where} exists already and is of another kind than {handler.kind.value}")
    said = tokens(script.parsed, [call])
    for index, parameter in enumerate(handler.parameters):
        for helper, wanted in _lists(parameter):
            call = _again(script, call)
            name = _parameter_name(script, call, index)
            array = _list_of(script, call, helper, name)
            if array is not None:
                _add_to_list(script, array, wanted)
            elif not all(re.search(rf"(?<![\w$]){re.escape(each)}(?![\w$])", script.text(call)) for each in wanted):
                through = f"{', '.join(wanted)} of its parameter {parameter.name}"
                raise CannotRenderError(f"{where} does not let {through} through, and has no list for it")
    call = _again(script, call)
    listener = _listener(call)
    taken = listener.child_by_field_name("parameters") if listener is not None else None
    rest = taken is not None and any("..." in script.text(node) for node in taken.named_children)
    if taken is not None and not rest and taken.named_child_count - 1 < len(handler.parameters) and said != _tokens(script, handler, validator):
        raise CannotRenderError(f"{where} exists already and takes fewer arguments than its callers pass")


def _again(script: Script, call: Node) -> Node:
    """The same call in the present tree: only what follows its start has changed."""
    return next(each for each, _, _ in script.calls() if each.start_byte == call.start_byte)


def _lists(parameter: HandlerParameter) -> list[tuple[str, tuple[str, ...]]]:
    lists = (("pick", parameter.keys), ("oneOf", parameter.values), ("urlFrom", parameter.origins))
    return [(helper, wanted) for helper, wanted in (*lists, *((check.helper, check.allowed) for check in parameter.checks)) if wanted]


def _listener(call: Node) -> Node | None:
    arguments = call.child_by_field_name("arguments")
    functions = [node for node in arguments.named_children if node.type in ("arrow_function", "function_expression")] if arguments else []
    return functions[0] if functions else None


def _parameter_name(script: Script, call: Node, index: int) -> str | None:
    """What the listener calls its parameter number `index` after the event."""
    listener = _listener(call)
    parameters = listener.child_by_field_name("parameters") if listener is not None else None
    if parameters is None or parameters.named_child_count <= index + 1:
        return None
    return next((script.text(node) for node in descendants(parameters.named_children[index + 1]) if node.type == "identifier"), None)


def _list_of(script: Script, call: Node, helper: str, name: str | None) -> Node | None:
    for inner in descendants(call):
        function, arguments = inner.child_by_field_name("function"), inner.child_by_field_name("arguments")
        if inner.type != "call_expression" or function is None or arguments is None or arguments.named_child_count != 2:
            continue
        subject, array = arguments.named_children
        while subject.type == "call_expression" and (inner_arguments := subject.child_by_field_name("arguments")) is not None:
            if not inner_arguments.named_children:
                break
            subject = inner_arguments.named_children[0]
        if helper.lower() in script.text(function).lower() and script.text(subject) == name and array.type == "array":
            return array
    return None


def _add_to_list(script: Script, array: Node, wanted: tuple[str, ...]) -> None:
    for value in wanted:
        array = next(node for node in script.nodes("array") if node.start_byte == array.start_byte)
        items = [node for node in array.named_children if node.type != "comment"]
        if value not in map(script.string, items):
            script.add_element(array, script.style.string(value), _place(script, items, value), spaced=False)


def _place(script: Script, items: list[Node], value: str) -> Node | None:
    strings = [script.string(node) or "" for node in items]
    ordered = strings == sorted(strings)
    return next((node for node, text in zip(items, strings, strict=True) if ordered and text > value), None)


def _tokens(script: Script, handler: MainHandler, validator: str) -> tuple[str, ...]:
    return tokens_of(script.plain(_code(handler, validator)))


def _used_helpers(handler: MainHandler) -> set[str]:
    used = {helper for parameter in handler.parameters for helper, _ in _lists(parameter)} | set(handler.helpers)
    used |= {shared.name for shared in handler.shared}
    return used | {"windowOf"} if handler.uses_window else used


def _snippets(script: Script, declarations: str | None, handlers: Collection[MainHandler]) -> Snippets:
    shared = {one.name: Snippet(one.name, one.code, needs=one.needs) for handler in handlers for one in handler.shared}
    if len(shared) < len({one for handler in handlers for one in handler.shared}):
        raise CannotRenderError(f"{script.path}: two different things are to have the name {', '.join(sorted(shared))}")

    def place(code: str) -> None:
        head, first = last_of_head(script), _first_handler(script)
        if first is not None:
            script.add_before(first, code)
        elif head is not None:
            script.add_after(head, code)
        else:
            script.add_last(code)

    registry = (*main_snippets(), *(shared[name] for name in sorted(shared)))
    return Snippets(script, registry, electron=frozenset({"electron", "electron/main"}), declarations=declarations, place=place)


def is_guarded(handler: MainHandler) -> bool:
    """True where the type of an argument is checked, which a schema can do; lists of what is allowed stay lists."""
    return any(parameter.guard and not _lists(parameter) for parameter in handler.parameters)


def _code(handler: MainHandler, validator: str) -> str:
    """The canonical statement that registers a handler."""
    code = " ".join((*handler.statements, handler.body))
    needs_event = handler.uses_window or handler.parameters or re.search(r"\bevent\b", code)
    parameters = ["event" if needs_event else "", *map(_parameter, handler.parameters)]
    is_async = "async " if re.search(r"\bawait\b", handler.body) else ""
    signature = f"{is_async}({', '.join(filter(None, parameters))}) =>"
    lines, body = _checked(handler, validator)
    lines += [f"// TODO(electron-migrate:validate) {' '.join(todo.split())}" for todo in handler.todos]
    lines += handler.statements
    start = f"{handler.kind.value}({quoted(handler.channel)}, {signature}"
    if not lines:
        return f"{start} {f'({body})' if body.startswith('{') else body})"
    return f"{start} {{\n" + "".join(f"  {line}\n".replace("\n", "\n  ", line.count("\n")) for line in [*lines, f"return {body}"]) + "})"


def _parameter(parameter: HandlerParameter) -> str:
    if parameter.rest:
        return f"...{parameter.name}: {parameter.type}[]"
    return f"{parameter.name}: {parameter.type}{' | undefined' if parameter.optional and parameter.type != 'unknown' else ''}"


def _checked(handler: MainHandler, validator: str) -> tuple[list[str], str]:
    """The lines that come first, and the body over checked values."""
    lines: list[str] = []
    inline: dict[str, str] = {}
    for parameter in handler.parameters:
        check = _check(parameter)
        if check is None:
            lines += _schema(parameter) if validator == "zod" else _guard(parameter)
            continue
        uses = _uses(handler.body, parameter.name)
        # statements come before the body: they get the checked value too
        earlier = any(re.search(rf"\b{re.escape(parameter.name)}\b", statement) for statement in handler.statements)
        if uses == 1 and not parameter.checks and not earlier:
            inline[parameter.name] = check
        else:
            lines.append(f"{parameter.name} = {check}" if uses or earlier else check)
    if handler.uses_window:
        if _uses(handler.body, "win") == 1:
            inline["win"] = "windowOf(event)"
        else:
            lines.append("const win = windowOf(event)")
    return lines, with_names(handler.body, inline, around=("(", ")"))


def _uses(body: str, name: str) -> int:
    parsed = snippet(f"({body})")
    kinds = ("identifier", "shorthand_property_identifier")
    return sum(node.type in kinds and parsed.text(node) == name for node in descendants(parsed.root))


def _check(parameter: HandlerParameter) -> str | None:
    """The expression that stands for a parameter with a list."""
    lists = _lists(parameter)
    checked = parameter.name
    for helper, allowed in lists:
        checked = f"{helper}({checked}, {_listed(sorted(allowed))})"
    if parameter.optional and [helper for helper, _ in lists] != ["pick"]:
        checked = f"({parameter.name} === undefined ? undefined : {checked})"
    return checked if lists else None


def _listed(texts: list[str]) -> str:
    """A list literal; a long one has a line for each of its texts."""
    line = ", ".join(map(quoted, texts))
    return f"[{line}]" if len(line) <= _LONG_LIST else "[\n" + ",\n".join(f"  {quoted(text)}" for text in texts) + "\n]"


def _guard(parameter: HandlerParameter) -> list[str]:
    name = parameter.name
    if not parameter.guard:
        return []
    try:
        wrong, what = _GUARDS[parameter.guard]
    except KeyError:
        raise CannotRenderError(f"no guard for {parameter.guard!r} of {name}") from None
    condition = wrong(name)
    if parameter.optional:
        condition = f"{name} !== undefined && " + (f"({condition})" if "||" in condition else condition)
    return [f"if ({condition}) throw new TypeError({quoted(f'{name} must be {what}')})"]


def _schema(parameter: HandlerParameter) -> list[str]:
    """The same as `_guard`, by zod: what passes goes on as the schema gives it."""
    if not parameter.guard:
        return []
    if parameter.guard not in _SCHEMAS:
        raise CannotRenderError(f"no schema for {parameter.guard!r} of {parameter.name}")
    optional = ".optional()" if parameter.optional else ""
    return [f"{parameter.name} = {_SCHEMAS[parameter.guard]}{optional}.parse({parameter.name})"]


_SCHEMAS: Mapping[str, str] = {
    "string": "z.string()",
    "number": "z.number()",
    "boolean": "z.boolean()",
    "integer": "z.number().int()",
    "string[]": "z.array(z.string())",
    "rect": "z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() })",
}
_GUARDS: Mapping[str, tuple[Callable[[str], str], str]] = {
    "string": (lambda name: f"typeof {name} !== 'string'", "a string"),
    "number": (lambda name: f"typeof {name} !== 'number'", "a number"),
    "boolean": (lambda name: f"typeof {name} !== 'boolean'", "a boolean"),
    "integer": (lambda name: f"!Number.isInteger({name})", "an integer"),
    "string[]": (lambda name: f"!Array.isArray({name}) || !{name}.every((item) => typeof item === 'string')", "a list of strings"),
    "rect": (
        lambda name: f"!{name} || ![{name}.x, {name}.y, {name}.width, {name}.height].every(Number.isInteger)",
        "a rectangle of integers",
    ),
}
_OBJECT = ("({", "})")
# Columns; beyond them nobody reads a list in one line.
_LONG_LIST = 110
_HEADING = "// Main's side of the bridge: what the preload scripts ask for. Loaded once, before the first page."

_CONSTANTS = f"""\
// Asked by a preload while its page is still on its way, when the sender cannot be told yet: nothing secret goes here.
ipcMain.on({quoted(CONSTANTS_CHANNEL)}, (event) => {{
  event.returnValue = {{
  }}
}})"""
