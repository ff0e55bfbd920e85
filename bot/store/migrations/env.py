"""Alembic's environment: it runs the steps on the connection it is given, within its transaction."""

from alembic import context

# Alembic's own BEGIN would be a second one: the caller's transaction holds all steps, or none.
context.configure(
    connection=context.config.attributes["connection"], transactional_ddl=True, render_as_batch=True
)
context.run_migrations()
