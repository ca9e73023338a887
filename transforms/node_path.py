"""Put paths together on the bridge instead of with Node's `path` in a page.

## What it does
`path.join(folder, name)` becomes `window.electronAPI.path.join(folder, name)`: a plain function of the preload, which answers at once and follows
the rules of the system that the app runs on, `\\` and drives on Windows included. Just the members that pages use are put there.

## Why
An isolated page has no `require`, a sandboxed preload cannot require `path`, and what bundlers put in its place knows `/` only.

## When it stays its hand
`path` itself is handed on, a member is taken off it without a call (other than `sep` and `delimiter`), or the member is another one:
`path.posix` and `path.win32` but for their `sep` and `delimiter`, `format`.

## Safety
Safe: the answers are those of Node for every path of the same system (a property test compares them). A value that is no string still throws,
with other words.
"""

from __future__ import annotations

from dataclasses import dataclass

from electron_migrate.api import (
    ApiUse,
    BridgeMember,
    Call,
    Context,
    DropUnused,
    Example,
    Fix,
    MainConstant,
    Manual,
    MemberKind,
    Parameter,
    Safety,
    Site,
    Transform,
    Use,
)

TRANSFORM = Transform(
    id="node-path",
    title="Put paths together on the bridge",
    rules=("node-builtin-in-page",),
    origins=("node.path",),
    safety=Safety.SAFE,
)

EXAMPLES = (
    Example(
        "joined and taken apart",
        before="const path = require('path')\nshow(path.join(folder, 'a.txt'), path.basename(file, '.txt'))\n",
        after="show(window.electronAPI.path.join(folder, 'a.txt'), window.electronAPI.path.basename(file, '.txt'))\n",
    ),
    Example(
        "taken out of the module under another name",
        before="const { extname: ending, sep } = require('path')\nshow(ending(file), file.split(sep))\n",
        after="show(window.electronAPI.path.extname(file), file.split(window.electronAPI.path.sep))\n",
    ),
    Example(
        "any number of parts",
        before="const path = require('path')\nshow(path.resolve(...parts))\n",
        after="show(window.electronAPI.path.resolve(...parts))\n",
    ),
    Example(
        "another member keeps the import",
        before="const path = require('path')\nshow(path.dirname(file)); show(path.win32.join(a, b))\n",
        after="const path = require('path')\nshow(window.electronAPI.path.dirname(file)); show(path.win32.join(a, b))\n",
    ),
    Example(
        "the module handed on",
        before="const path = require('path')\nuse(path)\n",
        after=None,
        why="what is done with it is not known",
    ),
    Example(
        "a method handed over",
        before="const path = require('path')\nfiles.map(path.basename)\n",
        after=None,
        why="what else its caller passes would be taken for the suffix",
    ),
    Example(
        "an answer that a field keeps",
        before="const path = require('path')\nclass Store {\n  constructor (name) { this.file = path.join(name, 'a') }\n"
        "  show () { show(this.file.length, this.file) }\n}\nuse(Store)\n",
        after="class Store {\n  constructor (name) { this.file = window.electronAPI.path.join(name, 'a') }\n"
        "  show () { show(this.file.length, this.file) }\n}\nuse(Store)\n",
    ),
    Example(
        "a part of a condition without braces",
        before="const path = require('path')\nif (open) show(path.isAbsolute(file) ? file : path.normalize(file))\nelse hide()\n",
        after="if (open) show(window.electronAPI.path.isAbsolute(file) ? file : window.electronAPI.path.normalize(file))\nelse hide()\n",
    ),
    Example(
        "a path of something else",
        before="const path = document.querySelector('path')\nshow(path.join('a'))\n",
        after=None,
        why="it is an element",
    ),
    Example(
        "separators of one system",
        before="const path = require('path')\nshow(text.split(path.win32.sep).join(path.posix.sep))\n",
        after="show(text.split('\\\\').join('/'))\n",
    ),
    Example(
        "already on the bridge",
        before="show(window.electronAPI.path.join('a', 'b'))\n",
        after=None,
        why="it is migrated",
    ),
)


@dataclass(frozen=True, slots=True)
class _Member:
    """What the preload has for a member of `path`. `at`: a relative path starts at main's folder."""

    parameters: tuple[Parameter, ...]
    result: str
    expression: str
    helpers: tuple[str, ...] = ()
    at: bool = False


