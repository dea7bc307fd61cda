# shellcheck shell=bash
# What the clients of the OpenUEM lab do. Sourced by openuem.sh.

# sql HOST NAME SERVER SSLMODE QUERY
sql() {
  client "$1" "$2" env PGPASSWORD=lab PGCONNECT_TIMEOUT=5 psql -X -q \
    "hostaddr=$3 port=5432 user=openuem dbname=openuem sslmode=$4 application_name=$2" -c "$5"
}

# ocsp HOST ADDRESS CERTIFICATE
ocsp() {
  client "$1" ocsp openssl ocsp -url "http://$2:8000/" -issuer "$LAB/pki/ca.pem" -CAfile "$LAB/pki/ca.pem" -cert "$LAB/pki/$3.pem"
}

# web HOST NAME [CURL ARGUMENT...] URL
web() {
  client "$1" "$2" curl -sS --fail --max-time 10 --cacert "$LAB/pki/ca.pem" "${@:3}"
}

documented_traffic() {
  say 'documented traffic'
  server agent2 updater "${NATS[@]}" fd20::32 --name agent2-updater --server-name nats2 \
    --subscribe 'agent.update.agent2' --publish 'agent.report={"id":"agent2"}' --every 15 --seconds 0
  server worker1 agent-worker "${NATS[@]}" 10.20.0.31 --name agent-worker --server-name nats1 \
    --subscribe 'agent.report' --every 20 --seconds 0
  server worker2 cert-manager-worker "${NATS[@]}" 10.20.0.32 --name cert-manager-worker --server-name nats2 \
    --subscribe 'certificates.new' --every 20 --seconds 55
  server updater1 server-updater "${NATS[@]}" 10.20.0.31 --name server-updater --server-name nats1 \
    --subscribe 'server.update.>' --every 20 --seconds 30
  sleep 1
  ocsp agent1 10.20.0.41 nats1
  sql worker1 agent-worker 10.20.0.51 require "UPDATE agents SET last_contact = now() WHERE id = 'agent1'"
  ocsp agent2 '[fd20::41]' nats2
  sql worker2 cert-manager-worker fd20::51 require "INSERT INTO certificates VALUES ('2000', 'agent3', 'good'); SELECT * FROM certificates"
  sleep 2
  ocsp worker2 10.20.0.41 agent1
  sql worker3 notification-worker 10.20.0.51 disable "SELECT * FROM notifications WHERE NOT sent; UPDATE notifications SET sent = true"
  sql console1 console 10.20.0.51 prefer 'SELECT id, os, last_contact FROM agents ORDER BY id'
  sql ocsp1 ocsp-responder 10.20.0.51 disable "SELECT serial, status FROM certificates WHERE serial = '1000'"
  sleep 2
  web admin1 console https://console1:1323/ https://console1:1323/style.css
  web admin1 auth --cert "$LAB/pki/admin.pem" --key "$LAB/pki/admin.key" https://console1:1324/
  client admin1 novnc python3 "$LAB/clients/novnc.py" agent1 10.20.0.101 1443 "$LAB/pki/ca.pem"
  local agent
  for agent in 10.20.0.101 '[fd20::102]'; do
    printf 'cd %s\nls -l\nget inventory.bin /dev/null\n' "$LAB/home/openuem" >"$LAB/etc/sftp.batch"
    client console1 sftp sftp -q -b "$LAB/etc/sftp.batch" -P 2022 -i "$LAB/openuem.key" "${SSH_OPTIONS[@]}" "openuem@$agent"
  done
  sleep 2
  sql worker1 agent-worker 10.20.0.51 require "UPDATE agents SET last_contact = now() WHERE id = 'agent2'"
  ocsp agent1 10.20.0.41 nats1
}

approved_traffic() {
  say 'approved traffic, in force and expired'
  for _ in 1 2; do
    web mon1 scrape http://10.20.0.51:9100/metrics
    web mon1 scrape http://10.20.0.10:9100/metrics
    sleep 5
  done
  client backup1 rsync rsync -a rsync://10.20.0.51/dump/ "$LAB/backup/"
}

undocumented_traffic() {
  say 'undocumented traffic'
  web mon1 nats-monitor http://10.20.0.31:8222/varz
  client worker1 redis redis-cli -h 10.20.0.10 set session:1 agent1
  client worker1 redis redis-cli -h 10.20.0.10 get session:1
  web agent1 beacon --resolve updates.example.net:443:198.51.100.10 https://updates.example.net/check
  sql agent1 agent-sql 10.20.0.51 disable 'SELECT count(*) FROM certificates'
  client console1 console-nats "${NATS[@]}" 10.20.0.31 --name console --server-name nats1 \
    --publish 'agent.update.agent1={"version":"1"}' --seconds 4
  web guest1 guest http://172.31.77.11:8888/
}

attempts() {
  say 'refused and unanswered attempts'
  futile updater1 sql-refused env PGPASSWORD=lab psql -X 'hostaddr=10.20.0.51 user=openuem dbname=openuem' -c 'SELECT 1'
  sleep 1
  futile updater1 sql-refused env PGPASSWORD=lab psql -X 'hostaddr=10.20.0.51 user=openuem dbname=openuem' -c 'SELECT 1'
  knock agent2 10.20.0.10 22 3
  # A replication script still looks for the old primary where the agent worker runs now.
  knock db1 10.20.0.21 5432 3
  knock worker1 10.20.0.39 4433 8
  knock agent2 fd20::51 22 4
}

scans() {
  say 'a port scan and a sweep'
  client rogue1 scan nmap -sS -Pn -n --max-retries 1 --max-rate 60 -p 1-150,1300-1349 10.20.0.10
  client rogue1 sweep nmap -sS -Pn -n --max-retries 1 --max-rate 60 -p 5432 10.20.0.10-59
}
