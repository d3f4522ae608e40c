"""The review page of a closed session, as the review's own tests have it."""

from tests.ui.review.conftest import empty_page, library, page, root

__all__ = ["empty_page", "library", "page", "root"]
