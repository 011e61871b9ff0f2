"""What the service asks people: the six traits, rubrics, and the situations themselves."""
