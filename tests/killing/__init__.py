"""The bot is killed at any moment, and goes on: nothing is lost and nothing comes twice."""
