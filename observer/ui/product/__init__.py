"""The sample product of the rehearsal: a small shop's checkout, with flaws that were put there.

It looks like any shop, and hinders as some do:

1. the post code refuses the valid entry `1010 AB` with nothing but “Invalid value” (`1010AB` goes);
2. `Apply` beside the voucher does nothing at all;
3. on the address page `Continue` leads back to the shop, and `Finish` on to the payment;
4. `Pay` takes three seconds and shows nothing meanwhile.

A program of its own, `python -m observer.ui.product`; knows nothing of the rest of Observer.
"""
