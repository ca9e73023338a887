"""Apps that nobody here wrote, as they were published: fetched when they are needed, held against their checksum, kept in the cache.

Nothing of theirs is in this repository. What they need to run is named in `tests/real/apps/NAME`, with the checksum of each package, and never runs
when it is installed.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cache import cache_folder

PACKAGES = Path(__file__).resolve().parents[1] / "tests" / "real" / "apps"


@dataclass(frozen=True, slots=True)
class ForeignApp:
    """A package that is a whole app. `sha512`: of its archive, as npm writes it."""

    name: str
    version: str
    sha512: str

    @property
    def folder(self) -> Path:
        """What is ours about it: its packages with their checksums, and a user's actions."""
        return PACKAGES / self.name


API_DEMOS = ForeignApp(
    "electron-api-demos", "2.0.1", "01Bb74//Hqd1OZyrKg7Y6MeyvkKl+nsq2Mlajun/JAaBvbn05qAEbl0E5623naOcmVkO5lgT57sKk6KKBj21bQ=="
)
MARKDOWNIFY = ForeignApp(
    "electron-markdownify", "1.2.1", "V5XYWtrcMoiIHWsJf+alyChJvTL98yUqGEYZKjEJ97uZprCuPq0K0S7P7B0r7pCTsFutd3tW+Ewa2Ch76qriLw=="
)
VMD = ForeignApp("vmd", "1.34.0", "clGottvd9eu9fqo0mQx6IAgyKLCnpDzJ32VlOX2zgwMTYYEgYj0v5+uKS9oPF0ysFKsCpm+vIKUaFZnPtM9aTw==")


def archive_of(app: ForeignApp) -> Path:
    """The app's archive in the cache, fetched if it is not there. Ends the process where what comes is not what is expected."""
    archive = cache_folder() / f"{app.name}-{app.version}.tgz"
    if not archive.exists() or _sha512(archive) != app.sha512:
        archive.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
            subprocess.run(["npm", "pack", "--silent", f"{app.name}@{app.version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            (packed,) = Path(folder).glob("*.tgz")
            if _sha512(packed) != app.sha512:
                sys.exit(f"{app.name}@{app.version} is not the package that is expected")
            packed.replace(archive)
    return archive


def unpack(app: ForeignApp, folder: Path) -> Path:
    """The app as it was published, in a new folder `folder/package`, without the packages that it needs."""
    shutil.unpack_archive(archive_of(app), folder, filter="data")
    return folder / "package"


def give_packages(app: ForeignApp, copy: Path) -> None:
    """The packages that an app needs to run, in a copy of it. They are installed once; to be read only, as copies share their files."""
    shutil.copytree(_installed(app), copy / "node_modules", symlinks=True, copy_function=_linked)


def _installed(app: ForeignApp) -> Path:
    """The installed packages in the cache: without scripts of theirs, without Electron, each against its checksum."""
    lock = (app.folder / "package-lock.json").read_bytes()
    modules = cache_folder() / f"{app.name}-{app.version}-packages-{hashlib.sha256(lock).hexdigest()[:16]}"
    if not modules.is_dir():
        modules.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=modules.parent) as folder:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(app.folder / name, folder)
            subprocess.run(
                ["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True, stdout=subprocess.DEVNULL
            )
            try:
                Path(folder, "node_modules").replace(modules)
            except OSError:
                # another process that runs tests was faster
                if not modules.is_dir():
                    raise
    return modules


def _linked(source: str, target: str) -> str:
    """As shutil.copy2: a second name for the file where both are on one disk."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _sha512(path: Path) -> str:
    with path.open("rb") as file:
        return base64.b64encode(hashlib.file_digest(file, "sha512").digest()).decode("ascii")
