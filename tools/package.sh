#!/usr/bin/env bash
# Builds wheel and sdist, installs each into an empty environment and runs the demo from another folder.
set -eu -o pipefail
python=$(cd "$(dirname "${1:?usage: package.sh PYTHON}")" && pwd)/$(basename "$1")
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$python" -m build --outdir "$work/dist" "$root" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
ls -l "$work/dist"
for package in "$work"/dist/*.whl "$work"/dist/*.tar.gz; do
  "$python" -m venv --clear "$work/venv"
  "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$package"
  mkdir -p "$work/elsewhere"
  (
    cd "$work/elsewhere"
    "$work/venv/bin/hegui" --help >/dev/null
    "$work/venv/bin/hegui" policies lint
    "$work/venv/bin/hegui" policies test 001-S20 002-S143 004-S09  # one of each kind of example; the suite has run them all
    "$work/venv/bin/hegui" demo --out report >/dev/null
    test -s report/report.pdf
    rm -r report
  )
  echo "installed and run elsewhere: $(basename "$package")"
done
