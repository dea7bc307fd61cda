# shellcheck shell=bash
# Recording. While the bridge is promiscuous it hands its own device one copy of every frame that enters it from any port,
# so each frame stands in the capture once, as on a mirror port that mirrors one direction.

capture_begin() {
  ethtool -K "$BRIDGE" gro off >/dev/null 2>&1 || true
  : >"$LAB/log/tcpdump.log"
  tcpdump -i "$BRIDGE" -Z root -n -s 0 -B 16384 -U --time-stamp-precision=nano -w "$LAB/capture.pcap" \
    2>>"$LAB/log/tcpdump.log" &
  CAPTURE_PID=$!
  until grep -q 'listening on' "$LAB/log/tcpdump.log"; do
    kill -0 "$CAPTURE_PID" 2>/dev/null || fail "tcpdump does not start: $(<"$LAB/log/tcpdump.log")"
    sleep 0.1
  done
  say "recording since $(date -u +%Y-%m-%dT%H:%M:%SZ)"
}

# Ends the recording.
capture_end() {
  sleep 1
  kill -TERM "$CAPTURE_PID"
  wait "$CAPTURE_PID" || true
  grep -q '^0 packets dropped by kernel' "$LAB/log/tcpdump.log" || fail "frames were lost: $(<"$LAB/log/tcpdump.log")"
  # Two processors stamp and queue frames at once, so neighbours can be some microseconds out of order.
  reordercap "$LAB/capture.pcap" "$LAB/ordered.pcap" >>"$LAB/log/tcpdump.log"
}

# recorded WHAT FILTER: fails unless a recorded frame fits the filter (pcap-filter).
recorded() {
  (($(frames "$2"))) || fail "not recorded: $1 ($2)"
}

# absent WHAT FILTER: fails if a recorded frame fits the filter.
absent() {
  ((!$(frames "$2"))) || fail "recorded, but should be absent: $1 ($2)"
}

frames() {
  tcpdump -n -r "$LAB/ordered.pcap" --count "$1" 2>>"$LAB/log/tcpdump.log" | sed -n 's/ packets\{0,1\}$//p'
}

# Writes the recording as pcapng, in place at once or not at all.
capture_publish() {
  local folder=/proc/$$/fd/$LAB_OUT_FD file=$LAB_NAME-lab.pcapng
  editcap -F pcapng --capture-comment "Wirewarrant $LAB_NAME lab, recorded by src/lab/record" \
    "$LAB/ordered.pcap" "$LAB/capture.pcapng" 2>>"$LAB/log/tcpdump.log"
  cp "$LAB/capture.pcapng" "$folder/$file.new"
  chown --reference="$folder/" "$folder/$file.new"
  mv "$folder/$file.new" "$folder/$file"
  say "$(frames '') frames, $(stat -c %s "$folder/$file") bytes in $LAB_OUT/$file"
}
