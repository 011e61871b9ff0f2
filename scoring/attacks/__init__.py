"""Ways of answering that ask for more than they give, and how far each may move a level."""
