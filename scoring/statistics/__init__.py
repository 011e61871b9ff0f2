"""Statistics that evaluation reports are made of."""
