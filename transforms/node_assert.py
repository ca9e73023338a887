"""Throw where an assertion of Node's `assert` would in a page.

## What it does
`assert(user, 'no user')` becomes `if (!user) throw new Error('no user')`; `assert.ok`, `equal`, `strictEqual` and their opposites go the same way.
`deepStrictEqual` asks `window.isDeepStrictEqual`, of a script that the plan adds to the page.

## Why
An isolated page has no `require`, and a check of two values needs no module.

## When it stays its hand
Values are compared in depth by `==`, or in pages that a bundler packs; functions are expected to throw; the message may be an error; the call is no statement of its own.

## Safety
Review: it is an Error with the message alone, and no AssertionError with both values.
"""

from __future__ import annotations

from dataclasses import replace

from electron_migrate.api import (
    ApiUse,
    Call,
    Context,
    DropUnused,
    Edit,
    Example,
    Fix,
    Index,
    Literal,
    Manual,
    Member,
    Name,
    Safety,
    Site,
    Span,
    Spread,
    Transform,
    Use,
    Value,
    equality_script,
    type_of,
    with_edits,
)

TRANSFORM = Transform(
    id="node-assert",
    title="Throw where an assertion would",
    rules=("node-builtin-in-page",),
    origins=("node.assert",),
    safety=Safety.REVIEW,
)

_ASSERT = "const assert = require('assert')\n"

EXAMPLES = (
    Example(
        "with a message, and without",
        before=_ASSERT + "function open (user) {\n  assert(user, 'no user')\n  assert.ok(user.name || user.id)\n  show(user)\n}\nopen(me)\n",
        after="function open (user) {\n  if (!user) throw new Error('no user')\n"
        "  if (!(user.name || user.id)) throw new Error('assertion failed')\n  show(user)\n}\nopen(me)\n",
    ),
    Example(
        "two values",
        before="const { equal, strictEqual } = require('assert')\nequal(list.length, 2, `of ${name}`); strictEqual(a + b, c)\n",
        after="if (list.length != 2) throw new Error(`of ${name}`); if (!Object.is(a + b, c)) throw new Error('assertion failed')\n",
    ),
    Example(
        "in depth, with no value made into another",
        before=_ASSERT + "assert.deepStrictEqual(list, [1, 2], 'another list')\nassert.strict.notDeepEqual(a, b)\n"
        "//- index.html\n<!DOCTYPE html>\n<html>\n<body>\n  <script src=\"renderer.js\"></script>\n</body>\n</html>\n",
        after="if (!window.isDeepStrictEqual(list, [1, 2])) throw new Error('another list')\nif (window.isDeepStrictEqual(a, b)) throw new Error('assertion failed')\n"
        "//- index.html\n<!DOCTYPE html>\n<html>\n<body>\n  <script src=\"is-deep-strict-equal.js\"></script>\n"
        "  <script src=\"renderer.js\"></script>\n</body>\n</html>\n",
    ),
    Example(
        "in depth",
        before=_ASSERT + "assert.deepEqual(list, [1, 2])\n",
        after=None,
        why="by == more is the same than by what the page gets for it",
    ),
    Example(
        "a message that may be an error",
        before=_ASSERT + "assert(user, problem)\n",
        after=None,
        why="an error would be thrown itself",
    ),
    Example(
        "in an expression",
        before=_ASSERT + "const check = (user) => assert(user, 'no user')\nif (a) assert(b, 'no b')\nelse check(a)\n",
        after=None,
        why="a statement cannot stand there, or would take the else",
    ),
    Example(
        "spread arguments",
        before=_ASSERT + "assert(...given)\n",
        after=None,
        why="what is passed is not known",
    ),
    Example(
        "the function handed on",
        before=_ASSERT + "list.forEach(assert)\n",
        after=None,
        why="what it is called with is not known",
    ),
    Example(
        "a function that is called assert",
        before="function assert (value) { if (!value) throw new Error('a') }\nassert(user)\n",
        after=None,
        why="it is the page's own",
    ),
)

