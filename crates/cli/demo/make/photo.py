"""Renders the staircase photograph of the demonstration: a room that does not exist, seen by a camera that does not.

A small ray tracer over axis-aligned boxes (numpy), with the noise and softness of a phone at night, then written as
JPEG with invented EXIF by Pillow. Deterministic: the same versions give the same picture.
"""

import sys

import numpy as np
from PIL import Image

WIDTH, HEIGHT, FINE = 1600, 1200, 2  # FINE: light samples are taken at half size and smoothed up
RNG = np.random.default_rng(20250316)

# Boxes: (low corner, high corner, material). x to the right, y up, z away from the camera; metres.
FLOOR, WALL, STEP, IRON, DOOR, PHONE, GLASS, METAL, CEILING = range(9)
BOXES = [
    ((-2.2, -0.1, -3.0), (2.6, 0.0, 6.2), FLOOR),
    ((-2.4, -0.1, -3.0), (-2.2, 4.4, 7.0), WALL),
    ((2.6, -0.1, -3.0), (2.8, 4.4, 7.0), WALL),
    ((-2.4, -0.1, 6.2), (2.8, 1.9, 6.4), WALL),
    ((-2.4, 3.6, 6.2), (2.8, 4.4, 6.4), WALL),
    ((-2.4, 1.9, 6.2), (-0.9, 3.6, 6.4), WALL),
    ((1.0, 1.9, 6.2), (2.8, 3.6, 6.4), WALL),
    ((-2.4, 4.3, -3.0), (2.8, 4.4, 7.0), CEILING),
    ((-2.2, 1.30, 5.0), (2.6, 1.44, 6.2), FLOOR),
    ((2.52, 0.0, 0.2), (2.62, 2.05, 1.15), DOOR),
    ((2.48, 1.02, 1.02), (2.54, 1.06, 1.10), METAL),
    ((0.05, 1.9, 6.22), (0.10, 3.6, 6.30), DOOR),
    ((-0.9, 2.75, 6.22), (1.0, 2.80, 6.30), DOOR),
    ((0.62, 0.0, 0.86), (0.70, 0.012, 1.02), PHONE),
    ((0.38, 0.0, 0.55), (0.44, 0.01, 0.58), GLASS),
    ((0.48, 0.0, 0.50), (0.50, 0.008, 0.55), GLASS),
    ((0.30, 0.0, 0.66), (0.33, 0.009, 0.68), GLASS),
]
for n in range(9):  # the flight up, on the left
    z = 2.2 + n * 0.31
    BOXES.append(((-2.2, -0.1, z), (0.35, 0.16 * (n + 1), 5.0), STEP))
for n in range(10):  # its railing
    z, y = 2.1 + n * 0.31, 0.16 * n
    BOXES.append(((0.30, y, z), (0.33, y + 0.92, z + 0.03), IRON))
    BOXES.append(((0.27, y + 0.90, z - 0.02), (0.36, y + 1.06, z + 0.33), IRON))
for n in range(5):  # letter boxes on the right wall
    for row in range(2):
        z, y = 1.75 + n * 0.38, 1.15 + row * 0.34
        BOXES.append(((2.46, y, z), (2.62, y + 0.31, z + 0.35), METAL))

LOW = np.array([b[0] for b in BOXES], np.float32)
HIGH = np.array([b[1] for b in BOXES], np.float32)
WHAT = np.array([b[2] for b in BOXES])
COLOUR = np.array(
    [[.36, .33, .30], [.74, .72, .66], [.43, .41, .39], [.10, .13, .14], [.26, .17, .11], [.05, .05, .06],
     [.62, .68, .66], [.22, .30, .38], [.78, .76, .71]], np.float32)


def nearest(origin, direction):
    """For each ray the distance to the first box, which box, and the axis of the face it meets."""
    inverse = 1.0 / np.where(np.abs(direction) < 1e-7, 1e-7, direction)
    best = np.full(len(origin), 1e9, np.float32)
    box = np.full(len(origin), -1)
    axis = np.zeros(len(origin), int)
    for i in range(len(BOXES)):
        a, b = (LOW[i] - origin) * inverse, (HIGH[i] - origin) * inverse
        near, far = np.minimum(a, b), np.maximum(a, b)
        enter, leave = near.max(1), far.min(1)
        hit = (enter < leave) & (enter > 1e-4) & (enter < best)
        best[hit], box[hit], axis[hit] = enter[hit], i, near.argmax(1)[hit]
    return best, box, axis


def grain(point, scale, seed):
    """Value noise in space: plaster, terrazzo, dirt."""
    p = point * scale
    cell, f = np.floor(p).astype(np.int64), p - np.floor(p)
    f = f * f * (3 - 2 * f)
    total = np.zeros(len(p))
    for dx in (0, 1):
        for dy in (0, 1):
            for dz in (0, 1):
                h = (cell[:, 0] + dx) * 374761393 + (cell[:, 1] + dy) * 668265263 + (cell[:, 2] + dz) * 2147483647 + seed
                h = (h ^ (h >> 13)) * 1274126177
                weight = abs(1 - dx - f[:, 0]) * abs(1 - dy - f[:, 1]) * abs(1 - dz - f[:, 2])
                total += weight * ((h ^ (h >> 16)) & 1023) / 1023.0
    return total[:, None]


