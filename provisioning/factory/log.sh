# shellcheck shell=bash
# The log of a batch: CSV, one line for each card that was tried. Only whole lines count: a line that was torn by a power
# cut is ended before the next one is appended, and has not the right number of columns.

readonly LOG_HEAD='time,hub_id,target,card,seconds,version,result'

# log_line FILE FIELD…
log_line() {
  local file=$1 line
  shift
  line=$(
    IFS=,
    printf '%s' "$*"
  )
  if [[ ! -s $file ]]; then printf '%s\n' "$LOG_HEAD" >>"$file"; fi
  # The shell drops a newline at the end: what is left is the last byte of a torn line.
  if [[ -n $(tail -c 1 "$file") ]]; then printf '\n' >>"$file"; fi
  printf '%s\n' "$line" >>"$file"
  sync "$file"
}

# logged_ok FILE: the hubs that have their card
logged_ok() {
  [[ ! -e $1 ]] || awk -F, 'NF == 7 && $7 == "ok" { print $2 }' "$1"
}
