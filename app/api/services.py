"""What a route asks for in its signature: the services behind the door."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from app.services import Services


async def services_of(connection: HTTPConnection) -> Services:
    services: Services = connection.app.state.services
    return services


Current = Annotated[Services, Depends(services_of)]
