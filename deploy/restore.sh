#!/bin/sh
# Puts the databases of a backup back, each in one transaction: as it was then, or as it is now. Databases and roles must be there (the
# compose service `prepare` makes them on an empty server). Stop the services first, start them afterwards.
# DATABASE_ADMIN_URL=postgres://postgres:…@host:5432/postgres deploy/restore.sh backups/20261126T210000Z [database …]
set -eu
: "${DATABASE_ADMIN_URL:?}"
backup=${1:?the directory of a backup}
shift
(cd "$backup" && sha256sum --quiet -c SHA256SUMS)

if [ $# -eq 0 ]; then
  for dump in "$backup"/*.dump; do set -- "$@" "$(basename "$dump" .dump)"; done
fi
for database in "$@"; do
  [ -f "$backup/$database.dump" ] || { echo "$backup has no $database" >&2; exit 1; }
done

script=$(mktemp)
trap 'rm -f "$script"' EXIT
for database in "$@"; do
  # Everything goes, what is newer than the backup too; then the schema is as in a new database.
  cat >"$script" <<'SQL'
set lock_timeout = '10s';
drop schema public cascade;
create schema public authorization pg_database_owner;
grant usage on schema public to public;
SQL
  pg_restore --file=- "$backup/$database.dump" >>"$script"
  psql "${DATABASE_ADMIN_URL%/*}/$database" -Xq --single-transaction -v ON_ERROR_STOP=1 -f "$script" >/dev/null
  echo "$database restored"
done
