"""The friction board: findings as cards, and the moments that belong to none yet."""
