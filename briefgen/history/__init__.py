"""Two states of an archive beside one another, and the log of what changed from one to the next."""
