"""What is written down is in Thai: rows and papers outlive the screen of the one who brought them about."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import override

Given = ParamSpec("Given")
Result = TypeVar("Result")


def in_thai(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """The function, speaking Thai while it runs.

    Django's `override` used as a decorator keeps the language to go back to on itself, so two threads would swap theirs.
    """

    @wraps(function)
    def speaking(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        with override("th"):
            return function(*args, **kwargs)

    return speaking
