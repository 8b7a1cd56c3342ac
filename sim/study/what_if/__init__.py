"""What if: what would change an objector's mind, and what moves the share adopted."""
