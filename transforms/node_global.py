"""Use what the web platform or the bridge has instead of a global of Node's in a page.

## What it does
`setImmediate(f)` becomes `setTimeout(f, 0)`, `process.nextTick(f)` becomes `queueMicrotask(f)`, `global` becomes `window`.
`Buffer.from(data, 'base64').toString()` and `Buffer.byteLength(text)` are done in the preload, which has a Buffer also where it is sandboxed.

## Why
An isolated page has none of these names: the script would stop at the first of them.

## When it stays its hand
The name is handed on or kept, what `setImmediate` gives is looked at, `nextTick` gets arguments that may change until then, a buffer is
used for more than its text, or a shape is not one of those above.

## Safety
`global` and the preload's Buffer are safe: the same object, and the same answer. The others are review, as they run a little earlier or later.
"""

from __future__ import annotations

import re

from electron_migrate.api import (
    ENCODINGS,
    ApiUse,
    Call,
    Concat,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    FunctionValue,
    Literal,
    Manual,
    Member,
    Name,
    New,
    Safety,
    Site,
    Span,
    Spread,
    Template,
    Transform,
    Use,
    Value,
    buffer_member,
    bytes_of_call,
)

TRANSFORM = Transform(
    id="node-global",
    title="Use the web platform's names",
    rules=("node-global-in-page",),
    origins=("global.setImmediate", "global.clearImmediate", "global.global", "global.Buffer", "process.pageProcess.nextTick"),
    safety=Safety.SAFE,
)

EXAMPLES = (
    Example(
        "after this task",
        before="setImmediate(draw)\nsetImmediate(() => { show(1) }, 2)\n",
        after="setTimeout(draw, 0)\nsetTimeout(() => { show(1) }, 0, 2)\n",
    ),
    Example(
        "and taken back",
        before="const soon = setImmediate(draw)\nbutton.onclick = () => clearImmediate(soon)\n",
        after="const soon = setTimeout(draw, 0)\nbutton.onclick = () => clearTimeout(soon)\n",
    ),
    Example(
        "kept where its type is written",
        before="//- renderer.ts\nlet soon: NodeJS.Immediate | null = null\nsoon = setImmediate(draw)\nclearImmediate(soon)\n",
        after=None,
        why="a timer is no Immediate",
    ),
    Example(
        "before anything else",
        before="process.nextTick(() => { draw() }); process.nextTick(show, 'done')\n",
        after="queueMicrotask(() => { draw() }); queueMicrotask(() => show('done'))\n",
    ),
    Example(
        "an argument that may be another one by then",
        before="let step = 1\nprocess.nextTick(show, step)\nstep = 2\n",
        after=None,
        why="it was passed as it was",
    ),
    Example(
        "the global object",
        before="global.notes = []\nif (!global.location.hash) start(global)\n",
        after="window.notes = []\nif (!window.location.hash) start(window)\n",
    ),
    Example(
        "a parameter that is called global",
        before="(function (global) { global.notes = [] })(this)\n",
        after=None,
        why="it is not Node's",
    ),
    Example(
        "text in another encoding",
        before="show(Buffer.from(code, 'base64').toString())\nshow(Buffer.from(text).toString('base64').slice(1), Buffer.byteLength(text))\n",
        after="show(window.electronAPI.buffer.convert(code, 'base64'))\nshow(window.electronAPI.buffer.convert(text, undefined, 'base64').slice(1), "
        "window.electronAPI.buffer.byteLength(text))\n",
    ),
    Example(
        "a buffer of which only text and length are asked for",
        before="const bytes = Buffer.from(`${name}:${key}`)\nshow(bytes.toString('base64'), bytes.length)\n",
        after="const bytes = window.electronAPI.buffer.from(`${name}:${key}`)\n"
        "show(window.electronAPI.buffer.convert(bytes, undefined, 'base64'), bytes.length)\n",
    ),
    Example(
        "bytes for a file, and the old constructor",
        before="save(new Blob([Buffer.from(code, 'base64')]))\nconst bytes = new Buffer(code, 'hex')\nshow(bytes[0], new Buffer(text).toString('base64'))\n",
        after="save(new Blob([window.electronAPI.buffer.from(code, 'base64')]))\nconst bytes = window.electronAPI.buffer.from(code, 'hex')\n"
        "show(bytes[0], window.electronAPI.buffer.convert(text, undefined, 'base64'))\n",
    ),
    Example(
        "room for bytes",
        before="const bytes = new Buffer(size)\nshow(bytes.length)\n",
        after=None,
        why="a number is a size, and a text would be encoded",
    ),
    Example(
        "a buffer that is kept",
        before="const bytes = Buffer.from(code, 'base64')\nshow(bytes)\n",
        after=None,
        why="a page gets bytes as a Uint8Array, which has other methods",
    ),
    Example(
        "spread arguments",
        before="setImmediate(...todo)\n",
        after=None,
        why="what is called is not known",
    ),
    Example(
        "the name alone",
        before="const later = window.setImmediate\nrun(later)\n",
        after=None,
        why="what it is called with is not known",
    ),
    Example(
        "a method of that name",
        before="queue.setImmediate(draw)\n",
        after=None,
        why="it is another function",
    ),
)

