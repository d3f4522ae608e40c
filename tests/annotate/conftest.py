from tests.database.conftest import library

__all__ = ["library"]
