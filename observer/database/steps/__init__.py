"""What each step of the schema makes, a file an era of tables; their order: `schema.py`."""
