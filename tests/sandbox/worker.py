"""A worker that has a call running, tells both process ids on its output, and waits to be killed."""

import asyncio

from app.sandbox import Limits, open_sandbox

FUNCTIONS = "tests.sandbox.functions"


async def main() -> None:
    async with open_sandbox([FUNCTIONS]) as sandbox:

        def tell(child: str) -> None:
            print(sandbox.pid, child, flush=True)  # noqa: T201 - this is how the test learns of them

        await sandbox.run(f"{FUNCTIONS}:wait_for_ever", b"", {}, limits=Limits(wall_seconds=100), on_stage=tell)


if __name__ == "__main__":
    asyncio.run(main())
