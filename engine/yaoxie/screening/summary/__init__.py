"""What a screened population came to, in figures."""
