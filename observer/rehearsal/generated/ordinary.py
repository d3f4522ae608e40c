"""Ordinary work: what people do all day and no rule should speak of. A function an act.

Among them what naive rules trip over: steppers, scroll arrows at the end of their list, galleries,
games, words and lines selected by clicks, chats, copying between windows, clicks while reading.
"""

from collections.abc import Callable

from observer.model.clock import NS_PER_MS, NS_PER_SECOND
from observer.model.samples import KeyClass
from observer.rehearsal.generated.person import Person
from observer.rehearsal.generated.scene import Box

Act = Callable[[Person], None]


def follow_link(person: Person) -> None:
    """A click, another page, a while to read it."""
    scene, link = person.scene, person.scene.control(120, 20)
    person.click_on(link, pressed_look=False)
    person.wait(0.1, 1.4)
    scene.show(person.now_ns, scene.front, scene.another_title())
    read(person)


def read(person: Person) -> None:
    """Pauses and the wheel by turns; at times a click on nothing, or a line followed."""
    chance = person.chance
    for _ in range(chance.randint(1, 4)):
        person.think(5.0, 0.7)
        habit = chance.random()
        if habit < 0.6:
            person.scroll(chance.randint(1, 6))
        elif habit < 0.7:
            person.click()  # on nothing, as readers do
        elif habit < 0.85:
            person.move_to(person.x + chance.randint(-300, 300), person.y + 20)
    person.x = max(30, min(1880, person.x))


def press_button(person: Person) -> None:
    """A button that does something in its window within a second."""
    scene = person.scene
    person.click_on(scene.control())
    person.wait(0.05, 0.9)
    scene.draw(person.now_ns, scene.control(300, 60))
    person.think()


def tick_box(person: Person) -> None:
    """A box that keeps its tick."""
    box = person.scene.control(16, 16)
    person.click_on(box)
    person.scene.draw(person.now_ns + 25 * NS_PER_MS, box)
    person.think()


def step_number(person: Person) -> None:
    """A stepper pressed many times; its number changes beside it."""
    button = person.scene.control(24, 16)
    number = person.scene.beside(button)
    person.click_on(button)
    for _ in range(person.chance.randint(3, 12)):
        person.scene.draw(person.now_ns + 30 * NS_PER_MS, number)
        person.wait(0.1, 0.5)
        person.click(button)
    person.scene.draw(person.now_ns + 30 * NS_PER_MS, number)
    person.think()


def press_scroll_arrow(person: Person) -> None:
    """A scroll arrow; at the end of the list the last presses do nothing."""
    window = person.scene.front.box
    arrow = Box(window.x + window.width - 18, window.y + window.height - 18, 16, 16)
    page = person.scene.body
    person.click_on(arrow)
    for _ in range(person.chance.randint(4, 18)):
        person.scene.draw(person.now_ns + 30 * NS_PER_MS, page)
        person.wait(0.1, 0.3)
        person.click(arrow)
    for _ in range(person.chance.choice((0, 0, 1, 2))):
        person.wait(0.1, 0.3)
        person.click(arrow)
    person.think()


def leaf_through(person: Person) -> None:
    """“Next” again and again; each time another picture."""
    button = person.scene.control()
    person.click_on(button)
    for _ in range(person.chance.randint(4, 10)):
        person.scene.draw(person.now_ns + 80 * NS_PER_MS, person.scene.body)
        person.wait(0.3, 0.9)
        person.click(button)
    person.scene.draw(person.now_ns + 80 * NS_PER_MS, person.scene.body)
    person.think()


def select_by_clicks(person: Person) -> None:
    """A word, a line or all of it, by two to five clicks; mostly it is used then."""
    scene, chance = person.scene, person.chance
    line = scene.control(400, 22)
    x, y = line.middle
    person.move_to(x, y)
    person.wait(0.1, 0.3)
    for _ in range(chance.choice((2, 2, 2, 3, 3, 4, 5))):
        person.click()
        scene.draw(person.now_ns + 15 * NS_PER_MS, line)
        person.wait(0.08, 0.2)
    if chance.random() < 0.7:
        person.wait(0.3, 1.2)
        person.key(KeyClass.SHORTCUT, "Ctrl+C")
    person.think()


def fill_form(person: Person) -> None:
    """Some fields, one of them corrected once."""
    scene, chance = person.scene, person.chance
    fields = [scene.control(320, 30) for _ in range(chance.randint(2, 5))]
    for box in fields:
        _enter(person, box, chance.randint(4, 22))
    if chance.random() < 0.5:
        box = chance.choice(fields)
        person.click_on(box, pressed_look=False)
        scene.draw(person.now_ns + 20 * NS_PER_MS, box)
        person.erase(box, chance.randint(2, 8))
        person.type_into(box, chance.randint(2, 8))
    person.key(KeyClass.EDITING, "Return")
    person.wait(0.1, 1.3)
    scene.draw(person.now_ns, scene.body)
    person.think()


def chat(person: Person) -> None:
    """The same field again and again, for something else each time."""
    box = person.scene.control(500, 34)
    for _ in range(person.chance.randint(3, 6)):
        _enter(person, box, person.chance.randint(5, 30))
        person.key(KeyClass.EDITING, "Return")
        person.scene.draw(person.now_ns + 90 * NS_PER_MS, person.scene.body)
        person.think(4.0)
        person.move_to(person.x + person.chance.randint(-60, 60), person.y - 80)


