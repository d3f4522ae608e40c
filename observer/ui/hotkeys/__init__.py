"""Keys that work while the product under test has the focus, and where they are chosen."""
