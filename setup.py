"""Builds the pages of the web app before a wheel takes them in; all else stands in `pyproject.toml`."""

import subprocess
from pathlib import Path
from shutil import which

from setuptools import setup
from setuptools.command.build_py import build_py

WEB, BUILT = Path("web"), Path("api/web/static/index.html")


class BuildPages(build_py):
    """Builds the pages where Node is; without it a wheel has those that are there, or none."""

    def run(self) -> None:
        """Build, then collect the files."""
        npm = which("npm")
        if not self.editable_mode and WEB.is_dir() and not BUILT.exists() and npm:
            subprocess.run([npm, "ci", "--ignore-scripts", "--silent"], cwd=WEB, check=True)
            subprocess.run([npm, "run", "--silent", "build"], cwd=WEB, check=True)
        super().run()


setup(cmdclass={"build_py": BuildPages})
