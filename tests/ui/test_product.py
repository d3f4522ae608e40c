"""The sample product's flaws are there, and do just what its package says."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from observer.ui.product.pages import Address, Payment
from observer.ui.product.window import ShopWindow


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path) -> ShopWindow:
    window = ShopWindow(tmp_path / "layout.json", pay_takes_ms=300)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def press(shop: ShopWindow, name: str) -> None:
    button = shop.pages[shop.step].findChild(QAbstractButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def seen(page: QWidget) -> list[str]:
    texts = [w.text() for w in page.findChildren(QLabel)]
    return texts + [w.text() for w in page.findChildren(QLineEdit)]


def test_a_customer_can_buy_a_lamp(qtbot: QtBot, shop: ShopWindow) -> None:
    for step, name in (("shop", "add_lamp"), ("shop", "basket"), ("basket", "to_address")):
        assert shop.step == step
        press(shop, name)
    address = shop.pages["address"]
    assert isinstance(address, Address)
    address.post_code.setText("1010AB")
    press(shop, "finish")
    press(shop, "pay")
    qtbot.waitUntil(lambda: shop.step == "done", timeout=2000)


def test_more_pieces_cost_more(qtbot: QtBot, shop: ShopWindow) -> None:
    press(shop, "add_lamp")
    press(shop, "basket")
    assert "€ 89.00" in seen(shop.pages["basket"])
    press(shop, "more_lamp")
    assert "€ 178.00" in seen(shop.pages["basket"])


def test_a_valid_post_code_with_a_space_is_refused_with_a_vague_message(
    qtbot: QtBot, shop: ShopWindow
) -> None:
    shop.show_step("address")
    address = shop.pages["address"]
    assert isinstance(address, Address)
    address.post_code.setText("1010 AB")
    press(shop, "finish")
    assert shop.step == "address"
    assert address.error.text() == "Invalid value"


def test_apply_does_nothing_at_all(qtbot: QtBot, shop: ShopWindow) -> None:
    shop.show_step("payment")
    payment = shop.pages["payment"]
    assert isinstance(payment, Payment)
    payment.voucher.setText("SPRING")
    before = seen(payment)
    for _ in range(5):
        press(shop, "apply_voucher")
    assert seen(payment) == before
    assert shop.step == "payment"


def test_continue_on_the_address_page_leads_back_to_the_shop(
    qtbot: QtBot, shop: ShopWindow
) -> None:
    shop.show_step("address")
    press(shop, "continue_shopping")
    assert shop.step == "shop"


def test_paying_shows_nothing_until_it_is_done(qtbot: QtBot, shop: ShopWindow) -> None:
    shop.show_step("payment")
    before = seen(shop.pages["payment"])
    press(shop, "pay")
    qtbot.wait(100)
    assert shop.step == "payment"
    assert seen(shop.pages["payment"]) == before
    qtbot.waitUntil(lambda: shop.step == "done", timeout=2000)


def test_the_layout_file_says_where_the_controls_are(
    qtbot: QtBot, shop: ShopWindow, tmp_path: Path
) -> None:
    press(shop, "add_lamp")
    shop.show_step("basket")
    path = tmp_path / "layout.json"
    qtbot.waitUntil(
        lambda: path.exists() and json.loads(path.read_text())["step"] == "basket", timeout=2000
    )
    shown = json.loads(path.read_text())
    x, y, width, height = shown["window"]
    assert set(shown["controls"]) == {
        "fewer_lamp",
        "more_lamp",
        "back_to_shop",
        "to_address",
    }
    for control_x, control_y in shown["controls"].values():
        assert x < control_x < x + width
        assert y < control_y < y + height