_TYPED = re.compile(rb"\bImmediate\b|typeof setImmediate")
_LATER = "It runs among the next tasks, not before input and drawing; nested ones wait for 4 ms."
_MICROTASK = "It runs among promise jobs, in their order; nextTick ran before all of them."


# What is done with Buffer: called as a function of it, constructed, and asked for its text.
_KNOWN = (("byteLength",), ("from",), ("from", "toString"), (), ("toString",))


def rewrite(site: Site, context: Context) -> Fix | Manual:
    match site.levels[0].origin[-1] if site.module == "process" else site.levels[0].origin[0]:
        case "global":
            return _global_object(site, context)
        case "Buffer":
            return _buffer(site, context)
        case "clearImmediate":
            return _renamed(site, context, "clearTimeout")
        case "setImmediate":
            return _renamed(site, context, "setTimeout")
        case _:
            return _next_tick(site, context)


def _global_object(site: Site, context: Context) -> Fix | Manual:
    root = site.levels[0].value
    if not isinstance(root, Name) or context.text(site.unit, root.span) != "global":
        return Manual("It is the global object by another name.", "Use window.")
    name = context.bridge_at(site.unit, root.span).rpartition(".")[0]
    refused = context.bridge_of(site.unit)
    if isinstance(refused, Manual):
        return refused
    return Fix("window instead of global", Safety.SAFE, "window", (), {site.unit.path: (context.replacement(site.unit, root.span, name),)})


def _call(site: Site) -> Call | None:
    """The call of the name itself."""
    value = site.last.value
    return value if site.last.use is ApiUse.CALL and isinstance(value, Call) and value is site.chain.value else None


def _renamed(site: Site, context: Context, name: str) -> Fix | Manual:
    call = _call(site)
    if call is None or not call.arguments or call.optional:
        return Manual(f"{site.levels[0].origin[0]} is handed on, kept, or asked for.", f"Call {name} where it is meant.")
    if isinstance(call.arguments[0], Spread):
        return Manual("The arguments are spread: what is called is not known.", "Write the function out.")
    if name == "setTimeout" and site.chain.use not in (Use.STATEMENT, Use.DECLARED, Use.ASSIGNED_FROM):
        return Manual("What setImmediate gives is handed on.", "Keep it in a variable, or use setTimeout(f, 0), which gives a number.")
    if (name == "clearTimeout" or site.chain.use is not Use.STATEMENT) and _TYPED.search(context.facts.sources[site.unit.path].data):
        return Manual("What keeps it has the type Immediate, which a timer has not.", "Type it ReturnType<typeof setTimeout>, and use setTimeout(f, 0).")
    refused = context.bridge_of(site.unit)
    if isinstance(refused, Manual):
        return refused
    edits = [Edit.replace(call.function.span, name)]
    if name == "setTimeout":
        edits.append(Edit.insert(call.arguments[0].span.end, ", 0"))
    return Fix(
        f"{name} instead of {site.levels[0].origin[0]}", Safety.REVIEW, "timers", (), {site.unit.path: tuple(edits)}, may_change=_LATER
    )


def _next_tick(site: Site, context: Context) -> Fix | Manual:
    call = _call(site)
    if call is None or not call.arguments or site.chain.use is not Use.STATEMENT or call.optional:
        return Manual("nextTick is handed on or kept.", "Call queueMicrotask where it is meant.")
    if any(isinstance(argument, Spread) for argument in call.arguments):
        return Manual("The arguments are spread: what is called is not known.", "Write the function out.")
    refused = context.bridge_of(site.unit)
    if isinstance(refused, Manual):
        return refused
    edits = [Edit.replace(call.function.span, "queueMicrotask")]
    function, *passed = call.arguments
    if passed:
        if not isinstance(function, Name | Member) or not all(_stays(context, site, value) for value in (function, *passed)):
            return Manual(
                "nextTick gets arguments that may be others until then.", "Write queueMicrotask(() => f(a)), with what f needs in constants."
            )
        edits.append(Edit.insert(function.span.start, "() => "))
        edits.append(Edit.replace(Span(function.span.end, passed[0].span.start), "("))
        edits.append(Edit.insert(call.arguments[-1].span.end, ")"))
    return Fix(
        "queueMicrotask instead of nextTick", Safety.REVIEW, "timers", (), {site.unit.path: tuple(edits)}, may_change=_MICROTASK
    )


