# Set-up shared by ./run and ./test: what is missing is installed, what is there is left alone.
# Sourced, never run. Every step says what it does and how long it took.
# shellcheck shell=bash

PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
TARGET=${CARGO_TARGET_DIR:-$PROJECT/target}
TOOLS=$TARGET/tools
DENY_VERSION=0.20.2
FUZZ_VERSION=0.13.2
NODE_WANTED=20.19.0 # the page's build tool refuses anything older
export PATH="$TOOLS/bin:$TOOLS/node/bin:$PATH"

# What everything is built with, what the window needs besides, and what it takes to try both.
# shellcheck disable=SC2034 # used by the scripts that source this one
PACKAGES_BUILD=(build-essential pkg-config libssl-dev ca-certificates curl)
# shellcheck disable=SC2034
PACKAGES_WINDOW=(libwebkit2gtk-4.1-dev)
# shellcheck disable=SC2034
PACKAGES_TEST=(webkit2gtk-driver xvfb xdotool age minisign tar shellcheck git chromium
    # what recipients open documents with
    libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils libimage-exiftool-perl libarchive-zip-perl unzip)

say() { printf '%s\n' "$*"; }

# step NAME COMMAND…: runs a command (usually a function below) between two lines that name it and time it.
step() {
    local name=$1 started=$SECONDS status=0
    shift
    say "== $name"
    "$@" || status=$?
    if [ "$status" -eq 0 ]; then
        say "== $name: done in $((SECONDS - started)) s"
    else
        say "== $name: FAILED after $((SECONDS - started)) s"
    fi
    return "$status"
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "This step needs root, and there is no sudo: $*" >&2
        return 1
    fi
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# need_packages NAME…: installs the Debian packages that are missing; asks the archive nothing when none is.
need_packages() {
    local package missing=()
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        say "   all $# system packages are there"
        return
    fi
    if ! command -v apt-get >/dev/null; then
        say "Please install what these Debian packages hold, then start again: ${missing[*]}" >&2
        return 1
    fi
    say "   installing ${missing[*]}"
    as_root apt-get update -qq || return
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}

# at_least HAVE WANTED: compares dotted version numbers.
at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

node_is_new_enough() {
    command -v node >/dev/null && command -v npm >/dev/null && at_least "$(node --version | tr -d v)" "$NODE_WANTED"
}

# Debian 12 and Ubuntu 24.04 ship Node 18: enough to run npm, which then brings a newer node as an npm package.
need_node() {
    local arch
    if ! node_is_new_enough; then
        command -v npm >/dev/null || need_packages nodejs npm || return
    fi
    if ! node_is_new_enough; then
        case $(uname -m) in
            x86_64) arch=x64 ;;
            aarch64) arch=arm64 ;;
            *) say "Please install Node $NODE_WANTED or newer: there is none to fetch for $(uname -m)." >&2; return 1 ;;
        esac
        say "   this system's node is $(node --version); the page needs $NODE_WANTED: fetching one beside it"
        mkdir -p "$TOOLS/node"
        npm install --prefix "$TOOLS/node" --no-save --no-audit --no-fund --loglevel=error "node-linux-$arch@^$NODE_WANTED" || return
        mkdir -p "$TOOLS/node/bin"
        ln -sf "../node_modules/node-linux-$arch/bin/node" "$TOOLS/node/bin/node"
        hash -r
    fi
    node_is_new_enough || { say "Node $NODE_WANTED or newer is needed, and could not be had." >&2; return 1; }
    say "   node $(node --version), npm $(npm --version 2>/dev/null)"
}

# The toolchain is the one rust-toolchain.toml names; rustup reads that file by itself.
need_rust() {
    local channel
    channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' "$PROJECT/rust-toolchain.toml")
    if ! command -v cargo >/dev/null && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
        PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
    fi
    if ! command -v cargo >/dev/null; then
        if apt-cache policy rustup 2>/dev/null | grep -q 'Candidate: [0-9]'; then
            need_packages rustup || return
        else
            say "   fetching rustup with the Rust project's own installer"
            curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs |
                sh -s -- -y --quiet --no-modify-path --profile minimal --default-toolchain none
            PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
        fi
    fi
    if ! command -v cargo >/dev/null; then
        say "Rust could not be fetched. Install rustup by hand, then start again." >&2
        return 1
    fi
    if command -v rustup >/dev/null; then
        (cd "$PROJECT" && cargo clippy --version && cargo fmt --version) >/dev/null 2>&1 ||
            rustup toolchain install "$channel" --profile minimal -c rustfmt -c clippy || return
    elif ! at_least "$(rustc --version | cut -d' ' -f2)" "$channel"; then
        say "This is $(rustc --version); $channel or newer is needed. Install rustup, which will fetch it." >&2
        return 1
    fi
    say "   $(cd "$PROJECT" && rustc --version)"
}

# fingerprint FILE…: one hash over names and contents, to tell whether a step has anything to do.
fingerprint() {
    find "$@" -type f -print0 2>/dev/null | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1
}

# npm packages exactly as the lock file says; nothing when that lock is already laid out.
need_page_packages() {
    local stamp
    cd "$PROJECT/ui" || return
    stamp="$(node --version) $(fingerprint package-lock.json package.json .npmrc)"
    if [ "$(cat node_modules/.laid-out 2>/dev/null)" = "$stamp" ]; then
        say "   as the lock file says"
    else
        npm ci --no-audit --no-fund --loglevel=error || return
        printf '%s' "$stamp" >node_modules/.laid-out
    fi
    cd "$PROJECT" || return
}

# The page, built into ui/dist; untouched when no source of it changed (a new mtime would rebuild the window).
build_page() {
    local stamp
    cd "$PROJECT/ui" || return
    stamp=$(fingerprint src locales public index.html package-lock.json package.json ./*.ts ./*.js ./*.json)
    if [ -f dist/index.html ] && [ "$(cat node_modules/.built 2>/dev/null)" = "$stamp" ]; then
        say "   unchanged since it was last built"
    else
        npm run --silent build || return
        printf '%s' "$stamp" >node_modules/.built
    fi
    cd "$PROJECT" || return
}

# cargo-deny at one version, beside the build; about two minutes, once.
# The fuzzer, and the nightly compiler whose instrumentation it needs. Only for `./test --long fuzz`.
need_fuzz() {
    rustup toolchain list | grep -q '^nightly' || rustup toolchain install nightly --profile minimal || return
    export PATH="$TOOLS/bin:$PATH"
    [ "$(cargo fuzz --version 2>/dev/null)" = "cargo-fuzz $FUZZ_VERSION" ] && return
    say "   building cargo-fuzz $FUZZ_VERSION"
    (cd "$PROJECT" && CARGO_TARGET_DIR=$TOOLS/build cargo install --quiet --locked --root "$TOOLS" "cargo-fuzz@$FUZZ_VERSION") || return
    rm -rf "$TOOLS/build"
}

need_deny() {
    if [ "$("$TOOLS/bin/cargo-deny" --version 2>/dev/null)" = "cargo-deny $DENY_VERSION" ]; then
        say "   cargo-deny $DENY_VERSION is there"
        return
    fi
    say "   building cargo-deny $DENY_VERSION" # unoptimised: it runs for seconds, and is built in half the time
    (cd "$PROJECT" && CARGO_TARGET_DIR=$TOOLS/build cargo install --quiet --debug --locked --root "$TOOLS" "cargo-deny@$DENY_VERSION") || return
    rm -rf "$TOOLS/build"
}
