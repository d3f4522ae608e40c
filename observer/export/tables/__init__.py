"""What a library holds as tables for other programs; `columns.py` says what each column means."""
