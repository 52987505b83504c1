"""Things side by side, on as many lines as they need."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from emndir.ui.widgets.flow_layout import FlowLayout


class Box(QLabel):
    def __init__(self, width=100, height=20):
        super().__init__()
        self.size_wanted = QSize(width, height)

    def sizeHint(self):
        return self.size_wanted

    def minimumSizeHint(self):
        return self.size_wanted


@pytest.fixture
def frame(qtbot, look):
    frame = QWidget()
    frame.flow = FlowLayout(frame, gap=10, lines=5)
    qtbot.addWidget(frame)
    return frame


def fill(frame, qtbot, boxes, width):
    for box in boxes:
        frame.flow.addWidget(box)
    frame.resize(width, 200)
    frame.show()
    qtbot.waitExposed(frame)
    frame.flow.activate()
    return [(box.x(), box.y()) for box in boxes]


def test_what_fits_stands_on_one_line(qtbot, frame):
    assert fill(frame, qtbot, [Box(), Box(), Box()], 320) == [(0, 0), (110, 0), (220, 0)]
    assert frame.flow.heightForWidth(320) == 20


def test_what_does_not_fit_begins_another_line(qtbot, frame):
    assert fill(frame, qtbot, [Box(), Box(), Box()], 319) == [(0, 0), (110, 0), (0, 25)]
    assert frame.flow.heightForWidth(319) == 45


def test_lower_things_are_centred_on_their_line(qtbot, frame):
    assert fill(frame, qtbot, [Box(height=40), Box()], 320) == [(0, 0), (110, 10)]


def test_hidden_things_take_no_room(qtbot, frame):
    boxes = [Box(), Box(), Box()]
    boxes[1].hide()
    places = fill(frame, qtbot, boxes, 320)
    assert places[2] == (110, 0)


def test_a_thing_can_stand_at_the_right_end(qtbot, frame):
    left, right = Box(), Box()
    frame.flow.addWidget(left)
    frame.flow.add_right(right)
    frame.resize(400, 100)
    frame.show()
    qtbot.waitExposed(frame)
    frame.flow.activate()
    assert (left.x(), right.x()) == (0, 300)


def test_things_can_be_taken_out_and_put_back(qtbot, frame):
    boxes = [Box(), Box()]
    fill(frame, qtbot, boxes, 320)
    while frame.flow.takeAt(0) is not None:
        pass
    assert frame.flow.count() == 0
    assert frame.flow.takeAt(0) is None
    assert frame.flow.itemAt(0) is None
    frame.flow.addWidget(boxes[1])
    qtbot.waitUntil(lambda: boxes[1].x() == 0)


def test_gaps_grow_with_the_text(qtbot, frame, look):
    look.use(percent=200)
    assert fill(frame, qtbot, [Box(), Box()], 320) == [(0, 0), (120, 0)]


def test_sizes(qtbot, frame):
    fill(frame, qtbot, [Box(), Box(60)], 320)
    frame.flow.setContentsMargins(1, 2, 3, 4)
    assert frame.flow.sizeHint() == QSize(174, 26)
    assert frame.flow.minimumSize() == QSize(104, 26)
    assert frame.flow.hasHeightForWidth()
