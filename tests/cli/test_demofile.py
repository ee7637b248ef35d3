"""The mark of a demo's folder."""

from datetime import date

from sammachip import demofile
from sammachip.demofile import Demo, Login


def test_folder_without_the_mark_is_no_demo(tmp_path):
    assert demofile.read(tmp_path) is None


def test_mark_is_read_as_it_was_written(tmp_path):
    demo = Demo(date(2018, 9, 10), (Login("พัฒนาการอำเภอ", "malee", "secret words"),))

    demofile.write(tmp_path, demo)

    assert demofile.read(tmp_path) == demo
    assert demo.is_whole


def test_demo_without_logins_was_broken_off(tmp_path):
    demofile.write(tmp_path, Demo(date(2018, 9, 10)))

    standing = demofile.read(tmp_path)

    assert standing is not None
    assert not standing.is_whole
