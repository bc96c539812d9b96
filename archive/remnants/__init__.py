"""What of an earlier case must not be carried over into a paper of another one."""
