"""A report on paper: the page of it, printed."""
