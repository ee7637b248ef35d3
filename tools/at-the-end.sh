#!/usr/bin/env bash
# Runs a command beside others: prints the heading and all it said when it is over, and ends as it ended.
#     tools/at-the-end.sh HEADING COMMAND…
set -uo pipefail
heading="$1"
shift
said="$(mktemp)"
trap 'rm -f "$said"' EXIT
"$@" >"$said" 2>&1
ended=$?
printf '\n%s\n' "$heading"
cat "$said"
exit $ended
