"""For rule authors: schemas of rule files and of all that is handed in and out."""
