# shellcheck shell=bash
# The hosts of the OpenUEM lab. Sourced by openuem.sh.

hosts() {
  host gw1 10.20.0.1/24 fd20::1/64
  host console1 10.20.0.10/24 fd20::10/64
  host worker1 10.20.0.21/24
  host worker2 10.20.0.22/24 fd20::22/64
  host worker3 10.20.0.23/24
  host updater1 10.20.0.24/24
  host nats1 10.20.0.31/24 fd20::31/64
  host nats2 10.20.0.32/24 fd20::32/64
  host ocsp1 10.20.0.41/24 fd20::41/64
  host db1 10.20.0.51/24 fd20::51/64
  host rogue1 10.20.0.66/24
  host agent1 10.20.0.101/24
  host agent2 10.20.0.102/24 fd20::102/64
  host admin1 10.20.0.200/24
  host backup1 10.20.0.240/24
  host mon1 10.20.0.250/24
  # Neither address belongs to the site.
  host guest1 172.31.77.10/24
  host guest2 172.31.77.11/24
  beyond gw1 cloud1 198.51.100.10/24
  in_host agent1 ip route add default via 10.20.0.1

  named 10.20.0.10 fd20::10 console1
  named 10.20.0.31 fd20::31 nats1
  named 10.20.0.32 fd20::32 nats2
  named 10.20.0.41 ocsp1
  named 10.20.0.51 fd20::51 db1
  named 10.20.0.101 agent1
  named 10.20.0.102 fd20::102 agent2
  named 198.51.100.10 updates.example.net
}
