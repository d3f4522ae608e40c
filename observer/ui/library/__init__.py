"""The library's page: every session as a card, and the ways to get another one."""
