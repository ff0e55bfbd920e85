"""The programme view: what admins see of their programme before their creators do."""
