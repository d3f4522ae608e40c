"""The window's exports: chosen in a dialog, and made while the review goes on."""
