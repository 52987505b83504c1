"""The window: the only floor that knows Qt."""

from emndir.ui.qt_import import import_qt

import_qt()
