"""Stories about what must not be lost: how it is kept, opened, locked, copied and refused."""
