"""The kiosk in a browser on the same machine: where no terminal has touch, on tablets and on Windows.

Start reading at `kiosk.serving.server`.
"""
