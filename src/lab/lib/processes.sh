# shellcheck shell=bash
# Servers, which run until the lab ends, and clients, which run to their end and leave a log.

# server HOST NAME COMMAND...: starts a server on a host.
server() {
  local where=$1 name=$2
  shift 2
  in_host "$where" "$@" >"$LAB/log/$where-$name.log" 2>&1 </dev/null &
}

# listening HOST tcp|udp PORT...: waits until a host listens on each port.
listening() {
  local where=$1 protocol=$2 port tries
  shift 2
  for port; do
    tries=0
    until [[ -n $(in_host "$where" ss -Hln "--$protocol" "sport = :$port") ]]; do
      ((++tries < 300)) || fail "$where does not listen on $protocol/$port: $(tail -n 3 "$LAB"/log/"$where"-*.log)"
      sleep 0.1
    done
  done
}

# client HOST NAME COMMAND...: runs a client that has to succeed.
client() {
  local where=$1 name=$2 status=0
  shift 2
  in_host "$where" "$@" >>"$LAB/log/$where-$name.log" 2>&1 </dev/null || status=$?
  ((status == 0)) || fail "$where: $name failed with $status: $(tail -n 3 "$LAB/log/$where-$name.log")"
}

# futile HOST NAME COMMAND...: runs a client that has to fail, because its peer refuses or is not there.
futile() {
  local where=$1 name=$2
  shift 2
  if in_host "$where" "$@" >>"$LAB/log/$where-$name.log" 2>&1 </dev/null; then
    fail "$where: $name should have failed"
  fi
}

# knock HOST ADDRESS PORT SECONDS: tries to open a TCP connection that is refused or never answered.
knock() {
  futile "$1" "knock-$3" timeout "$4" bash -c "exec 3<>/dev/tcp/$2/$3"
}
