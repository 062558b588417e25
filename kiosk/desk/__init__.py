"""The guidance desk: one line to type in, a list, and all of an answer, for a clerk's keyboard."""
