"""What the service stands, with real processes: each part is killed, and nothing accepted is lost or done twice."""

import asyncio
import hashlib
import signal
from pathlib import Path
from uuid import UUID

import httpx
import psycopg
from redis.asyncio import Redis

from app.broker.queue import ArqQueue
from tests.faults.files import deep_outline_pdf, hanging_pdf, hungry_pdf
from tests.faults.stack import KEY, Json, Stack

QUICK = {"PARSE_SECONDS": "2", "PARSE_CPU_SECONDS": "2"}
PATIENT = {"PARSE_SECONDS": "120", "PARSE_CPU_SECONDS": "120"}


async def test_a_killed_workers_job_is_taken_by_another_and_has_one_result(stack: Stack) -> None:
    first = await stack.start_worker(**PATIENT)
    job_id = await stack.accepted(hanging_pdf())
    await stack.until(job_id, "in_progress")
    await stack.start_worker(**QUICK)
    first.send_signal(signal.SIGKILL)
    async with asyncio.timeout(20):
        while (await stack.status(job_id))["attempt"] != 2:
            await asyncio.sleep(0.05)
    found = await stack.ended(job_id)
    assert (found["status"], found["error_type"], found["attempt"]) == ("failed", "parse_timeout", 2)
    assert await _settled(stack, job_id) == 1


async def test_a_worker_that_is_asked_to_stop_finishes_what_it_holds(stack: Stack) -> None:
    worker = await stack.start_worker(**QUICK)
    job_id = await stack.accepted(hanging_pdf())
    await stack.until(job_id, "in_progress")
    worker.send_signal(signal.SIGTERM)
    assert await worker.wait() == 0
    found = await stack.status(job_id)
    assert (found["status"], found["error_type"], found["attempt"]) == ("failed", "parse_timeout", 1)


async def test_what_was_accepted_before_redis_lost_everything_is_done(stack: Stack, resume: bytes) -> None:
    jobs = [await stack.accepted(resume) for _ in range(5)]
    stack.redis.kill()
    for file in (stack.folder / "valkey").glob("appendonlydir/*"):
        file.unlink()
    stack.redis.start()
    await stack.start_worker()
    assert [(await stack.ended(job_id))["status"] for job_id in jobs] == ["complete"] * 5


async def test_what_waits_in_redis_stands_in_its_file_when_it_is_killed(stack: Stack, resume: bytes) -> None:
    jobs = [await stack.accepted(resume) for _ in range(5)]
    stack.redis.kill()
    stack.redis.start()
    async with Redis.from_url(stack.redis.url) as redis:
        assert await redis.zcard("resume") == 5
    await stack.start_worker()
    assert [(await stack.ended(job_id))["status"] for job_id in jobs] == ["complete"] * 5


async def test_a_worker_outlives_redis(stack: Stack, resume: bytes) -> None:
    worker = await stack.start_worker()
    await stack.ended(await stack.accepted(resume))
    stack.redis.kill()
    assert (await stack.until_health(lambda status, parts: status == 503))["redis"] != "ok"
    stack.redis.start()
    await stack.until_health(lambda status, parts: status == 200)
    assert (await stack.ended(await stack.accepted(resume)))["status"] == "complete"
    assert worker.returncode is None


async def test_a_job_delivered_again_and_again_is_tried_once(stack: Stack) -> None:
    for _ in range(2):
        await stack.start_worker(**QUICK)
    job_id = await stack.accepted(hanging_pdf())
    await stack.until(job_id, "in_progress")
    async with Redis.from_url(stack.redis.url, decode_responses=True) as redis:
        for attempt in (1, 2, 3, 4):
            await ArqQueue(redis, "resume").put(UUID(job_id), attempt)
        found = await stack.ended(job_id)
        await ArqQueue(redis, "resume").put(UUID(job_id), 5)
        async with asyncio.timeout(30):
            while await redis.zcard("resume"):
                await asyncio.sleep(0.05)
    assert (found["status"], found["attempt"]) == ("failed", 1)
    assert (await stack.status(job_id))["attempt"] == 1
    assert await _settled(stack, job_id) == 1


async def test_an_order_while_redis_is_down_is_accepted_and_done_once_it_is_back(stack: Stack, resume: bytes) -> None:
    await stack.start_worker()
    stack.redis.kill()
    answer = await stack.submit(resume, "cv.txt")
    assert answer.status_code == 202
    stack.redis.start()
    assert (await stack.ended(answer.json()["job_id"]))["status"] == "complete"


async def test_without_postgres_a_submit_is_refused_with_a_time_and_all_recovers_by_itself(stack: Stack, resume: bytes) -> None:
    await stack.start_worker()
    await stack.ended(await stack.accepted(resume))
    stack.postgres.kill()
    answer = await stack.submit(resume)
    assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
    assert int(answer.headers["Retry-After"]) > 0
    status, parts = await stack.health()
    assert (status, parts["redis"]) == (503, "ok")
    assert parts["database"] != "ok"
    stack.postgres.start()
    await stack.until_health(lambda status, parts: status == 200)
    assert (await stack.ended(await stack.accepted(resume)))["status"] == "complete"


