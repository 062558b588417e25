"""Taking official exports in: every row becomes a guide or a reported problem.

The way of a row: `sources` picks the reader of the file (`json_lines`, `tables`,
`workbook`, `pages`), which yields `rows`; `mapped_rows` puts words of one's own in
the usual ones by a `mapping`; `guides` makes a guide of each, finding fields by the
names in `columns` and parsing them with `values`; `intake` counts, keeps the guides
in `taken` and sends what it cannot take to `output`.

The way of a guide: `pairing` sets it beside its former state, `review` tells what
changed and `merging` keeps what people edited.  `run` holds all of it together.
"""
