"""Raters that learn from people's ratings: trained by a command, served without the libraries of training."""
