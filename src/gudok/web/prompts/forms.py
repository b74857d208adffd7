"""The form of a prompt: a file, a recording made in the page, or a text to be spoken."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gudok.web.prompts import convert, files, speak
from gudok.web.setup.sounds import Prompt


class SpokenText(forms.Textarea):
    """A text, and a button to hear it before it is saved."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = super().render(name, value, attrs, renderer)
        return format_html("{}{}", field, render_to_string("prompts/listen.html", {"field": (attrs or {}).get("id")}))


class PromptForm(forms.ModelForm):
    upload = forms.FileField(
        label=gettext_lazy("Sound file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*", "data-sound": ""}),
        help_text=gettext_lazy("Any sound up to ten minutes. It is made ready for telephones."),
    )
    recorded = forms.BooleanField(required=False, widget=forms.HiddenInput(attrs={"data-recorded": ""}))

    class Meta:
        model = Prompt
        fields = ("name", "text")

    field_order = ("name", "upload", "text", "recorded")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Text to be spoken")
        self.fields["text"].required = False
        self.fields["text"].widget.attrs["rows"] = 3
        if speak.commands():
            self.fields["text"].widget = SpokenText(attrs={"rows": 3, "maxlength": speak.LONGEST})
        else:
            self.fields["text"].help_text = _("No synthesizer on this machine: set [speech] command in gudok.toml.")

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload and upload.size > convert.LARGEST:
            raise ValidationError(_("The file is too large."))
        return upload

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        upload, recorded = values.pop("upload", None), values.pop("recorded", False)
        if self.errors:
            return values
        text = values.get("text", "")
        try:
            if upload:
                self._keep(values, upload, "recorded" if recorded else "uploaded")
            elif text and (text != self.initial.get("text") or not self.instance.file):
                self._keep(values, io.BytesIO(speak.speak(text)), "spoken")
            elif not self.instance.file:
                raise ValidationError({"upload": _("Choose a file, record, or write a text to be spoken.")})
        except convert.BadSoundError as error:
            raise ValidationError({"upload" if upload else "text": str(error)}) from error
        return values

    def _keep(self, values: dict[str, Any], sound: Any, source: str) -> None:
        name, ms = files.keep(settings.DATA, convert.telephone_sound(sound))
        values |= {"file": name, "ms": ms, "source": source}
