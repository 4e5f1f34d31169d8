#!/usr/bin/env bats
# The broker's accounts over its restarts: who asks for one, and what does it.

load system

UNITS=$SYSTEM_FILES/usr/lib/systemd/system

@test "the broker's account file is made again before each start, in memory" {
  grep -q '^ExecStartPre=+.*/provisioning/broker-accounts.mjs$' "$UNITS/mosquitto.service"
  grep -q '^plugin_opt_config_file /run/mosquitto/' "$SYSTEM_FILES/etc/mosquitto/mosquitto.conf"
}

@test "hub-api's request has the broker started again, and is taken away first" {
  local request=/run/hub-api/broker-restart
  grep -qx "PathExists=$request" "$UNITS/hub-broker-restart.path"
  [[ $(grep '^ExecStart=' "$UNITS/hub-broker-restart.service") == "ExecStart=/bin/rm -f $request
ExecStart=/bin/systemctl restart mosquitto.service" ]]
  started hub-broker-restart.path
}
