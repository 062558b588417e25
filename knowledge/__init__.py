"""What is true: guides, service sites and events of life, read from files and checked."""
