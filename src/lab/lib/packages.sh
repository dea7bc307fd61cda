# shellcheck shell=bash
# The Debian packages of each lab, and their installation. Sourced by record.

readonly COMMON_PACKAGES=(iproute2 ethtool nftables tcpdump wireshark-common openssl curl nmap
  openssh-server openssh-client rsync nginx python3 prometheus-node-exporter)
readonly OPENUEM_PACKAGES=(nats-server postgresql python3-websockify websockify
  tigervnc-standalone-server redis-server)
readonly ZIMBRA_PACKAGES=(postfix postfix-ldap slapd ldap-utils dovecot-core dovecot-imapd dovecot-pop3d
  dovecot-lmtpd dovecot-ldap libnginx-mod-mail libnginx-mod-stream memcached libmemcached-tools
  mariadb-server mariadb-client dnsmasq-base bind9-dnsutils rsyslog swaks bsdutils)

# Prints the packages of a lab that are not installed, one a line.
missing_packages() {
  local package wanted=("${COMMON_PACKAGES[@]}")
  case $1 in
    openuem) wanted+=("${OPENUEM_PACKAGES[@]}") ;;
    zimbra) wanted+=("${ZIMBRA_PACKAGES[@]}") ;;
  esac
  for package in "${wanted[@]}"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || printf '%s\n' "$package"
  done
}

# Installs packages without starting any daemon on this machine and without removing what is there.
install_packages() (
  local policy=/usr/sbin/policy-rc.d status=0
  if [[ ! -e $policy ]]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    trap 'exit 1' INT TERM HUP
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  elif "$policy" wirewarrant-lab start >/dev/null 2>&1; then
    die "$policy lets services start at installation (install these yourself: $*)"
  fi
  printf 'record: installing %s\n' "$*" >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove "$@" >&2 || status=$?
  if ((status)); then
    apt-get update -qq >&2 &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove "$@" >&2 &&
      status=0
  fi
  ((status == 0)) || die "the packages could not be installed: $*"
)
