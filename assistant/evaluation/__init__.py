"""Measuring search on questions whose answers are known.

`questions` reads them, or `terms` takes the everyday terms of an official export;
`outcomes` asks each; `report` counts, with `estimates` of how sure a count is,
`paraphrases` and `calibration`; `comparison` sets two reports side by side; `tables`
prints.
"""
