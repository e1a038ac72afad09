"""From shapes to words: names are looked up, expressions read, figures checked."""
