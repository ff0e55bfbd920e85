"""What the composition root makes of the parts."""
