"""What a company hands in: vocabulary, fields, model, checks, and the facts made of it."""
