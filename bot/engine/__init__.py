"""The engine turns what happened in a chat into an answer, in one transaction."""
