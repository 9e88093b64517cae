#!/usr/bin/env bash
# Serves the built product with the demo city in a data folder of its own, until told to end.
. "$(dirname "$0")/../.ci/environment"

port=${JINGZHI_PORT:-3900}
data=$(mktemp -d -t jingzhi-end2end-XXXXXX)
trap 'exit 0' INT TERM
trap 'kill -TERM "$server" 2>/dev/null; wait; rm -rf "$data"' EXIT

serve_settings
unset JINGZHI_DATABASE_URL
export JINGZHI_LISTEN=127.0.0.1:$port JINGZHI_PUBLIC_URL=http://127.0.0.1:$port JINGZHI_DATA_DIR=$data
# All tests come from one device.
export JINGZHI_SEARCHES_A_MINUTE=0
"$dist/jingzhi" serve --demo &
server=$!
wait "$server"
