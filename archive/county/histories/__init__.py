"""What happens in the county's cases, step by step, as acts without their words; and then the words and papers."""
