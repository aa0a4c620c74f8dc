"""Files that jobs make: stored before their rows stand, removed after these are gone. A crash leaves none for good."""

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from uuid import uuid4

from app.errors import Unavailable
from app.jobs.model import Artifact, Job, NewFile
from app.jobs.ports import FileStore, JobStore


async def store(made: Sequence[NewFile], job: Job, jobs: JobStore, files: FileStore) -> tuple[Artifact, ...]:
    """Puts the files of a try into the store; they count once `JobStore.save` has written their rows. Raises Unavailable."""
    if not made:
        return ()
    artifacts = tuple(_artifact(file, job) for file in made)
    await jobs.expect_files(job.id, [artifact.path for artifact in artifacts])
    try:
        for artifact, file in zip(artifacts, made, strict=True):
            await files.put(artifact.path, file.data, file.content_type)
    except asyncio.CancelledError:  # the job was taken away, erased perhaps: nothing of it shall wait for the sweep
        await asyncio.shield(_give_up(artifacts, files))
        raise
    return artifacts


async def remove(paths: Sequence[str], jobs: JobStore, files: FileStore) -> None:
    """Removes files that no row names any more, now if the store answers; else the sweep does."""
    with suppress(Unavailable):
        for path in paths:
            await files.delete(path)
        await jobs.files_removed(paths)


async def _give_up(artifacts: Sequence[Artifact], files: FileStore) -> None:
    """The notes that these are to go stand on, for a file whose writing outlives its cancelling."""
    with suppress(Unavailable):
        for artifact in artifacts:
            await files.delete(artifact.path)


def _artifact(file: NewFile, job: Job) -> Artifact:
    """Each try has paths of its own, so that a worker which was taken for dead cannot write over the result of another."""
    named = uuid4()
    return Artifact(
        id=named, user=job.user, job_id=job.id, format=file.format, content_type=file.content_type, name=file.name,
        size_bytes=len(file.data), sha256=hashlib.sha256(file.data).hexdigest(), pages=file.pages,
        path=f"{job.user.tenant_id}/{job.id}/{named}", expires_at=job.expires_at,
    )  # fmt: skip
