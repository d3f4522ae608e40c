"""What others measured with the published questionnaires, to set one's own figure beside.

    SUS  Sauro, J. (2011). A Practical Guide to the System Usability Scale. Measuring Usability:
         the mean of some 500 products is 68.
    SEQ  Sauro, J. (2012). 10 things to know about the Single Ease Question. MeasuringU: the mean
         of over 400 tasks lies between 5.3 and 5.6.

An average of products says nothing about one participant: it is a place on the scale, no mark.
"""

SUS_AVERAGE = 68.0
"""On the scale of 0 to 100; a UMUX-Lite is set beside it through `scores.sus_equivalent`."""

SEQ_AVERAGE = 5.5
"""On the scale of 1 to 7."""
