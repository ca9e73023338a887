"""How much of an app's use of Electron the tool finds and converts, and whether what it writes still compiles.

    python benchmarks/coverage.py DIR [--app NAME=SUBFOLDER …] [--electron N] [--sample N] [--json FILE]

DIR holds one app per folder. For each: sites by rule, converted safe, converted at review, held, manual, and missed by an independent count
(`tests/node/count-uses.js`: TypeScript's parser and binder); files touched; new syntax errors and new type errors (TypeScript's); new open ends
between bridge, handlers and calls; what a second run would change. `--sample N` prints converted sites at random, before and after, to be read.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from electron_migrate.app.app import read_app
from electron_migrate.errors import UserError
from electron_migrate.facts.link import link
from electron_migrate.facts.model import Process, Safety
from electron_migrate.findings.model import Finding
from electron_migrate.options import Options
from electron_migrate.pipeline import PlanResult, plan
from electron_migrate.plan.verify import open_ends

ROOT = Path(__file__).resolve().parent.parent
NODE = ROOT / "tests" / "node"
RULES = ("raw-ipc", "remote-use", "main-module-in-page", "node-builtin-in-page", "node-global-in-page", "node-module-in-page", "node-package-in-page")
SCRIPTS = (".js", ".cjs", ".mjs", ".jsx", ".ts", ".tsx", ".mts", ".cts", ".vue", ".html", ".htm")
SKIPPED = shutil.ignore_patterns("node_modules", ".git")


@dataclass
class Sites:
    """Sites of one rule in files that pages run; `missed` are places that only the independent count has."""

    found: int = 0
    safe: int = 0
    review: int = 0
    held: int = 0
    manual: int = 0
    missed: int = 0

    @property
    def converted(self) -> int:
        return self.safe + self.review

    def add(self, other: Sites) -> None:
        for name, value in asdict(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass
class Measured:
    name: str
    sites: dict[str, Sites]
    files: int = 0
    groups: int = 0
    windows: str = ""
    syntax: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    open_ends: list[str] = field(default_factory=list)
    second_run: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def main() -> int:
    arguments = _arguments()
    folders = {folder.name: folder for folder in sorted(arguments.dir.iterdir()) if folder.is_dir() and not folder.name.startswith(".")}
    for one in arguments.app:
        name, _, below = one.partition("=")
        folders[name] = folders[name] / below
    total = {rule: Sites() for rule in RULES}
    measured = []
    chooser = random.Random(arguments.seed)
    print(_HEAD)
    for name, folder in folders.items():
        if arguments.only and name not in arguments.only:
            continue
        try:
            one, samples = _measure(name, folder, arguments.electron, chooser if arguments.sample else None)
        except UserError as error:
            print(f"{name}: {error}", file=sys.stderr)
            continue
        measured.append((one, samples))
        print("\n".join(_rows(one)), flush=True)
        for rule, sites in one.sites.items():
            total[rule].add(sites)
    print("\n".join(_rows(Measured("together", total))[: len(RULES)]))
    _say_what_is_wrong([one for one, _ in measured], arguments.reasons)
    if arguments.sample:
        pool = [text for _, samples in measured for text in samples]
        for text in chooser.sample(pool, min(arguments.sample, len(pool))):
            print(text)
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one, _ in measured], indent=1) + "\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("--app", action="append", default=[], metavar="NAME=SUBFOLDER", help="the app of that folder lies below")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--electron", type=int, help="major to migrate for where an app is older than 9 (default: 9)", default=9)
    parser.add_argument("--sample", type=int, default=0, help="print N converted sites, before and after")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reasons", type=int, default=8, help="how many reasons of manual and held sites to print for each app")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


# ---- one app


def _measure(name: str, folder: Path, oldest: int, chooser: random.Random | None) -> tuple[Measured, list[str]]:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        before = Path(temporary) / "before"
        shutil.copytree(folder, before, symlinks=True, ignore=SKIPPED)
        options = Options()
        facts = link(read_app(before))
        if facts.electron.major < oldest:
            options = Options(electron=oldest)
        planned = plan(before, options, Safety.REVIEW)
        seconds = time.monotonic() - started
        after = Path(temporary) / "after"
        shutil.copytree(before, after, symlinks=True)
        changed = _write(after, planned)
        sites, missed = _sites(before, planned)
        again = plan(after, options, Safety.REVIEW)
        one = Measured(
            name,
            sites,
            files=len(changed),
            groups=len(planned.steps),
            windows=f"{sum(one.isolated for one in planned.windows_after)}/{len(planned.windows_after)}",
            syntax=_new(_compiler("syntax", before, changed), _compiler("syntax", after, changed)),
            types=_new(_types(before), _types(after)) if any(path.endswith((".ts", ".tsx")) for path in planned.scan.sources) else [],
            open_ends=_open_ends(before, after, options),
            second_run=[f"{step.group.id}: {', '.join(file.path for file in step.files)}" for step in again.steps],
            missed=missed,
            reasons=_reasons(planned),
            seconds=seconds,
        )
        return one, list(_samples(name, planned, chooser)) if chooser is not None else []


def _write(folder: Path, planned: PlanResult) -> list[str]:
    changed: dict[str, bytes | None] = {file.path: file.after for step in planned.steps for file in step.files}
    for path, data in changed.items():
        target = folder / path
        if data is None:
            target.unlink(missing_ok=True)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return sorted(changed)


def _is_counted(planned: PlanResult, finding: Finding) -> bool:
    return finding.rule in RULES and finding.process in (Process.RENDERER, Process.SHARED, Process.UNKNOWN)


def _outcomes(planned: PlanResult) -> dict[str, str]:
    """What became of each finding: `safe`, `review`, `held` or `manual`."""
    became = {finding.id: "manual" for finding in planned.scan.findings}
    became |= {id: "held" for group in planned.held for id in group.findings}
    return became | {id: step.group.safety.word for step in planned.steps for id in step.group.findings}


def _sites(root: Path, planned: PlanResult) -> tuple[dict[str, Sites], list[str]]:
    became = _outcomes(planned)
    sites = {rule: Sites() for rule in RULES}
    places: dict[str, Counter[str]] = {rule: Counter() for rule in RULES}
    for finding in planned.scan.findings:
        if _is_counted(planned, finding):
            one = sites[finding.rule]
            one.found += 1
            setattr(one, became[finding.id], getattr(one, became[finding.id]) + 1)
        if finding.rule in RULES:
            line = planned.scan.sources[finding.place.path].position(finding.place.span.start).line
            places[finding.rule][f"{finding.place.path}:{line}"] += 1
    pages = sorted(fact.path for fact in planned.scan.files if fact.process is Process.RENDERER and fact.path.endswith(SCRIPTS))
    counted: dict[str, list[str]] = json.loads(_node("count-uses.js", str(root), *pages) or "{}")
    missed = []
    for rule in RULES:
        for place, count in Counter(counted.get(rule, ())).items():
            # what the tool takes for a use of another kind is found all the same
            lacking = count - sum(places[other][place] for other in RULES)
            sites[rule].missed += max(0, lacking)
            missed.extend([f"{rule} {place}"] * max(0, lacking))
    return sites, missed


def _open_ends(before: Path, after: Path, options: Options) -> list[str]:
    one, two = (link(read_app(folder), electron=options.electron) for folder in (before, after))
    return [complaint.message for complaint in open_ends(one, two)]


def _reasons(planned: PlanResult) -> Counter[str]:
    became = _outcomes(planned)
    held = {id: group.held for group in planned.held for id in group.findings}
    found: Counter[str] = Counter()
    for finding in planned.scan.findings:
        if _is_counted(planned, finding) and became[finding.id] in ("manual", "held"):
            why = finding.reason if became[finding.id] == "manual" else held[finding.id]
            found[f"{became[finding.id]:6} {finding.rule:8.8}  {why[:120]}"] += 1
    return found


# ---- other eyes: TypeScript's parser, binder and checker


def _compiler(what: str, root: Path, paths: Sequence[str]) -> Counter[str]:
    scripts = [path for path in paths if path.endswith(SCRIPTS) and (root / path).exists()]
    return Counter(json.loads(_node("compile.js", what, str(root), *scripts) or "[]"))


def _types(root: Path) -> Counter[str]:
    return Counter(json.loads(_node("compile.js", "types", str(root)) or "[]"))


def _new(before: Counter[str], after: Counter[str]) -> list[str]:
    return sorted((after - before).elements())


def _node(script: str, *arguments: str) -> str:
    done = subprocess.run(["node", str(NODE / script), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{script} {' '.join(arguments[:2])}: {done.stderr[-2000:]}")
    return done.stdout


# ---- what is printed

_HEAD = f"{'app':14} {'rule':20} {'found':>6} {'safe':>5} {'review':>6} {'held':>5} {'manual':>6} {'missed':>6}   {'converted':>9}"


def _rows(one: Measured) -> list[str]:
    rows = []
    for rule, sites in one.sites.items():
        share = f"{sites.converted / sites.found:9.1%}" if sites.found else f"{'-':>9}"
        rows.append(
            f"{one.name:14} {rule:20} {sites.found:6} {sites.safe:5} {sites.review:6} {sites.held:5} {sites.manual:6} {sites.missed:6}   {share}"
        )
    rows.append(
        f"{'':14} {one.groups} groups, {one.files} files; windows isolated {one.windows}; new: syntax errors {len(one.syntax)}, type errors {len(one.types)}, "
        f"open ends {len(one.open_ends)}, second run {len(one.second_run)}; {one.seconds:.1f} s"
    )
    return rows


def _say_what_is_wrong(measured: Sequence[Measured], reasons: int) -> None:
    for one in measured:
        for title in ("missed", "syntax", "types", "open_ends", "second_run"):
            for text in getattr(one, title)[:20]:
                print(f"{one.name}: {title}: {text}")
    for one in measured:
        for reason, count in one.reasons.most_common(reasons):
            print(f"{one.name:14} {count:4}  {reason}")


def _samples(name: str, planned: PlanResult, chooser: random.Random) -> Iterator[str]:
    """Converted sites with the lines of their file before, and the hunk of the diff that touches them."""
    became = _outcomes(planned)
    final = {file.path: file.after for step in planned.steps for file in step.files}
    for finding in planned.scan.findings:
        if not _is_counted(planned, finding) or became[finding.id] not in ("safe", "review"):
            continue
        source = planned.scan.sources[finding.place.path]
        line = source.position(finding.place.span.start).line
        old = source.raw.decode("utf-8", "replace").splitlines()
        new = (final.get(finding.place.path) or source.raw).decode("utf-8", "replace").splitlines()
        yield f"\n=== {name} {finding.place.path}:{line} {finding.rule} {became[finding.id]} — {finding.message}\n" + _hunk(old, new, line)


def _hunk(old: list[str], new: list[str], line: int) -> str:
    from difflib import SequenceMatcher

    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal" and start <= line - 1 < max(end, start + 1):
            above = [f"  {text}" for text in old[max(0, start - 3) : start]]
            below = [f"  {text}" for text in old[end : end + 2]]
            return "\n".join([*above, *(f"- {text}" for text in old[start:end]), *(f"+ {text}" for text in new[new_start:new_end]), *below])
    return "\n".join(f"  {text}" for text in old[max(0, line - 2) : line + 1]) + "\n  (no change at this line)"


if __name__ == "__main__":
    sys.exit(main())
