"""Visitors, who is on duty for them, and what is proposed to others afterwards."""
