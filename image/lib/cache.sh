# shellcheck shell=bash
# Finished stages, kept outside the checkout under the hash of everything that went into them: the settings, the
# stage's own files and modes, and the hash of the stage before. A stage holding a file NO_CACHE is always run.

cache_key() {
  {
    printf '%s\n' "${PREV_CACHE_KEY:-}" "$ARCH" "$RELEASE" "${HUB_DEBIAN_MIRROR:-}" "$HUB_FILE_EPOCH" \
      "$HUB_BOOT_STATE_LBA_0" "$HUB_BOOT_STATE_LBA_1" "$TARGET_HOSTNAME" "$LOCALE_DEFAULT" "$TIMEZONE_DEFAULT"
    cd "$STAGE_DIR" || return
    find . -type f -printf '%m %p\n' | sort
    find . -type f -print0 | sort -z | xargs -0r sha256sum
    find . -type l -printf '%p %l\n' | sort
  } | sha256sum | cut -c1-32
}

# The stage's file in the cache, or nothing when it is not to be kept. Advances the key for the stages after it.
cache_file() {
  CACHE_KEY=$(cache_key)
  PREV_CACHE_KEY=$CACHE_KEY
  CACHE_FILE=
  if [[ -n ${HUB_IMAGE_CACHE:-} && ! -f $STAGE_DIR/NO_CACHE ]]; then
    CACHE_FILE=$HUB_IMAGE_CACHE/$STAGE-$CACHE_KEY.tar.zst
  fi
}

# Two bakes at once do not run the same stage twice: the second waits for what the first one keeps. The kernel frees the
# lock of a bake that dies.
cache_lock() {
  [[ -z $CACHE_FILE ]] && return
  mkdir -p "$HUB_IMAGE_CACHE"
  exec {CACHE_LOCK}>"$HUB_IMAGE_CACHE/.$STAGE.lock"
  flock "$CACHE_LOCK"
}

cache_unlock() {
  [[ -z $CACHE_FILE ]] && return
  exec {CACHE_LOCK}>&-
}

# A cached stage is unpacked when somebody needs its root: an export of its own, or the next stage that is really run.
cache_wanted() {
  touch "$CACHE_FILE"
  WANTED_FILE=$CACHE_FILE WANTED_AT=$STAGE_WORK_DIR
  if [[ -f $STAGE_DIR/EXPORT_IMAGE && ! -f $STAGE_DIR/SKIP_IMAGES ]]; then cache_unpack_wanted; fi
}

cache_unpack_wanted() {
  [[ -z ${WANTED_FILE:-} ]] && return
  step "${WANTED_AT##*/} from the cache" cache_unpack "$WANTED_FILE" "$WANTED_AT"
  WANTED_FILE=
}

cache_unpack() {
  tar --zstd --xattrs --xattrs-include='*' --acls --numeric-owner -xpf "$1" -C "$2"
}

cache_pack() {
  mkdir -p "$HUB_IMAGE_CACHE"
  # An interrupted bake leaves a .part at most: the name without it always holds a whole stage.
  tar --xattrs --xattrs-include='*' --acls --numeric-owner -cf - -C "$STAGE_WORK_DIR" rootfs |
    zstd -q -1 -T0 -f -o "$CACHE_FILE.part"
  sync "$CACHE_FILE.part"
  mv "$CACHE_FILE.part" "$CACHE_FILE"
  cache_prune
}

# Two generations of a stage are kept: the present one and the one before, for going back and forth on a branch.
cache_prune() {
  local old
  while IFS= read -r old; do rm -f "$old"; done < <(
    find "$HUB_IMAGE_CACHE" -maxdepth 1 -name "$STAGE-*.tar.zst" -printf '%T@ %p\n' | sort -rn | tail -n +3 | cut -d' ' -f2-
  )
}
