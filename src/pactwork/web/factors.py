"""The second step of signing in: an app's code, a passkey, or a recovery code; by allauth.mfa, in our look.

Offered to everybody on the page "Signing in"; asked of staff where their institution asks it.
"""

from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pactwork.people.actors import persons_of
from pactwork.people.models import Account
from pactwork.people.requests import person_behind
from pactwork.web.keeping import unheld
from pactwork.web.locked import locked, unlocked
from pactwork.web.passkey_forms import AddPasskeyForm, PasskeyAgainForm, PasskeyForm
from pactwork.web.second_step import STEPS, asked_of, has_step, onward, without_step
from pactwork.web.second_step_forms import CodeAgainForm, CodeForm
from pactwork.web.shown import Shown
from pactwork.web.signin_refused import sign_in_refused


class FactorAdapter(DefaultMFAAdapter):
    """What an app or a recovery code is checked against is kept under the key of this installation."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "That code is not right. Check it, or wait for the next one."
        ),
        "used_code": gettext_lazy(
            "This code has already been used. Wait for the app to show a new one."
        ),
        "used_recovery": gettext_lazy("This recovery code has already been used. Use another one."),
        "cannot_delete_authenticator": gettext_lazy(
            "Your university asks staff for a second step, and this is your only one. Add "
            "another before you remove it."
        ),
    }

    def encrypt(self, text: str) -> str:
        return locked(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unlocked(encrypted_text)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """What is about to be said of a form."""
        if code in ("incorrect_code", "used_code", "used_recovery"):
            sign_in_refused("second_step_wrong")
        error: ValidationError = super().validation_error(code, *args)
        return error

    def get_totp_issuer(self) -> str:
        return "Pactwork"

    def _get_site_name(self) -> str:
        return "Pactwork"

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth's name
        return _("Passkey")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=STEPS)
        account = Account.objects.get(pk=authenticator.user_id)
        return others.exclude(pk=authenticator.pk).exists() or not asked_of(account)


def plain(value: Any) -> Any:
    """What a browser's passkey is asked, as dictionaries and lists."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _just_shown(request: HttpRequest, kind: str) -> None:
    """Whoever has just shown a new step is not asked for it again on the next page."""
    assert isinstance(request.user, Account)  # noqa: S101 - no view here is open
    record_authentication(request, request.user, "mfa", type=kind, reauthenticated=True)


class Overview(Shown, base.IndexView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = person_behind(self.request)
        rule = person.institution.staff_second_step
        asked = asked_of(person.account) if person.account else False
        extra: dict[str, Any] = {
            "administrator": person.administrator,
            "rule": rule,
            "asked": asked,
        }
        if person.administrator:
            extra["without"], extra["staff"] = without_step(person.institution)
        extra |= {"house": person.institution.name, "then": onward(self.request)}
        return super().get_context_data(**kwargs) | extra


class SetUpApp(Shown, totp.ActivateTOTPView):
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _just_shown(self.request, Authenticator.Type.TOTP)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """The same key once more, which is nothing to be held for *Back*."""
        response = super().form_invalid(form)
        return unheld(response)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = [secret[n : n + 4] for n in range(0, len(secret), 4)]
        return {**context, "secret": " ".join(groups)}


class DropApp(Shown, totp.DeactivateTOTPView):
    pass


class AddPasskey(Shown, webauthn.AddWebAuthnView):
    form_class = AddPasskeyForm

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _just_shown(self.request, Authenticator.Type.WEBAUTHN)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "form": context.get("form") or self.get_form(),
            "options": _asks(context),
        }


class DropPasskey(Shown, webauthn.RemoveWebAuthnView):
    def form_valid(self, form: Any) -> HttpResponse:
        adapter = FactorAdapter()
        if adapter.can_delete_authenticator(self.get_object()):
            return super().form_valid(form)
        form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
        return self.form_invalid(form)


class SecondStep(Shown, base.AuthenticateView):
    """Signing in: the code from the email was right, and the account has a second step."""

    form_class = CodeForm
    webauthn_form_class = PasskeyForm

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        if isinstance(self.request.user, Account):  # signed in with it
            by_code = isinstance(form, CodeForm)
            kind = form.authenticator.type if by_code else Authenticator.Type.WEBAUTHN
            _just_shown(self.request, kind)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        helps = help_for(self.stage.login.user)
        return {
            **context,
            "options": _asks(context),
            **_kinds(self.stage.login.user),
            "helps": helps,
        }


class _Again(Shown):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Who has nothing to show is led to where it is set up."""
        if isinstance(request.user, Account) and not has_step(request.user):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class ShowAgain(_Again, base.ReauthenticateView):
    """ASVS V7.5.3: before a second step is changed, one is shown once more."""

    form_class = CodeAgainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``led`` to here: staff who signed in without it, on their way elsewhere."""
        context = {**super().get_context_data(**kwargs), **_kinds(self.request.user)}
        return {**context, "led": onward(self.request), "helps": help_for(self.request.user)}


class ShowPasskeyAgain(_Again, webauthn.ReauthenticateWebAuthnView):
    form_class = PasskeyAgainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context = {**context, "options": _asks(context), **_kinds(self.request.user)}
        return {**context, "led": onward(self.request), "helps": help_for(self.request.user)}


class NewRecoveryCodes(Shown, GenerateRecoveryCodesView):
    pass


def _asks(context: Mapping[str, Any]) -> Any:
    asked = context["js_data"]
    return plain(asked.get("creation_options") or asked.get("request_options"))


def help_for(user: Any) -> list[tuple[str, str]]:
    """Each institution where somebody is known, and whom to write to there."""
    return [(one.institution.name, one.institution.help_email) for one in persons_of(user)]


def _kinds(user: Any) -> dict[str, bool]:
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {"has_app": "totp" in kinds, "has_passkey": "webauthn" in kinds}


@require_http_methods(["GET", "HEAD"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Those that were not used yet. Looking at them changes nothing."""
    account = person_behind(request).account
    found = Authenticator.objects.filter(
        user=account, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if found is None or account is None or not has_step(account):
        raise Http404
    raise_if_reauthentication_required(request, app="allauth.mfa")
    codes = [f"{code[:5]}-{code[5:]}" for code in found.wrap().get_unused_codes()]
    return render(
        request, "mfa/recovery_codes/index.html", {"codes": codes, "then": onward(request)}
    )


urlpatterns = [
    path("", Overview.as_view(), name="mfa_index"),
    path("second-step/", SecondStep.as_view(), name="mfa_authenticate"),
    path("again/", ShowAgain.as_view(), name="mfa_reauthenticate"),
    path("again/passkey/", ShowPasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    path("app/", SetUpApp.as_view(), name="mfa_activate_totp"),
    path("app/off/", DropApp.as_view(), name="mfa_deactivate_totp"),
    path(
        "passkeys/", Overview.as_view(), name="mfa_list_webauthn"
    ),  # allauth's name for going back
    path("passkeys/add/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/off/", DropPasskey.as_view(), name="mfa_remove_webauthn"),
    path("recovery/", recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery/new/", NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
