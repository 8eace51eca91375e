"""Text with positions turned into plain data, and faults that name the place."""
