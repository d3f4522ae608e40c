"""Friction to plant: what people do where a product fails them. A function for each rule.

Each varies in speed, number and place within what people do; none looks at a rule's thresholds.
"""

from collections.abc import Callable

from observer.analysis.tracks import ShownText
from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.samples import KeyClass
from observer.rehearsal.generated.ordinary import press_button
from observer.rehearsal.generated.person import Person
from observer.rehearsal.generated.scene import Box


def rage_at_a_button(person: Person) -> None:
    """Four to nine clicks at a button that does nothing; the first may leave a focus frame."""
    chance = person.chance
    button = person.scene.control()
    look = button if chance.random() < 0.5 else None
    person.click_on(button, pressed_look=look is not None)
    if chance.random() < 0.4:
        person.scene.draw(person.now_ns + 30 * NS_PER_MS, button)
    person.wait(0.3, 0.7)
    person.click_times(chance.randint(3, 8), chance.uniform(0.18, 0.8), look)
    person.wait(1.5, 4)


def click_on_nothing(person: Person) -> None:
    """A click at what looks like a control, and a wait; at times a second and third try."""
    chance = person.chance
    thing = person.scene.control(160, 90)
    person.click_on(thing, pressed_look=chance.random() < 0.4)
    if chance.random() < 0.3:
        for _ in range(chance.randint(1, 2)):
            person.wait(1.3, 2.6)
            person.click()
    person.wait(3.2, 8)


def shake_the_mouse(person: Person) -> None:
    """Impatience on the table."""
    person.shake(
        person.chance.uniform(2.4, 4), person.chance.randint(90, 400), person.chance.uniform(11, 14)
    )
    person.think()


def stand_still(person: Person) -> None:
    """They do not know how to go on, and say nothing."""
    talks, person.talks = person.talks, 0.0
    press_button(person)
    person.wait(22, 60)
    person.talks = talks
    press_button(person)


def run_between_pages(person: Person) -> None:
    """To a page and back, to find what is on neither."""
    scene, chance = person.scene, person.chance
    first, second = scene.front.title, scene.another_title()
    for number in range(2 * chance.randint(3, 5)):
        person.click_on(scene.control(120, 20), pressed_look=False)
        person.wait(0.1, 0.5)
        scene.show(person.now_ns, scene.front, first if number % 2 else second)
        person.wait(1.5, 6)
        person.scroll(chance.randint(0, 3))


def take_back(person: Person) -> None:
    """Undo, undo, undo; or a text that is never right."""
    chance = person.chance
    if chance.random() < 0.5:
        for _ in range(chance.randint(4, 9)):
            person.key(KeyClass.SHORTCUT, "Ctrl+z", shown_in=person.scene.body)
            person.wait(0.2, 1.2)
    else:
        box = person.scene.control(400, 30)
        person.click_on(box, pressed_look=False)
        for _ in range(chance.randint(3, 5)):
            person.type_into(box, chance.randint(8, 14))
            person.wait(0.4, 1)
            person.erase(box, chance.randint(7, 12), 0.05)
    person.think()


def correct_a_field(person: Person) -> None:
    """A field whose form sends it back again and again."""
    scene, chance = person.scene, person.chance
    box, send = scene.control(300, 30), scene.control()
    for number in range(1 + chance.randint(3, 5)):
        person.click_on(box, pressed_look=False)
        scene.draw(person.now_ns + 20 * NS_PER_MS, box)
        person.wait(0.15, 0.5)
        if number and chance.random() < 0.5:
            person.key(KeyClass.SHORTCUT, "Ctrl+a")
        elif number:
            person.erase(box, chance.randint(4, 9), 0.04)
        person.type_into(box, chance.randint(4, 9))
        person.click_on(send)
        scene.draw(person.now_ns + 200 * NS_PER_MS, scene.beside(box, 180))
        person.think(2.0)


def wait_in_the_dark(person: Person) -> None:
    """A button whose answer takes long, and nothing says that it will come."""
    person.think()
    person.click_on(person.scene.control())
    person.wait(3, 14)
    scene = person.scene
    scene.show(person.now_ns, scene.front, scene.another_title())
    person.think(3.0)


def raise_the_voice(person: Person) -> None:
    """Loud for a moment."""
    person.think()
    began_ns = person.now_ns
    person.wait(0.9, 2.5)
    person.speak(began_ns, person.now_ns, person.chance.uniform(0.55, 0.9))
    person.think()


def turn_to_help(person: Person) -> None:
    """F1, find, or a page of help."""
    way = person.chance.randrange(3)
    if way == 0:
        person.key(KeyClass.FUNCTION, "F1")
        person.scene.draw(person.now_ns + 200 * NS_PER_MS, person.scene.body)
    elif way == 1:
        person.key(KeyClass.SHORTCUT, "Ctrl+f")
        box = person.scene.control(240, 30)
        person.scene.draw(person.now_ns, box)
        person.type_into(box, 6)
    else:
        window = person.scene.front
        before = window.title
        person.click_on(person.scene.control(80, 20))
        person.wait(0.2, 0.8)
        person.scene.show(person.now_ns, window, "Help – Paying and delivery")
        person.think(4.0)
        person.scene.show(person.now_ns, window, before)
    person.think()


def fail_to_answer(person: Person) -> int:
    """Silence where an answer was asked for; when it was asked."""
    asked_ns = person.now_ns
    question_ns = round(person.chance.uniform(1, 3) * NS_PER_SECOND)
    person.speak(asked_ns, asked_ns + question_ns)
    person.now_ns += question_ns
    person.wait(9, 20)
    person.speak(person.now_ns, person.now_ns + 2 * NS_PER_SECOND)
    person.now_ns += 2 * NS_PER_SECOND
    return asked_ns


ERRORS = (
    "Invalid input", "Error 500", "The payment was declined: an error occurred",
    "Card number is required", "Ungültige Eingabe", "Something went wrong", "Page not found",
)  # fmt: skip
CALM = ("Add to basket", "Your order", "Delivery in two days", "errors.py", "Read more", "Total")


def meet_an_error(person: Person) -> ShownText:
    """A message that something failed, as text recognition reads it."""
    person.click_on(person.scene.control())
    person.wait(0.2, 0.8)
    box: Box = person.scene.control(320, 40)
    person.scene.draw(person.now_ns, box)
    shown = ShownText(person.now_ns, person.chance.choice(ERRORS), *box.middle)
    person.think(2.0)
    return shown


PLANTED: dict[str, Callable[[Person], object]] = {
    "rage-clicks": rage_at_a_button,
    "dead-click": click_on_nothing,
    "thrashing-pointer": shake_the_mouse,
    "hesitation": stand_still,
    "back-and-forth": run_between_pages,
    "repeated-undo": take_back,
    "edited-again": correct_a_field,
    "long-wait": wait_in_the_dark,
    "error-words": meet_an_error,
    "help-opened": turn_to_help,
    "silence": fail_to_answer,
    "louder": raise_the_voice,
}
"""By the rule that ought to find it."""
