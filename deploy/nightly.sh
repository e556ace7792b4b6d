#!/bin/sh
# The backup container's only process: one backup each night at 02:30. A failed one is tried again in ten minutes.
set -eu
trap 'exit 0' TERM INT
wait_for() { sleep "$1" & wait $!; }
while :; do
  now=$(($(date +%H | sed "s/^0//") * 3600 + $(date +%M | sed 's/^0//') * 60))
  next=$(((9000 - now + 86400) % 86400))
  [ "$next" -gt 0 ] || next=86400
  wait_for "$next"
  until backup.sh; do wait_for 600; done
done
