"""The window: the only floor that knows Qt."""

from emndir.ui.qt_sources import leave_sources_unread

leave_sources_unread()
