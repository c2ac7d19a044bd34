"""Draws icon.png, the application icon: four plots of a grid, furrows running across each other.

Needs Pillow. Run: python3 icon.py (writes icon.png beside itself).
"""
from pathlib import Path

from PIL import Image, ImageDraw

GREEN = "#1F6B45"  # field
GRAIN = "#C98A1B"
SIZE = 256
FINE = 4  # drawn four times as large and reduced, for smooth edges

canvas = Image.new("RGBA", (SIZE * FINE, SIZE * FINE), (0, 0, 0, 0))
draw = ImageDraw.Draw(canvas)


def bar(left, top, right, bottom, radius, colour):
    draw.rounded_rectangle([v * FINE for v in (left, top, right - 0.25, bottom - 0.25)], radius * FINE, fill=colour)


bar(4, 4, 252, 252, 52, GREEN)
PLOT, GAP, FURROWS, WIDTH = 84, 16, 3, 20
STEP = (PLOT - WIDTH) / (FURROWS - 1)
START = (SIZE - 2 * PLOT - GAP) / 2
for row in range(2):
    for column in range(2):
        x = START + column * (PLOT + GAP)
        y = START + row * (PLOT + GAP)
        for furrow in range(FURROWS):
            along = furrow * STEP
            if (row + column) % 2 == 0:
                bar(x, y + along, x + PLOT, y + along + WIDTH, WIDTH / 2, GRAIN)
            else:
                bar(x + along, y, x + along + WIDTH, y + PLOT, WIDTH / 2, GRAIN)

canvas.resize((SIZE, SIZE), Image.LANCZOS).save(Path(__file__).with_name("icon.png"), optimize=True)
