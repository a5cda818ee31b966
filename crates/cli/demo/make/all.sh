#!/usr/bin/env bash
# Makes the evidence files of the demonstration again. They are committed; nobody needs this to build or test.
# Needs chromium, espeak-ng, sox, opus-tools, exiftool and python3 with numpy and pillow.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 make/photo.py evidence/lestnitsa.jpg
make/call.sh evidence/zvonok.ogg
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
    --disable-sync --user-data-dir="$profile" --no-pdf-header-footer --print-to-pdf=evidence/otvet.pdf "file://$PWD/make/letter.html"
# A PDF printed by a browser names the browser; an invented prosecutor's office has no reason to.
exiftool -q -overwrite_original -Title='Ответ № 0-17/000-25' -Creator= -Producer= evidence/otvet.pdf
ls -l evidence