_PATH = Parameter("path", "string")
_PATHS = Parameter("paths", "string", rest=True)
_PARSED = "{ root: string, dir: string, base: string, ext: string, name: string }"
# https://nodejs.org/api/path.html
_MEMBERS = {
    "join": _Member((_PATHS,), "string", "joinPaths(paths)", ("joinPaths",)),
    "resolve": _Member((_PATHS,), "string", "resolvePaths({at}, paths)", ("resolvePaths",), at=True),
    "normalize": _Member((_PATH,), "string", "normalizePath(path)", ("normalizePath",)),
    "basename": _Member((_PATH, Parameter("suffix", "string", optional=True)), "string", "baseName(path, suffix)", ("baseName",)),
    "dirname": _Member((_PATH,), "string", "folderOf(path)", ("folderOf",)),
    "extname": _Member((_PATH,), "string", "extensionOf(path)", ("extensionOf",)),
    "parse": _Member((_PATH,), _PARSED, "parsePath(path)", ("parsePath",)),
    "isAbsolute": _Member((_PATH,), "boolean", "(onWindows ? /^([A-Za-z]:)?[\\\\/]/ : /^\\//).test(path)", ("onWindows",)),
    "relative": _Member(
        (Parameter("from", "string"), Parameter("to", "string")), "string", "relativePath({at}, from, to)", ("relativePath",), at=True
    ),
}
_VALUES = {
    "sep": _Member((), "string", "process.platform === 'win32' ? '\\\\' : '/'"),
    "delimiter": _Member((), "string", "process.platform === 'win32' ? ';' : ':'"),
}
# The same on every system.
_FIXED = {("posix", "sep"): "'/'", ("win32", "sep"): "'\\\\'", ("posix", "delimiter"): "':'", ("win32", "delimiter"): "';'"}
_FOLDER = MainConstant("process.cwd", "process.cwd()")


def rewrite(site: Site, context: Context) -> Fix | Manual:
    fixed = next((level for level in site.levels if level.origin[1:] in _FIXED and level.use is ApiUse.GET), None)
    if fixed is not None and site.chain.use is not Use.WRITTEN:
        edit = context.replacement(site.unit, fixed.value.span, _FIXED[fixed.origin[1:]])
        return Fix("a separator written out", Safety.SAFE, "path", (), {site.unit.path: (edit,)}, (DropUnused(site.unit.path),))
    level = next((level for level in site.levels if len(level.origin) == 2), None)
    if level is None:
        return Manual("The path module itself is handed on or kept.", "Call its functions where they are needed.")
    name = level.origin[1]
    value = level.value
    is_value = name in _VALUES
    member = _VALUES.get(name) or _MEMBERS.get(name)
    if member is None:
        return Manual(f"path.{name} has no counterpart on the bridge.", "Put the path together in main, or write the one operation out.")
    if level.use is not (ApiUse.GET if is_value else ApiUse.CALL):
        return Manual("The function is handed over, so what it is called with is not known.", "Write a function that calls it with the path alone.")
    if isinstance(value, Call) and not member.parameters[-1].rest and len(value.arguments) > len(member.parameters):
        return Manual("More is passed than path looks at.", "Drop the rest.")
    if isinstance(value, Call) and value.optional:
        return Manual("The function is called only if it is there.", "Call it plainly.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    path = ("path", name)
    replaced = (
        context.callee_edits(site.unit, value.function, path)
        if isinstance(value, Call)
        else (context.replacement(site.unit, value.span, f"{context.bridge_at(site.unit, value.span)}.path.{name}"),)
    )
    members = tuple(
        BridgeMember(
            preload,
            path,
            MemberKind.CONSTANT if member.at else MemberKind.LOCAL,
            parameters=member.parameters,
            result=member.result,
            expression=member.expression.replace("{at}", "constants['process.cwd']"),
            is_value=is_value,
            helpers=member.helpers,
        )
        for preload in preloads
    )
    return Fix(
        title=f"path.{name} on the bridge",
        safety=Safety.SAFE,
        topic="path",
        edits={site.unit.path: replaced},
        needs=(*members, *((_FOLDER,) if member.at else ()), DropUnused(site.unit.path)),
    )
