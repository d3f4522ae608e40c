"""A study told to people who were not there: HTML, Markdown and the Common Industry Format."""
