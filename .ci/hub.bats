#!/usr/bin/env bats
# The entry point with every outside program replaced by a fake that writes down how it was called.
# shellcheck disable=SC2016,SC2030,SC2031,SC2154 # fakes expand their variables when they run; each test has its own shell

setup() {
  box=$(mktemp -d)
  mkdir -p "$box/bin" "$box/fake" "$box/node_modules" "$box/image"
  mkdir "$box/.ci"
  cp "$BATS_TEST_DIRNAME/prepare.sh" "$box/.ci/"
  cp "$BATS_TEST_DIRNAME/../hub" "$box/hub"
  export HUB_POLICY_RC=$box/policy-rc.d CALLS=$box/calls FAKE_NODE=$box/fake/node.tgz
  : >"$CALLS"
  # Only plain tools come from the computer; nothing of the real project or its package manager can be reached.
  for tool in sh cat sed grep cut head tail dirname mkdir rm mv tar gzip sleep cksum openssl base64 chmod uname readlink ln sort tr; do
    ln -s "$(command -v "$tool")" "$box/bin/$tool"
  done
  export PATH=$box/bin

  make_node_package
  printf '%s' "$(cksum <"$box/package-lock.json")" >"$box/node_modules/.hub-installed"

  fake id 'echo 0'
  fake dpkg-query 'shift 3; for p in "$@"; do case " $ABSENT " in *" $p "*) ;; *) echo "$p installed" ;; esac; done'
  fake apt-get 'test ! -e "$HUB_POLICY_RC" || head -n 1 "$HUB_POLICY_RC" >>"$CALLS"; exit "${APT_CODE:-0}"'
  fake npm 'case $1 in pack) cp_to=$3; cat "$FAKE_NODE" >"$cp_to/node.tgz" ;; esac'
  fake nx ':'
  fake systemctl ':'
  export ABSENT=''
}

teardown() {
  PATH=/usr/bin:/bin
  rm -rf "$box"
}

# A plain `!` would not fail a test unless it is its last line.
never() {
  if "$@"; then return 1; fi
}

# fake NAME BODY
fake() {
  printf '#!/bin/sh\necho "%s $*" >>"$CALLS"\n%s\n' "$1" "$2" >"$box/bin/$1"
  chmod +x "$box/bin/$1"
}

# A Node package whose node writes down that it was started, for the computer's own CPU.
make_node_package() {
  local cpu=x64 sum
  [ "$(uname -m)" = x86_64 ] || cpu=arm64
  mkdir -p "$box/fake/package/bin"
  printf '#!/bin/sh\necho "node $*" >>"$CALLS"\n' >"$box/fake/package/bin/node"
  chmod +x "$box/fake/package/bin/node"
  echo licence >"$box/fake/package/LICENSE"
  tar -czf "$FAKE_NODE" -C "$box/fake" package
  sum=sha512-$(openssl dgst -sha512 -binary "$FAKE_NODE" | base64 -w0)
  printf '{"optionalDependencies": {\n"node-linux-%s": "24.0.0"\n}}\n' "$cpu" >"$box/package.json"
  printf '{\n"node_modules/node-linux-%s": {\n"integrity": "%s"\n}\n}\n' "$cpu" "$sum" >"$box/package-lock.json"
}

@test "help names every command" {
  run "$box/hub" help
  [ "$status" -eq 0 ]
  for command in up test 'test image' bench image boot help; do
    [[ $output == *"./hub $command"* ]] || [[ $output == *"./hub ${command%% *}"* ]]
  done
  never grep -v '^id' "$CALLS"
}

@test "without a command it helps" {
  run "$box/hub"
  [ "$status" -eq 0 ]
  [[ $output == *'./hub up'* ]]
}

@test "an unknown command and an unknown suite are errors that say what there is" {
  run "$box/hub" fly
  [ "$status" -eq 1 ]
  [[ $output == *'./hub up'*'HUB_COMMAND_UNKNOWN'*"'fly'"* ]]
  run "$box/hub" test moon
  [ "$status" -eq 1 ]
  [[ $output == *'./hub test image'* ]]
}

