"""Taking a named list in: all of it, or one of its lines."""

from django import forms


class TakeInForm(forms.Form):
    """`line` is the one line asked for; none means all that are ready."""

    line = forms.IntegerField(required=False, min_value=1)
