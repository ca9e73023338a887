"""Metadata is in pyproject.toml; this only keeps what an older build left behind out of the wheel."""

from __future__ import annotations

import shutil

from setuptools import setup
from setuptools.command.build import build


class FreshBuild(build):
    """setuptools packs all that lies in `build/lib`, files included that are gone from the tree."""

    def run(self) -> None:
        shutil.rmtree(self.build_lib, ignore_errors=True)
        super().run()


setup(cmdclass={"build": FreshBuild})
