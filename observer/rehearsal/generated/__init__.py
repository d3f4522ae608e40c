"""Sit-ins that nobody plays: event streams of a scripted person, with friction planted in them.

No screen, no sound, no time passes: two hundred sessions take seconds. What is planted is known, so
rules can be measured by it. What is ordinary in them is our own idea of ordinary work.
"""
