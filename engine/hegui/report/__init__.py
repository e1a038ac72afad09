"""Writers: one immutable record in, one file out each; ``formats`` is the one table of them."""
