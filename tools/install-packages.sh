#!/bin/sh
# Installs the npm packages of package-lock.json when they are missing or older than it. Used by the Makefile.
set -eu

if ! command -v npm >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing nodejs and npm with apt-get"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null
    apt-get install -y -qq --no-install-recommends nodejs npm ca-certificates >/dev/null 2>&1
  else
    echo "npm is missing. Install Node.js 20 or newer with npm (Debian: sudo apt-get install nodejs npm; macOS: brew install node)." >&2
    exit 1
  fi
fi

lock=package-lock.json
installed=node_modules/.package-lock.json
stamp=node_modules/.installed-package-lock
fresh() {
  [ -x node_modules/.bin/node ] && [ -f "$installed" ] || return 1
  [ ! "$lock" -nt "$installed" ] || [ "$(cksum <"$lock")" = "$(cat "$stamp" 2>/dev/null)" ]
}

if ! fresh; then
  echo "installing npm packages"
  # Not `npm ci`: it refuses a lock file that lacks the binaries of other platforms, which a partial registry leaves out of it.
  npm install --no-save --no-audit --no-fund --loglevel=error
  cksum <"$lock" >"$stamp"
fi
