"""What a benchmark says of its figures, and how it reads a film's numbers."""

import json

import numpy as np

from tests.bench.barcode import BITS, BLOCK, bits_of, number_in
from tests.bench.likeness import ssim
from tests.bench.measure import Measure, Result
from tests.bench.pictures import Luma


def picture_of(number: int) -> Luma:
    luma = np.full((2 * BLOCK, (BITS + 3) * BLOCK), 128, np.uint8)
    for place, bit in enumerate(bits_of(number)):
        luma[:BLOCK, place * BLOCK : (place + 1) * BLOCK] = 235 if bit else 16
    return luma


def test_a_benchmark_meets_its_target_where_every_judged_measure_does() -> None:
    cheap = Measure("time", "s", np.float64(1), np.float64(10), 0.15, "ratio")
    dear = Measure("bytes", "MB", 5.0, 10.0, 0.4, "ratio")
    told = Measure("server", "s", np.float64(9), np.float64(1))
    assert Result("capture", [cheap, told]).facts()["met"] is True
    facts = Result("capture", [cheap, dear, told], {"seconds": 60}).facts()
    assert facts["met"] is False
    assert [measure["met"] for measure in facts["measures"]] == [True, False, None]
    assert {"name", "ours", "rival", "ratio", "target", "met"} <= facts.keys()
    assert json.loads(json.dumps(facts)) == facts


def test_more_is_better_turns_the_target_round() -> None:
    assert Measure("SSIM", "", 0.992, target=0.99, more_is_better=True).met
    assert not Measure("SSIM", "", 0.98, target=0.99, more_is_better=True).met


def test_a_film_picture_carries_its_number_and_half_painted_ones_none() -> None:
    for number in (0, 1, 599, 2**BITS - 1):
        assert number_in(picture_of(number)) == number
    torn = picture_of(7)
    torn[:BLOCK, :BLOCK] = 128
    assert number_in(torn) is None
    one_bar_wrong = picture_of(7)
    one_bar_wrong[:BLOCK, :BLOCK] = 16
    assert number_in(one_bar_wrong) is None


def test_likeness_is_one_for_the_same_picture_and_falls_with_noise() -> None:
    numbers = np.random.default_rng(3)
    picture = numbers.integers(0, 255, (120, 160), np.uint8)
    noisy = np.clip(picture.astype(int) + numbers.integers(-40, 40, picture.shape), 0, 255)
    assert ssim(picture, picture) > 0.9999
    assert 0.5 < ssim(picture, noisy.astype(np.uint8)) < 0.99
