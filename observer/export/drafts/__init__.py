"""Moments as drafts of issues for a tracker."""
