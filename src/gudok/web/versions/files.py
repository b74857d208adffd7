"""The set-up's file in the browser: download, and upload with a look at what it would change."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.validators import RegexValidator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gudok.web.accounts.doors import open_to
from gudok.web.setup.document import bundle
from gudok.web.setup.document.apply import apply, try_out
from gudok.web.setup.document.compare import told
from gudok.web.setup.document.words import BadDocumentError
from gudok.web.setup.document.write import present, to_toml
from gudok.web.setup.queries import settings_version
from gudok.web.versions import kept
from gudok.web.versions.models import Version
from gudok.web.versions.queries import document_of
from gudok.web.versions.restore import allowed
from gudok.web.versions.views import HERE

if TYPE_CHECKING:
    from gudok.web.accounts.request import SignedInRequest

LARGEST, LARGEST_ARCHIVE = 4_000_000, 200_000_000
UNPACKED = 400_000_000
"""So much may an archive hold, which is read into memory."""


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"), required=False, widget=forms.FileInput({"accept": ".toml,.zip"}))
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    kept = forms.CharField(required=False, widget=forms.HiddenInput, validators=[RegexValidator(r"^[0-9a-f]{32}$")])
    """An archive that stands aside since it was looked at."""
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    """The settings' version that was compared with, when the person says «apply»."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > (LARGEST_ARCHIVE if zipfile.is_zipfile(file) else LARGEST):
            raise forms.ValidationError(_("The file is too large."))
        return file

    def clean(self) -> dict[str, Any]:
        """An archive is put aside: its sounds must be there when the person says «apply»."""
        file = self.cleaned_data.get("file")
        if file and zipfile.is_zipfile(file):
            file.seek(0)
            self.cleaned_data |= {"file": None, "kept": kept.keep(file.read())}
        elif self.cleaned_data.get("kept") and not kept.place(self.cleaned_data["kept"]).exists():
            self.add_error("file", _("The archive is no longer here: bring it in again."))
        return self.cleaned_data

    def given(self) -> bundle.Bundle:
        """The file, with the sounds that came along; raises UnicodeDecodeError, BadDocumentError."""
        if self.cleaned_data["kept"]:
            return bundle.read(kept.place(self.cleaned_data["kept"]), UNPACKED)
        file = self.cleaned_data["file"]
        if not file:
            return bundle.Bundle(self.cleaned_data["text"])
        file.seek(0)
        return bundle.Bundle(file.read().decode("utf-8-sig"))


@open_to("setup.change")
@require_GET
def download(request: SignedInRequest, n: int | None = None) -> HttpResponse:
    """The set-up as it is, or as a version had it."""
    document = document_of(get_object_or_404(Version, n=n)) if n else present()
    name = f"gudok-{n or timezone.localdate().isoformat()}.toml"
    return as_file(to_toml(document).encode(), name, "application/toml; charset=utf-8")


@open_to("setup.change")
@require_GET
def archive(request: SignedInRequest) -> HttpResponse:
    """The set-up as it is, with the sounds of its prompts."""
    document = present()
    try:
        packed = bundle.packed(bundle.Bundle(to_toml(document), bundle.gather(document, settings.DATA)))
    except BadDocumentError as error:
        for problem in error.problems:
            messages.error(request, str(problem))
        return redirect("versions")
    return as_file(packed, f"gudok-{timezone.localdate().isoformat()}.zip", "application/zip")


def as_file(content: bytes, name: str, kind: str) -> HttpResponse:
    """An answer that the browser keeps as a file."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@open_to("setup.change")
@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    page: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            given = form.given()
            document = allowed(request.user, bundle.checked(given, settings.DATA))
            changes = try_out(document, given.text, request.user)
            if form.cleaned_data["seen"] == settings_version():
                # The sounds first: rows must never name one that is not there.
                bundle.bring(given, document, settings.DATA)
                changes = apply(request.user, document, text=given.text)
                kept.drop(form.cleaned_data["kept"])
                messages.success(request, _("Done: %(n)d rows changed.") % {"n": len(changes)})
                return redirect("versions")
            page |= {
                "changes": list(told(changes)),
                "sounds": bundle.new_sounds(given, document, settings.DATA),
                "text": given.text,
                "kept": form.cleaned_data["kept"],
                "seen": settings_version(),
                "late": form.cleaned_data["seen"] is not None,
            }
        except UnicodeDecodeError:
            form.add_error("file", _("This is not a text file."))
        except BadDocumentError as error:
            page["problems"] = error.problems
    return render(request, "versions/upload.html", HERE | page)
