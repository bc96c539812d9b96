"""What likeness is told by: the words of each case, and figures over all of them."""
