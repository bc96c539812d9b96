"""The demonstration: some cases with their papers, or a county's ten years."""
