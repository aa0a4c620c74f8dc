"""The worker process: `arq app.worker.WorkerSettings`. Runs jobs, and sweeps for those that a crash left behind."""

import asyncio
import sys
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID

import arq.worker
import orjson
import structlog
from arq import Retry
from arq.connections import RedisSettings
from prometheus_client import start_http_server

from app.broker.worker import WakingWorker
from app.errors import Unavailable
from app.jobs import run, sweep
from app.settings import Settings, SettingsError
from app.telemetry.logging import set_up
from app.wiring import open_tools

arq.worker.Worker = WakingWorker  # type: ignore[misc]  # arq's command builds this class by its name in that module

log = structlog.get_logger()

RESEND_SECONDS = 2.0
FORGET_SECONDS = 60.0
AGAIN_SECONDS = 5.0


def _settings() -> Settings:
    try:
        return Settings.load()
    except SettingsError as error:
        sys.exit(f"The worker cannot start:\n{error}")


settings = _settings()


async def run_job(ctx: dict[str, Any], job_id: str) -> None:
    """What a message calls. While the rows are out of reach the message comes again."""
    try:
        await run.run(UUID(job_id), ctx["worker"], ctx["tools"], settings.job_seconds)
    except Unavailable as error:
        log.warning("job.postponed", job_id=job_id, code=error.code)
        raise Retry(defer=AGAIN_SECONDS) from error


async def start(ctx: dict[str, Any]) -> None:
    """Opens the tools for the worker's life and starts the sweep beside the jobs."""
    set_up(settings.log_format, settings.log_level)
    stack = ctx["stack"] = AsyncExitStack()
    ctx["tools"], ctx["forget"] = await stack.enter_async_context(open_tools(settings))
    for seconds, work in ((RESEND_SECONDS, _resend), (FORGET_SECONDS, _forget)):
        stack.callback(asyncio.create_task(_every(seconds, work, ctx)).cancel)
    if settings.metrics_port:
        start_http_server(settings.metrics_port, addr="127.0.0.1")
    log.info("worker.started", worker=ctx["worker"], environment=settings.environment)


async def stop(ctx: dict[str, Any]) -> None:
    await ctx["stack"].aclose()
    log.info("worker.stopped", worker=ctx["worker"])


async def _every(seconds: float, work: Any, ctx: dict[str, Any]) -> None:
    while True:
        try:
            await work(ctx)
        except Unavailable as error:
            log.warning("sweep.postponed", code=error.code)
        await asyncio.sleep(seconds)


async def _resend(ctx: dict[str, Any]) -> None:
    await sweep.resend(ctx["tools"].jobs, ctx["tools"].queue)


async def _forget(ctx: dict[str, Any]) -> None:
    await sweep.forget(ctx["tools"].jobs, ctx["tools"].files)
    await ctx["forget"]()


class WorkerSettings:
    """What arq reads. Retries, results and time limits are ours (`jobs/run.py`), so arq's own are out of the way."""

    functions = (run_job,)
    on_startup = start
    on_shutdown = stop
    redis_settings = RedisSettings.from_dsn(settings.redis_url)
    queue_name = settings.queue_name
    max_jobs = settings.worker_slots
    max_tries = 1_000_000
    job_timeout = None
    keep_result = 0
    job_completion_wait = 30
    expires_extra_ms = 7 * 24 * 3600 * 1000
    job_serializer = orjson.dumps
    job_deserializer = orjson.loads