@test "up starts the stack with its arguments, and installs nothing that is there" {
  run "$box/hub" up --port 8090
  [ "$status" -eq 0 ]
  grep -q '^node dist/apps/stack/main.mjs --port 8090$' "$CALLS"
  never grep -q -e '^apt-get' -e '^npm .*ci' "$CALLS"
}

@test "the second up of a prepared checkout fetches nothing" {
  "$box/hub" up
  : >"$CALLS"
  "$box/hub" up
  never grep -q -e '^npm' -e '^apt-get' "$CALLS"
  grep -q '^node dist' "$CALLS"
}

@test "missing packages are named first, then installed with services forbidden to start" {
  export ABSENT='mosquitto redis-server'
  run "$box/hub" up
  [ "$status" -eq 0 ]
  [[ $output == *'installed with apt-get: redis-server mosquitto'*'apt-get update'*'apt-get install'* ]]
  grep -q '^apt-get install .* redis-server mosquitto$' "$CALLS"
  grep -q '^#!/bin/sh$' "$CALLS"
  [ ! -e "$HUB_POLICY_RC" ]
  grep -q '^systemctl disable --quiet mosquitto.service$' "$CALLS"
}

@test "a policy file that is not ours stays" {
  echo 'mine' >"$HUB_POLICY_RC"
  export ABSENT=mosquitto
  "$box/hub" up
  [ "$(cat "$HUB_POLICY_RC")" = mine ]
}

@test "a failed installation shows apt's words, and the policy file goes all the same" {
  export ABSENT=mosquitto APT_CODE=100
  fake apt-get 'echo "E: no such thing"; exit 100'
  run "$box/hub" up
  [ "$status" -eq 1 ]
  [[ $output == *'E: no such thing'*'HUB_SETUP_FAILED'* ]]
  [ ! -e "$HUB_POLICY_RC" ]
  never grep -q '^node' "$CALLS"
}

@test "without root and sudo it says what to run as root" {
  fake id 'echo 1000'
  export ABSENT=mosquitto
  run "$box/hub" up
  [ "$status" -eq 1 ]
  [[ $output == *'HUB_NEEDS_ROOT'*'apt-get install mosquitto'* ]]
}

@test "with sudo a normal user gets the packages through it" {
  fake id 'echo 1000'
  fake sudo '"$@"'
  export ABSENT=mosquitto
  "$box/hub" up
  grep -q '^sudo apt-get install .* mosquitto$' "$CALLS"
}

@test "a Node that is not what the lock file says is refused and not kept" {
  echo spoiled >>"$FAKE_NODE"
  run "$box/hub" up
  [ "$status" -eq 1 ]
  [[ $output == *'HUB_NODE_INTEGRITY'* ]]
  [ -z "$(find_node)" ]
  run "$box/hub" up
  [ "$status" -eq 1 ]
}

