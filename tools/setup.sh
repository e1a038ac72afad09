#!/usr/bin/env bash
# Makes the virtual environment with locked versions; names what is missing. durable_rules has no wheel: it is compiled here.
set -eu -o pipefail
venv=${1:?usage: setup.sh VENV}

fail() { printf 'hegui: %s\n' "$@" >&2; exit 1; }

works() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' >/dev/null 2>&1; }

python=${HEGUI_PYTHON:-}
if [ -n "$python" ]; then
  works "$python" || fail "HEGUI_PYTHON=$python is not Python 3.11 or 3.12."
else
  for name in python3.12 python3.11 python3 python; do
    if command -v "$name" >/dev/null 2>&1 && works "$name"; then python=$name; break; fi
  done
fi
[ -n "$python" ] || fail "Python 3.11 or 3.12 is needed (the rules engine does not run on later ones)." \
  "Debian, Ubuntu: apt-get install python3 python3-venv python3-dev; or name one with HEGUI_PYTHON=/path/to/python3.12."

command -v cc >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 ||
  fail "A C compiler is needed: durable_rules is compiled on your machine." \
    "Debian, Ubuntu: apt-get install build-essential. Fedora: dnf install gcc. macOS: xcode-select --install."

"$python" -c 'import pathlib, sys, sysconfig; sys.exit(not (pathlib.Path(sysconfig.get_paths()["include"]) / "Python.h").exists())' ||
  fail "The C headers of Python are needed: durable_rules is compiled on your machine." \
    "Debian, Ubuntu: apt-get install python3-dev. Fedora: dnf install python3-devel."

"$python" -c 'import ensurepip, venv' 2>/dev/null || command -v uv >/dev/null 2>&1 ||
  fail "Python cannot make virtual environments." "Debian, Ubuntu: apt-get install python3-venv."

if command -v uv >/dev/null 2>&1; then
  uv venv --quiet --allow-existing --python "$python" "$venv"
  uv pip install --quiet --compile-bytecode --python "$venv/bin/python" --requirement requirements.lock
  uv pip install --quiet --python "$venv/bin/python" --no-deps --editable .
else
  "$python" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --editable .
fi
