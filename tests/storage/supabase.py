"""Supabase Storage as it answers on the wire: the calls we make, with its forms of success and of refusal.

The forms were taken down from storage-api 1.11.2: whatever is refused comes as HTTP 400 with the true status in the body.
"""

import base64
import hashlib
import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.serving import serving

KEY = "a-service-key-for-tests"
PUBLIC_NAME = re.compile(r"[\w!\-./*'() &$@=;:+,?]+", re.ASCII)


@dataclass
class Kept:
    data: bytes
    content_type: str


def refused(status: int, error: str, message: str, code: str) -> Response:
    return JSONResponse({"statusCode": str(status), "error": error, "message": message, "code": code}, 400)


NO_OBJECT = (404, "not_found", "Object not found", "NoSuchKey")
NO_BUCKET = (404, "Bucket not found", "Bucket not found", "NoSuchBucket")
DENIED = (403, "Unauthorized", "new row violates row-level security policy", "AccessDenied")


@dataclass
class Service:
    """What it holds, and what it shall do: `broken` are the answers to give before it works again."""

    port: int = 0
    buckets: dict[str, dict[str, Kept]] = field(default_factory=dict)
    broken: list[Response] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    largest: int = 1 << 20
    takes_files: bool = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def known(self, request: Request) -> bool:
        return request.headers.get("authorization") == f"Bearer {KEY}" and request.headers.get("apikey") == KEY

    async def answer(self, request: Request) -> Response:
        self.calls.append(f"{request.method} {request.url.path}")
        if self.broken:
            return self.broken.pop(0)
        what, _, rest = request.path_params["path"].partition("/")
        return await {"bucket": self.bucket, "object": self.object}[what](request, rest)

    async def bucket(self, request: Request, name: str) -> Response:
        if not self.known(request):
            return refused(*DENIED)
        if request.method == "POST":
            told = await request.json()
            if told["id"] in self.buckets:
                return refused(409, "Duplicate", "The resource already exists", "BucketAlreadyExists")
            self.buckets[told["id"]] = {}
            return JSONResponse({"name": told["id"]})
        if name not in self.buckets:
            return refused(*NO_BUCKET)
        made = "2026-11-22T03:00:22.914Z"
        return JSONResponse({
            "id": name, "name": name, "owner": "", "public": False, "type": "STANDARD", "file_size_limit": None,
            "allowed_mime_types": None, "created_at": made, "updated_at": made,
        })  # fmt: skip

    async def object(self, request: Request, path: str) -> Response:
        if path.startswith("sign/"):
            return await (self.sign if request.method == "POST" else self.signed)(request, path.removeprefix("sign/"))
        bucket, _, key = path.partition("/")
        if bucket not in self.buckets or (request.method == "GET" and not self.known(request)):
            return refused(*NO_BUCKET)
        if not self.known(request):
            return refused(*DENIED)
        return await {"POST": self.upload, "GET": self.download, "DELETE": self.remove}[request.method](request, bucket, key)

    async def upload(self, request: Request, bucket: str, key: str) -> Response:
        async with request.form() as form:
            file = form["file"]
            assert isinstance(file, UploadFile)
            data, content_type = await file.read(), file.content_type or ""
        if not self.takes_files:
            return gateway_error(503)
        if not PUBLIC_NAME.fullmatch(key):
            return refused(400, "InvalidKey", f"Invalid key: {key}", "InvalidKey")
        if len(data) > self.largest:
            return refused(413, "Payload too large", "The object exceeded the maximum allowed size", "EntityTooLarge")
        if key in self.buckets[bucket] and request.headers.get("x-upsert") != "true":
            return refused(409, "Duplicate", "The resource already exists", "KeyAlreadyExists")
        self.buckets[bucket][key] = Kept(data, content_type)
        return JSONResponse({"Key": f"{bucket}/{key}", "Id": "36ad01ab-931e-4d69-8466-e6b1414351de"})

    async def download(self, request: Request, bucket: str, key: str) -> Response:
        kept = self.buckets[bucket].get(key)
        return Response(kept.data, media_type=kept.content_type) if kept else refused(*NO_OBJECT)

    async def remove(self, request: Request, bucket: str, key: str) -> Response:
        gone = [name for name in (await request.json())["prefixes"] if self.buckets[bucket].pop(name, None)]
        return JSONResponse([{"name": name, "bucket_id": bucket} for name in gone])

    async def sign(self, request: Request, path: str) -> Response:
        bucket, _, key = path.partition("/")
        if not self.known(request) or key not in self.buckets.get(bucket, {}):
            return refused(*NO_OBJECT)
        token = self._token(path, int(time.time()) + int((await request.json())["expiresIn"]))
        return JSONResponse({"signedURL": f"/object/sign/{path}?token={token}"})

    async def signed(self, request: Request, path: str) -> Response:
        told = request.query_params["token"]
        expires = json.loads(base64.urlsafe_b64decode(told.partition(".")[0]))["exp"]
        if told != self._token(path, expires) or expires < time.time():
            return refused(400, "InvalidJWT", '"exp" claim timestamp check failed', "InvalidJWT")
        bucket, _, key = path.partition("/")
        kept, name = self.buckets[bucket].get(key), quote(request.query_params.get("download", ""))
        if kept is None:
            return refused(*NO_OBJECT)
        disposition = f"attachment; filename={name}; filename*=UTF-8''{name}"
        return Response(kept.data, media_type=kept.content_type, headers={"Content-Disposition": disposition})

    def _token(self, path: str, expires: int) -> str:
        claims = base64.urlsafe_b64encode(json.dumps({"url": path, "exp": expires}).encode()).decode()
        return f"{claims}.{hashlib.sha256((KEY + claims).encode()).hexdigest()}"


@asynccontextmanager
async def open_service() -> AsyncIterator[Service]:
    """One on a free port, empty."""
    service = Service()
    routes = [Route("/storage/v1/{path:path}", service.answer, methods=["GET", "POST", "DELETE"])]
    async with serving(Starlette(routes=routes), lifespan="off") as service.port:
        yield service


def gateway_error(status: int) -> Response:
    """What stands before the service says when that is away."""
    return Response("<html>bad gateway</html>", status, media_type="text/html")
