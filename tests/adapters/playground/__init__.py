"""Tests of the playground: what stands on its pages, and who may see it."""
