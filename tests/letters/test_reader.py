"""The program's reader on letters of the tuning half; how well it reads others is for `make bench NAME=letters`."""

from bench.letterground.reader import read
from bench.letterground.trial import score

FLOOR = 0.97


def test_the_reader_reads_the_tuning_letters():
    told = score(read, "tuning", "none", range(44))

    assert told.right >= FLOOR
    assert told.count("wrong") + told.count("invented") <= told.count("right") / 25
