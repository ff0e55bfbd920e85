"""The platform-neutral program: it carries cohorts of creators through a programme."""
