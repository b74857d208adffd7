from __future__ import annotations

from django.urls import path

from gudok.web.accounts import views
from gudok.web.accounts.again import views as again
from gudok.web.accounts.entry import views as entry
from gudok.web.accounts.factors import views as factors
from gudok.web.accounts.invite import views as invite
from gudok.web.accounts.oidc import views as oidc

urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="login"),
    path("sign-in/second/", entry.second_step, name="second_step"),
    path("sign-in/passkey/", entry.passkey_begin, name="passkey_begin"),
    path("sign-in/passkey/proof/", entry.passkey_finish, name="passkey_finish"),
    path("sign-in/company/", oidc.start, name="oidc_start"),
    path("sign-in/company/back/", oidc.back, name="oidc_back"),
    path("sign-in/again/", again.again, name="again"),
    path("sign-in/again/passkey/", again.passkey_begin, name="again_passkey"),
    path("sign-in/again/passkey/proof/", again.passkey_finish, name="again_passkey_proof"),
    path("sign-out/", views.sign_out, name="logout"),
    path("invitation/<slug:secret>/", invite.invitation, name="invitation"),
    path("profile/", views.profile, name="profile"),
    path("profile/password/", views.password, name="password"),
    path("profile/sessions/", entry.sessions, name="sessions"),
    path("profile/sessions/<int:pk>/end/", entry.end_session, name="session_end"),
    path("profile/factors/", factors.factors, name="factors"),
    path("profile/factors/application/", factors.totp_new, name="totp_new"),
    path("profile/factors/passkey/", factors.passkey_new, name="passkey_new"),
    path("profile/factors/passkey/made/", factors.passkey_made, name="passkey_made"),
    path("profile/factors/drop/", factors.drop, name="factor_drop"),
    path("profile/factors/codes/", factors.renew_codes, name="recovery_codes"),
    path("language/", views.language, name="set_language"),
]
