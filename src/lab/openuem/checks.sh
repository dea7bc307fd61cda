# shellcheck shell=bash
# What the recording of the OpenUEM lab has to hold, and must not hold. Sourced by openuem.sh.

checks() {
  local answer='tcp[tcpflags] & (tcp-syn|tcp-ack) = (tcp-syn|tcp-ack)' reset='tcp[tcpflags] & tcp-rst != 0'
  local port
  for port in 1323 1324 1443 2022 4433 5432 8000 8222 6379 9100 873 8888; do
    recorded "an answer from port $port" "tcp src port $port and $answer"
  done
  recorded 'the NATS cluster over IPv4' "tcp src port 4444 and $answer"
  recorded 'the NATS cluster over IPv6' 'ip6 and tcp src port 4444'
  recorded 'agent2 at NATS over IPv6' 'ip6 src fd20::32 and tcp src port 4433'
  recorded 'agent2 at the OCSP responder over IPv6' 'ip6 src fd20::41 and tcp src port 8000'
  recorded 'a NATS server at the OCSP responder' 'src host 10.20.0.32 and tcp dst port 8000'
  recorded 'agent1 at the database' "src host 10.20.0.51 and dst host 10.20.0.101 and tcp src port 5432 and $answer"
  recorded 'agent1 at NATS' 'src host 10.20.0.101 and tcp dst port 4433'
  absent 'the start of that connection' 'src host 10.20.0.101 and tcp dst port 4433 and tcp[tcpflags] & tcp-syn != 0'
  recorded 'the answer from outside' "src host 198.51.100.10 and tcp src port 443 and $answer"
  recorded 'the refusal of the server updater' "src host 10.20.0.51 and dst host 10.20.0.24 and $reset"
  absent 'an answer to the server updater' 'src host 10.20.0.51 and dst host 10.20.0.24 and tcp[tcpflags] & tcp-syn != 0'
  recorded 'the refusal of SSH' "src host 10.20.0.10 and dst host 10.20.0.102 and tcp src port 22 and $reset"
  recorded 'the refusal of the replication' "src host 10.20.0.21 and dst host 10.20.0.51 and tcp src port 5432 and $reset"
  recorded 'the knocks at the retired NATS server' 'src host 10.20.0.21 and dst host 10.20.0.39 and tcp dst port 4433'
  absent 'an answer from the retired NATS server' 'src host 10.20.0.39'
  recorded 'the knocks at SSH of the database' 'ip6 src fd20::102 and dst host fd20::51 and tcp dst port 22'
  absent 'an answer to them' 'ip6 src fd20::51 and tcp src port 22'
  recorded 'the port scan' 'src host 10.20.0.66 and dst host 10.20.0.10 and tcp dst port 149'
  recorded 'the sweep' 'src host 10.20.0.66 and dst host 10.20.0.24 and tcp dst port 5432'
  absent 'the notification worker at NATS' 'src host 10.20.0.23 and tcp dst port 4433'
}
