"""How long summaries take beside @typescript-eslint/parser with its scope manager, over the same files in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from electron_migrate.code.source import Source
from electron_migrate.facts.summarise import summarise

ROOT = Path(__file__).resolve().parent.parent
NODE = ROOT / "tests" / "node"
MOST_BYTES = 3_000_000
PEER = """
const { parseForESLint } = require('@typescript-eslint/parser')
const fs = require('fs')
const files = JSON.parse(fs.readFileSync(0, 'utf8'))
const started = process.hrtime.bigint()
let read = 0
for (const file of files) {
  try { parseForESLint(fs.readFileSync(file, 'utf8'), { filePath: file, range: true }); read++ } catch (error) {}
}
console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - started) / 1e9, read }))
"""


def main() -> int:
    """Prints both times and their ratio; 2 where the peer is not installed."""
    if not (NODE / "node_modules" / "@typescript-eslint").is_dir():
        print("the peer is not installed: run `make needs` first", file=sys.stderr)
        return 2
    files = _files()
    size = sum(path.stat().st_size for path in files)
    started = time.perf_counter()
    for path in files:
        summarise(Source.of(path.name, path.read_bytes()))
    ours = time.perf_counter() - started
    answer = subprocess.run(
        ["node", "-e", PEER], cwd=NODE, input=json.dumps([str(path) for path in files]), capture_output=True, text=True, check=True
    )
    peer = json.loads(answer.stdout)
    print(f"{len(files)} files, {size / 1e6:.1f} MB")
    print(f"electron-migrate summaries        {ours:6.2f} s")
    print(f"@typescript-eslint/parser         {peer['seconds']:6.2f} s  ({peer['read']} files)")
    print(f"ratio                             {ours / peer['seconds']:6.2f}")
    return 0


def _files() -> list[Path]:
    """Hand-written JavaScript at hand: the corpus, and packages that the tests install."""
    found = sorted((ROOT / "corpus").rglob("*.js")) + sorted((NODE / "node_modules" / "@typescript-eslint").rglob("*.js"))
    files: list[Path] = []
    size = 0
    for path in found:
        size += path.stat().st_size
        if size > MOST_BYTES:
            break
        files.append(path)
    return files


if __name__ == "__main__":
    sys.exit(main())
