#!/bin/sh
# A client written for emoncms: every call it makes, with curl, as its documentation shows them.
# usage: client.sh <address of the hub> <write key> <read key> <unix time on a 10 s grid>
set -eu

main() {
  [ "$#" -eq 4 ] || usage
  hub=$1
  write=$2
  read=$3
  time=$4
  post_inputs
  use_a_feed
  try_without_rights
}

usage() {
  sed -n '2,3s/^# //p' "$0" >&2
  exit 2
}

# One line for each call: its name and what the hub said.
call() {
  name=$1
  shift
  printf '%s %s\n' "${name}" "$(curl -sS -w ' %{http_code}' "$@")"
}

post_inputs() {
  call input-post -G "${hub}/input/post" -d "node=emontx" -d "time=${time}" \
    --data-urlencode 'fulljson={"power1":100,"power2":200}' -d "apikey=${write}"
  call input-csv "${hub}/input/post?node=16&csv=1,2.5&time=${time}&apikey=${write}"
  call input-form "${hub}/emoncms/input/post" -d "node=door&json={open:1}&time=${time}" -H "Authorization: Bearer ${write}"
  call input-bulk "${hub}/input/bulk" -d "time=${time}&apikey=${write}" --data-urlencode 'data=[[0,"bulk",5],[10,"bulk",6]]'
}

use_a_feed() {
  call feed-create -G "${hub}/feed/create.json" -d "tag=test&name=made&unit=W&engine=5&apikey=${write}" \
    --data-urlencode 'options={"interval":10}'
  id=$(curl -sS "${hub}/feed/list.json?apikey=${read}" | sed 's/},{/}\n{/g' | sed -n 's/.*"id":"\([0-9]*\)".*"name":"made".*/\1/p')
  call feed-post "${hub}/feed/post.json?id=${id}&time=${time}&value=12.5&apikey=${write}"
  call feed-list-post -G "${hub}/feed/post.json" -d "id=${id}&apikey=${write}" \
    --data-urlencode "data=[[$((time + 10)),20],[$((time + 20)),30]]"
  call feed-data "${hub}/feed/data.json?id=${id}&start=${time}&end=$((time + 30))&interval=10&timeformat=notime&apikey=${read}"
  call feed-average "${hub}/feed/data.json?id=${id}&start=${time}&end=$((time + 29))&interval=30&average=1&timeformat=notime&apikey=${read}"
  call feed-csv "${hub}/feed/csvexport.json?id=${id}&start=${time}&end=$((time + 5))&interval=10&apikey=${read}"
  call feed-value "${hub}/feed/value.json?id=${id}&apikey=${read}"
  call feed-value-at "${hub}/feed/value.json?id=${id}&time=$((time + 10))&apikey=${read}"
  call feed-timevalue "${hub}/feed/timevalue.json?id=${id}&apikey=${read}"
  printf 'feed-export %s\n' "$(curl -sS "${hub}/feed/export.json?id=${id}&start=0&apikey=${read}" | od -An -v -tx1 | tr -d ' \n')"
  call feed-delete "${hub}/feed/delete.json?id=${id}&apikey=${write}"
  call feed-gone "${hub}/feed/value.json?id=${id}&apikey=${read}"
}

try_without_rights() {
  call read-key-may-not-write "${hub}/input/post?node=x&csv=1&apikey=${read}"
  call no-key "${hub}/feed/post.json?id=1&time=1&value=1"
  call wrong-key "${hub}/feed/list.json?apikey=0123456789abcdef0123456789abcdef"
}

main "$@"