def copy_over(person: Person) -> None:
    """From one window into the other, several times."""
    scene = person.scene
    source, target = scene.windows
    for _ in range(person.chance.randint(2, 6)):
        _bring(person, source)
        select_by_clicks(person)
        person.key(KeyClass.SHORTCUT, "Ctrl+C")
        _bring(person, target)
        box = scene.control(200, 24)
        person.click_on(box, pressed_look=False)
        person.key(KeyClass.SHORTCUT, "Ctrl+V", shown_in=box)
        person.think()


def look_up(person: Person) -> None:
    """Write in one window, look at the other once or twice."""
    writing, other = person.scene.windows
    box = person.scene.control(400, 200)
    for _ in range(person.chance.randint(1, 2)):
        _bring(person, writing)
        _enter(person, box, person.chance.randint(8, 40))
        _bring(person, other)
        person.scroll(person.chance.randint(0, 4))
        person.think(3.0)
    _bring(person, writing)


def drag_things(person: Person) -> None:
    """A slider to and fro, a row of text, a window."""
    chance = person.chance
    box = person.scene.control(200, 20)
    person.move_to(*box.middle)
    for _ in range(chance.randint(1, 6)):
        person.drag_to(box.x + chance.randint(0, 200), box.y + 10)
        person.scene.draw(person.now_ns, box)
        person.wait(0.1, 0.6)
    person.think()


def tap_game(person: Person) -> None:
    """Many quick clicks, each of which counts."""
    cookie = person.scene.control(120, 120)
    scene, chance = person.scene, person.chance
    score = scene.beside(cookie, 90) if chance.random() < 0.5 else scene.control(90, 30)
    scene.content_of(cookie)
    person.move_to(*cookie.middle)
    for _ in range(person.chance.randint(10, 40)):
        person.click(cookie)
        person.scene.draw(person.now_ns + 20 * NS_PER_MS, score)
        person.wait(0.08, 0.25)
    person.think()


def click_what_is_chosen(person: Person) -> None:
    """A tab or a row that is chosen already: nothing changes, and they go on."""
    person.click_on(person.scene.control(110, 26), pressed_look=False)
    person.wait(0.5, 2.5)
    person.scroll(person.chance.randint(1, 3))


def wait_with_a_spinner(person: Person) -> None:
    """A slow page, which says so."""
    scene = person.scene
    person.click_on(scene.control())
    person.wait(0.1, 0.3)
    spinner = scene.control(40, 40)
    until_ns = person.now_ns + round(person.chance.uniform(2, 9) * NS_PER_SECOND)
    while person.now_ns < until_ns:
        scene.draw(person.now_ns, spinner)
        person.wait(0.1)
    scene.show(person.now_ns, scene.front, scene.another_title())
    read(person)


def point_at_words(person: Person) -> None:
    """Follow a line with the pointer, or circle what one talks about."""
    began_ns = person.now_ns
    person.shake(
        person.chance.uniform(1, 3), person.chance.randint(60, 260), person.chance.uniform(1.5, 5)
    )
    person.speak(began_ns, person.now_ns)
    person.think()


def undo_a_step(person: Person) -> None:
    """One to three undos, or a word erased and written anew."""
    if person.chance.random() < 0.5:
        for _ in range(person.chance.randint(1, 3)):
            person.key(KeyClass.SHORTCUT, "Ctrl+z", shown_in=person.scene.body)
            person.wait(0.2, 0.8)
    else:
        box = person.scene.control(400, 30)
        _enter(person, box, 14)
        person.erase(box, person.chance.randint(6, 25), 0.03)
        person.type_into(box, 12)
    person.think()


def be_notified(person: Person) -> None:
    """Something pops up at the screen's edge while they read."""
    person.think(4.0)
    corner = Box(1560, 20, 340, 90)
    person.scene.draw(person.now_ns, corner)
    person.wait(2, 6)
    person.scene.draw(person.now_ns, corner)


def _enter(person: Person, box: Box, letters: int) -> None:
    person.click_on(box, pressed_look=False)
    person.scene.draw(person.now_ns + 20 * NS_PER_MS, box)
    person.wait(0.2, 0.8)
    person.type_into(box, letters)


def _bring(person: Person, window: object) -> None:
    for known in person.scene.windows:
        if known is window:
            person.wait(0.2, 0.6)
            person.key(KeyClass.SHORTCUT, "Alt+Tab")
            person.scene.show(person.now_ns, known)
            person.think(1.2)


ACTS: tuple[tuple[Act, float], ...] = (
    (follow_link, 10),
    (read, 10),
    (press_button, 8),
    (tick_box, 3),
    (step_number, 2),
    (press_scroll_arrow, 2),
    (leaf_through, 2),
    (select_by_clicks, 4),
    (fill_form, 4),
    (chat, 1),
    (copy_over, 2),
    (look_up, 2),
    (drag_things, 2),
    (tap_game, 0.5),
    (click_what_is_chosen, 1),
    (wait_with_a_spinner, 1),
    (point_at_words, 2),
    (undo_a_step, 2),
    (be_notified, 1),
)
"""What there is to do, and how often: each person takes more to some of it than to other."""
