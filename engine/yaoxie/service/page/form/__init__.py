"""The form of a profile, made from the vocabulary: cards of questions, with their faults."""
