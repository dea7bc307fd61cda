# shellcheck shell=bash
# A certificate authority for the lab, in $LAB/pki, with the index that openssl ocsp answers from.

pki_begin() {
  mkdir -p "$LAB/pki/new"
  : >"$LAB/pki/index.txt"
  printf '1000\n' >"$LAB/pki/serial"
  cat >"$LAB/pki/ca.cnf" <<'CNF'
[ca]
default_ca = lab
[lab]
dir = /run/lab/pki
database = $dir/index.txt
new_certs_dir = $dir/new
serial = $dir/serial
certificate = $dir/ca.pem
private_key = $dir/ca.key
default_md = sha256
default_days = 365
unique_subject = no
policy = any
copy_extensions = copy
[any]
commonName = supplied
CNF
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Wirewarrant $LAB_NAME lab CA" \
    -addext 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature' \
    -keyout "$LAB/pki/ca.key" -out "$LAB/pki/ca.pem" 2>>"$LAB/log/pki.log"
}

# certificate NAME [ADDRESS...] [EXTENSION=VALUE...]: $LAB/pki/NAME.pem and NAME.key for a host or a user.
certificate() {
  local name=$1 names="DNS:$1" extra=() item
  shift
  for item; do
    case $item in
      *=*) extra+=(-addext "$item") ;;
      *.* | *:*) if [[ $item =~ [g-z] ]]; then names+=",DNS:$item"; else names+=",IP:$item"; fi ;;
      *) names+=",DNS:$item" ;;
    esac
  done
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" -addext "subjectAltName=$names" \
    "${extra[@]}" -keyout "$LAB/pki/$name.key" -out "$LAB/pki/$name.csr" 2>>"$LAB/log/pki.log"
  openssl ca -batch -notext -config "$LAB/pki/ca.cnf" -in "$LAB/pki/$name.csr" -out "$LAB/pki/$name.pem" 2>>"$LAB/log/pki.log"
  chmod 644 "$LAB/pki/$name.key"
}
