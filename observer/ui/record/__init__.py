"""The record page: what is agreed and what is recorded, then the console while it runs."""
