# shellcheck shell=bash
# Hosts as network namespaces on one bridge. A frame on the bridge is a frame on the lab's wire.

readonly BRIDGE=br0

# Makes the bridge. Nothing but the recorder listens on it, and it sends nothing of its own.
bridge_begin() {
  ip link set lo up
  sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
  ip link add "$BRIDGE" type bridge stp_state 0 mcast_snooping 0 forward_delay 0
  ip link set "$BRIDGE" up
}

# namespace NAME: a host without a network card.
namespace() {
  ip netns add "$1"
  : >"/run/uts/$1"
  unshare --uts="/run/uts/$1" hostname "$1"
  in_host "$1" ip link set lo up
  # Addresses are assigned by hand, and no router is asked for: less chatter that tells nothing.
  in_host "$1" sysctl -qw net.ipv6.conf.default.accept_ra=0 net.ipv6.conf.default.router_solicitations=0 \
    net.ipv6.conf.default.accept_dad=0
}

# card NAME DEVICE MAC [ADDRESS/LENGTH...]: gives a host a card. The peer appears as DEVICE.NAME in the lab's own namespace.
# Offloads are off, so that what is recorded is what a wire would carry: no oversized segments, complete checksums.
card() {
  local name=$1 device=$2 mac=$3 address
  shift 3
  ip link add "$device.$name" type veth peer name "$device" address "$mac" netns "$name"
  ethtool -K "$device.$name" tx off rx off tso off gso off gro off >/dev/null
  in_host "$name" ethtool -K "$device" tx off rx off tso off gso off gro off >/dev/null
  [[ "$*" == *:* ]] || in_host "$name" sysctl -qw "net.ipv6.conf.$device.disable_ipv6=1"
  for address; do
    in_host "$name" ip address add "$address" dev "$device"
  done
  in_host "$name" ip link set "$device" up
  ip link set "$device.$name" up
}

# host NAME ADDRESS/LENGTH...: a host on the bridge. The first address is IPv4 and gives the card its MAC.
host() {
  local name=$1 address=${2%/*}
  # shellcheck disable=SC2086
  set -- "$name" eth0 "$(printf '02:00:%02x:%02x:%02x:%02x' ${address//./ })" "${@:2}"
  namespace "$name"
  card "$@"
  ip link set "eth0.$name" master "$BRIDGE"
}

# beyond ROUTER NAME ADDRESS/LENGTH...: a host on the far side of a router, off the bridge, so that only what the router
# carries is recorded. The router gets the address .1 of the first address's network.
beyond() {
  local router=$1 name=$2 address=${3%/*}
  namespace "$name"
  # shellcheck disable=SC2086
  card "$name" eth0 "$(printf '02:00:%02x:%02x:%02x:%02x' ${address//./ })" "${@:3}"
  ip link set "eth0.$name" netns "$router"
  in_host "$router" ip address add "${address%.*}.1/${3#*/}" dev "eth0.$name"
  in_host "$router" ip link set "eth0.$name" up
  in_host "$router" sysctl -qw net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0
  in_host "$name" ip route add default via "${address%.*}.1"
}

# in_host NAME COMMAND...: runs a command on a host.
in_host() {
  nsenter --net="/run/netns/$1" --uts="/run/uts/$1" -- "${@:2}"
}

# silent_neighbour NAME ADDRESS: lets a host send to an address that nobody has, as to a machine just switched off.
silent_neighbour() {
  in_host "$1" ip neighbour replace "$2" lladdr 02:00:de:ad:00:01 nud permanent dev eth0
}

# named ADDRESS... NAME: adds a line to the hosts file that all hosts of the lab share.
named() {
  local name=${*: -1} address
  for address in "${@:1:$#-1}"; do
    printf '%s %s\n' "$address" "$name" >>/etc/hosts
  done
}
