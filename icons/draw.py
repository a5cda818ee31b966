#!/usr/bin/env python3
"""Draws the icons beside it: a plain household chest on a tile of the accent colour, saying nothing of what is inside.

Only the standard library: shapes are distance functions, so every size is drawn for itself and stays sharp.
Usage: icons/draw.py    (writes 32.png, 64.png, 128.png, 256.png, icon.png at 512, and icon.ico)
"""

import struct
import zlib
from pathlib import Path

TILE = (0x0F, 0x6A, 0x6A)
LINE = (0xFA, 0xF8, 0xF4)


def rounded_box(x, y, centre_x, centre_y, half_width, half_height, radius):
    """Distance from a point to a rounded rectangle; negative inside."""
    dx = abs(x - centre_x) - half_width + radius
    dy = abs(y - centre_y) - half_height + radius
    outside = (max(dx, 0.0) ** 2 + max(dy, 0.0) ** 2) ** 0.5
    return outside + min(max(dx, dy), 0.0) - radius


def chest(x, y):
    """Distance to the chest's lines on a 24-unit square: lid, body, band and lock."""
    stroke = 0.8
    corner = 4.4 if y < 12 else 1.2  # a domed lid over a square body
    outline = abs(rounded_box(x, y, 12, 12, 6.8, 6.4, corner))
    band = rounded_box(x, y, 12, 11.2, 6.8, 0, 0)
    lock = rounded_box(x, y, 12, 11.6, 1.7, 1.7, 0.5)
    lines = max(min(outline, band) - stroke, stroke - lock)  # the band stops at the lock
    return min(lines, abs(lock) - stroke)


def coverage(distance, pixel):
    """How much of a pixel of this size a shape at this distance covers, 0 to 1."""
    return min(max(0.5 - distance / pixel, 0.0), 1.0)


def draw(size):
    """One icon as rows of RGBA bytes."""
    pixel = 24 / size
    rows = []
    for row in range(size):
        line = bytearray()
        for column in range(size):
            x, y = (column + 0.5) * pixel, (row + 0.5) * pixel
            tile = coverage(rounded_box(x, y, 12, 12, 11.5, 11.5, 5), pixel)
            mark = coverage(chest(x, y), pixel)
            line += bytes(round(t + (l - t) * mark) for t, l in zip(TILE, LINE)) + bytes([round(255 * tile)])
        rows.append(bytes(line))
    return rows


def png(size):
    """A PNG file of this size, without dates or other metadata: the same bytes on every machine."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    raw = b"".join(b"\0" + row for row in draw(size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def ico(picture):
    """A Windows icon holding one 256-pixel PNG."""
    return struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 32, len(picture), 22) + picture


if __name__ == "__main__":
    here = Path(__file__).parent
    for size, name in [(32, "32.png"), (64, "64.png"), (128, "128.png"), (256, "256.png"), (512, "icon.png")]:
        (here / name).write_bytes(png(size))
    (here / "icon.ico").write_bytes(ico(png(256)))
