# shellcheck shell=bash
# shellcheck disable=SC2154 # .ci/bare/check says where everything is
# A bare root with mount and process namespaces of its own. When the command ends, everything that it started ends.

# enter LOWER UPPER COMMAND…: LOWER is overlayfs's list of folders, UPPER gets what is changed. The checkout is /srv/hub.
enter() {
  local lower=$1 upper=$2
  shift 2
  mkdir -p "$upper" "$SCRATCH/root" "$BARE_CACHE/npm" "$BARE_CACHE/apt-$RELEASE/partial" "$IMAGE_CACHE"
  # Overlayfs wants its scratch folder on the same file system as the changes.
  local work=$upper.work code=0
  rm -rf "$work"
  mkdir -p "$work"
  # shellcheck disable=SC2016 # expanded by the first process inside
  LOWER=$lower UPPER=$upper WORK=$work timeout --foreground "${HUB_BARE_LIMIT_S:-1500}" \
    unshare --mount --propagation private --pid --fork --kill-child=KILL -- \
    bash -euo pipefail -c 'source "$0/enter.sh"; become_bare "$@"' "$HERE" "$@" </dev/null || code=$?
  rm -rf "$work"
  return "$code"
}

# The first process of the namespaces.
become_bare() {
  local root=$SCRATCH/root
  # shellcheck disable=SC2153 # given by enter
  mount -t overlay overlay -o "lowerdir=$LOWER,upperdir=$UPPER,workdir=$WORK" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/run"
  mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
  keep_beside "$CLONE" "$root/srv/hub"
  keep_beside "$BARE_CACHE/npm" "$root/root/.npm"
  keep_beside "$BARE_CACHE/apt-$RELEASE" "$root/var/cache/apt/archives"
  keep_beside "$IMAGE_CACHE" "$root/var/cache/cydynni-hub/image"
  as_this_computer "$root"
  # shellcheck disable=SC2016 # expanded by the shell inside
  exec chroot "$root" env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    "${PASSED_ON[@]}" bash -euc 'cd /srv/hub; "$@"' bare "$@"
}

# Only downloads and finished stages: nothing that a program would find installed.
keep_beside() {
  mkdir -p "$2"
  mount --bind "$1" "$2"
}

# How this computer reaches the archives: never part of a kept root, since it may hold keys.
as_this_computer() {
  local root=$1 name
  cp --remove-destination /etc/resolv.conf "$root/etc/resolv.conf"
  if [[ -f $HOME/.npmrc ]]; then cp "$HOME/.npmrc" "$root/root/.npmrc"; fi
  apt-config dump | grep -iE '^Acquire::(http|https|ftp)::' >"$root/etc/apt/apt.conf.d/00this-computer" || true
  PASSED_ON=()
  # Npm reads no authorities but its own and these.
  if [[ -n $(ls "$CA_FOLDER" 2>/dev/null) ]]; then PASSED_ON+=(NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt); fi
  for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY HUB_DEBIAN_MIRROR; do
    if [[ -n ${!name:-} ]]; then PASSED_ON+=("$name=${!name}"); fi
  done
}
