"""The words of screens, speech and command line, one folder a language.  Start reading at `catalogue`."""
