"""Put an assessment together from a pool of scenarios by what it has to be, or say which demands exclude each other."""
