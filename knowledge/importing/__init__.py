"""Taking official exports in: every row becomes a guide or a reported problem.

The way of a row: `sources` picks the reader of the file (`json_lines`, `tables`,
`workbook`, `pages`), which yields `rows`; `guides` makes a guide of each, finding
fields by their official names in `columns` and parsing them with `values`; `run`
counts, and `output` writes guides, rejects and problems.
"""
