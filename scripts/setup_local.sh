#!/bin/sh
# Makes this folder ready: .venv with the locked packages of a requirements file, and the libraries that Debian must provide.
#
#   scripts/setup_local.sh [requirements.txt | tests/requirements.txt] [--again]
#
# What stands already is left alone, so a second call takes no time. --again asks once more for libraries that could not be had.
# shellcheck disable=SC2086  # lists of packages are meant to fall into words
set -eu
cd "$(dirname "$0")/.."

REQUIREMENTS=requirements.txt
for word in "$@"; do
    case "$word" in
        --again) rm -f .venv/.libraries ;;
        *) REQUIREMENTS=$word ;;
    esac
done

LIBRARIES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"  # what pages are drawn with
PIP_URL=https://files.pythonhosted.org/packages/44/3c/d717024885424591d5376220b5e836c2d5293ce2011523c9de23ff7bf068/pip-25.3-py3-none-any.whl
PIP_SHA256=9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# --- Debian's part ---------------------------------------------------------------------------------------------------------

is_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

missing_of() {
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || printf '%s ' "$package"
    done
}

become_root() {  # the command that does it: nothing for root, sudo for others, who may be asked for a password at a terminal alone
    if [ "$(id -u)" = 0 ]; then echo env
    elif ! command -v sudo >/dev/null; then return 1
    elif [ -t 0 ] || sudo -n true 2>/dev/null; then echo sudo env
    else return 1
    fi
}

apt() { $ROOT DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=15 "$@" >/dev/null; }

debian_packages() {
    ROOT=$(become_root) || return 1
    say "Installing from Debian$([ "$ROOT" = env ] || echo " with sudo"): $*"
    apt install -y --no-install-recommends "$@" 2>/dev/null || { apt update 2>/dev/null && apt install -y --no-install-recommends "$@"; }
}

libraries() {
    [ ! -f .venv/.libraries ] || return 0
    if ! is_debian; then
        say "This is no Debian: install Pango, HarfBuzz (with its subset library) and the DejaVu fonts with your own package manager,"
        say "as in: dnf install pango harfbuzz dejavu-sans-fonts, or: brew install pango. They are for drawing pages alone."
    else
        missing=$(missing_of $LIBRARIES)
        if [ -n "$missing" ] && ! debian_packages $missing; then
            say "Not installed: $missing"
            say "Ask an administrator for: apt-get install $missing"
            say "They are for drawing pages alone, so the rest goes on without them. To try again: make setup"
        fi
    fi
    touch .venv/.libraries
}

# --- Python's part ---------------------------------------------------------------------------------------------------------

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3.11 python3 python3.12 python3.13 /usr/bin/python3; do
        if is_new_enough "$candidate"; then printf '%s' "$candidate"; return; fi
    done
    fail "Python 3.11 or newer is needed, and none is on PATH. On Debian 12: apt-get install python3 python3-venv.
Elsewhere: set PYTHON to one, as in: make run PYTHON=/opt/python3.11/bin/python3"
}

make_venv() {
    rm -rf .venv
    python=$(find_python)
    say "Making .venv with $("$python" --version)"
    if ! has_pip_source "$python" && is_debian; then debian_packages python3-venv || true; fi
    if has_pip_source "$python"; then "$python" -m venv .venv; else "$python" -m venv --without-pip .venv && fetch_pip; fi
}

has_pip_source() { "$1" -c 'import ensurepip' 2>/dev/null; }

fetch_pip() {
    say "This Python comes without pip (Debian: python3-venv), so pip is fetched from PyPI"
    .venv/bin/python - "$PIP_URL" "$PIP_SHA256" <<'END' || fail "pip could not be fetched. Ask an administrator for: apt-get install python3-venv"
import hashlib, pathlib, subprocess, sys, urllib.request

url, digest = sys.argv[1:]
data = urllib.request.urlopen(url, timeout=60).read()
if hashlib.sha256(data).hexdigest() != digest:
    sys.exit("what came is not the pip that was asked for")
wheel = pathlib.Path(".venv", url.rsplit("/", 1)[1])
wheel.write_bytes(data)
subprocess.run([sys.executable, f"{wheel}/pip", "install", "--quiet", "--no-index", wheel], check=True)
END
}

fingerprint() { sha256sum "$1" | cut -d' ' -f1; }

packages() {
    if grep -qsx "$(fingerprint "$REQUIREMENTS")" .venv/.installed; then return; fi
    say "Installing $(grep -c '==' "$REQUIREMENTS") locked packages into .venv (the first time takes a minute or two)"
    rm -f .venv/.installed
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$REQUIREMENTS" \
        || fail "pip could not install them; its own words are above."
    # The tests' lock holds everything of the first one too.
    for file in requirements.txt "$REQUIREMENTS"; do fingerprint "$file"; done >.venv/.installed
}

is_new_enough .venv/bin/python || make_venv
libraries
packages
