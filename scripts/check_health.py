"""Says whether the process in this container does its work: exit code 0, or 1 with the reason. WORKER_MODE as in start.sh."""

import http.client
import os
import socket
import sys
import time

from redis import Redis
from redis.exceptions import RedisError

from app.broker import keys
from app.settings import Settings

SILENT_SECONDS = 15  # a worker tells every two


def main() -> int:
    worker = os.environ.get("WORKER_MODE", "api") in {"worker", "true", "1"}
    trouble = trouble_of_worker() if worker else trouble_of_api()
    if trouble:
        print(trouble, file=sys.stderr)
    return 1 if trouble else 0


def trouble_of_api() -> str | None:
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=5)
    try:
        connection.request("GET", "/health/live")
        status = connection.getresponse().status
    except OSError as error:
        return f"The API does not answer: {error}"
    finally:
        connection.close()
    return None if status == 200 else f"The API answers {status}."


def trouble_of_worker() -> str | None:
    """A worker is known by its host's name, which every container has for itself."""
    settings = Settings.load()
    try:
        with Redis.from_url(settings.redis_url, socket_timeout=5, socket_connect_timeout=5, decode_responses=True) as redis:
            heard = redis.zrangebyscore(keys.workers(settings.queue_name), time.time() - SILENT_SECONDS, "+inf")
    except (RedisError, OSError) as error:
        return f"Redis is out of reach: {type(error).__name__}"
    if not any(str(name).startswith(f"{socket.gethostname()}:") for name in heard):
        return f"No worker of this host was heard of in {SILENT_SECONDS} seconds."
    return None


if __name__ == "__main__":
    sys.exit(main())
