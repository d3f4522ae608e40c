"""The form's type and measures: larger than the rest, for someone who sees it for the first time.

In device-independent pixels.
"""

WELCOME = 30
PART = 18
THING = 17
WORDS = 16

ANSWER_WIDTH = 72
"""With the theme's large height of 48 enough for a finger (WCAG 2.2, 2.5.5 asks for 44)."""

COLUMN_WIDEST = 600
"""About 75 letters a line, the most that reads well."""

TWO_COLUMNS_FROM = 980
"""Narrower than that, what is read stands above what is answered."""

SIGN_BESIDE_FROM = 540
"""From this width on, name and signature stand beside each other."""
