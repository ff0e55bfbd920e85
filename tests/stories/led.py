"""A cohort that is led: Amara and Tom are its mentors, Lena is its admin."""

from contextlib import AbstractAsyncContextManager
from typing import Any

from tests.world import Community, Someone, a_world


def led(*mentors: str, **leading: Any) -> AbstractAsyncContextManager[Community]:
    """Its world; with further mentors, and whatever a world takes."""
    return a_world(mentors=["Amara", "Tom", *mentors], admins=["Lena"], **leading)


async def leaders(world: Community) -> tuple[Someone, Someone, Someone]:
    """Amara, Tom and Lena, who pressed Join, so that the bot may write to them."""
    people = world.staff("Amara"), world.staff("Tom"), world.staff("Lena")
    for one in people:
        await one.joins()
    return people
