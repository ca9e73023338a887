"""Proves the examples of transforms: each becomes a small app in a folder of its own, is planned as a user's would be, and compared."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from electron_migrate.app.version import lowest_major
from electron_migrate.code.parse import has_module_syntax, parse, regions
from electron_migrate.code.source import BOM, Source
from electron_migrate.facts.model import Safety
from electron_migrate.facts.versions import load_versions
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan
from electron_migrate.plan.transform import Example, Loaded

SCRIPT = "renderer.js"
"""The file that an example's text is where no `//- path` line says otherwise."""

Files = Mapping[str, bytes]
"""Bytes as on disk by app-relative path."""

_MARKER = "//- "
_SCRIPTS = (".js", ".cjs", ".mjs", ".jsx", ".ts", ".tsx", ".mts", ".cts")
# Compiles each file as CommonJS, without running it: what `node --check` does, in one process for all.
_COMPILE = (
    "const { readFileSync } = require('fs'), { wrap } = require('module'), { Script } = require('vm')\n"
    "for (const file of process.argv.slice(1)) {\n"
    "  try { new Script(wrap(readFileSync(file, 'utf8').replace(/^\\uFEFF/, ''))) } catch (error) { console.log(file, String(error)) }\n"
    "}"
)
_PLAIN_APP = {
    "main.js": (
        "const { app, BrowserWindow } = require('electron')\n\n"
        "app.whenReady().then(() => {\n"
        "  const win = new BrowserWindow({\n"
        "    webPreferences: { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true }\n"
        "  })\n"
        "  win.loadFile('index.html')\n"
        "})\n"
    ),
    "index.html": '<!DOCTYPE html>\n<html>\n<body>\n<script src="renderer.js"></script>\n</body>\n</html>\n',
}