async def test_hostile_files_end_typed_and_their_neighbours_are_unharmed(stack: Stack, resume: bytes) -> None:
    worker = await stack.start_worker(**QUICK, PARSE_MEMORY_BYTES=str(1 << 28))
    hostile = [await stack.accepted(data) for data in (hanging_pdf(), deep_outline_pdf(), hungry_pdf(300))]
    good = [await stack.accepted(resume) for _ in range(10)]
    assert {(await stack.ended(job_id))["status"] for job_id in good} == {"complete"}
    found = [await stack.ended(job_id) for job_id in hostile]
    assert [job["status"] for job in found] == ["failed"] * 3
    assert [job["attempt"] for job in found] == [1] * 3
    allowed = {"parse_timeout", "resource_limit", "parser_crashed", "too_much_text", "corrupt_file", "no_text"}
    assert {job["error_type"] for job in found} <= allowed
    assert found[0]["error_type"] in {"parse_timeout", "resource_limit"}
    assert worker.returncode is None


async def test_two_workers_do_two_hundred_jobs_each_once(stack: Stack, resume: bytes) -> None:
    async with stack.client() as client:
        limit = asyncio.Semaphore(20)

        async def submit(number: int) -> str:
            async with limit:
                answer = await client.post("/api/v1/analyze/", json={"resume_text": resume.decode() + f"\nNumber {number}"})
                return str(answer.json()["job_id"])

        jobs = await asyncio.gather(*(submit(number) for number in range(200)))
    await stack.start_worker()
    await stack.start_worker()
    async with asyncio.timeout(300), await psycopg.AsyncConnection.connect(stack.postgres.url, autocommit=True) as connection:
        while await _count(connection, "select count(*) from jobs where status <> 'complete'"):
            await asyncio.sleep(0.2)
        assert await _count(connection, "select count(*) from jobs where attempt = 1") == len(set(jobs)) == 200
        assert await _count(connection, "select count(*) from job_events where status = 'complete'") == 200


async def test_a_dead_worker_shows_in_health(stack: Stack) -> None:
    worker = await stack.start_worker()
    await stack.until_health(lambda status, parts: status == 200)
    worker.send_signal(signal.SIGKILL)
    parts = await stack.until_health(lambda status, parts: status == 503)
    assert (parts["worker"], parts["redis"], parts["database"]) == ("no worker is running", "ok", "ok")


async def test_a_worker_that_is_killed_leaves_no_process(stack: Stack) -> None:
    worker = await stack.start_worker(**PATIENT)
    job_id = await stack.accepted(hanging_pdf())
    await stack.until(job_id, "in_progress")
    family = _descendants(worker.pid)
    assert family
    worker.send_signal(signal.SIGKILL)
    await worker.wait()
    async with asyncio.timeout(30):
        while any(_alive(pid) for pid in family):
            await asyncio.sleep(0.05)


async def test_half_a_request_is_not_held_for_ever(stack: Stack) -> None:
    lines = ["POST /api/v1/analyze/ HTTP/1.1", "Host: x", f"X-API-Key: {KEY}", "Content-Type: application/json"]
    lines += ["Content-Length: 999"]
    reader, writer = await asyncio.open_connection("127.0.0.1", stack.port)
    writer.write("\r\n".join((*lines, "", '{"resume_text": "')).encode())
    async with asyncio.timeout(60):
        answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 408 ")


async def _settled(stack: Stack, job_id: str) -> int:
    async with await psycopg.AsyncConnection.connect(stack.postgres.url, autocommit=True) as connection:
        return await _count(
            connection, "select count(*) from job_events where job_id = %s and status in ('complete', 'failed')", job_id
        )


async def _count(connection: "psycopg.AsyncConnection[tuple[int]]", statement: str, *values: str) -> int:
    row = await (await connection.execute(statement.encode(), values)).fetchone()
    assert row
    return row[0]


def _descendants(pid: int) -> set[int]:
    """Children, and theirs, as the kernel lists them."""
    children = {int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()}
    return children.union(*(_descendants(child) for child in children))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_files_are_made_whole_though_their_worker_is_killed_and_anybody_with_a_link_gets_them(stack: Stack) -> None:
    first = await stack.start_worker()
    await stack.start_worker()
    clerk = {"role": "Clerk", "responsibilities": [f"Filed form {line}" for line in range(60)]}
    body = {"template": "executive", "formats": ["pdf", "docx", "txt"]}
    async with stack.client() as client, httpx.AsyncClient(base_url=f"http://127.0.0.1:{stack.port}") as anybody:
        orders = [
            await client.post("/api/v1/generate/", json={**body, "resume": {"name": name, "experiences": [clerk]}})
            for name in ("Ada Birch", "Ben Cole", "Cleo Dane")
        ]
        first.send_signal(signal.SIGKILL)
        for order in orders:
            data = await _data(client, order.json()["result_url"])
            assert [file["format"] for file in data["files"]] == body["formats"]
            for file in data["files"]:
                answer = await anybody.get(file["url"])
                assert (answer.status_code, hashlib.sha256(answer.content).hexdigest()) == (200, file["sha256"])


async def _data(client: httpx.AsyncClient, result_url: str) -> Json:
    async with asyncio.timeout(60):
        while (answer := await client.get(result_url, headers={"Prefer": "wait=25"})).status_code != 200:
            pass
    return dict(answer.json()["data"])
