"""What a company may do next."""
