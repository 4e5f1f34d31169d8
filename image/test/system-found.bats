#!/usr/bin/env bats
# How the hub is found in its network: the services that avahi announces, and the beacon of hub-api.

load system

ETC=$SYSTEM_FILES/etc
UNITS=$SYSTEM_FILES/usr/lib/systemd/system
SERVICES=$ETC/avahi/services/cydynni.service

announced() { python3 -c '
import sys, xml.etree.ElementTree as tree
for service in tree.parse(sys.argv[1]).getroot().iter("service"):
    print(service.findtext("type"), service.findtext("port"))' "$SERVICES"; }

@test "avahi announces the page, plainly and over TLS, the broker and the broker over TLS, at the ports where they listen" {
  run announced
  [[ $status == 0 ]]
  [[ $(sort <<<"$output") == $'_http._tcp 80\n_https._tcp 443\n_mqtt._tcp 1883\n_secure-mqtt._tcp 8883' ]]
  grep -q '^listener 1883$' "$ETC/mosquitto/mosquitto.conf"
  grep -q '^listener 8883$' "$ETC/mosquitto/mosquitto.conf"
  grep -q 'HUB_HTTP_PORT=80\b' "$UNITS/hub-api.service"
}

@test "the hub is cydynni.local, and a second one names its services by the name that it got" {
  grep -qx 'host-name=cydynni' "$ETC/avahi/avahi-daemon.conf"
  grep -q '<name replace-wildcards="yes">CydYnni hub (%h)</name>' "$SERVICES"
}

@test "hub-api makes itself known to plugs in every network of the hub, and may open that socket" {
  grep -qx 'Environment=HUB_BEACON_TO=network' "$UNITS/hub-api.service"
  grep -q '^RestrictAddressFamilies=.*\bAF_INET\b' "$UNITS/hub-api.service"
}

@test "the programs that ask the kernel for the hub's addresses may ask it" {
  local unit
  for unit in "$UNITS/hub-api.service" "$UNITS/hub-page-certificate.service" ota/units/hub-ota.service ota/units/hub-health.service; do
    grep -q '^RestrictAddressFamilies=.*\bAF_NETLINK\b' "$unit"
  done
}

@test "hub-api's request has the page's certificate made, by the one program that may write it" {
  local request=/run/hub-api/page-certificate
  grep -qx "PathExists=$request" "$UNITS/hub-page-certificate.path"
  started hub-page-certificate.path
  grep -qx 'd /data/page      0750 root      hub-api' "$SYSTEM_FILES/usr/lib/tmpfiles.d/hub.conf"
  grep -q 'HUB_HTTPS_CERTIFICATE_FILE=/data/page/page.pem$' "$UNITS/hub-api.service"
  grep -q '^ReadWritePaths=/data/page ' "$UNITS/hub-page-certificate.service"
}
