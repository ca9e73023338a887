"""Ask the preload for the path of a file that a user chose or dropped.

## What it does
`event.dataTransfer.files[0].path` becomes `window.electronAPI.webUtils.getPathForFile(event.dataTransfer.files[0])`: the preload calls Electron's function of that
name. Only for Electron 32 and later; up to 31 the path is a member of the file in isolated pages too, and stays.

## Why
Electron 32 took `File.path` away. `webUtils` is in preloads alone.

## When it stays its hand
The path is written, or a pattern takes it out of the file; the file is asked for with `?.` and has no name.

## Safety
Review: what is not a File of the page (a copy that a library made of one) throws, where it gave nothing before.
"""

from __future__ import annotations

from electron_migrate.api import (
    ApiUse,
    BridgeMember,
    Context,
    Example,
    Fix,
    Manual,
    Member,
    MemberKind,
    Parameter,
    Safety,
    Site,
    Transform,
)

TRANSFORM = Transform(
    id="file-path",
    title="Ask the preload for the path of a file",
    rules=("file-path-in-page",),
    origins=("page.File.path",),
    safety=Safety.REVIEW,
)

EXAMPLES = (
    Example(
        "a file that was dropped",
        before="document.ondrop = (event) => { show(event.dataTransfer.files[0].path) }\n",
        after="document.ondrop = (event) => { show(window.electronAPI.webUtils.getPathForFile(event.dataTransfer.files[0])) }\n",
        electron="32.0.0",
    ),
    Example(
        "by a name, and what goes on with it",
        before="input.onchange = ({ target }) => {\n  const [file] = target.files\n  show(file.name, file.path.split('/').pop())\n}\n",
        after="input.onchange = ({ target }) => {\n  const [file] = target.files\n  "
        "show(file.name, window.electronAPI.webUtils.getPathForFile(file).split('/').pop())\n}\n",
        electron="34.0.0",
    ),
    Example(
        "every file",
        before="for (const file of document.querySelector('input').files) show(file.path)\n"
        "const paths = (event) => Array.from(event.dataTransfer.files).map((file) => file.path)\n",
        after="for (const file of document.querySelector('input').files) show(window.electronAPI.webUtils.getPathForFile(file))\n"
        "const paths = (event) => Array.from(event.dataTransfer.files).map((file) => window.electronAPI.webUtils.getPathForFile(file))\n",
        electron="32.0.0",
    ),
    Example(
        "where there may be none",
        before="input.onchange = (event) => {\n  const file = event.target.files[0]\n  open(file?.path)\n}\n",
        after="input.onchange = (event) => {\n  const file = event.target.files[0]\n  open(file && window.electronAPI.webUtils.getPathForFile(file))\n}\n",
        electron="32.0.0",
    ),
    Example(
        "what is declared as a file",
        before="//- renderer.ts\nfunction open (file: File) { show((file as any).path) }\nopen(new File([], 'a'))\n",
        after="//- renderer.ts\nfunction open (file: File) { show(window.electronAPI.webUtils.getPathForFile(file)) }\nopen(new File([], 'a'))\n",
        electron="32.0.0",
    ),
    Example(
        "an Electron that has the path",
        before="document.ondrop = (event) => { show(event.dataTransfer.files[0].path) }\n",
        after=None,
        why="File.path works up to Electron 31, in isolated pages too",
        electron="31.2.0",
    ),
    Example(
        "a path that is written",
        before="document.ondrop = (event) => { event.dataTransfer.files[0].path = 'a' }\n",
        after=None,
        why="a call cannot be written",
        electron="32.0.0",
    ),
    Example(
        "taken out by a pattern",
        before="document.ondrop = (event) => { const { path } = event.dataTransfer.files[0]; show(path) }\n",
        after=None,
        why="the pattern may take more than the path",
        electron="32.0.0",
    ),
    Example(
        "files of something else",
        before="show(torrent.files[0].path)\nfor (const file of torrent.files) show(file.path)\n",
        after=None,
        why="they are the app's own",
        electron="32.0.0",
    ),
    Example(
        "a name with other values",
        before="input.onchange = (event) => { let file = event.target.files[0]; file = other; show(file.path) }\n",
        after=None,
        why="what it holds is not known",
        electron="32.0.0",
    ),
    Example(
        "already on the bridge",
        before="document.ondrop = (event) => { show(window.electronAPI.webUtils.getPathForFile(event.dataTransfer.files[0])) }\n",
        after=None,
        why="it is migrated",
        electron="32.0.0",
    ),
)

_MEMBER = ("webUtils", "getPathForFile")
_CHANGED = "What is not a File of the page (a copy that a library made of one) throws, where it gave undefined before."
# Where `a && b` needs no parentheses.
_ROOM = frozenset({"arguments", "variable_declarator", "assignment_expression", "return_statement", "expression_statement", "pair", "array"})


def rewrite(site: Site, context: Context) -> Fix | Manual:
    read = site.last
    if read.use is ApiUse.SET or not isinstance(read.value, Member):
        return Manual("The path of a file is written.", "Keep the path beside the file, in a variable or a Map.")
    preloads = context.bridge_of(site.unit)
    if isinstance(preloads, Manual):
        return preloads
    file = context.text(site.unit, read.value.object.span)
    given = file
    optional = "?." in context.text(site.unit, read.value.span)
    if optional:
        if "(" in file:
            return Manual("The file may not be there, and is worked out in place.", "Give the file a name, then plan again.")
        given = file.replace("?.[", "[").replace("?.", ".")
    text = f"{context.bridge_at(site.unit, read.value.span)}.{'.'.join(_MEMBER)}({given})"
    if optional:
        text = f"{file} && {text}"
        parent = context.node(site.unit, read.value.span).parent
        if parent is None or parent.type not in _ROOM:
            text = f"({text})"
    return Fix(
        title="the path of a file from webUtils",
        safety=Safety.REVIEW,
        topic="paths of files",
        edits={site.unit.path: (context.replacement(site.unit, read.value.span, text),)},
        needs=tuple(
            BridgeMember(
                preload,
                _MEMBER,
                MemberKind.LOCAL,
                parameters=(Parameter("file", "File"),),
                result="string",
                expression="webUtils.getPathForFile(file)",
                imports=("webUtils",),
            )
            for preload in preloads
        ),
        may_change=_CHANGED,
    )
