"""Understanding: what a question is about, refers to and compares, and what must be said before all else."""
