"""Finding the right lesson."""
