"""The last look before a recording starts: does everything that was agreed to work?"""
