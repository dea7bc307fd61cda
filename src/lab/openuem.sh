# shellcheck shell=bash
# The OpenUEM lab: the roles and ports of "Ports used by OpenUEM" with NATS, PostgreSQL, OpenSSL, nginx, OpenSSH and websockify.

# shellcheck source=src/lab/lib/lab.sh
. "$(dirname -- "$(readlink -f -- "$0")")/lib/lab.sh"

readonly NATS=(python3 "$LAB/clients/nats.py")
# shellcheck source=src/lab/openuem/hosts.sh
. "$LAB_SOURCE/openuem/hosts.sh"
# shellcheck source=src/lab/openuem/servers.sh
. "$LAB_SOURCE/openuem/servers.sh"
# shellcheck source=src/lab/openuem/traffic.sh
. "$LAB_SOURCE/openuem/traffic.sh"
# shellcheck source=src/lab/openuem/checks.sh
. "$LAB_SOURCE/openuem/checks.sh"

lab_begin
say 'starting hosts and servers'
hosts
add_user openuem
certificates
ocsp_server
database_server
web_server
agent_servers agent1
agent_servers agent2
other_servers
# nats1 runs alone before the recording starts, and agent1 is connected to it already.
nats_server nats1 10.20.0.32
listening nats1 tcp 4433 4444 8222
server agent1 updater "${NATS[@]}" 10.20.0.31 --name agent1-updater --server-name nats1 \
  --subscribe 'agent.update.agent1' --publish 'agent.report={"id":"agent1"}' --every 10 --seconds 65
sleep 3

capture_begin
sleep 1
nats_server nats2 '[fd20::31]'
listening nats2 tcp 4433 4444 8222
sleep 3
documented_traffic
sleep 5
approved_traffic
sleep 4
undocumented_traffic
sleep 4
attempts
sleep 3
scans
sleep 10
capture_end
checks
capture_publish
