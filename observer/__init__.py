"""Observer records usability sit-ins and turns them into evidence."""

__version__ = "0.1.0"
