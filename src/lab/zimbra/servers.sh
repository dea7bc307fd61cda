# shellcheck shell=bash
# The servers of the Zimbra lab. Sourced by zimbra.sh.

# Put before the commands of cloud1, which has no business with the name server of the site.
readonly OUTSIDE=(unshare --mount -- sh -c 'mount --bind /dev/null /etc/resolv.conf && exec "$@"' sh)

certificates() {
  local name
  pki_begin
  for name in mta1 mailbox2 ldap1; do
    certificate "$name.$DOMAIN"
  done
  # IMAPS and POP3S go through the proxy to mailbox1 as they are, so mailbox1 has to answer for the proxy's name.
  for name in proxy1 mailbox1; do
    certificate "$name.$DOMAIN" "mail.$DOMAIN"
  done
  certificate cdn.example.net
}

dns_server() {
  cat >"$LAB/etc/zone" <<ZONE
10.30.0.1 gw1.$DOMAIN
10.30.0.11 mta1.$DOMAIN
fd30::11 mta1.$DOMAIN
10.30.0.21 mailbox1.$DOMAIN
fd30::21 mailbox1.$DOMAIN
10.30.0.22 mailbox2.$DOMAIN
10.30.0.23 mailbox3.$DOMAIN
10.30.0.31 proxy1.$DOMAIN
fd30::31 proxy1.$DOMAIN
10.30.0.31 mail.$DOMAIN
fd30::31 mail.$DOMAIN
10.30.0.41 ldap1.$DOMAIN
10.30.0.51 logger1.$DOMAIN
10.30.0.53 dns1.$DOMAIN
fd30::53 dns1.$DOMAIN
10.30.0.61 memcached1.$DOMAIN
10.30.0.101 client1.$DOMAIN
10.30.0.102 client2.$DOMAIN
fd30::102 client2.$DOMAIN
10.30.0.200 admin1.$DOMAIN
10.30.0.240 backup1.$DOMAIN
10.30.0.250 mon1.$DOMAIN
198.51.100.25 mx.example.net
198.51.100.80 cdn.example.net
ZONE
  server dns1 dnsmasq dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --addn-hosts="$LAB/etc/zone" \
    --user=root --pid-file="$LAB/dnsmasq.pid" --local=/example/ --local=/example.net/ --local=/in-addr.arpa/ --local=/ip6.arpa/ \
    --mx-host="$DOMAIN,mta1.$DOMAIN,10" --mx-host=example.net,mx.example.net,10 \
    --txt-record="$DOMAIN,v=spf1 ip4:10.30.0.11 -all" --log-facility=-
  listening dns1 udp 53
  printf 'nameserver 10.30.0.53\nsearch %s\n' "$DOMAIN" >/etc/resolv.conf
}

directory_server() {
  mkdir -p "$LAB/ldap1/data"
  cat >"$LAB/ldap1/slapd.conf" <<CONF
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
include /etc/ldap/schema/misc.schema
pidfile $LAB/ldap1/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCACertificateFile $CA
TLSCertificateFile $LAB/pki/ldap1.$DOMAIN.pem
TLSCertificateKeyFile $LAB/pki/ldap1.$DOMAIN.key
database mdb
suffix "dc=lab,dc=example"
rootdn "cn=admin,dc=lab,dc=example"
rootpw lab
directory $LAB/ldap1/data
access to attrs=userPassword by anonymous auth by * none
access to * by * read
CONF
  {
    printf 'dn: dc=lab,dc=example\nobjectClass: dcObject\nobjectClass: organization\no: Lab\ndc: lab\n\n'
    printf 'dn: ou=people,dc=lab,dc=example\nobjectClass: organizationalUnit\nou: people\n\n'
    local pair
    for pair in alice:mailbox1 bob:mailbox2 carol:mailbox3; do
      printf 'dn: uid=%s,ou=people,dc=lab,dc=example\nobjectClass: inetOrgPerson\nobjectClass: inetLocalMailRecipient\n' "${pair%:*}"
      printf 'uid: %s\ncn: %s\nsn: Lab\nuserPassword: lab\nmailLocalAddress: %s@%s\nmailHost: %s.%s\n\n' \
        "${pair%:*}" "${pair%:*}" "${pair%:*}" "$DOMAIN" "${pair#*:}" "$DOMAIN"
    done
  } >"$LAB/ldap1/people.ldif"
  # A copy, because where AppArmor is in force the installed one may read Debian's own directory only.
  cp /usr/sbin/slapd "$LAB/ldap1/slapd"
  "$LAB/ldap1/slapd" -Tadd -f "$LAB/ldap1/slapd.conf" -l "$LAB/ldap1/people.ldif" >"$LAB/log/ldap1-slapadd.log" 2>&1
  server ldap1 slapd "$LAB/ldap1/slapd" -d 0 -h 'ldap:/// ldaps:///' -f "$LAB/ldap1/slapd.conf"
  listening ldap1 tcp 389 636
}

