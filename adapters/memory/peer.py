"""A world in a process of its own, spoken to over a Unix socket, so that a killed bot loses nothing of it."""

from adapters.memory.world import World

AnyWorld = World
