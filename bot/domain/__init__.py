"""What a programme, a person and a calendar are, and the pure rules about them."""
