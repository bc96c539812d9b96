"""Reception (接访): the roster comes in, visits are received, everything gets an answer."""
