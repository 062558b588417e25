"""How it is shown: screens, speech, launcher and the command line.  Start reading at `cli`."""
