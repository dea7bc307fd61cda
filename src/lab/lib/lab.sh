# shellcheck shell=bash
# The start and the end of a lab. Sourced by the lab scripts, which run as first process of the
# namespaces that record made for them. LAB_NAME, LAB_OUT and LAB_LOGS come from there.

set -euo pipefail

readonly LAB=/run/lab # on a file system in memory that only this lab sees

LAB_SOURCE=$(dirname -- "$(readlink -f -- "$0")")
# shellcheck source=src/lab/lib/network.sh
. "$LAB_SOURCE/lib/network.sh"
# shellcheck source=src/lab/lib/processes.sh
. "$LAB_SOURCE/lib/processes.sh"
# shellcheck source=src/lab/lib/services.sh
. "$LAB_SOURCE/lib/services.sh"
# shellcheck source=src/lab/lib/capture.sh
. "$LAB_SOURCE/lib/capture.sh"
# shellcheck source=src/lab/lib/pki.sh
. "$LAB_SOURCE/lib/pki.sh"

say() {
  printf '%s lab: %s\n' "$LAB_NAME" "$1" >&2
}

fail() {
  printf '%s lab: %s\n' "$LAB_NAME" "$1" >&2
  exit 1
}

# Prepares a private /run and /tmp, private copies of the files of /etc that name hosts and users, and the bridge.
lab_begin() {
  local file target
  (($$ == 1)) || fail "start the lab with src/lab/record"
  trap lab_end EXIT
  umask 022
  # Held open, because /run and /tmp are about to be hidden and these folders may lie there.
  # shellcheck disable=SC2034
  exec {LAB_SOURCE_FD}<"$LAB_SOURCE" {LAB_OUT_FD}<"$LAB_OUT"
  if [[ -n ${LAB_LOGS:-} ]]; then
    mkdir -p "$LAB_LOGS"
    exec {LAB_LOGS_FD}<"$LAB_LOGS"
  fi
  cd /
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p "$LAB"/{log,etc,www,home/root} /run/netns /run/uts /run/sshd
  cp -r "/proc/$$/fd/$LAB_SOURCE_FD/clients" "$LAB/clients"
  for file in hosts resolv.conf nsswitch.conf passwd group shadow; do
    target=$(readlink -f "/etc/$file")
    if [[ -e $target ]]; then
      cp -p "$target" "$LAB/etc/$file"
    else
      mkdir -p "$(dirname "$target")" && : >"$target" && : >"$LAB/etc/$file"
    fi
    mount --bind "$LAB/etc/$file" "$target"
  done
  printf '127.0.0.1 localhost\n::1 localhost\n' >/etc/hosts
  : >/etc/resolv.conf
  printf 'passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n' >/etc/nsswitch.conf
  mount -t tmpfs -o mode=1777 tmpfs /tmp
  bridge_begin
}

# Keeps the logs if that was asked for; the kernel removes everything else when this process ends.
lab_end() {
  local status=$?
  if [[ -n ${LAB_LOGS_FD:-} ]]; then
    cp -r "$LAB/log/." "/proc/$$/fd/$LAB_LOGS_FD/"
  fi
  exit "$status"
}

# add_user NAME: a login for the lab alone.
add_user() {
  local id=$((61000 + $(wc -l </etc/passwd)))
  printf '%s:x:%s:%s::/run/lab/home/%s:/bin/sh\n' "$1" "$id" "$id" "$1" >>/etc/passwd
  printf '%s:x:%s:\n' "$1" "$id" >>/etc/group
  printf '%s:*:19000:0:99999:7:::\n' "$1" >>/etc/shadow
  mkdir -p "$LAB/home/$1"
  chown "$id:$id" "$LAB/home/$1"
}
