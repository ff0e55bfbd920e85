"""Stories about what admins write, and what they are told about it."""
