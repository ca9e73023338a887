"""Apps for tests of the gate are written as for those of the facts."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "facts"))
sys.path.insert(0, str(Path(__file__).parent.parent / "report"))