# IMAP, POP3 and LMTP as the mailbox server behind a proxy offers them, and the SASL lookup of the MTA.
mail_store() {
  local name=$1 here=$LAB/$1
  mkdir -p "$here/run" "$LAB/mail/$name"
  chown mail:mail "$LAB/mail/$name"
  cat >"$here/ldap.conf" <<CONF
hosts = ldap1.$DOMAIN:389
base = ou=people,dc=lab,dc=example
auth_bind = yes
pass_filter = (&(objectClass=inetOrgPerson)(uid=%n))
ldap_version = 3
CONF
  cat >"$here/dovecot.conf" <<CONF
base_dir = $here/run
protocols = imap pop3 lmtp
log_path = $LAB/log/$name-dovecot.log
ssl = yes
ssl_cert = <$LAB/pki/$name.$DOMAIN.pem
ssl_key = <$LAB/pki/$name.$DOMAIN.key
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:~/Maildir
first_valid_uid = 1
mail_fsync = never
passdb {
  driver = ldap
  args = $here/ldap.conf
}
userdb {
  driver = static
  args = uid=mail gid=mail home=$LAB/mail/$name/%n allow_all_users=yes
}
service imap-login {
  inet_listener imap {
    port = 7143
  }
  inet_listener imaps {
    port = 7993
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = 7110
  }
  inet_listener pop3s {
    port = 7995
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = 7025
  }
}
service auth {
  inet_listener sasl {
    port = 7073
  }
}
CONF
  server "$name" store dovecot -F -c "$here/dovecot.conf"
  listening "$name" tcp 7143 7993 7110 7995 7025 7073
}

# The web client, the admin console and the lookup service of a mailbox server.
mailbox_web() {
  local name=$1
  mkdir -p "$LAB/www/mail"
  printf '<!doctype html><title>Mail</title><link rel=stylesheet href=style.css><p>Inbox\n' >"$LAB/www/mail/index.html"
  printf 'p { font-family: sans-serif }\n%.0s' {1..80} >"$LAB/www/mail/style.css"
  nginx_server "$name" "$name-web" 8080 8443 7071 <<CONF
http {
  types { text/html html; text/css css; }
  access_log off;
  root $LAB/www/mail;
  ssl_certificate $LAB/pki/$name.$DOMAIN.pem;
  ssl_certificate_key $LAB/pki/$name.$DOMAIN.key;
  server { listen 8080; listen 8443 ssl; }
  server { listen 7071 ssl; location / { return 200 "admin console of $name\n"; } }
}
CONF
}

mailbox_lookup() {
  server mailbox1 lookup python3 "$LAB/clients/lookup.py" 7072 alice=10.30.0.21 bob=10.30.0.22
  listening mailbox1 tcp 7072
}

mailbox_database() {
  local here=$LAB/mailbox1/mysql
  mkdir -p "$here"
  chown mysql:mysql "$here"
  in_host mailbox1 mariadb-install-db --no-defaults --datadir="$here" --user=mysql --skip-test-db \
    --auth-root-authentication-method=normal >"$LAB/log/mailbox1-install-db.log" 2>&1
  server mailbox1 mariadb mariadbd --no-defaults --datadir="$here" --user=mysql --port=7306 --bind-address='*' \
    --socket="$here/sock" --pid-file="$here/pid" --skip-name-resolve --innodb-buffer-pool-size=16M \
    --innodb-flush-log-at-trx-commit=0 --tmpdir=/tmp
  listening mailbox1 tcp 7306
  in_host mailbox1 mariadb --no-defaults -S "$here/sock" -u root >"$LAB/log/mailbox1-schema.log" 2>&1 <<'SQL'
CREATE DATABASE zimbra;
CREATE TABLE zimbra.mailbox (id INT PRIMARY KEY, comment VARCHAR(64), size_checkpoint BIGINT);
INSERT INTO zimbra.mailbox VALUES (1, 'alice', 10240), (2, 'bob', 20480);
CREATE USER report@'10.30.0.%' IDENTIFIED BY 'lab';
GRANT SELECT ON zimbra.* TO report@'10.30.0.%';
SQL
}

