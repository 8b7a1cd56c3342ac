"""What if: what would bring an objector round, and what moves the share adopted."""
