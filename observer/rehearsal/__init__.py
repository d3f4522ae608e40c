"""A pilot sit-in without a customer: a sample product, a scripted participant, a stage for both.

Everything is recorded by the real recorder. May import every room below the window. The sample
product and the participant run in processes of their own.
"""
