"""Every error that a person can cause or cure, in one table: code, title, what to do. Imports nothing of the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EXIT_USAGE = 2
"""Usage, or nothing to work on: every `UserError`."""
EXIT_INTERNAL = 70
"""A bug of this tool (EX_SOFTWARE of sysexits.h)."""
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """`title` is what is wrong in general; `help` is one sentence that says what to do."""

    title: str
    help: str


ERRORS: Mapping[str, ErrorEntry] = {
    "EM101": ErrorEntry("The path does not exist or is no folder", "Give the folder that holds the app's package.json."),
    "EM102": ErrorEntry("No Electron app there", "Give the folder whose package.json names electron, or pass --electron N."),
    "EM103": ErrorEntry("An option has a value that cannot be used", "See the command's --help."),
    "EM104": ErrorEntry("The git tree has uncommitted changes", "Commit or stash them first, or pass --allow-dirty."),
    "EM105": ErrorEntry("The app is not what it was when the plan was made", "Plan again: electron-migrate plan -o DIR."),
    "EM106": ErrorEntry("The plan file cannot be used", "Correct the line that is named, or make a new one: electron-migrate plan -o DIR."),
    "EM107": ErrorEntry("The output folder holds other files than a plan", "Choose a new or empty folder, or an earlier plan."),
    "EM108": ErrorEntry(
        "There is nothing to undo", "No apply of this tool is on record for the app, or all of them were taken back already."
    ),
    "EM109": ErrorEntry("Another run is at work in this app", "Wait until it has ended, then try again."),
    "EM110": ErrorEntry("A file could not be written", "The app is as it was before. Check the disk's space and the file's permissions."),
    "EM111": ErrorEntry("An interrupted apply could not be finished or taken back", "Restore the files that are named, then try again."),
    "EM112": ErrorEntry("package.json cannot be read", "Repair it first; it says where the app starts and which Electron it uses."),
    "EM113": ErrorEntry("Nothing has this name", "List all names with: electron-migrate explain."),
    "EM114": ErrorEntry("No window has this id", "See the ids with: electron-migrate scan."),
    "EM115": ErrorEntry("A file has changed since it was written", "Put it back as apply left it, or take its changes back by hand."),
    "EM116": ErrorEntry("A path may not be written", "Only plain files below the app's folder are changed; remove the path or the link."),
    "EM117": ErrorEntry("The journal of earlier applies cannot be used", "Restore the app, then delete .electron-migrate/journal."),
    "EM118": ErrorEntry("Git does not say whether the tree is clean", "Make `git status` work there, or pass --allow-dirty."),
    "EM119": ErrorEntry("There is no terminal to answer questions", "Run it in a terminal, or without --interactive."),
    "EM120": ErrorEntry("The editor cannot be used", "Set EDITOR to a program that waits until the file is closed."),
    "EM121": ErrorEntry("There is no git repository to commit to", "Run git init and commit the app first, or leave --commit out."),
    "EM122": ErrorEntry("A transform of the app's own cannot be used", "See what is wrong: electron-migrate transforms check FILE."),
    "EM123": ErrorEntry("A transform file is there already", "Choose another id, or edit that file."),
    "EM124": ErrorEntry(
        "Blessing is for people", "Run it on your machine and read the diff; in CI use: electron-migrate transforms check."
    ),
    "EM125": ErrorEntry("The plan file was edited and not planned again", "Plan with it first: electron-migrate plan --plan FILE -o DIR."),
    "EM126": ErrorEntry("Git refuses to commit", "Make `git commit` work there (user.name, user.email, a branch that may move), or leave --commit out."),
    "EM130": ErrorEntry("The configuration file cannot be used", "Correct the line that is named, or run with --no-config."),
    "EM131": ErrorEntry("The baseline cannot be used", "Restore it from git, or write a new one: electron-migrate check --write-baseline."),
    "EM132": ErrorEntry("No rule has this name", "List all names with: electron-migrate explain."),
}


class UserError(Exception):
    """Something that the user can put right. `message` says what, in one line; `help` what to do (the table's, unless given).

    `details` are further lines, such as the paths that are meant.
    """

    def __init__(self, code: str, message: str, help: str = "", details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help or ERRORS[code].help
        self.details = details
