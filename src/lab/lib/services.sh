# shellcheck shell=bash
# Servers that both labs have.

# nginx_server HOST NAME PORT... <CONFIGURATION: nginx with the configuration on standard input, whatever that leaves out added.
nginx_server() {
  local where=$1 name=$2
  shift 2
  {
    printf 'daemon off; user root; pid %s/%s.pid; worker_processes 1;\n' "$LAB" "$name"
    cat
    printf 'events {}\n'
  } >"$LAB/etc/$name.conf"
  server "$where" "$name" nginx -c "$LAB/etc/$name.conf" -g 'error_log stderr;'
  listening "$where" tcp "$@"
}

# ssh_server HOST PORT USER [LINE...]: OpenSSH for one user, who logs in with the key $LAB/USER.key.
ssh_server() {
  local where=$1 port=$2 user=$3
  shift 3
  mkdir -p "$LAB/$where"
  [[ -e $LAB/$user.key ]] || ssh-keygen -q -t ed25519 -N '' -C "$user" -f "$LAB/$user.key"
  ssh-keygen -q -t ed25519 -N '' -C "$where" -f "$LAB/$where/hostkey"
  printf '%s\n' "Port $port" "HostKey $LAB/$where/hostkey" 'PidFile none' "AllowUsers $user" \
    "AuthorizedKeysFile $LAB/$user.key.pub" 'PasswordAuthentication no' 'UsePAM no' 'UseDNS no' 'StrictModes no' "$@" \
    >"$LAB/$where/sshd.conf"
  server "$where" sshd /usr/sbin/sshd -D -e -f "$LAB/$where/sshd.conf"
  listening "$where" tcp "$port"
}

# Options of ssh and sftp: a host seen for the first time is trusted, and nothing is remembered.
# shellcheck disable=SC2034
readonly SSH_OPTIONS=(-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR)

# node_exporter HOST: a page of time and load alone; an exporter's other collectors would describe the recording machine.
node_exporter() {
  server "$1" exporter prometheus-node-exporter --web.listen-address=:9100 --web.disable-exporter-metrics \
    --collector.disable-defaults --collector.time --collector.loadavg
  listening "$1" tcp 9100
}

# rsync_server HOST FILE: offers one file of random bytes in the module "dump".
rsync_server() {
  mkdir -p "$LAB/$1/dump"
  head -c 20000 /dev/urandom >"$LAB/$1/dump/$2"
  printf 'uid = root\nuse chroot = no\n[dump]\npath = %s\nread only = yes\n' "$LAB/$1/dump" >"$LAB/$1/rsyncd.conf"
  server "$1" rsyncd rsync --daemon --no-detach --port=873 --config="$LAB/$1/rsyncd.conf"
  listening "$1" tcp 873
}
