"""`python -m electron_migrate`."""

from __future__ import annotations

from electron_migrate.cli import main

main(prog_name="electron-migrate")
