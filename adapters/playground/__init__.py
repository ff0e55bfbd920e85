"""The playground: the chats of a whole cohort in a browser."""
