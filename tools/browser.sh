#!/usr/bin/env bash
# Prints the path of a Chromium for the journeys; installs one where it may, else says the one line to type.
set -euo pipefail

say() { printf 'browser: %s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo "$@"
    else return 1
    fi
}

found() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$name" ] && command -v "$name"; then return; fi
    done
    return 1
}

# Without any font at all Chromium ends itself at the first page.
has_font() { [ -n "$(find /usr/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" -name '*.[to]tf' -print -quit 2>/dev/null)" ]; }

wanted=()
found >/dev/null || wanted+=(chromium)
has_font || wanted+=(fonts-dejavu-core)
if [ "${#wanted[@]}" -gt 0 ]; then
    say "installs ${wanted[*]}"
    { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >&2 \
        || { say "type: sudo apt-get install -y ${wanted[*]}   then the same make again"; exit 1; }
fi
found
