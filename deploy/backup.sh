#!/bin/sh
# Writes every database of the platform into BACKUP_DIR/<time>/; complete or not there at all. Roles and their passwords are not in it:
# they come from .env (the compose service `prepare`).
# DATABASE_ADMIN_URL=postgres://postgres:…@host:5432/postgres BACKUP_DIR=backups deploy/backup.sh
set -eu
: "${DATABASE_ADMIN_URL:?}" "${BACKUP_DIR:?}"
prefix=${DATABASE_PREFIX:-campus_}
keep_days=${KEEP_DAYS:-14}

name=$(date -u +%Y%m%dT%H%M%SZ)
partial=$BACKUP_DIR/.partial-$name
mkdir -p "$partial"
trap 'rm -rf "$partial"' EXIT

databases=$(psql "$DATABASE_ADMIN_URL" -XAtc "select datname from pg_database where starts_with(datname, '$prefix') order by 1")
[ -n "$databases" ] || { echo "no database begins with $prefix" >&2; exit 1; }
for database in $databases; do
  pg_dump --dbname="${DATABASE_ADMIN_URL%/*}/$database" --format=custom --file="$partial/$database.dump"
  # A dump that cannot be listed cannot be restored.
  pg_restore --list "$partial/$database.dump" >/dev/null
done
(cd "$partial" && sha256sum -- *.dump >SHA256SUMS)
chmod -R go= "$partial"
mv "$partial" "$BACKUP_DIR/$name"
trap - EXIT

# For the alert of a backup that is too old (node_exporter's textfile collector).
if [ -n "${METRICS_DIR:-}" ]; then
  echo "backup_last_success_timestamp_seconds $(date +%s)" >"$METRICS_DIR/backup.prom.new"
  mv "$METRICS_DIR/backup.prom.new" "$METRICS_DIR/backup.prom"
fi

find "$BACKUP_DIR" -mindepth 1 -maxdepth 1 -type d -name '2*Z' -mtime "+$keep_days" -exec rm -rf {} +
echo "$BACKUP_DIR/$name"
