"""What this is."""

from pydantic import BaseModel


class Info(BaseModel):
    name: str = "Resume Engine"
    description: str = "Reads, scores and improves résumés by job queue, and never invents a fact."
    version: str
    documentation: str = "/docs"
    reference: str = "/redoc"
    openapi: str = "/openapi.json"
    health: str = "/health"
    kinds: list[str]
