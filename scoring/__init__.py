"""From an answer to ratings, from ratings to six traits with an honest error."""
