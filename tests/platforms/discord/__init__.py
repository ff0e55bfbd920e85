"""A small, honest Discord: what it answers, what it refuses, and how it fails."""