def _stays(context: Context, site: Site, value: Value) -> bool:
    """True for what is the same later on: literals, names that nothing assigns, functions of a module."""
    match value:
        case Literal() | FunctionValue():
            return True
        case Name(binding=binding) if binding >= 0:
            return not any(reference.mode != "read" for reference in context.scopes(site.unit).bindings[binding].references)
        case Name():
            return True
        case _:
            return False


def _buffer(site: Site, context: Context) -> Fix | Manual:
    """`Buffer.from(…)` and the old `new Buffer(…)`: their text by the bridge, or bytes where a Uint8Array serves; and `Buffer.byteLength`."""
    levels = [level for level in site.levels if level.use is ApiUse.CALL and level.origin[1:] in _KNOWN]
    level = levels[-1] if levels else site.last
    value = level.value
    if level.use is not ApiUse.CALL or not isinstance(value, Call | New) or (isinstance(value, Call) and value.optional):
        return _no_buffer()
    match level.origin[1:]:
        case ("byteLength",) if 1 <= len(value.arguments) <= 2 and _encoded(value.arguments[1:]):
            return _on_bridge(site, context, value, [context.text(site.unit, argument.span) for argument in value.arguments], "byteLength")
        case ("from", "toString") | ("toString",) if isinstance(value, Call) and isinstance(value.function, Member):
            made = value.function.object
            if not isinstance(made, Call | New) or not (
                1 <= len(made.arguments) <= 2 and len(value.arguments) <= 1 and _encoded((*made.arguments[1:], *value.arguments))
            ):
                return _no_buffer()
            passed = [context.text(site.unit, argument.span) for argument in (*made.arguments, *value.arguments)]
            if value.arguments and len(made.arguments) == 1:
                passed.insert(1, "undefined")
            return _on_bridge(site, context, value, passed, "convert")
        case ("from",) | () if 1 <= len(value.arguments) <= 2 and _encoded(value.arguments[1:]):
            # `new Buffer(8)` has room for eight bytes
            sized = isinstance(value, New) and len(value.arguments) == 1 and not isinstance(value.arguments[0], Template | Concat)
            return _no_buffer() if sized else _bytes(site, context, value)
        case _:
            return _no_buffer()


def _bytes(site: Site, context: Context, made: Call | New) -> Fix | Manual:
    """A buffer of which nothing is used but what a Uint8Array has, and its text, which the bridge gives."""
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    uses = bytes_of_call(context, site.unit, context.node(site.unit, made.span), promised=False)
    if uses.other or uses.texts:
        return _no_buffer(uses.other)
    bridge = f"{context.bridge_at(site.unit, made.span)}.buffer"
    callee = Span(made.span.start, made.constructor.span.end) if isinstance(made, New) else made.function.span
    edits: dict[str, list[Edit]] = {site.unit.path: [Edit.replace(callee, f"{bridge}.from")]}
    for unit, outer, encoding in uses.converted:
        member = outer.child_by_field_name("function")
        owner = member.child_by_field_name("object") if member is not None else None
        arguments = outer.child_by_field_name("arguments")
        if owner is None or arguments is None:
            continue
        given = f", undefined, '{encoding}')" if arguments.named_children else ")"
        edits.setdefault(unit.path, []).append(Edit.insert(outer.start_byte, f"{bridge}.convert("))
        edits[unit.path].append(Edit.replace(Span(owner.end_byte, outer.end_byte), given))
    names = ("from", "convert") if uses.converted else ("from",)
    needs = tuple(buffer_member(preload, name) for preload in preloads for name in names)
    return Fix("bytes from the bridge", Safety.SAFE, "buffer", (), {path: tuple(own) for path, own in edits.items()}, (*needs, DropUnused(site.unit.path)))


def _encoded(values: tuple[Value, ...]) -> bool:
    return all(isinstance(value, Literal) and value.value in ENCODINGS for value in values)


def _on_bridge(site: Site, context: Context, call: Call | New, passed: list[str], name: str) -> Fix | Manual:
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    text = f"{context.bridge_at(site.unit, call.span)}.buffer.{name}({', '.join(passed)})"
    return Fix(
        f"buffer.{name} on the bridge",
        Safety.SAFE,
        "buffer",
        (),
        {site.unit.path: (context.replacement(site.unit, call.span, text),)},
        (*(buffer_member(preload, name) for preload in preloads), DropUnused(site.unit.path)),
    )


def _no_buffer(other: str = "") -> Manual:
    return Manual(
        "A page without Node has no Buffer, and bytes arrive there as a Uint8Array, which has other methods" + (f": {other}." if other else "."),
        "Use Uint8Array, TextEncoder and TextDecoder; or let main do what the bytes are for.",
    )
