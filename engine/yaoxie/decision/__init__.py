"""One company decided: inference, explanation, settlement, report."""
