# shellcheck shell=bash
# The servers of the OpenUEM lab. Sourced by openuem.sh.

POSTGRES_BIN=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
readonly POSTGRES_BIN
readonly RUN_POSTGRES=(setpriv --reuid postgres --regid postgres --init-groups --)

certificates() {
  pki_begin
  certificate nats1 10.20.0.31 fd20::31 tlsfeature=status_request
  certificate nats2 10.20.0.32 fd20::32 tlsfeature=status_request
  certificate console1 10.20.0.10 fd20::10
  certificate db1 10.20.0.51 fd20::51
  certificate ocsp1 extendedKeyUsage=OCSPSigning
  certificate agent1 10.20.0.101
  certificate agent2 10.20.0.102
  certificate updates.example.net
  local name
  for name in agent-worker cert-manager-worker server-updater console agent1-updater agent2-updater admin; do
    certificate "$name"
  done
}

ocsp_server() {
  server ocsp1 responder openssl ocsp -port 8000 -index "$LAB/pki/index.txt" -CA "$LAB/pki/ca.pem" \
    -rsigner "$LAB/pki/ocsp1.pem" -rkey "$LAB/pki/ocsp1.key" -ndays 1
  listening ocsp1 tcp 8000
}

nats_server() {
  local name=$1 peer=$2
  mkdir -p "$LAB/$name"
  cat >"$LAB/$name/nats.conf" <<CONF
server_name: $name
listen: "[::]:4433"
http: "0.0.0.0:8222"
tls { cert_file: "$LAB/pki/$name.pem", key_file: "$LAB/pki/$name.key", ca_file: "$LAB/pki/ca.pem", verify: true, timeout: 5 }
ocsp { mode: must, url: "http://ocsp1:8000" }
cluster {
  name: openuem
  listen: "[::]:4444"
  tls { cert_file: "$LAB/pki/$name.pem", key_file: "$LAB/pki/$name.key", ca_file: "$LAB/pki/ca.pem", verify: true, timeout: 5 }
  routes: [ "nats-route://$peer:4444" ]
}
CONF
  server "$name" nats nats-server --config "$LAB/$name/nats.conf" --store_dir "$LAB/$name"
}

database_server() {
  local data=$LAB/db1/data
  mkdir -p "$LAB/db1/socket"
  install -m 600 -o postgres -g postgres "$LAB/pki/db1.key" "$LAB/db1/server.key"
  chown -R postgres:postgres "$LAB/db1"
  in_host db1 "${RUN_POSTGRES[@]}" "$POSTGRES_BIN/initdb" -D "$data" -U postgres --auth-local=trust --auth-host=scram-sha-256 \
    -E UTF8 --locale=C.UTF-8 --no-sync >"$LAB/log/db1-initdb.log" 2>&1
  printf 'host openuem all 10.20.0.0/24 scram-sha-256\nhost openuem all fd20::/64 scram-sha-256\n' >>"$data/pg_hba.conf"
  server db1 postgres "${RUN_POSTGRES[@]}" "$POSTGRES_BIN/postgres" -D "$data" -k "$LAB/db1/socket" \
    -c listen_addresses='*' -c port=5432 -c fsync=off -c ssl=on \
    -c ssl_cert_file="$LAB/pki/db1.pem" -c ssl_key_file="$LAB/db1/server.key"
  listening db1 tcp 5432
  in_host db1 psql -q -h "$LAB/db1/socket" -U postgres >"$LAB/log/db1-schema.log" 2>&1 <<'SQL'
CREATE USER openuem PASSWORD 'lab';
CREATE DATABASE openuem OWNER openuem;
\c openuem openuem
CREATE TABLE agents (id text PRIMARY KEY, os text, last_contact timestamptz DEFAULT now());
CREATE TABLE certificates (serial text PRIMARY KEY, owner text, status text);
CREATE TABLE notifications (id serial PRIMARY KEY, body text, sent boolean DEFAULT false);
INSERT INTO agents VALUES ('agent1', 'linux'), ('agent2', 'linux');
INSERT INTO certificates SELECT to_hex(n), 'agent' || n, 'good' FROM generate_series(4096, 4115) n;
INSERT INTO notifications (body) SELECT 'agent ' || n || ' is offline' FROM generate_series(1, 5) n;
SQL
}

web_server() {
  mkdir -p "$LAB/www/console"
  printf '<!doctype html><title>OpenUEM lab</title><link rel=stylesheet href=style.css><p>Console\n' >"$LAB/www/console/index.html"
  printf 'p { font-family: sans-serif }\n%.0s' {1..80} >"$LAB/www/console/style.css"
  nginx_server console1 console 1323 1324 <<CONF
http {
  types { text/html html; text/css css; }
  access_log off;
  root $LAB/www/console;
  ssl_certificate $LAB/pki/console1.pem;
  ssl_certificate_key $LAB/pki/console1.key;
  server { listen 1323 ssl; listen [::]:1323 ssl; }
  server {
    listen 1324 ssl; listen [::]:1324 ssl;
    ssl_client_certificate $LAB/pki/ca.pem;
    ssl_verify_client on;
    location / { return 200 "signed in as \$ssl_client_s_dn\n"; }
  }
}
CONF
}

agent_servers() {
  local name=$1
  head -c 30000 /dev/urandom >"$LAB/home/openuem/inventory.bin"
  ssh_server "$name" 2022 openuem 'Subsystem sftp internal-sftp' 'ForceCommand internal-sftp'
  server "$name" vnc Xtigervnc ":${name#agent}" -rfbport 5901 -localhost -SecurityTypes None -geometry 320x240 -depth 24 -ac
  server "$name" websockify websockify --ssl-only --cert "$LAB/pki/$name.pem" --key "$LAB/pki/$name.key" 1443 127.0.0.1:5901
  listening "$name" tcp 5901 1443
}

other_servers() {
  node_exporter db1
  node_exporter console1
  rsync_server db1 openuem.dump
  server console1 redis redis-server --port 6379 --bind 0.0.0.0 --protected-mode no --save '' --dir "$LAB"
  listening console1 tcp 6379
  mkdir -p "$LAB/www/guest" "$LAB/backup"
  printf 'guest\n' >"$LAB/www/guest/index.html"
  server guest2 http python3 -m http.server 8888 --directory "$LAB/www/guest"
  listening guest2 tcp 8888
  nginx_server cloud1 updates 443 <<CONF
http {
  access_log off;
  ssl_certificate $LAB/pki/updates.example.net.pem;
  ssl_certificate_key $LAB/pki/updates.example.net.key;
  server { listen 443 ssl; location / { return 200 "nothing new\n"; } }
}
CONF
  # The database host refuses the server updater and swallows SSH from anywhere.
  in_host db1 nft -f - <<'NFT'
table inet filter {
  chain input {
    type filter hook input priority 0; policy accept;
    ip saddr 10.20.0.24 tcp dport 5432 reject with tcp reset
    tcp dport 22 drop
  }
}
NFT
  silent_neighbour worker1 10.20.0.39
}
