"""The back-check (倒查): every first letter and visit against what had been reported before."""
