"""Who may come in to the pages, tried through real sockets."""
