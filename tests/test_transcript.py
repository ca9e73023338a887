"""docs/transcript.md is what the commands print today."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32" or shutil.which("git") is None, reason="needs git and a pseudo-terminal")
def test_the_transcript_is_still_true() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "transcript.py", "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"write it again with scripts/transcript.py, and read what changed:\n{done.stdout}{done.stderr}"
