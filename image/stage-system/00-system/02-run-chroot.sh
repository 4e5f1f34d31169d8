#!/bin/bash
# Inside the root filesystem: accounts, what starts, what never does, nothing secret, the initial file system.
set -euo pipefail

STARTS=(hub-grow-data hub-provision hub-api hub-ssh-switch.service hub-ssh-switch.path hub-factory-reset.path
  hub-factory-reset-file.service hub-erase.service hub-broker-restart.path hub-page-certificate.path mariadb mosquitto
  redis-server avahi-daemon ssh nftables systemd-networkd systemd-resolved systemd-timesyncd)
# What would write to a sealed system, wait for the network, repeat what the hub does itself, or serve nothing here: a Pi 3
# starts noticeably sooner without them.
NEVER=(apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service
  systemd-firstboot.service systemd-machine-id-commit.service systemd-update-done.service systemd-hwdb-update.service
  systemd-journal-catalog-update.service ldconfig.service systemd-networkd-persistent-storage.service
  systemd-networkd-wait-online.service wpa_supplicant.service ssh.socket sshd-keygen.service
  getty@tty1.service proc-sys-fs-binfmt_misc.automount systemd-binfmt.service dev-hugepages.mount sys-kernel-debug.mount
  sys-kernel-tracing.mount sys-fs-fuse-connections.mount systemd-pcrlock-make-policy.service systemd-pcrextend.socket
  systemd-pcrlock.socket systemd-logind.service systemd-tpm2-setup.service systemd-tpm2-setup-early.service systemd-creds.socket)
# They look for disks, machines and roads to SSH that a hub does not have.
GENERATORS=(systemd-cryptsetup-generator systemd-debug-generator systemd-gpt-auto-generator systemd-hibernate-resume-generator
  systemd-integritysetup-generator systemd-run-generator systemd-ssh-generator systemd-system-update-generator
  systemd-tpm2-generator systemd-veritysetup-generator)

make_accounts() {
  systemd-sysusers
  # Keys only: a star lets a key in, and no password matches it.
  usermod -p '*' root
}

choose_units() {
  local unit
  for unit in "${STARTS[@]}"; do systemctl enable "$unit"; done
  for unit in "${NEVER[@]}"; do
    systemctl cat "$unit" >/dev/null 2>&1 && systemctl mask "$unit"
  done
  systemctl set-default multi-user.target
  mkdir -p /etc/systemd/system-generators
  for unit in "${GENERATORS[@]}"; do ln -sf /dev/null "/etc/systemd/system-generators/$unit"; done
}

name_the_host() {
  printf 'cydynni\n' >/etc/hostname
  printf '127.0.0.1 localhost\n127.0.1.1 cydynni\n::1 localhost ip6-localhost ip6-loopback\n' >/etc/hosts
  ln -sfn /usr/share/zoneinfo/Etc/UTC /etc/localtime
  printf '# The root comes from the boot loader; everything writable from /usr/lib/cydynni/writable-paths.\n' >/etc/fstab
}

# Packages made these while they were installed; every hub makes its own.
forget_secrets() {
  rm -f /etc/ssh/ssh_host_* /var/lib/systemd/random-seed /var/lib/dbus/machine-id
  ln -s /etc/machine-id /var/lib/dbus/machine-id
  : >/etc/machine-id
}

# Mount points must be there: nothing can be made in a sealed root.
make_mount_points() {
  mkdir -p /data /boot/firmware /var/lib/systemd /var/log /var/tmp
  local path
  while read -r path _; do mkdir -p "$path"; done < <(grep -E '^/' /usr/lib/cydynni/writable-paths | grep -v machine-id)
  # It would make /root/.ssh at every start; keys are in /data/ssh.
  mkdir -p /etc/tmpfiles.d
  ln -sf /dev/null /etc/tmpfiles.d/provision.conf
  systemd-tmpfiles --create --prefix=/var --prefix=/etc || true
}

# The help texts and the sys schema triple the time a hub needs to make its empty database.
slim_database_template() {
  : >/usr/share/mariadb/fill_help_tables.sql
  : >/usr/share/mariadb/mariadb_sys_schema.sql
  : >/usr/share/mariadb/maria_add_gis_sp_bootstrap.sql
}

# One kernel, one fixed name; the fixed time makes two bakes equal.
make_initial_file_system() {
  SOURCE_DATE_EPOCH=${HUB_FILE_EPOCH:-1767225600} mkinitramfs -o /boot/initrd.img "$(ls /usr/lib/modules)"
}

main() {
  make_accounts
  make_mount_points
  choose_units
  name_the_host
  slim_database_template
  make_initial_file_system
  forget_secrets
}

main "$@"
