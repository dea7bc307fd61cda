# shellcheck shell=bash
# What the clients of the Zimbra lab do. Sourced by zimbra.sh.

# web HOST NAME [CURL ARGUMENT...] URL
web() {
  client "$1" "$2" curl -sS --fail --max-time 20 --cacert "$CA" "${@:3}"
}

# send HOST NAME SERVER FROM TO: mail by plain SMTP.
send() {
  client "$1" "$2" swaks --silent 1 --server "$3" --helo "$1.$DOMAIN" --from "$4" --to "$5" --header "Subject: $2" --body "from $1"
}

# submit HOST URL USER TO [CURL ARGUMENT...]: mail by submission, with TLS and SASL.
submit() {
  printf 'From: %s@%s\r\nTo: %s\r\nSubject: submission\r\n\r\nfrom %s\r\n' "$3" "$DOMAIN" "$4" "$1" >"$LAB/etc/$1.eml"
  web "$1" submit --ssl-reqd --user "$3:lab" --mail-from "$3@$DOMAIN" --mail-rcpt "$4" --upload-file "$LAB/etc/$1.eml" "${@:5}" "$2"
}

# search HOST URI FILTER
search() {
  client "$1" search env LDAPTLS_CACERT="$CA" ldapsearch -x -LLL -H "$2" -b dc=lab,dc=example "$3" uid mailHost
}

# delivered MAILBOX/USER COUNT: waits until a user has so many mails.
delivered() {
  local tries=0
  until (($(find "$LAB/mail/$1" -type f -regex '.*/\(new\|cur\)/.*' 2>/dev/null | wc -l) >= $2)); do
    ((++tries < 200)) || fail "mail for $1 does not arrive: $(tail -n 5 "$LAB/mta1/mail.log")"
    sleep 0.1
  done
  sleep 1
}

mail_traffic() {
  say 'mail'
  client cloud1 incoming "${OUTSIDE[@]}" swaks --silent 1 --server 10.30.0.11 --helo mx.example.net --from sender@example.net \
    --to "alice@$DOMAIN" --header 'Subject: incoming' --body 'from outside'
  submit client1 "smtp://mta1.$DOMAIN:587" alice "bob@$DOMAIN"
  submit client2 "smtps://mta1.$DOMAIN:465" bob friend@example.net -6
  send mailbox1 web-client-mail 10.30.0.11 "alice@$DOMAIN" "bob@$DOMAIN"
  send ldap1 cron-mail 10.30.0.11 "root@$DOMAIN" "alice@$DOMAIN"
  send mailbox2 lost-mail 10.30.0.11 "bob@$DOMAIN" "carol@$DOMAIN"
  delivered mailbox1/alice 2
  delivered mailbox2/bob 2
  web client1 imap --ssl-reqd --user alice:lab "imap://mail.$DOMAIN/INBOX" -X 'FETCH 1:* (FLAGS)'
  web client2 imaps -6 --user alice:lab "imaps://mail.$DOMAIN/INBOX" -X 'STATUS INBOX (MESSAGES)'
  web client1 pop3 --user alice:lab "pop3://mail.$DOMAIN/"
  web client2 pop3s -4 --user alice:lab "pop3s://mail.$DOMAIN/"
  web client2 pop3 -4 --user bob:lab "pop3://mail.$DOMAIN/"
}

node_traffic() {
  say 'web and node to node'
  web client1 http "http://mail.$DOMAIN/"
  web client1 https "https://mail.$DOMAIN/" "https://mail.$DOMAIN/style.css"
  web client2 https -6 "https://mail.$DOMAIN/"
  search mailbox1 "ldap://ldap1.$DOMAIN" '(uid=alice)'
  search proxy1 "ldap://ldap1.$DOMAIN" '(uid=bob)'
  search mailbox2 "ldaps://ldap1.$DOMAIN" '(uid=bob)'
  printf 'zimbraMailboxTags' >"$LAB/etc/tags"
  client mailbox1 cache memccp --servers="memcached1.$DOMAIN:11211" "$LAB/etc/tags"
  client mailbox2 cache memccat --servers="memcached1.$DOMAIN:11211" tags
  web mailbox1 admin "https://mailbox2.$DOMAIN:7071/"
  web admin1 admin "https://mailbox1.$DOMAIN:7071/"
  client ldap1 syslog logger --server 10.30.0.51 --port 514 --udp --tag slapd 'directory backup finished'
  client mailbox1 syslog logger --server 10.30.0.51 --port 514 --udp --tag mailboxd 'cache flushed'
  client mailbox2 syslog logger --server 10.30.0.51 --port 514 --udp --tag mailboxd 'cache flushed'
  client ldap1 zmrcd ssh -T -i "$LAB/zimbra.key" "${SSH_OPTIONS[@]}" zimbra@10.30.0.21 uptime -p
}

approved_traffic() {
  say 'approved traffic, in force and expired'
  for _ in 1 2; do
    web mon1 scrape http://10.30.0.11:9100/metrics
    web mon1 scrape http://10.30.0.21:9100/metrics
    client mon1 ping nmap -sn -PE -n --send-ip 10.30.0.11 10.30.0.21
    sleep 5
  done
  client backup1 rsync rsync -a rsync://10.30.0.21/dump/ "$LAB/backup/"
}

undocumented_traffic() {
  say 'undocumented traffic'
  local name
  for name in logger1 mailbox2; do
    client "$name" mysql mariadb --no-defaults --skip-ssl -h 10.30.0.21 -P 7306 -u report -plab zimbra -e 'SELECT * FROM mailbox'
    sleep 1
  done
  send client2 reinject 10.30.0.11:10025 "bob@$DOMAIN" "alice@$DOMAIN"
  web client1 share http://10.30.0.22:8000/ http://10.30.0.22:8000/holiday.zip
  web proxy1 beacon https://cdn.example.net/check
  for name in mta1 client1; do
    client "$name" cache-stat memcstat --servers=10.30.0.61:11211
  done
  client mta1 dns-tcp dig +tcp "$DOMAIN" TXT @10.30.0.53
  client client2 dns-ipv6 dig mail."$DOMAIN" AAAA @fd30::53
  client mailbox2 syslog-tcp logger --server 10.30.0.51 --port 514 --tcp --tag mailboxd 'index rebuilt'
  client admin1 ssh ssh -T -i "$LAB/zimbra.key" "${SSH_OPTIONS[@]}" zimbra@10.30.0.11 uptime -p
}

attempts() {
  say 'refused and unanswered attempts'
  knock mailbox2 10.30.0.51 7307 3
  knock client1 10.30.0.11 2525 3
  client mailbox1 stray-syslog logger --server 10.30.0.41 --port 514 --udp --tag mailboxd 'wrong logger'
  knock admin1 10.30.0.41 22 7
}

scans() {
  say 'a port scan and a sweep'
  client rogue1 scan nmap -sS -Pn -n --max-retries 1 --max-rate 60 -p 1-150,7000-7049 10.30.0.21
  client rogue1 sweep nmap -sS -Pn -n --max-retries 1 --max-rate 60 -p 25,389 10.30.0.10-69
}