proxy_server() {
  nginx_server proxy1 proxy 80 443 110 143 993 995 <<CONF
load_module /usr/lib/nginx/modules/ngx_mail_module.so;
load_module /usr/lib/nginx/modules/ngx_stream_module.so;
http {
  access_log syslog:server=10.30.0.51:514,tag=nginx,nohostname combined;
  ssl_certificate $LAB/pki/proxy1.$DOMAIN.pem;
  ssl_certificate_key $LAB/pki/proxy1.$DOMAIN.key;
  proxy_ssl_trusted_certificate $CA;
  proxy_ssl_verify on;
  proxy_ssl_name mailbox1.$DOMAIN;
  server {
    listen 80; listen [::]:80;
    location / { proxy_pass http://10.30.0.21:8080; }
  }
  server {
    listen 443 ssl; listen [::]:443 ssl;
    # A page is served from memcached if it is there, else by the mailbox server.
    location / {
      set \$memcached_key "page:\$uri";
      memcached_pass 10.30.0.61:11211;
      error_page 404 502 = @mailbox;
    }
    location @mailbox { proxy_pass https://10.30.0.21:8443; }
  }
}
mail {
  server_name mail.$DOMAIN;
  auth_http 10.30.0.21:7072/service/extension/nginx-lookup;
  ssl_certificate $LAB/pki/proxy1.$DOMAIN.pem;
  ssl_certificate_key $LAB/pki/proxy1.$DOMAIN.key;
  imap_capabilities IMAP4rev1 UIDPLUS IDLE;
  server { listen 143; listen [::]:143; protocol imap; starttls on; }
  server { listen 110; listen [::]:110; protocol pop3; starttls on; }
}
stream {
  server { listen 993; listen [::]:993; proxy_pass 10.30.0.21:7993; }
  server { listen 995; listen [::]:995; proxy_pass 10.30.0.21:7995; }
}
CONF
}

mta_server() {
  local here=$LAB/mta1
  mkdir -p "$here"/{etc,queue,data}
  chown postfix:postfix "$here/data"
  cat >"$here/etc/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $here/queue
data_directory = $here/data
maillog_file = $here/mail.log
maillog_file_prefixes = /run
myhostname = mta1.$DOMAIN
mydomain = $DOMAIN
myorigin = $DOMAIN
mydestination =
mynetworks = 10.30.0.0/26
inet_protocols = all
alias_maps =
alias_database =
biff = no
virtual_mailbox_domains = $DOMAIN
virtual_mailbox_maps = ldap:$here/etc/recipients.cf
transport_maps = ldap:$here/etc/transport.cf
lmtp_connect_timeout = 7s
lmtp_address_preference = ipv4
smtp_address_preference = ipv4
smtpd_tls_cert_file = $LAB/pki/mta1.$DOMAIN.pem
smtpd_tls_key_file = $LAB/pki/mta1.$DOMAIN.key
smtpd_tls_security_level = may
smtp_tls_security_level = none
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:10.30.0.21:7073
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
CONF
  cat >"$here/etc/master.cf" <<'CONF'
smtp       inet  n - n - - smtpd
submission inet  n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
smtps      inet  n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
10025      inet  n - n - - smtpd
  -o smtpd_relay_restrictions=permit_mynetworks,reject_unauth_destination
pickup     unix  n - n 60 1 pickup
cleanup    unix  n - n - 0 cleanup
qmgr       unix  n - n 300 1 qmgr
tlsmgr     unix  - - n 1000? 1 tlsmgr
rewrite    unix  - - n - - trivial-rewrite
bounce     unix  - - n - 0 bounce
defer      unix  - - n - 0 bounce
trace      unix  - - n - 0 bounce
verify     unix  - - n - 1 verify
flush      unix  n - n 1000? 0 flush
proxymap   unix  - - n - - proxymap
proxywrite unix  - - n - 1 proxymap
smtp       unix  - - n - - smtp
relay      unix  - - n - - smtp
showq      unix  n - n - - showq
error      unix  - - n - - error
retry      unix  - - n - - error
discard    unix  - - n - - discard
virtual    unix  - n n - - virtual
lmtp       unix  - - n - - lmtp
anvil      unix  - - n - 1 anvil
scache     unix  - - n - 1 scache
postlog    unix-dgram n - n - 1 postlogd
CONF
  ldap_map 'mailLocalAddress' '%s' >"$here/etc/recipients.cf"
  ldap_map 'mailHost' 'lmtp:[%s]:7025' >"$here/etc/transport.cf"
  in_host mta1 postfix -c "$here/etc" check >"$LAB/log/mta1-check.log" 2>&1
  server mta1 postfix /usr/lib/postfix/sbin/master -c "$here/etc" -d
  listening mta1 tcp 25 587 465 10025
}

# ldap_map ATTRIBUTE FORMAT: a Postfix lookup of a recipient's address in the directory.
ldap_map() {
  cat <<CONF
server_host = ldap://ldap1.$DOMAIN:389
version = 3
bind = no
search_base = ou=people,dc=lab,dc=example
query_filter = (mailLocalAddress=%s)
result_attribute = $1
result_format = $2
CONF
}

logging() {
  mkdir -p "$LAB/logger1" "$LAB/mta1/rsyslog"
  cat >"$LAB/logger1/rsyslog.conf" <<CONF
module(load="imudp")
module(load="imtcp")
input(type="imudp" port="514")
input(type="imtcp" port="514")
action(type="omfile" file="$LAB/log/logger1-received.log")
CONF
  server logger1 rsyslog rsyslogd -n -f "$LAB/logger1/rsyslog.conf" -i "$LAB/logger1/pid"
  listening logger1 udp 514
  listening logger1 tcp 514
  : >"$LAB/mta1/mail.log"
  cat >"$LAB/mta1/rsyslog.conf" <<CONF
global(workDirectory="$LAB/mta1/rsyslog")
module(load="imfile")
template(name="as-written" type="string" string="<%pri%>%msg%")
input(type="imfile" file="$LAB/mta1/mail.log" tag="postfix" facility="mail" freshStartTail="on")
action(type="omfwd" target="10.30.0.51" port="514" protocol="udp" template="as-written")
CONF
  server mta1 rsyslog rsyslogd -n -f "$LAB/mta1/rsyslog.conf" -i "$LAB/mta1/rsyslog.pid"
}

other_servers() {
  server memcached1 memcached memcached -u memcache -l 0.0.0.0 -p 11211 -U 0 -m 8
  listening memcached1 tcp 11211
  ssh_server mailbox1 22 zimbra
  ssh_server mta1 22 zimbra
  node_exporter mta1
  node_exporter mailbox1
  rsync_server mailbox1 mailbox1.tgz
  mkdir -p "$LAB/backup" "$LAB/www/share"
  head -c 3000 /dev/urandom >"$LAB/www/share/holiday.zip"
  server mailbox2 share python3 -m http.server 8000 --directory "$LAB/www/share"
  listening mailbox2 tcp 8000
  nginx_server cloud1 cdn 443 <<CONF
http {
  access_log off;
  ssl_certificate $LAB/pki/cdn.example.net.pem;
  ssl_certificate_key $LAB/pki/cdn.example.net.key;
  server { listen 198.51.100.80:443 ssl; location / { return 200 "nothing new\n"; } }
}
CONF
  server cloud1 smtp-sink "${OUTSIDE[@]}" smtp-sink -u nobody -h mx.example.net 198.51.100.25:25 10
  listening cloud1 tcp 25
  # The directory host swallows SSH from anywhere.
  in_host ldap1 nft -f - <<'NFT'
table inet filter {
  chain input {
    type filter hook input priority 0; policy accept;
    tcp dport 22 drop
  }
}
NFT
}
