"""A whole cohort lives on Discord: the real discord.py, real sockets, a bad network and kill -9."""
