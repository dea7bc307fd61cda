# shellcheck shell=bash
# The hosts of the Zimbra lab. Sourced by zimbra.sh.

hosts() {
  local name
  host gw1 10.30.0.1/24
  host mta1 10.30.0.11/24 fd30::11/64
  host mailbox1 10.30.0.21/24 fd30::21/64
  host mailbox2 10.30.0.22/24
  host proxy1 10.30.0.31/24 fd30::31/64
  host ldap1 10.30.0.41/24
  host logger1 10.30.0.51/24
  host dns1 10.30.0.53/24 fd30::53/64
  host memcached1 10.30.0.61/24
  host rogue1 10.30.0.66/24
  host client1 10.30.0.101/24
  host client2 10.30.0.102/24 fd30::102/64
  host admin1 10.30.0.200/24
  host backup1 10.30.0.240/24
  host mon1 10.30.0.250/24
  beyond gw1 cloud1 198.51.100.25/24 198.51.100.80/24
  for name in mta1 proxy1; do
    in_host "$name" ip route add default via 10.30.0.1
  done
  # mailbox3 was switched off; the directory still sends mail to it.
  silent_neighbour mta1 10.30.0.23
}
