#!/usr/bin/env bats
# MariaDB itself with the image's settings, after power cuts that tore its small files.

load system

setup_file() {
  export D=$BATS_FILE_TMPDIR
  local settings=$BATS_TEST_DIRNAME/../stage-system/00-system/files/etc/mysql/hub.cnf
  # Its folders are the test's, and it runs as the user who runs the test.
  sed -e "s#/data/mysql#$D/data/mysql#; s#/run/mysqld#$D#; s#^user = .*#user = $(id -un)#; /innodb_temp_data/d" "$settings" >"$D/cnf"
  mkdir -p "$D/data/mysql"
  mariadb-install-db --defaults-file="$D/cnf" --datadir="$D/data/mysql" --user="$(id -un)" --skip-test-db --force \
    --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --aria-log-file-size=8388608 >"$D/log" 2>&1
  serve
  sql 'create database hub; create table hub.settings (name int); insert into hub.settings values (1), (2)'
  cut_power
  cp -a "$D/data/mysql" "$D/good"
}

setup() {
  system_setup
  export HUB_DATA=$D/data HUB_RUN=$BATS_TEST_TMPDIR/run
  rm -rf "$D/data/mysql"
  cp -a "$D/good" "$D/data/mysql"
}

teardown() { cut_power; }

sql() { mariadb --no-defaults --socket="$D/mysqld.sock" --skip-column-names --execute "$1"; }

# Starts MariaDB and waits until it answers or has ended.
serve() {
  rm -f "$D/mysqld.sock"
  mariadbd --defaults-file="$D/cnf" >"$D/server-log" 2>&1 3>&- &
  echo "$!" >"$D/pid"
  until sql 'select 1' >"$D/answer" 2>&1; do
    kill -0 "$(cat "$D/pid")" 2>/dev/null || return 1
    sleep 0.2
  done
}

cut_power() {
  local pid
  pid=$(cat "$D/pid")
  kill -KILL "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
}

torn() {
  case $1 in
    'control emptied') : >"$D/data/mysql/aria_log_control" ;;
    'control cut') truncate -s 20 "$D/data/mysql/aria_log_control" ;;
    'control of zeros') head -c 52 /dev/zero >"$D/data/mysql/aria_log_control" ;;
    'tc.log emptied') : >"$D/data/mysql/tc.log" ;;
    'tc.log of zeros') head -c 24576 /dev/zero >"$D/data/mysql/tc.log" ;;
    *) return 1 ;;
  esac
}

@test "with a torn control file MariaDB does not start by itself" {
  torn 'control emptied'
  run serve
  [[ $status == 1 ]]
}

@test "after each tear it starts with everything that was in it, and the page says so" {
  local how
  for how in 'control emptied' 'control cut' 'control of zeros' 'tc.log emptied' 'tc.log of zeros'; do
    rm -rf "$D/data/mysql" "$HUB_RUN"
    cp -a "$D/good" "$D/data/mysql"
    torn "$how"
    "$(program database-prepare)"
    serve
    [[ $(sql 'select count(*) from hub.settings') == 2 ]]
    # The system's own tables are Aria's.
    sql "create user 'hub-api'@'localhost'; flush privileges"
    grep -q 'torn\|tore' "$HUB_RUN/faults/database-repaired"
    cut_power
  done
}

@test "a lost redo log is named" {
  : >"$D/data/mysql/ib_logfile0"
  "$(program database-prepare)"
  grep -q ib_logfile0 "$HUB_RUN/faults/database-lost"
}
