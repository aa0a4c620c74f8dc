# One image for the API and for the worker: WORKER_MODE chooses (scripts/start.sh). Settings come from the environment alone.
FROM python:3.11-slim-bookworm

# What pages are drawn with, and a first process that reaps what a worker's children leave.
# hadolint ignore=DL3008  # Debian keeps one version of a package only: its newest, with the security updates
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 tini \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/srv/resume-engine PIP_NO_CACHE_DIR=1
WORKDIR /srv/resume-engine

COPY requirements.txt .
RUN pip install --disable-pip-version-check --require-hashes --no-compile -r requirements.txt \
    && python -m compileall -q -j 0 /usr/local/lib/python3.11/site-packages

COPY app app
COPY scripts scripts
COPY supabase supabase
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin resume \
    && install -d -o resume -g resume -m 0700 /var/lib/resume-engine \
    && python -m compileall -q app scripts

ENV ENVIRONMENT=production ORT_DISABLE_TELEMETRY=1 FILES=/var/lib/resume-engine/files WORKER_MODE=api PORT=8000
USER 10001:10001
VOLUME /var/lib/resume-engine
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=10s --start-period=30s --retries=3 CMD ["python", "scripts/check_health.py"]
ENTRYPOINT ["tini", "--"]
CMD ["scripts/start.sh"]
