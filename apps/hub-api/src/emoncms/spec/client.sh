#!/bin/sh
# A client written for emoncms: every call it makes, with curl, as its documentation shows them.
# usage: client.sh <address of the hub> <write key> <read key> <unix time on a 10 s grid> <sealing write key>
set -eu

main() {
  [ "$#" -eq 5 ] || usage
  hub=$1
  write=$2
  read=$3
  time=$4
  sealing=$5
  scratch=$(mktemp -d)
  trap 'rm -rf "${scratch}"' EXIT
  post_inputs
  post_packed
  post_sealed
  use_a_feed
  send_bytes
  set_a_process_list
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

packed() {
  perl -MCompress::Zlib -e 'local $/; print compress(<STDIN>)'
}

hex() {
  od -An -v -tx1 | tr -d ' \n'
}

# 32 bits, the lowest first, for each argument.
words() {
  for word; do
    # shellcheck disable=SC2059 # the octal digits are the format
    printf "$(printf '\\%03o\\%03o\\%03o\\%03o' $((word & 255)) $((word >> 8 & 255)) $((word >> 16 & 255)) $((word >> 24 & 255)))"
  done
}

post_packed() {
  digits=$(printf '[[0,"packed",7]]' | packed | hex)
  call input-bulk-hex "${hub}/input/bulk.json?time=${time}&c=1&apikey=${write}&data=${digits}"
  printf '[[10,"packed",8]]' | packed >"${scratch}/packed"
  call input-bulk-zlib "${hub}/input/bulk.json?time=${time}&cb=1&apikey=${write}" --data-binary "@${scratch}/packed"
}

post_sealed() {
  iv=000102030405060708090a0b0c0d0e0f
  text="node=sealed&data={power:42}&time=${time}"
  {
    printf '\000\001\002\003\004\005\006\007\010\011\012\013\014\015\016\017'
    printf '%s' "${text}" | openssl enc -aes-128-cbc -K "${sealing}" -iv "${iv}"
  } | openssl base64 -A | tr '+/' '-_' >"${scratch}/sealed"
  hmac=$(printf '%s' "${text}" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:${sealing}" | sed 's/.* //')
  call input-sealed "${hub}/input/post" -H 'Content-Type: aes128cbc' -H "Authorization: 1:${hmac}" \
    --data-binary "@${scratch}/sealed"
  printf 'input-sealed-proof %s\n' "$(printf '%s' "${text}" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_')"
  call input-sealed-damaged "${hub}/input/post" -H 'Content-Type: aes128cbc' -H "Authorization: 1:${hmac}" -d 'AAAA'
}

# Points as emoncms' upload script and sync service send them: 1 and 2, then 3 where the feed then ends.
send_bytes() {
  call upload-create -G "${hub}/feed/create.json" -d "tag=test&name=sent&unit=W&engine=5&apikey=${write}" \
    --data-urlencode 'options={"interval":10}'
  id=$(feed_named sent)
  printf '\000\000\200\077\000\000\000\100' >"${scratch}/points"
  call feed-upload "${hub}/feed/upload.json?id=${id}&start=${time}&interval=10&npoints=2&apikey=${write}" \
    --data-binary "@${scratch}/points"
  {
    words 24 "${id}" "${time}" 10 8
    printf '\000\000\100\100'
  } >"${scratch}/segment"
  # gzip ends a stream with the CRC-32 of what is in it, and its length.
  { cat "${scratch}/segment" && gzip -c "${scratch}/segment" | tail -c8 | head -c4; } >"${scratch}/sync"
  call feed-sync "${hub}/feed/sync?apikey=${write}" --data-binary "@${scratch}/sync"
  call feed-sync-again "${hub}/feed/sync?apikey=${write}" --data-binary "@${scratch}/sync"
  call sent-data "${hub}/feed/data.json?id=${id}&start=${time}&end=$((time + 20))&interval=10&timeformat=notime&apikey=${read}"
}

set_a_process_list() {
  # An input is there as soon as the database knows it.
  input=
  tries=0
  while [ -z "${input}" ] && [ "${tries}" -lt 100 ]; do
    [ "${tries}" -eq 0 ] || sleep 0.2
    tries=$((tries + 1))
    input=$(curl -sS "${hub}/input/list.json?apikey=${read}" | sed 's/},{/}\n{/g' |
      sed -n 's/.*"id":"\([0-9]*\)","nodeid":"door".*/\1/p')
  done
  call process-set "${hub}/input/process/set.json?inputid=${input}&apikey=${write}" \
    --data-urlencode "processlist=[{\"fn\":\"process__scale\",\"args\":[3]},{\"fn\":\"process__log_to_feed\",\"args\":[${id}]}]"
  call process-get "${hub}/input/process/get.json?inputid=${input}&apikey=${write}"
  call process-post "${hub}/input/post?node=door&json={open:5}&time=$((time + 30))&apikey=${write}"
  call process-data "${hub}/feed/value.json?id=${id}&time=$((time + 30))&apikey=${read}"
  call process-wrong "${hub}/input/process/set.json?inputid=${input}&apikey=${write}" -d 'processlist=1:99999'
  call process-reset "${hub}/input/process/reset.json?inputid=${input}&apikey=${write}"
  call input-get "${hub}/input/get/door/open?apikey=${read}"
}

feed_named() {
  curl -sS "${hub}/feed/list.json?apikey=${read}" | sed 's/},{/}\n{/g' |
    sed -n "s/.*\"id\":\"\([0-9]*\)\".*\"name\":\"$1\".*/\1/p"
}

use_a_feed() {
  call feed-create -G "${hub}/feed/create.json" -d "tag=test&name=made&unit=W&engine=5&apikey=${write}" \
    --data-urlencode 'options={"interval":10}'
  id=$(feed_named made)
  call feed-post "${hub}/feed/post.json?id=${id}&time=${time}&value=12.5&apikey=${write}"
  call feed-list-post -G "${hub}/feed/post.json" -d "id=${id}&apikey=${write}" \
    --data-urlencode "data=[[$((time + 10)),20],[$((time + 20)),30]]"
  call feed-data "${hub}/feed/data.json?id=${id}&start=${time}&end=$((time + 30))&interval=10&timeformat=notime&apikey=${read}"
  call feed-average "${hub}/feed/data.json?id=${id}&start=${time}&end=$((time + 29))&interval=30&average=1&timeformat=notime&apikey=${read}"
  call feed-csv "${hub}/feed/csvexport.json?id=${id}&start=${time}&end=$((time + 5))&interval=10&apikey=${read}"
  call feed-value "${hub}/feed/value.json?id=${id}&apikey=${read}"
  call feed-value-at "${hub}/feed/value.json?id=${id}&time=$((time + 10))&apikey=${read}"
  call feed-timevalue "${hub}/feed/timevalue.json?id=${id}&apikey=${read}"
  printf 'feed-export %s\n' "$(curl -sS "${hub}/feed/export.json?id=${id}&start=0&apikey=${read}" | hex)"
  call feed-delete "${hub}/feed/delete.json?id=${id}&apikey=${write}"
  call feed-gone "${hub}/feed/value.json?id=${id}&apikey=${read}"
}

try_without_rights() {
  call read-key-may-not-write "${hub}/input/post?node=x&csv=1&apikey=${read}"
  call no-key "${hub}/feed/post.json?id=1&time=1&value=1"
  call wrong-key "${hub}/feed/list.json?apikey=0123456789abcdef0123456789abcdef"
}

main "$@"
