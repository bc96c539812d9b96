"""Reception (接访): who is on duty, who came, what the office proposes. Pure."""
