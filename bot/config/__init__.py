"""What the admins wrote: the configuration, the programme and the roster, checked and made into values."""
