#!/bin/sh
# setup.sh PYTHON: makes .venv (or brings it up to date) with the package, editable, and its development tools.
set -eu
cd "$(dirname "$0")/.."
python=$1

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Python 3.11 or later is needed, not $("$python" --version 2>&1): name one with make setup PYTHON=…" >&2
  exit 1
}
# a new environment when there is none, or the Python it was made from is gone
.venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