_ONE = frozenset({"", "ok"})
# Before the first value, between the two, and behind the second.
_TWO = {
    "equal": ("", " != ", ""),
    "notEqual": ("", " == ", ""),
    "strictEqual": ("!Object.is(", ", ", ")"),
    "notStrictEqual": ("Object.is(", ", ", ")"),
    "deepStrictEqual": ("!{page}.isDeepStrictEqual(", ", ", ")"),
    "notDeepStrictEqual": ("{page}.isDeepStrictEqual(", ", ", ")"),
}
_STRICT = {"equal": "strictEqual", "notEqual": "notStrictEqual", "deepEqual": "deepStrictEqual", "notDeepEqual": "notDeepStrictEqual"}
_SIMPLE = Name | Member | Call | Index | Literal
_CHANGED = "What is thrown is an Error with the message alone, and no AssertionError with both values."


def rewrite(site: Site, context: Context) -> Fix | Manual:
    level = next((level for level in site.levels if level.use is ApiUse.CALL), None)
    names = tuple(name for name in level.origin[1:] if name != "strict") if level is not None else ()
    name = names[0] if names else ""
    if level is not None and "strict" in level.origin:
        name = _STRICT.get(name, name)
    count = 1 if name in _ONE else 2
    if level is None or not isinstance(level.value, Call) or len(names) > 1 or (name not in _ONE and name not in _TWO):
        return Manual("An isolated page has no assert module.", "Throw an Error where the condition fails.")
    call = level.value
    if call.optional or any(isinstance(one, Spread) for one in call.arguments) or not count <= len(call.arguments) <= count + 1:
        return Manual("What is passed cannot be read.", "Write the values one by one.")
    if not _is_statement(site, context, call):
        return Manual("It is no statement of its own.", "Write it as a statement in a block, then plan again.")
    message = call.arguments[count:]
    if message and type_of(context.facts.origins, site.unit, message[0]) != "string":
        return Manual("Its message may be an error, which would be thrown itself.", "Write the message out, or throw the error where the condition fails.")
    refused = context.bridge_of(site.unit)
    if isinstance(refused, Manual):
        return refused
    page = context.bridge_at(site.unit, call.span).rpartition(".")[0]
    fix = Fix(
        "an Error instead of an assertion",
        Safety.REVIEW,
        "assertions",
        (),
        {site.unit.path: _edits(name, call, call.arguments[:count], message, page)},
        (DropUnused(site.unit.path),),
        may_change=_CHANGED,
    )
    if "Deep" not in name and not name.startswith("deep"):
        return fix
    script = equality_script(context, site.unit.path)
    if isinstance(script, Manual):
        return script
    return with_edits(replace(fix, needs=(*fix.needs, *script.needs), may_change=f"{_CHANGED} {script.by_hand}".strip()), script.edits)


def _is_statement(site: Site, context: Context, call: Call) -> bool:
    statement = context.node(site.unit, call.span).parent
    around = statement.parent if statement is not None and statement.type == "expression_statement" else None
    return site.chain.use is Use.STATEMENT and site.chain.value is call and around is not None and around.type in ("program", "statement_block")


def _edits(name: str, call: Call, values: tuple[Value, ...], message: tuple[Value, ...], page: str) -> tuple[Edit, ...]:
    """What stands between the values is replaced, and they stay: they may be rewritten themselves."""
    before, between, after = _TWO.get(name, ("!", "", ""))
    before = before.format(page=page)
    loose = [before in ("", "!") and not isinstance(value, _SIMPLE) for value in values]
    opened, closed = ["(" if one else "" for one in loose], [")" if one else "" for one in loose]
    edits = [Edit.replace(Span(call.span.start, values[0].span.start), f"if ({before}{opened[0]}")]
    if len(values) == 2:
        edits.append(Edit.replace(Span(values[0].span.end, values[1].span.start), f"{closed[0]}{between}{opened[1]}"))
    end = f"{closed[-1]}{after}) throw new Error("
    if message:
        edits.append(Edit.replace(Span(values[-1].span.end, message[0].span.start), end))
        edits.append(Edit.replace(Span(message[0].span.end, call.span.end), ")"))
    else:
        edits.append(Edit.replace(Span(values[-1].span.end, call.span.end), f"{end}'assertion failed')"))
    return tuple(edits)
