"""The exceptions behind an exception."""

from api.causes import causes


def test_come_the_first_one_first() -> None:
    inner, middle, outer = ValueError("a"), KeyError("b"), RuntimeError("c")
    outer.__cause__, middle.__context__ = middle, inner

    assert causes(outer) == [inner, middle, outer]


def test_come_once_where_they_point_in_a_circle() -> None:
    one, other = ValueError("a"), KeyError("b")
    one.__context__, other.__context__ = other, one

    assert causes(one) == [other, one]
