#!/usr/bin/env bash
# The HTML report in a browser (report.mjs says what is looked at). Needs Chromium (or CHROMIUM=PROGRAM) and Node 20; says so and passes
# where one is missing, unless BROWSER_REQUIRED is set. PICTURES=FOLDER draws the page there.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing() {
  echo "skipped: $1 is not installed, so the HTML report was not tried in a browser"
  [ -z "${BROWSER_REQUIRED:-}" ] || exit 1
  exit 0
}

if [ -z "${CHROMIUM:-}" ]; then
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    CHROMIUM=$(command -v "$name") && break
  done
fi
[ -n "${CHROMIUM:-}" ] || missing "Chromium"
command -v node >/dev/null || missing "Node"

if [ -z "${CLAIMBASE:-}" ]; then
  cargo build --locked --quiet
  CLAIMBASE=${CARGO_TARGET_DIR:-target}/debug/claimbase
fi
CLAIMBASE=$(realpath "$CLAIMBASE")
export CLAIMBASE CHROMIUM
exec timeout --kill-after=10 180 node tests/browser/report.mjs
