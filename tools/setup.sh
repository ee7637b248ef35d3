#!/usr/bin/env bash
# Makes .venv hold exactly what requirements.lock names, then this project.
# Plain python3 is enough; uv is used when it is there because it is quicker.
set -euo pipefail
cd "$(dirname "$0")/.."
PY="${PY:-python3}"

say() { printf '%s\n' "$*" >&2; }

command -v "$PY" >/dev/null || { say "ไม่พบ $PY — Python 3.11 or newer is needed: apt-get install python3"; exit 1; }
"$PY" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Python 3.11 or newer is needed; $PY is $("$PY" -V)"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo "$@"; else return 1; fi
}

if [ ! -x .venv/bin/python ]; then
    say "setup: makes .venv"
    if command -v uv >/dev/null; then
        uv venv -q --python "$PY" .venv
    elif ! "$PY" -m venv .venv 2>/dev/null; then
        rm -rf .venv
        say "setup: python3-venv is missing; installs it"
        { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends python3-venv; } >&2 \
            || { say "type: apt-get install -y python3-venv   then run make again"; exit 1; }
        "$PY" -m venv .venv
    fi
fi

say "setup: installs what requirements.lock names"
if command -v uv >/dev/null; then
    uv pip sync -q --python .venv/bin/python requirements.lock
    uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation-package none -e . 2>/dev/null \
        || uv pip install -q --python .venv/bin/python --no-deps -e .
else
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps -e .
fi
