# shellcheck shell=bash
# What the recording of the Zimbra lab has to hold, and must not hold. Sourced by zimbra.sh.

checks() {
  local answer='tcp[tcpflags] & (tcp-syn|tcp-ack) = (tcp-syn|tcp-ack)' reset='tcp[tcpflags] & tcp-rst != 0'
  local port
  for port in 22 25 53 80 110 143 389 443 514 587 636 873 995 7025 7071 7072 7073 7110 7143 7306 7993 7995 8000 8080 8443 9100 \
    10025 11211; do
    recorded "an answer from port $port" "tcp src port $port and $answer"
  done
  recorded 'submission over IPv6' 'ip6 src fd30::11 and tcp src port 465'
  recorded 'IMAP over TLS over IPv6' 'ip6 src fd30::31 and tcp src port 993'
  recorded 'web mail over IPv6' 'ip6 src fd30::31 and tcp src port 443'
  recorded 'DNS over IPv6' 'ip6 src fd30::53 and udp src port 53'
  recorded 'DNS answers' 'src host 10.30.0.53 and udp src port 53'
  for port in 11 21 22 31 41; do
    recorded "syslog from 10.30.0.$port" "src host 10.30.0.$port and dst host 10.30.0.51 and udp dst port 514"
  done
  recorded 'mail from outside' "dst host 198.51.100.25 and src host 10.30.0.11 and tcp src port 25 and $answer"
  recorded 'mail to outside' "src host 198.51.100.25 and tcp src port 25 and $answer"
  recorded 'mail delivered to mailbox2' "src host 10.30.0.22 and tcp src port 7025 and $answer"
  recorded 'client1 waiting for mail' 'src host 10.30.0.31 and dst host 10.30.0.101 and tcp src port 993'
  absent 'the start of that connection' 'src host 10.30.0.101 and tcp dst port 993 and tcp[tcpflags] & tcp-syn != 0'
  recorded 'the answer from outside' "src host 198.51.100.80 and tcp src port 443 and $answer"
  for port in 22 51; do
    recorded "10.30.0.$port at the database" "src host 10.30.0.21 and dst host 10.30.0.$port and tcp src port 7306 and $answer"
  done
  for port in 11 101; do
    recorded "10.30.0.$port at memcached" "src host 10.30.0.61 and dst host 10.30.0.$port and $answer"
  done
  recorded 'the refusal of 7307' "src host 10.30.0.51 and tcp src port 7307 and $reset"
  recorded 'the refusal of 2525' "src host 10.30.0.11 and tcp src port 2525 and $reset"
  recorded 'the refusal of syslog' 'src host 10.30.0.41 and icmp[icmptype] = icmp-unreach'
  recorded 'the knocks at mailbox3' 'src host 10.30.0.11 and dst host 10.30.0.23 and tcp dst port 7025'
  absent 'an answer from mailbox3' 'src host 10.30.0.23'
  recorded 'the knocks at SSH of the directory' 'src host 10.30.0.200 and dst host 10.30.0.41 and tcp dst port 22'
  absent 'an answer to them' 'src host 10.30.0.41 and tcp src port 22'
  recorded 'the port scan' 'src host 10.30.0.66 and dst host 10.30.0.21 and tcp dst port 7049'
  recorded 'the sweep' 'src host 10.30.0.66 and dst host 10.30.0.61 and tcp dst port 389'
  absent 'the virus scanner' 'tcp port 3310'
}
