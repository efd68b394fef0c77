# SPDX-License-Identifier: MIT
"""The tour: LeadDesk shows its main job by itself, with real keys in the real window.

It needs no display. What it leaves is a folder of pictures; what it prints is what it did, and how
the day stands. The numbers at the end are read from the desk again and must be what the keys meant.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from PySide6.QtCore import Qt

from leaddesk.desk.commands import AddPerson, PersonFields
from leaddesk.desk.door import Connect, Desk
from leaddesk.desk.ports import Machine
from leaddesk.desk.queries import AskHandoffs, AskLists, AskPeople, AskProgress
from leaddesk.domain.errors import RuleBroken
from leaddesk.domain.perfect_day import Metric
from leaddesk.gui.app import Program, WindowOptions
from leaddesk.gui.situation import When
from leaddesk.gui.tour_hands import Hands, TourClock, TourStuck, made
from leaddesk.gui.views.answer_panel import FeedbackPanel
from leaddesk.gui.views.handoff_panels import HandoffDetail
from leaddesk.gui.views.import_preview import ImportPreview
from leaddesk.gui.views.import_result import ImportResultPage
from leaddesk.gui.views.seat_page import SeatPage
from leaddesk.words import pace

SAMPLE = "spring-campaign.csv"
START = dt.datetime(2026, 5, 14, 15, 42, tzinfo=dt.UTC)
"""A Thursday, 10:42 in Chicago: most of the sample's people are at work."""
ZONE = "America/Chicago"
DANA, SAM = "Dana Whitfield", "Sam Ortiz"
ANSWERS = ("Manufacturing, 210 staff", "Optical checks on two lines", "$20k set aside, this year",
           "Signs alone; CFO is told")  # fmt: skip
THANKS = "The need was in their own words. I opened with it and they took over."
EXPECTED = {
    DANA: {Metric.CALLS: 7, Metric.NEW_LEAD_CALLS: 7, Metric.CONVERSATIONS: 2, Metric.HANDOFFS: 1},
    SAM: {Metric.PRESENTATIONS: 1},
}
"""What the keys of the tour come to."""
NEW_LEADS = 53

Say = Callable[[str], object]


