"""What to answer: from a citizen's words to a route.  Start reading at `pipeline`."""
