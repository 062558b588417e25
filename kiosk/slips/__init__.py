"""What a person takes away: a slip of paper, a file, or a code for the phone."""
