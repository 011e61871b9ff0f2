"""The rater that learns from people's ratings: features, estimator, verdict, and what is served without sklearn."""
