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
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome \
        "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"/chromium-*/chrome-linux*/chrome; do
        if [ -n "$name" ] && command -v "$name"; then return; fi
    done
    return 1
}

# Without any font at all Chromium ends itself at the first page.
has_font() { [ -n "$(find /usr/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" -name '*.[to]tf' -print -quit 2>/dev/null)" ]; }

# Ubuntu has Chromium only as a snap, which does not see the folders a test gives it.
is_ubuntu() { grep -qs '^ID=ubuntu$' /etc/os-release; }

fetch() {
    local line=".venv/bin/playwright install --with-deps chromium"
    say "installs Chromium through playwright"
    { as_root true && $line; } >&2 || { say "type: $line   then the same make again"; exit 1; }
}

wanted=()
if found >/dev/null; then :
elif is_ubuntu; then fetch
else wanted+=(chromium)
fi
has_font || wanted+=(fonts-dejavu-core)
if [ "${#wanted[@]}" -gt 0 ]; then
    say "installs ${wanted[*]}"
    { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "${wanted[@]}"; } >&2 \
        || { say "type: sudo apt-get install -y ${wanted[*]}   then the same make again"; exit 1; }
fi
found
