"""How far a long run has come, for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and of how many; the number of all may grow while it runs."""


def silent(_what: str, _done: int, _total: int) -> None:
    """For a run that nobody watches."""
