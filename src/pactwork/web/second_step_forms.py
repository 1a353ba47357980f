"""allauth's forms for a code of the app or a recovery code, which say of a used one that it is used."""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.core.exceptions import ValidationError

KINDS = Authenticator.Type


class _Used:
    """What is right and used already is not called wrong."""

    user: Any
    data: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as error:
            if error.code == "incorrect_code" and (used := self._used()):
                raise get_adapter().validation_error(used) from None
            raise
        if self.authenticator.type == KINDS.TOTP:
            _spent(self.authenticator.wrap(), code)
        return code

    def _used(self) -> str:
        given = str(self.data.get("code", ""))
        for one in Authenticator.objects.filter(user=self.user):
            if one.type == KINDS.TOTP and validate_totp_code(decrypt(one.data["secret"]), given):
                return "used_code"
            if one.type == KINDS.RECOVERY_CODES:
                codes = one.wrap().generate_codes()
                if any(compare_user_code(actual=given, expected=code) for code in codes):
                    return "used_recovery"
        return ""


def _spent(app: TOTP, code: str) -> None:
    """For as long as it could be shown again: allauth forgets it sooner than it stops being right."""
    lasts = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    cache.set(app._get_used_cache_key(code), "y", timeout=lasts)


class CodeForm(_Used, forms.AuthenticateForm):
    pass


class CodeAgainForm(_Used, forms.ReauthenticateForm):
    pass
