"""The knowledge folder as a workbook that staff of the hall edit in Excel or WPS.

`sheets` says which sheet and column holds which field; `export` writes such a
workbook, `reading` takes an edited one back, `merging` sets it beside the folder
and `writing` changes the files.
"""
