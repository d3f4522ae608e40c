"""What others call so much agreement. Conventions: no figure says by itself how much is enough."""

LANDIS_KOCH = (
    (0.20, "slight"),
    (0.40, "fair"),
    (0.60, "moderate"),
    (0.80, "substantial"),
    (1.00, "almost perfect"),
)
"""The highest kappa that goes by each word. Landis and Koch, The measurement of observer agreement
for categorical data, Biometrics 33 (1977), 159-174, who call their divisions arbitrary."""

RELIABLE_ALPHA, TENTATIVE_ALPHA = 0.8, 0.667
"""What Krippendorff asks for, and the least that bears tentative conclusions: Content Analysis, 2nd
edition (2004), 241."""


def kappa_word(kappa: float) -> str:
    """Landis and Koch's word for a kappa, judged by two decimals, as their table has them."""
    rounded = round(kappa, 2)
    if rounded < 0:
        return "poor"
    return next(word for highest, word in LANDIS_KOCH if rounded <= highest)


def alpha_word(alpha: float) -> str:
    """What Krippendorff lets one do with data of this alpha, judged by three decimals."""
    rounded = round(alpha, 3)
    if rounded >= RELIABLE_ALPHA:
        return "reliable"
    return "tentative" if rounded >= TENTATIVE_ALPHA else "not reliable"
