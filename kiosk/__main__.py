"""``python -m kiosk`` is the command ``daoban``."""

from kiosk.cli import main

main()
