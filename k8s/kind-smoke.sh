#!/usr/bin/env bash
# Does the platform come up on Kubernetes? Needs docker, kind, kubectl, openssl. KEEP=1 leaves the cluster; nothing else is touched.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cluster=campus-food-smoke
namespace=campus-food-dev
services=(auth catalog ordering payment notification reporting realtime)
databases=(auth catalog ordering payment notification reporting)

for program in docker kind kubectl openssl; do
  command -v "$program" >/dev/null || { echo "$program is missing" >&2; exit 1; }
done

work=$(mktemp -d)
finish() {
  rm -rf "$work"
  [ -n "${KEEP:-}" ] || kind delete cluster --name "$cluster" >/dev/null 2>&1 || true
}
trap finish EXIT

word() { openssl rand -hex 16; }

build() {
  docker build --quiet --target "$2" --build-arg "SERVICE=$3" --tag "campus-food/$1:dev" .
  kind load docker-image --name "$cluster" "campus-food/$1:dev"
}

secret() {
  local name=$1
  shift
  kubectl -n "$namespace" create secret generic "$name" "$@"
}

kind create cluster --name "$cluster" --wait 120s
build gateway gateway gateway
for name in "${services[@]}"; do build "$name" service "services/$name"; done
build sandbox service services/sandbox
build tools service tools

kubectl create namespace "$namespace"
kubectl label namespace "$namespace" pod-security.kubernetes.io/enforce=restricted

# Certificates that pods mount; nothing here speaks TLS inside the cluster.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=smoke -keyout "$work/ca.key" -out "$work/ca.crt" 2>/dev/null
for name in rabbitmq-tls postgres-ca; do secret "$name" --from-file="ca.crt=$work/ca.crt"; done

postgres=$(word) redis=$(word) rabbitmq=$(word)
secret postgres-dev --from-literal="password=$postgres"
secret redis-dev --from-literal="password=$redis"
cat >"$work/definitions.json" <<JSON
{"users": [{"name": "campus", "password": "$rabbitmq", "tags": ["administrator"]}], "vhosts": [{"name": "campus_food"}],
 "permissions": [{"user": "campus", "vhost": "campus_food", "configure": ".*", "write": ".*", "read": ".*"}]}
JSON
secret rabbitmq-definitions --from-file="definitions.json=$work/definitions.json"
broker=amqp://campus:$rabbitmq@rabbitmq:5672/campus_food
cache=redis://:$redis@redis:6379/0

: >"$work/init.sql"
declare -A runtime owner
for name in "${databases[@]}"; do
  runtime[$name]=$(word) owner[$name]=$(word)
  cat >>"$work/init.sql" <<SQL
create role $name login password '${owner[$name]}';
create role ${name}_app login password '${runtime[$name]}';
create database $name owner $name;
SQL
done
secret postgres-init --from-file="init.sql=$work/init.sql"

# The secrets and keys of a development checkout are what the sandbox knows too.
make --silent compose-env
set -a
# shellcheck source=/dev/null
. ./.env
set +a
secret auth-keys --from-file="jwt-keys.json=.local/compose/jwt-keys.json"
secret notification-google --from-file="credentials.json=.local/compose/google-credentials.json"
secret operator-1 --from-literal="RABBITMQ_URL=$broker"

own() {
  local name=$1 key
  shift
  local args=(--from-literal="RABBITMQ_URL=$broker" --from-literal="REDIS_URL=$cache" --from-literal="LOG_USER_KEY=$LOG_USER_KEY")
  if [ -n "${runtime[$name]:-}" ]; then
    args+=(--from-literal="DATABASE_URL=postgres://${name}_app:${runtime[$name]}@postgres:5432/$name")
  fi
  for key in "$@"; do args+=(--from-literal="$key=${!key:-}"); done
  secret "$name-1" "${args[@]}"
}
own gateway
own realtime
own ordering
own reporting
own auth OTP_TRANSPORT_KEY OTP_PEPPER
# Pictures lie in the pod here: catalog takes a directory only when nothing of S3 is named.
S3_ACCESS_KEY_ID="" S3_SECRET_ACCESS_KEY="" own catalog S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY
own payment RAZORPAY_KEY_ID RAZORPAY_KEY_SECRET RAZORPAY_WEBHOOK_SECRETS
own notification OTP_TRANSPORT_KEY TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_FROM MSG91_AUTH_KEY MSG91_TEMPLATE_ID
for name in "${databases[@]}"; do
  secret "$name-owner-1" --from-literal="DATABASE_URL=postgres://$name:${owner[$name]}@postgres:5432/$name" \
    --from-literal="BOOTSTRAP_ADMIN_USERNAME=$BOOTSTRAP_ADMIN_USERNAME" --from-literal="BOOTSTRAP_ADMIN_PASSWORD=$BOOTSTRAP_ADMIN_PASSWORD"
done

kubectl apply --server-side -k k8s/overlays/dev
kubectl -n "$namespace" wait --for=condition=complete job --all --timeout=10m
kubectl -n "$namespace" wait --for=condition=available deployment --all --timeout=10m

kubectl -n "$namespace" port-forward service/gateway 18000:8000 >/dev/null &
forward=$!
curl -fsS --retry 30 --retry-connrefused --retry-delay 1 -o /dev/null http://127.0.0.1:18000/health/gateway
curl -fsS http://127.0.0.1:18000/health
curl -fsS -o /dev/null http://127.0.0.1:18000/
kill "$forward"
echo
echo "the platform is up on Kubernetes"
