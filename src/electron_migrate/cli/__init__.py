"""The command line: one small file per command; errors and exit codes in `boundary`."""

from __future__ import annotations

import click

from electron_migrate import __version__
from electron_migrate.cli.apply import apply
from electron_migrate.cli.boundary import Boundary
from electron_migrate.cli.check import check
from electron_migrate.cli.explain import explain
from electron_migrate.cli.init import init
from electron_migrate.cli.plan import plan
from electron_migrate.cli.scan import scan
from electron_migrate.cli.transforms import transforms
from electron_migrate.cli.undo import undo


@click.group(cls=Boundary, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="electron-migrate", message="%(prog)s %(version)s")
def main() -> None:
    """Take an Electron app off nodeIntegration, remote and raw ipcRenderer, as diffs that you review.

    It never runs the app's code, never uses the network, installs nothing.

    \b
    Examples:
      electron-migrate scan                     what keeps the windows from being isolated
      electron-migrate plan                     the whole way as change groups, with the diff
      electron-migrate apply                    write the safe groups
      electron-migrate apply --level review     write the reviewed groups too
      electron-migrate undo                     take the last apply back
      electron-migrate check                    fail on new debt, in CI
      electron-migrate init                     settings, a workflow and a pre-commit hook
    """


main.add_command(scan)
main.add_command(plan)
main.add_command(apply)
main.add_command(undo)
main.add_command(check)
main.add_command(init)
main.add_command(explain)
main.add_command(transforms)
