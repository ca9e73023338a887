"""What the preload has in place of Node's `path` answers as Node does, by the rules of either system."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess

import pytest

from electron_migrate.plan.snippets.registry import preload_snippets

NODE = shutil.which("node")
# Names, separators and what is special in paths; a colon only stands in drives: what it means elsewhere differs between versions of Node.
PARTS = {
    "posix": ["/", "/", "/", ".", "..", "a", "B", ".x", "a.b", "x.", "...", "\\", " ", "é"],
    "win32": ["\\", "/", "\\", ".", "..", "a", "B", ".x", "a.b", "x.", "...", " ", "é"],
}
STARTS = {"posix": ["", "/"], "win32": ["", "C:", "c:\\", "D:/", "\\\\host\\share", "//host/share/", "\\"]}
NAMES = ("normalizePath", "joinPaths", "baseName", "extensionOf", "folderOf", "parsePath", "resolvePaths", "relativePath")
COMPARE = """
const path = require('path')[SYSTEM]
const folder = SYSTEM === 'win32' ? 'C:\\\\work\\\\notes' : '/work/notes'
// what Node takes its own folder for is not what the app's would be: relative paths start at one that is given
const at = (one) => path.resolve(folder, one)
const plain = (one) => one.replace(/^(?:[A-Za-z]:)?[\\\\/]*/, '')
for (const [one, two, three] of CASES) {
  const pairs = [
    ['normalize', normalizePath(one), path.normalize(one)],
    ['join', joinPaths([one, plain(two), plain(three)]), path.join(one, plain(two), plain(three))],
    ['basename', baseName(one), path.basename(one)],
    ['basename with a suffix', baseName(one, '.b'), path.basename(one, '.b')],
    ['extname', extensionOf(one), path.extname(one)],
    ['dirname', folderOf(one), path.dirname(one)],
    ['parse', JSON.stringify(parsePath(one)), JSON.stringify(path.parse(one))],
    ['resolve', resolvePaths(folder, [one, two]), path.resolve(folder, one, two)],
    ['relative', relativePath(folder, one, two), path.relative(at(one), at(two))]
  ]
  for (const [name, ours, theirs] of pairs) if (ours !== theirs) console.log(JSON.stringify([name, one, two, three, ours, theirs]))
}
"""


@pytest.mark.skipif(NODE is None, reason="Node.js is not installed")
@pytest.mark.parametrize("system", ["posix", "win32"])
def test_paths_are_put_together_as_node_does(system: str) -> None:
    chooser = random.Random(1)

    def path() -> str:
        while True:
            made = chooser.choice(STARTS[system]) + "".join(chooser.choice(PARTS[system]) for _ in range(chooser.randrange(7)))
            if not _is_odd(system, made):
                return made

    cases = [[path(), path(), path()] for _ in range(4000)]
    code = re.sub(r"(?<=[\w\)])\?(?=[,:)])|\)!(?=\[)", lambda found: found.group(0)[:-1] if found.group(0) == ")!" else "", _code())
    setup = f"const SYSTEM = {system!r}, CASES = {json.dumps(cases)};\n"
    faked = f"(function (process) {{ {code}\n{COMPARE} }})({{ platform: {'win32' if system == 'win32' else 'linux'!r} }})"
    done = subprocess.run([str(NODE), "-"], input=setup + faked, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    assert done.stdout == ""


def _code() -> str:
    """The snippets as JavaScript."""
    code = "\n".join(snippet.code for snippet in preload_snippets() if snippet.name in _with_needs(set(NAMES)))
    return re.sub(r": (?:string\[\]|string|boolean)(?=[,)= ])", "", code)


def _with_needs(names: set[str]) -> set[str]:
    known = {snippet.name: snippet for snippet in preload_snippets()}
    while True:
        more = names | {need for name in names for need in known[name].needs}
        if more == names:
            return names
        names = more


def _is_odd(system: str, path: str) -> bool:
    """Paths of which Node says what nobody means: of separators alone, `/..` as a file with the extension `.`, a drive that is not the folder's, a device."""
    separators = r"[\\/]" if system == "win32" else "/"
    return (
        re.fullmatch(rf"(?:[A-Za-z]:)?{separators}{{2,}}|[A-Za-z]:{separators}", path) is not None
        or re.search(rf"^{separators}*\.\.{separators}*$", path) is not None
        or path.rstrip("\\/" if system == "win32" else "/") == ".b"
        or re.match(r"[\\/]{2}[.?]([\\/]|$)", path) is not None
        or (path.startswith("D:")
        and not path.startswith("D:/"))
    )
