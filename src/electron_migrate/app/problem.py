"""What could not be read, as a value; reading itself never fails over one file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """`path` is app-relative with `/`; `line` counts from 1, None for the whole file."""

    path: str
    line: int | None
    message: str
