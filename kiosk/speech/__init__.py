"""Reading aloud.  Start at `voice.start_voice`; everything heavy runs in `worker`, a process of its own."""
