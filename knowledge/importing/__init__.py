"""Taking official exports in: every row becomes a guide or a reported problem.

The way of a row: `sources` opens the file and yields rows, `columns` finds the
fields by their official names, `values` parses what is in them, `convert` makes
the guide, and `run` writes the guides, the rejects and the report.
"""
