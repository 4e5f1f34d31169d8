#!/usr/bin/env bats
# The firewall's rules, loaded by the kernel of this computer, between two network namespaces joined by a cable.

bats_require_minimum_version 1.5.0
load system

ETC=$SYSTEM_FILES/etc
UNITS=$SYSTEM_FILES/usr/lib/systemd/system
RULES=$ETC/nftables.conf

setup() {
  T=$BATS_TEST_TMPDIR
  unshare --net sleep 120 3>&- &
  HUB=$!
  unshare --net sleep 120 3>&- &
  PHONE=$!
  until [[ $(readlink "/proc/$HUB/ns/net") != $(readlink /proc/self/ns/net) ]] &&
    [[ $(readlink "/proc/$PHONE/ns/net") != $(readlink /proc/self/ns/net) ]]; do sleep 0.05; done
  at "$HUB" ip link add eth0 type veth peer name eth0 netns "$PHONE"
  at "$HUB" sh -c 'ip link set lo up; ip link set eth0 up; ip address add 10.91.0.1/24 dev eth0; ip address add fd91::1/64 dev eth0 nodad'
  at "$PHONE" sh -c 'ip link set lo up; ip link set eth0 up; ip address add 10.91.0.2/24 dev eth0; ip address add fd91::2/64 dev eth0 nodad'
}

# What was started in the namespaces ends with what keeps them: each listener has a time of its own.
teardown() { kill "$HUB" "$PHONE" "${LISTENERS[@]}" 2>/dev/null || true; }

at() { nsenter --net="/proc/$1/ns/net" -- "${@:2}"; }
load_rules() { at "$HUB" nft -f "$RULES"; }

LISTENERS=()
# listens SIDE ADDRESS ANSWER: answers there with `here`, until the test ends.
listens() {
  at "$1" timeout 100 socat "$2,fork" "SYSTEM:$3" 3>&- &
  LISTENERS+=($!)
}
listens_tcp() {
  listens "$1" "TCP6-LISTEN:$2,reuseaddr" 'echo here'
  until at "$1" ss -Hltn "sport = :$2" | grep -q .; do sleep 0.05; done
}
listens_udp() {
  listens "$1" "UDP4-RECVFROM:$2,reuseaddr" 'read question; echo here'
  until at "$1" ss -Hlun "sport = :$2" | grep -q .; do sleep 0.05; done
}
reaches_tcp() { [[ $(at "$1" timeout 20 socat -u "TCP:$2" - 2>"$T/said") == here ]]; }
answers_udp() { [[ $(echo | at "$1" timeout 20 socat -t 1 - "UDP4:$2" 2>/dev/null) == here ]]; }
# An answer may come late on a busy computer, and a datagram is sent once.
reaches_udp() {
  for _ in {1..5}; do
    if answers_udp "$@"; then return; fi
  done
  return 1
}

named() { sed -nE "s/^ *$1 dport \{ ([0-9, ]+) \} accept/\1/p" "$RULES" | tr -d ,; }

@test "the kernel takes the rules, twice as well, and they drop what they do not name" {
  load_rules
  load_rules
  at "$HUB" nft list chain inet hub input | grep -q 'policy drop'
}

@test "the ports that are open are those where services of the hub listen" {
  listening() {
    echo 22
    sed -n 's/^listener //p' "$ETC/mosquitto/mosquitto.conf"
    grep -oE 'HUB_HTTPS?_PORT=[0-9]+' "$UNITS/hub-api.service" | cut -d= -f2
  }
  [[ $(named tcp | xargs) == $(listening | sort -n | xargs) ]]
  [[ $(named udp | xargs) == '5005 5353' ]]
}

@test "every named port is reached by both protocols of the internet, and the hub reaches itself" {
  load_rules
  local port
  for port in $(named tcp); do
    listens_tcp "$HUB" "$port"
    reaches_tcp "$PHONE" "10.91.0.1:$port"
    reaches_tcp "$PHONE" "[fd91::1]:$port"
  done
  for port in $(named udp); do
    listens_udp "$HUB" "$port"
    reaches_udp "$PHONE" "10.91.0.1:$port"
  done
  listens_tcp "$HUB" 3306
  reaches_tcp "$HUB" 127.0.0.1:3306
}

@test "a program that listens elsewhere is refused at once over TCP, and not heard over UDP" {
  listens_tcp "$HUB" 3306
  listens_udp "$HUB" 9999
  reaches_tcp "$PHONE" 10.91.0.1:3306
  reaches_udp "$PHONE" 10.91.0.1:9999
  load_rules
  run ! reaches_tcp "$PHONE" 10.91.0.1:3306
  grep -q 'Connection refused' "$T/said"
  run ! reaches_tcp "$PHONE" '[fd91::1]:3306'
  grep -q 'Connection refused' "$T/said"
  run ! answers_udp "$PHONE" 10.91.0.1:9999
}

@test "what the hub asks is answered" {
  load_rules
  listens_tcp "$PHONE" 7777
  listens_udp "$PHONE" 7778
  reaches_tcp "$HUB" 10.91.0.2:7777
  reaches_tcp "$HUB" '[fd91::2]:7777'
  reaches_udp "$HUB" 10.91.0.2:7778
}

@test "a lease is renewed by DHCP, and no one else reaches its client's port" {
  load_rules
  listens_udp "$HUB" 68
  reaches_udp "$PHONE" 10.91.0.1:68,sourceport=67
  run ! answers_udp "$PHONE" 10.91.0.1:68
}

@test "rules that cannot be loaded keep nothing from starting" {
  grep -qE '^TimeoutStartSec=[0-9]+s$' "$UNITS/nftables.service.d/10-hub.conf"
  run grep -rlE '^(Requires|BindsTo|Requisite)=.*nftables' "$UNITS"
  [[ $status == 1 ]]
  started nftables
}
