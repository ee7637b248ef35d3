#!/usr/bin/env bash
# Makes .venv hold exactly what requirements.lock names, then this project.
# Plain python3 is enough; uv is used when it is there because it is quicker.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo "$@"
    else return 1
    fi
}

make_venv() {
    say "makes .venv"
    if command -v uv >/dev/null; then
        uv venv -q --clear --python "$PY" .venv
    elif ! "$PY" -m venv --clear .venv 2>/dev/null; then
        # Debian and Ubuntu ship Python without venv.
        rm -rf .venv
        say "python3-venv is missing; installs it"
        { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends python3-venv; } >&2 \
            || stop "type: sudo apt-get install -y python3-venv   then the same make again"
        "$PY" -m venv .venv
    fi
}

# The system's own build is made for speed; one compiled by a version manager often is not.
fit() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
[ -n "${PY:-}" ] || { fit /usr/bin/python3 && PY=/usr/bin/python3; } || PY=python3

command -v "$PY" >/dev/null || stop "Python 3.11 or newer is needed; type: sudo apt-get install -y python3"
"$PY" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || stop "Python 3.11 or newer is needed, $PY is $("$PY" -V); name another: make PY=python3.12"

.venv/bin/python -c '' 2>/dev/null || make_venv

say "installs what requirements.lock names"
if command -v uv >/dev/null; then
    uv pip sync -q --compile-bytecode --python .venv/bin/python --require-hashes requirements.lock
    uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e .
else
    # A .venv that uv made has no pip of its own.
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip -q
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
fi
say "ready"
