"""Made-up people whose true traits are known, to see how far what is said of people can be trusted."""