def say_aloud(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def run_tour(
    connect: Connect,
    machine: Machine,
    folder: Path | None,
    say: Say = say_aloud,
) -> int:
    """Take the tour in an empty database and return 0 when everything came out as expected.

    Pictures go to `folder`, by default `leaddesk-tour` in the current one. Raises
    RuleBroken("demo_needs_empty") where a team works already.
    """
    place = (folder or Path("leaddesk-tour")).absolute()
    made(place)
    clock = TourClock(machine, START)
    _place_team(connect, clock)
    program = Program(clock, WindowOptions())
    program.theme.rest(still=True)
    failures: list[BaseException] = []
    hands = Hands(program, clock, place)
    program.show(connect)
    try:
        hands.until("the question who sits down", lambda: hands.is_shown(SeatPage))
        hands.come_back()
        program.ops.crashed.connect(failures.append)
        _Tour(hands, place, say).go()
    except TourStuck as stuck:
        hands.picture("stopped")
        say(f"The tour stopped: it waited in vain for {stuck}. The last picture shows where.")
        return 1
    finally:
        program.close()
        program.window.close()
    wrong = [str(failure) or type(failure).__name__ for failure in failures]
    wrong += _check(connect, clock, say)
    for line in wrong:
        say(f"Not as expected: {line}")
    say(f"{len(hands.pictures)} pictures are in {place}")
    return 1 if wrong else 0


def _place_team(connect: Connect, clock: TourClock) -> None:
    """Put a qualifier and a senior rep into the database."""
    desk = connect()
    try:
        if desk.ask(AskPeople(), clock.now()):
            raise RuleBroken("demo_needs_empty")
        desk.do(AddPerson(PersonFields(DANA, ("qualifier",), ZONE)), 0, clock.now())
        fields = PersonFields(SAM, ("senior_rep",), ZONE, extension="301")
        desk.do(AddPerson(fields), 0, clock.now())
    finally:
        desk.close()


class _Tour:
    """The story, one screen after the other."""

    def __init__(self, hands: Hands, place: Path, say: Say) -> None:
        self._hands = hands
        self._place = place
        self._say = say

    def go(self) -> None:
        """Do everything."""
        self._sit_down(0, DANA)
        self._import()
        self._work()
        self._look_around()
        self._hand_off()
        self._sit_down(1, SAM)
        self._receive()
        self._sit_down(0, DANA)
        self._read_thanks()

    def _sit_down(self, place: int, name: str) -> None:
        hands = self._hands
        if hands.window.seat.person is not None:
            hands.window.act("person.switch")
        hands.until("the question who sits down", lambda: hands.is_shown(SeatPage))
        hands.press(*[Qt.Key.Key_Up] * 3, *[Qt.Key.Key_Down] * place, Qt.Key.Key_Return)
        hands.until(f"{name} to sit down", lambda: _name_of(hands) == name)
        self._say(f"{name} sits down.")

    def _import(self) -> None:
        hands = self._hands
        preview = look_into_sample(hands, self._place)
        hands.picture("1-import")
        # Enter counts only where nothing is counted anew since.
        hands.until("the count of what is new", lambda: preview.ready)
        hands.press(Qt.Key.Key_Return)
        hands.until("the list to be in", lambda: hands.is_shown(ImportResultPage))
        hands.picture("2-imported")
        self._say(
            f"Imported {SAMPLE} after a look at what is new, twice there, or not to be called."
        )
        hands.show_screen(1, "queue")

    def _work(self) -> None:
        """Call six leads: one key each, a value where one is needed, and one taken back."""
        hands = self._hands
        hands.lead_in_hand()
        hands.picture("3-queue")
        hands.press(Qt.Key.Key_Space)
        hands.until("the call to start", lambda: hands.queue.lead.phone.on_call)
        hands.picture("4-on-the-phone")
        key = Qt.Key
        name = hands.log(key.Key_1)
        self._say(f"Space rang {name}, 1 logged that nobody answered; the next lead is there.")
        self._say(f"2: left {hands.log(key.Key_2)} a voicemail.")
        name, held = hands.lead_in_hand(), hands.queue.lead_id
        hands.press(key.Key_5)
        hands.until("the question when to call back", lambda: hands.queue.desk.is_open)
        hands.picture("5-call-back")
        hands.log(key.Key_Return)
        hands.press(key.Key_Z, control=True)
        hands.until("the lead to come back", lambda: hands.queue.lead_id == held)
        hands.lead_in_hand()
        self._say(f"5 and Enter: a callback with {name}, taken back with Ctrl+Z.")
        self._say(f"4: {hands.log(key.Key_4)} is behind a front desk.")
        self._say(
            f"7 and 2: {hands.log(key.Key_7, key.Key_2)} is not interested; the reason is kept."
        )
        hands.press(key.Key_N, control=True)
        hands.type("Budget opens in the new quarter.")
        hands.press(key.Key_Escape)
        hands.press(key.Key_6)
        self._say(f"A note and 6: {hands.log(key.Key_Return)} has a need later.")
        self._say(f"3: the line of {hands.log(key.Key_3)} was busy.")

    def _look_around(self) -> None:
        """Show the palette, the keys, the day and the leads."""
        hands = self._hands
        hands.press(Qt.Key.Key_K, control=True)
        hands.type("hart")
        hands.until("the palette to find", lambda: True)
        hands.picture("6-palette")
        hands.press(Qt.Key.Key_Escape)
        hands.press(Qt.Key.Key_F1)
        hands.until("the page of keys", lambda: hands.dialog() is not None)
        hands.picture("7-keys")
        hands.press(Qt.Key.Key_Escape)
        hands.until("the page of keys to close", lambda: hands.dialog() is None)
        hands.come_back()
        hands.show_screen(3, "my_day")
        hands.picture("8-my-day")
        hands.show_screen(4, "leads")
        hands.picture("9-leads")
        hands.show_screen(1, "queue")

    def _hand_off(self) -> None:
        hands = self._hands
        name = hands.lead_in_hand()
        hands.press(Qt.Key.Key_Space, Qt.Key.Key_Q)
        for answer in ANSWERS:
            hands.type(answer)
            hands.press(Qt.Key.Key_Return)
        hands.press(Qt.Key.Key_Escape)
        hands.queue.focus_first()
        hands.press(Qt.Key.Key_9)
        hands.until("the question for the next step", lambda: hands.queue.desk.is_open)
        hands.type("Presentation of the line scanner")
        hands.picture("10-hand-off")
        hands.log(Qt.Key.Key_Return, minutes=11)
        self._say(f"Q filled the sheet, 9 handed {name} to {SAM}.")

    def _receive(self) -> None:
        """Accept and call, log a presentation, give the thanks that are owed."""
        hands = self._hands
        hands.clock.pass_time(20)
        hands.show_screen(2, "handoffs")
        hands.until("the handoff", lambda: hands.is_shown(HandoffDetail))
        hands.picture("11-handoffs")
        hands.press(Qt.Key.Key_Space)
        hands.until("the queue of the senior rep", lambda: hands.window.screen_id == "queue")
        name = hands.lead_in_hand()
        self._say(f"Space accepted {name} and rang at once.")
        hands.picture("12-senior-rep")
        hands.clock.pass_time(35)
        hands.press(Qt.Key.Key_7)
        hands.until("the question for the next date", lambda: hands.queue.desk.is_open)
        hands.press(Qt.Key.Key_Return)
        hands.until("the presentation to be logged", lambda: not hands.queue.writing)
        self._say("7: a presentation was held. Feedback is owed now.")
        hands.show_screen(2, "handoffs")
        hands.until("what is owed", self._stands_on_owed)
        hands.press(Qt.Key.Key_F)
        hands.until("the line of thanks", lambda: hands.is_shown(FeedbackPanel))
        hands.press(Qt.Key.Key_5)
        hands.type(THANKS)
        hands.picture("13-feedback")
        hands.press(Qt.Key.Key_Return)
        hands.until("the feedback to be given", lambda: not hands.is_shown(FeedbackPanel))
        self._say(f"F: thanks, one line and a rating for {DANA}.")
        hands.show_screen(3, "my_day")
        hands.picture("14-my-day-of-the-rep")

    def _stands_on_owed(self) -> bool:
        """Go to the top of the list, where what is owed stands once it was asked for again."""
        view = self._hands.window.current
        if view is not None and When.OWES_FEEDBACK in view.situation():
            return True
        self._hands.press(Qt.Key.Key_Up)
        return False

    def _read_thanks(self) -> None:
        hands = self._hands
        hands.show_screen(2, "handoffs")
        hands.picture("15-thanks")
        self._say(f"{DANA} sees what became of the lead, and the thanks.")


def look_into_sample(hands: Hands, place: Path) -> ImportPreview:
    """Open the sample list on the Import screen, as if dropped there; return what shows it."""
    file = place / SAMPLE
    with resources.as_file(resources.files("leaddesk").joinpath("samples", SAMPLE)) as sample:
        shutil.copyfile(sample, file)
    hands.press(Qt.Key.Key_I, control=True)
    hands.until("the Import screen", lambda: hands.window.screen_id == "import")
    hands.window.open_file(file)
    hands.until("the look into the list", lambda: hands.is_shown(ImportPreview))
    preview = hands.found(ImportPreview)
    hands.until("the count of what is new", lambda: preview.ready)
    return preview


def _name_of(hands: Hands) -> str:
    person = hands.window.seat.person
    return person.name if person is not None else ""


def _check(connect: Connect, clock: TourClock, say: Say) -> list[str]:
    """Read everything from the desk again; return what is not as the keys meant it."""
    desk = connect()
    try:
        return [*_wrong_counts(desk, clock, say), *_wrong_handoffs(desk, clock)]
    finally:
        desk.close()


def _wrong_counts(desk: Desk, clock: TourClock, say: Say) -> list[str]:
    wrong = []
    lists = desk.ask(AskLists(), clock.now())
    if [one.leads for one in lists] != [NEW_LEADS]:
        wrong.append(f"{[one.leads for one in lists]} new leads, {NEW_LEADS} were meant")
    for person in desk.ask(AskPeople(), clock.now()):
        progress = desk.ask(AskProgress(person.id), clock.now())
        say(f"{person.name}: {pace.line(progress)}")
        done = {goal.metric: goal.done for goal in progress.goals}
        for goal in progress.goals:
            say(f"  {pace.goal(goal)}")
        for metric, count in EXPECTED[person.name].items():
            if done.get(metric) != count:
                wrong.append(f"{person.name}, {metric}: {done.get(metric)}, {count} were meant")
    return wrong


def _wrong_handoffs(desk: Desk, clock: TourClock) -> list[str]:
    dana, sam = desk.ask(AskPeople(), clock.now())
    given = desk.ask(AskHandoffs(dana.id), clock.now())
    taken = desk.ask(AskHandoffs(sam.id), clock.now())
    wrong = []
    if [row.fate for row in given.sent] != ["presentation"]:
        wrong.append(f"the handoff is {[row.fate for row in given.sent]}")
    if [row.line for row in given.received] != [THANKS]:
        wrong.append("the thanks did not arrive")
    if taken.to_accept or taken.owed:
        wrong.append("something is still owed or offered")
    return wrong