find_node() {
  for file in "$box"/.tools/*/bin/node "$box"/.tools/new/*; do
    [ ! -e "$file" ] || echo "$file"
  done
}

@test "a changed lock file installs the modules again, once" {
  echo >>"$box/package-lock.json"
  "$box/hub" up
  [ "$(grep -c '^npm --prefix .* ci ' "$CALLS")" -eq 1 ]
  "$box/hub" up
  [ "$(grep -c '^npm --prefix .* ci ' "$CALLS")" -eq 1 ]
}

@test "a failed npm ci is tried again the next time" {
  echo >>"$box/package-lock.json"
  "$box/hub" help
  mv "$box/bin/npm" "$box/bin/npm.good"
  fake npm 'case $1 in pack) cat "$FAKE_NODE" >"$3/node.tgz" ;; *) exit 3 ;; esac'
  run "$box/hub" up
  [ "$status" -eq 1 ]
  mv "$box/bin/npm.good" "$box/bin/npm"
  "$box/hub" up
  grep -q '^node dist' "$CALLS"
}

@test "a second up says that one is running, and where" {
  mkdir -p "$box/.hub"
  printf '%s %s\n' "$$" "$(sed 's/.*) //' "/proc/$$/stat" | cut -d ' ' -f 20)" >"$box/.hub/up.lock"
  echo 'http://localhost:8080' >"$box/.hub/address"
  run "$box/hub" up
  [ "$status" -eq 1 ]
  [[ $output == *'HUB_ALREADY_RUNNING'*"process $$, http://localhost:8080"* ]]
  never grep -q '^nx' "$CALLS"
}

@test "the lock of a crashed run does not keep up from starting" {
  mkdir -p "$box/.hub"
  printf '%s 1\n' "$$" >"$box/.hub/up.lock"
  "$box/hub" up
  printf '12' >"$box/.hub/up.lock"
  "$box/hub" up
  [ "$(grep -c '^node dist' "$CALLS")" -eq 2 ]
}

@test "a failed build is shown and nothing is started" {
  fake nx 'echo "error TS1005"; exit 1'
  run "$box/hub" up
  [ "$status" -eq 1 ]
  [[ $output == *'error TS1005'*'HUB_SETUP_FAILED'* ]]
  never grep -q '^node' "$CALLS"
}

@test "image and boot run the scripts of image/ with their arguments, and say so when there are none" {
  run "$box/hub" boot
  [ "$status" -eq 1 ]
  [[ $output == *'HUB_PART_MISSING'*'image/boot'* ]]
  for part in build boot; do
    printf '#!/bin/sh\necho "%s $*" >>"$CALLS"\n' "$part" >"$box/image/$part"
    chmod +x "$box/image/$part"
  done
  "$box/hub" image --fast
  "$box/hub" boot --keep
  grep -q '^build --fast$' "$CALLS"
  grep -q '^boot --keep$' "$CALLS"
}

@test "prepare installs what a command needs and does no more; --list only names it" {
  export ABSENT='arch-test ipxe-qemu'
  run "$box/hub" prepare --list test image
  [ "$status" -eq 0 ]
  [[ " $output " == *' arch-test '*' ipxe-qemu '* ]]
  never grep -q -e '^apt-get' -e '^node' "$CALLS"
  "$box/hub" prepare boot
  grep -q '^apt-get install .* ipxe-qemu$' "$CALLS"
  never grep -q '^node' "$CALLS"
  run "$box/hub" prepare moon
  [ "$status" -eq 1 ]
  [[ $output == *"HUB_COMMAND_UNKNOWN"*"'moon'"* ]]
}

@test "the project's Node is among the programs of the modules, whichever npm put them there" {
  echo >>"$box/package-lock.json"
  "$box/hub" up
  [ "$(readlink "$box/node_modules/.bin/node")" = "../node-linux-$([ "$(uname -m)" = x86_64 ] && echo x64 || echo arm64)/bin/node" ]
}

@test "while npm installs, the progress line says what it fetched, not what npm and Node say about themselves" {
  echo >>"$box/package-lock.json"
  fake npm 'case $1 in
    pack) cat "$FAKE_NODE" >"$3/node.tgz" ;;
    *)
      echo "npm http fetch GET 200 https://registry.example/@scope%2fzod/-/zod-4.1.0.tgz 80ms (cache miss)"
      echo "npm warn EBADENGINE"
      echo "(node:12) Warning: something of Node itself"
      echo "(Use \`node --trace-deprecation ...\` to show where the warning was created)"
      sleep 6 ;;
  esac'
  run "$box/hub" up
  [ "$status" -eq 0 ]
  [[ $output == *' s  zod-4.1.0'* ]]
  [[ $output != *trace-deprecation* && $output != *EBADENGINE* && $output != *Warning* ]]
}

@test "Ctrl-C during the set-up ends the program that was running" {
  export ABSENT=mosquitto
  fake apt-get 'echo $$ >"${CALLS}.pid"; exec sleep 60'
  "$box/hub" up >/dev/null 2>&1 &
  hub=$!
  until [ -s "$CALLS.pid" ]; do sleep 0.05; done
  kill -TERM "$hub"
  code=0
  wait "$hub" || code=$?
  [ "$code" -eq 130 ]
  never kill -0 "$(cat "$CALLS.pid")" 2>/dev/null
  [ ! -e "$HUB_POLICY_RC" ]
}
