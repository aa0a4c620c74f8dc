#!/bin/sh
# Starts the process that WORKER_MODE names: api (unless told), worker, or migrate. Settings come from the environment alone.
set -eu
cd "$(dirname "$0")/.."
export PYTHONPATH="$PWD"
export ORT_DISABLE_TELEMETRY=1  # PyMuPDF brings onnxruntime along, which would tell its makers of every start

case "${WORKER_MODE:-api}" in
    api | false | 0) exec python -m uvicorn app.main:app --host "${BIND:-0.0.0.0}" --port "${PORT:-8000}" \
        --log-level warning --no-access-log --no-server-header --timeout-graceful-shutdown 20 ;;
    worker | true | 1) exec python -m arq app.worker.WorkerSettings ;;
    migrate) exec python scripts/migrate.py ;;
    *) echo "WORKER_MODE is $WORKER_MODE: it must be api, worker or migrate." >&2; exit 2 ;;
esac
