# shellcheck shell=bash
# The Zimbra lab: the roles and ports of "Default Ports Used by Zimbra" with Postfix, Dovecot, OpenLDAP, nginx, memcached,
# MariaDB, dnsmasq, rsyslog and OpenSSH.

# shellcheck source=src/lab/lib/lab.sh
. "$(dirname -- "$(readlink -f -- "$0")")/lib/lab.sh"

readonly DOMAIN=lab.example
readonly CA=$LAB/pki/ca.pem
# shellcheck source=src/lab/zimbra/hosts.sh
. "$LAB_SOURCE/zimbra/hosts.sh"
# shellcheck source=src/lab/zimbra/servers.sh
. "$LAB_SOURCE/zimbra/servers.sh"
# shellcheck source=src/lab/zimbra/traffic.sh
. "$LAB_SOURCE/zimbra/traffic.sh"
# shellcheck source=src/lab/zimbra/checks.sh
. "$LAB_SOURCE/zimbra/checks.sh"

lab_begin
say 'starting hosts and servers'
hosts
add_user zimbra
certificates
dns_server
directory_server
for name in mailbox1 mailbox2; do
  mail_store "$name"
  mailbox_web "$name"
done
mailbox_lookup
mailbox_database
proxy_server
logging
mta_server
other_servers
# client1 waits for mail since before the recording starts, and still does when it ends.
server client1 idle python3 "$LAB/clients/imap_idle.py" "mail.$DOMAIN" 993 alice lab 300 "$CA"
sleep 3

capture_begin
sleep 2
mail_traffic
sleep 12
node_traffic
sleep 8
approved_traffic
sleep 6
undocumented_traffic
sleep 6
attempts
sleep 4
scans
sleep 12
capture_end
checks
capture_publish
