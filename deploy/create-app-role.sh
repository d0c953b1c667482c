#!/bin/sh
# Run once, by the postgres image, on an empty volume: the app owns its database and is no superuser, since row-level
# security does not hold against one.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$APP_PASSWORD" -U postgres <<'SQL'
create role roundtable login nosuperuser nocreatedb nocreaterole nobypassrls password :'password';
create database roundtable owner roundtable;
SQL
