"""Following a new edition: which one, seen from which one."""

from django import forms

from sammachip.web.forms.fields import WordedForm


class AdoptForm(WordedForm):
    """The number of the edition the page told of, and of the one the case followed when it was told."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)
