"""What every life here needs: a seed."""

from tests.cohort_on_chats.seeding import seed

__all__ = ["seed"]
