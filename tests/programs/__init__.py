"""What the shipped programmes promise."""
