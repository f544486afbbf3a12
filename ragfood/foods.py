"""Food: one entry of the corpus, and how a corpus file is read and checked."""
