"""`resolve_names` agrees with @typescript-eslint/scope-manager, name by name."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest

from electron_migrate.code.parse import parse, regions
from electron_migrate.code.scope import resolve_names
from electron_migrate.code.source import Source

pytestmark = pytest.mark.node

NODE_TESTS = Path(__file__).parents[2] / "node"
CASES = Path(__file__).parent / "scope_cases"
SUFFIXES = frozenset({".js", ".cjs", ".mjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"})
MAX_FILES, MAX_BYTES, MAX_FILE_BYTES = 700, 4_000_000, 200_000


@dataclass(frozen=True)
class Comparison:
    agreed: int
    differences: tuple[str, ...]
    """One readable line for each name on which the two differ."""


@pytest.fixture(scope="module", autouse=True)
def _node_packages() -> None:
    missing = "node" if shutil.which("node") is None else "node_modules (npm ci in tests/node)"
    if shutil.which("node") is None or not (NODE_TESTS / "node_modules" / "@typescript-eslint" / "parser").is_dir():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no {missing}")


def test_every_binding_form_resolves_as_the_oracle_says() -> None:
    comparison = compare(sorted(CASES.iterdir()))
    assert comparison.differences == ()
    assert comparison.agreed > 500


def test_code_of_other_people_resolves_as_the_oracle_says() -> None:
    comparison = compare(list(sample()))
    total = comparison.agreed + len(comparison.differences)
    assert total > 50_000
    assert comparison.agreed / total >= 0.999, "\n".join(comparison.differences[:50])


def sample() -> Iterator[Path]:
    """Source files of the installed packages in the order of their paths, up to the caps."""
    candidates = (
        path
        for path in sorted((NODE_TESTS / "node_modules").rglob("*"))
        if path.suffix in SUFFIXES and path.is_file() and path.stat().st_size <= MAX_FILE_BYTES
    )
    size = 0
    for path in islice(candidates, MAX_FILES):
        size += path.stat().st_size
        if size > MAX_BYTES:
            return
        yield path


def compare(paths: list[Path]) -> Comparison:
    names = json.dumps([str(path) for path in paths])
    oracle = subprocess.run(["node", "scope-oracle.js"], cwd=NODE_TESTS, input=names, capture_output=True, text=True, check=True)
    agreed, differences = 0, []
    for line in oracle.stdout.split("\n")[:-1]:
        answer = json.loads(line)
        path = Path(answer["path"])
        if "error" in answer:
            assert CASES not in path.parents, f"{path}: {answer['error']}"
            continue
        source = Source.of(path.name, path.read_bytes())
        ours = resolutions(source)
        if ours is None:
            assert CASES not in path.parents, f"{path}: does not parse"
            continue
        in_bytes = byte_offsets(source.data.decode())
        theirs = {
            in_bytes[start]: in_bytes[declared] if declared >= 0 else -1 for start, name, declared in answer["names"] if not ignored(name)
        }
        for start in theirs.keys() | {start for start, declared in ours.items() if declared >= 0}:
            if theirs.get(start) == ours.get(start):
                agreed += 1
            elif start not in theirs and is_extra(source, start):
                continue
            else:
                at = source.position(start)
                snippet = source.line_text(at.line).strip()[:100]
                differences.append(f"{path}:{at.line}:{at.column} oracle {theirs.get(start)} ours {ours.get(start)}: {snippet}")
    return Comparison(agreed, tuple(differences))


def resolutions(source: Source) -> dict[int, int] | None:
    """Start of each name -> start of its first declaration, -1 for a global; None for a file with errors."""
    parsed = parse(source, regions(source)[0])
    if parsed.broken:
        return None
    scopes = resolve_names(parsed)
    found = {reference.node.start_byte: -1 for reference in scopes.unresolved}
    for binding in scopes.bindings:
        first = min(node.start_byte for node in binding.declarations)
        for node in (*binding.declarations, *(reference.node for reference in binding.references)):
            found[node.start_byte] = first
    return found


def byte_offsets(text: str) -> list[int]:
    """UTF-16 offset -> UTF-8 offset."""
    offsets, at = [], 0
    for character in text:
        offsets.extend([at] * (2 if ord(character) > 0xFFFF else 1))
        at += len(character.encode())
    return [*offsets, at]


def ignored(name: str) -> bool:
    return name in ("undefined", "this")  # keywords to the grammar; to the oracle a global and a parameter


def is_extra(source: Source, start: int) -> bool:
    """Names that we resolve and the oracle, by intention, does not count: those of closing JSX tags."""
    return source.data[:start].endswith(b"</")
