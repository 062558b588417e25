"""The journeys of the kiosk line by line, for screen readers, pipes and terminals that draw nothing.

Start reading at `kiosk.plain.conversation`.  Nothing here imports Textual.
"""
