"""The pages in a real browser: Debian's Chromium, driven as a visitor uses it."""
