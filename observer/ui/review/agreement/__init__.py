"""How far coders agree: figures, the table of who said what, and every unit to look at."""
