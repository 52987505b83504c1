"""Writes a picture of a window as a small PNG: 256 colours are enough for what a program draws."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

COLOURS = 256
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def save_small(image: QImage, path: Path) -> None:
    """Write a picture with its 256 most useful colours; every other one becomes the nearest of them.

    The same picture makes the same bytes on every system: nothing but the pixels is written.
    """
    pixels = pixels_of(image)
    palette, indices = reduce_colours(pixels)
    path.write_bytes(png(palette, indices))


def pixels_of(image: QImage) -> np.ndarray:
    """Return a picture as rows of pixels of three bytes."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    whole = rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3)
    return whole.copy()  # the bytes go with the picture


def reduce_colours(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a palette, and for each pixel the number of its colour there."""
    flat = pixels.reshape(-1, 3).astype(np.uint32)
    packed = flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2]
    found, where, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.int32)
    kept = _chosen(colours, counts)
    palette = colours[kept]
    away = ((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    nearest = away.argmin(axis=1).astype(np.uint8)
    return palette.astype(np.uint8), nearest[where].reshape(pixels.shape[:2])


def _chosen(colours: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the numbers of the colours to keep: the commonest, then those farthest from them."""
    order = np.argsort(-counts, kind="stable")
    kept = list(order[: COLOURS * 3 // 4])
    away = ((colours[:, None, :] - colours[None, kept, :]) ** 2).sum(axis=2).min(axis=1)
    while len(kept) < min(COLOURS, len(colours)):
        worst = int((away * np.sqrt(counts)).argmax())
        kept.append(worst)
        away = np.minimum(away, ((colours - colours[worst]) ** 2).sum(axis=1))
    return np.array(kept)


def png(palette: np.ndarray, indices: np.ndarray) -> bytes:
    """Return a PNG of colours by number."""
    height, width = indices.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    lines = np.zeros((height, width + 1), np.uint8)  # each line begins with its filter: none
    lines[:, 1:] = indices
    parts = (
        (b"IHDR", header),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    )
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
