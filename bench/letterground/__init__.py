"""Varied official letters with known answers, for whoever builds or judges a reader of letters. See README.md."""

import random
from importlib import import_module
from typing import Literal

from bench.letterground.acts import Pen
from bench.letterground.hand import Hand
from bench.letterground.noise import LEVELS, noisy
from bench.letterground.page import Answers, Case, Known, Page

Half = Literal["tuning", "held"]

__all__ = ["LEVELS", "Answers", "Case", "Half", "Known", "generate"]


def generate(seed: int, half: Half = "tuning", noise: str = "none") -> Case:
    """The letter of that seed, always the same; bodies take turns, so that a run of seeds tries each as often."""
    ground = import_module(f"bench.letterground.{half}")
    body = ground.BODIES[seed % len(ground.BODIES)]
    rng = random.Random(f"{half}/{seed}")
    page = Page()
    body(Pen(page, Hand(rng), ground.WORLD))
    return noisy(Case(body.__name__, seed, page.text, page.answers), noise)