def surface(point, box):
    material = WHAT[box]
    colour = COLOUR[material].astype(float).copy()
    lower = (material == WALL) & (point[:, 1] < 1.55)
    colour[lower] = [.20, .34, .33]  # oil paint up to the shoulder, whitewash above, a dark line between
    colour[(material == WALL) & (abs(point[:, 1] - 1.55) < 0.018)] = [.12, .10, .09]
    stains = grain(point, 1.3, 7) * 0.5 + grain(point, 4.1, 11) * 0.3 + grain(point, 17.0, 3) * 0.2
    colour *= 0.68 + 0.62 * stains
    speckle = (material == FLOOR) | (material == STEP)
    colour[speckle] *= (0.75 + 0.5 * grain(point[speckle], 70.0, 5))
    peeled = lower & (grain(point, 5.0, 23)[:, 0] > 0.80)
    colour[peeled] = [.55, .52, .47]
    return colour


def light(point, normal):
    """Night light from the landing window, one bare bulb, and what the walls give back."""
    total = np.zeros((len(point), 3))
    start = point + normal * 2e-3
    for low, high, colour, samples in (
        ((-0.8, 2.0, 6.15), (0.9, 3.5, 6.15), (2.6, 3.1, 4.2), 6),
        ((-0.35, 3.95, 1.2), (-0.20, 4.10, 1.35), (15.0, 10.6, 6.2), 6),
    ):
        for _ in range(samples):
            target = RNG.uniform(low, high, (len(point), 3))
            way = target - start
            distance = np.sqrt((way ** 2).sum(1, keepdims=True))
            way /= distance
            facing = np.clip((way * normal).sum(1, keepdims=True), 0, 1)
            blocked = nearest(start.astype(np.float32), way.astype(np.float32))[0][:, None] < distance - 0.02
            total += np.where(blocked, 0, facing / (distance ** 2 + .3)) * colour / samples
    for _ in range(8):  # open sky of the room: fewer near corners
        way = RNG.normal(size=point.shape)
        way /= np.sqrt((way ** 2).sum(1, keepdims=True))
        way *= np.sign((way * normal).sum(1, keepdims=True))
        reach = nearest(start.astype(np.float32), way.astype(np.float32))[0][:, None]
        total += np.clip(reach / 2.5, 0, 1) * np.array([.30, .25, .20]) / 8
    return total


def rays(width, height):
    x, y = np.meshgrid((np.arange(width) + .5) / width * 2 - 1, 1 - (np.arange(height) + .5) / height * 2)
    tilt = np.deg2rad(-2.3)  # nobody holds a phone straight at night
    x, y = x * width / height, y
    x, y = x * np.cos(tilt) - y * np.sin(tilt), x * np.sin(tilt) + y * np.cos(tilt)
    direction = np.stack([x * .66 + .02, y * .66 - .10, np.ones_like(x)], -1).reshape(-1, 3)
    direction /= np.sqrt((direction ** 2).sum(1, keepdims=True))
    return direction.astype(np.float32)


def render():
    eye = np.array([0.75, 1.42, -1.6], np.float32)

    def trace(width, height):
        direction = rays(width, height)
        origin = np.broadcast_to(eye, direction.shape).astype(np.float32)
        distance, box, axis = nearest(origin, direction)
        point = origin + direction * np.minimum(distance, 60)[:, None]
        normal = np.zeros_like(point)
        normal[np.arange(len(point)), axis] = -np.sign(direction[np.arange(len(point)), axis])
        return point, box, normal

    small = WIDTH // FINE, HEIGHT // FINE
    point, _, normal = trace(*small)
    lit = np.concatenate([light(point[i:i + 60000], normal[i:i + 60000]) for i in range(0, len(point), 60000)])
    lit = np.clip(lit, 0, 6).reshape(small[1], small[0], 3)
    smooth = lit.copy()
    for _ in range(2):  # a little smoothing, as a phone's own noise reduction would
        smooth = sum(np.roll(smooth, s, a) for s, a in ((1, 0), (-1, 0), (1, 1), (-1, 1))) / 8 + smooth / 2
    lit = np.repeat(np.repeat(smooth, FINE, 0), FINE, 1).reshape(-1, 3)
    point, box, _ = trace(WIDTH, HEIGHT)
    outside = box < 0
    colour = surface(point, np.maximum(box, 0)) * lit
    colour[outside] = [.012, .018, .035]  # the night behind the window
    return colour.reshape(HEIGHT, WIDTH, 3)


def photograph(picture):
    y, x = np.mgrid[-1:1:HEIGHT * 1j, -1:1:WIDTH * 1j]
    picture = picture * (1 - 0.34 * (x * x + y * y) / 2)[..., None] * 0.80
    picture = picture + RNG.normal(0, .012, picture.shape) + RNG.normal(0, .030, picture.shape) * np.sqrt(np.clip(picture, 0, 1))
    picture = np.clip(picture / (1 + picture * .35), 0, 1) ** (1 / 2.2)
    soft = (picture + np.roll(picture, 1, 1) + np.roll(picture, 1, 0)) / 3
    return Image.fromarray((soft * 255 + .5).astype(np.uint8))


def exif():
    data = Image.Exif()
    data[0x010F] = "Invented"  # maker
    data[0x0110] = "Example Phone 7"  # model
    data[0x0131] = "Example Camera 1.0"  # software
    data[0x0132] = "2025:03:17 00:47:12"
    data[0x0112] = 1  # upright
    shot = data.get_ifd(0x8769)
    shot[0x9003] = shot[0x9004] = "2025:03:17 00:47:12"
    shot[0x9011] = "+05:00"
    shot[0x829A] = (1, 17)  # exposure, s
    shot[0x829D] = (18, 10)  # f/1.8
    shot[0x8827] = 1600  # ISO
    shot[0x920A] = (42, 10)  # focal length, mm
    return data


if __name__ == "__main__":
    image = photograph(render())
    image.save(sys.argv[1], "JPEG", quality=90, exif=exif())