def check_example(loaded: Loaded, example: Example, *, own: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """What the transform does otherwise than the example says; empty when all is well.

    Each problem begins with a word: `noisy` changed what must stay, `missing` left what must change, `wrong` made something else of it.
    Besides the example's own text it is tried with CRLF line ends and with a byte order mark, and planned a second time. Reads and writes
    a temporary folder only; lets Node.js compile the scripts where it is installed. `own`: transform files besides those that ship.
    """
    before = app_of(example)
    wanted = {**_given(example.before), **_given(example.after or "")}
    problems = [f"wrong: {path} of the example cannot be parsed" for path in _unparsable({**before, **wanted})]
    if problems:
        return tuple(problems)
    after, first = _migrated(before, own)
    problems = _compared("", wanted, before, after)
    problems += _unsafe(loaded, first)
    problems += [f"wrong: Node.js rejects {path}: {why}" for path, why in _rejected(after)]
    _, second = _migrated(after, own)
    problems += [
        f"noisy: a second run changes {path} ({step.group.title})" for step in second.steps for path in (f.path for f in step.files)
    ]
    problems += [
        f"missing: after the plan, {finding.id} could still be rewritten"
        for finding in second.scan.findings
        if finding.transform == loaded.transform.id and finding.safety is not Safety.MANUAL
    ]
    for name, vary in _VARIANTS.items():
        given = {path: vary(data) if path in wanted else data for path, data in before.items()}
        varied, _ = _migrated(given, own)
        problems += _compared(f" ({name})", {path: vary(data) for path, data in wanted.items()}, given, varied)
    return tuple(problems)


def app_of(example: Example) -> Files:
    """The example's app, complete: what it does not give itself is a plain app with one window of the old kind, which shows one page."""
    manifest = {"name": "example", "version": "1.0.0", "main": "main.js", "devDependencies": {"electron": example.electron}}
    plain = {**_PLAIN_APP, "package.json": json.dumps(manifest, indent=2) + "\n"}
    return {**{path: text.encode("utf-8") for path, text in plain.items()}, **_given(example.before)}


def state_after(before: Files, planned: PlanResult) -> Files:
    """The files once all steps of a plan are applied to `before`."""
    state = dict(before)
    for step in planned.steps:
        for file in step.files:
            if file.after is None:
                state.pop(file.path, None)
            else:
                state[file.path] = file.after
    return state


def split_files(text: str, first: str = SCRIPT) -> dict[str, str]:
    """A text with several files in it, each behind a line `//- path`; what stands before the first such line is the file `first`."""
    files: dict[str, str] = {}
    path = first
    for line in text.splitlines(keepends=True):
        if line.startswith(_MARKER):
            path = line[len(_MARKER) :].strip()
            files[path] = ""
        else:
            files[path] = files.get(path, "") + line
    return files


def _given(text: str) -> Files:
    return {path: content.encode("utf-8") for path, content in split_files(text).items()}


def migrated(example: Example, own: tuple[Path, ...] = ()) -> Files:
    """The example's app with its whole plan applied."""
    return _migrated(app_of(example), own)[0]


def _migrated(files: Files, own: tuple[Path, ...]) -> tuple[Files, PlanResult]:
    with tempfile.TemporaryDirectory(prefix="electron-migrate-") as folder:
        for path, data in files.items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        planned = plan(Path(folder), Options(transforms=own, electron=_target(files), ignore=("unchecked-ipc-handler",)), Safety.REVIEW)
    return state_after(files, planned), planned


def _target(files: Files) -> int | None:
    """An app whose Electron has no bridge yet is planned for the oldest that has: `--electron`. None: for its own."""
    declared = lowest_major(json.loads(files["package.json"])["devDependencies"]["electron"])
    oldest = load_versions().oldest_output
    return oldest if declared is not None and declared < oldest else None


def _compared(variant: str, wanted: Files, before: Files, after: Files) -> list[str]:
    problems: list[str] = []
    for path, expected in wanted.items():
        actual = after.get(path, b"")
        if actual == expected:
            continue
        if expected == before.get(path):
            word = "noisy"
        elif actual == before.get(path):
            word = "missing"
        else:
            word = "wrong"
        problems.append(f"{word}{variant}: {path} should be\n{_shown(expected)}\nand is\n{_shown(actual)}")
    return problems


def _unsafe(loaded: Loaded, planned: PlanResult) -> list[str]:
    """Fixes that claim to be safer than their transform says it can be."""
    return [
        f"wrong: {finding.id} is {finding.safety.word}, but {loaded.transform.id} declares {loaded.transform.safety.word} at best"
        for finding in planned.scan.findings
        if finding.transform == loaded.transform.id and finding.safety is not None and finding.safety < loaded.transform.safety
    ]


def _unparsable(files: Files) -> Iterable[str]:
    sources = (Source.of(path, data) for path, data in files.items() if path.endswith((*_SCRIPTS, ".html")))
    return (source.path for source in sources if any(parse(source, region).broken for region in regions(source)))


def _rejected(files: Files) -> Iterable[tuple[str, str]]:
    node = _node()
    # compiled as CommonJS, which an ES module is not
    scripts = [path for path in files if path.endswith((".js", ".cjs")) and not _is_module(Source.of(path, files[path]))]
    if node is None:
        return
    with tempfile.TemporaryDirectory(prefix="electron-migrate-") as folder:
        for number, path in enumerate(scripts):
            Path(folder, str(number)).write_bytes(files[path])
        numbers = [str(number) for number in range(len(scripts))]
        done = subprocess.run([node, "-e", _COMPILE, *numbers], cwd=folder, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        script, _, why = line.partition(" ")
        yield scripts[int(script)], why


def _is_module(source: Source) -> bool:
    return any(has_module_syntax(parse(source, region)) for region in regions(source))


@cache
def _node() -> str | None:
    return shutil.which("node")


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def _with_bom(data: bytes) -> bytes:
    return BOM + data


_VARIANTS: Mapping[str, Callable[[bytes], bytes]] = {"CRLF": _crlf, "BOM": _with_bom}


def _shown(data: bytes) -> str:
    """Line ends and byte order marks made visible where they are not the usual ones."""
    text = data.decode("utf-8", "backslashreplace")
    return text.replace("\ufeff", "<BOM>").replace("\r", "␍").rstrip("\n")
