"""One sit-in for all the tests of this room that only ask."""

from collections.abc import Iterator

import pytest

from tests.companion.sit_in import SitIn, sit_in


@pytest.fixture(scope="package")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SitIn]:
    """A recording whose page is open."""
    with sit_in(tmp_path_factory.mktemp("library")) as opened:
        yield opened
