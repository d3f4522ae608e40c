"""The page on which a reel is put in order: clips, the cards between them, and their playing."""
