"""What screens are built of: buttons, texts, headlines and the bar."""
