# shellcheck shell=bash
# Sectors that U-Boot imports with `env import -c`: CRC32 (little endian) of the rest, then name=value, each ended by NUL.

# env_sector NAME=VALUE…: 512 bytes on standard output
env_sector() {
  local body crc
  body=$(mktemp)
  { (($# == 0)) || printf '%s\0' "$@"; } >"$body"
  truncate -s 508 "$body"
  crc=$(crc32_of "$body")
  printf '%b' "\\x${crc:6:2}\\x${crc:4:2}\\x${crc:2:2}\\x${crc:0:2}"
  cat "$body"
  rm -f "$body"
}

# crc32_of FILE: 8 hexadecimal digits. gzip's trailer holds the CRC32 of its input, little endian.
crc32_of() {
  gzip -1c "$1" | tail -c 8 | od -An -tx1 -N4 | awk '{ print $4 $3 $2 $1 }'
}

# label_crcs FILE NAME: the CRC of a file under both names that the boot script compares with, one a line
label_crcs() {
  local crc
  crc=$(crc32_of "$1")
  printf '%s=%s\n%s_NET=%s\n' "$2" "$crc" "$2" "${crc:6:2}${crc:4:2}${crc:2:2}${crc:0:2}"
}
