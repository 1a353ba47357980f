"""allauth's forms for passkeys, which what is no passkey's answer at all does not break."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms

NO_ANSWER = (AttributeError, KeyError, TypeError, ValueError)  # of what should have been an answer


class AddPasskeyForm(forms.AddWebAuthnForm):
    def clean(self) -> Any:
        try:
            return super().clean()
        except NO_ANSWER:
            raise get_adapter().validation_error("incorrect_code") from None


class _Answers:
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NO_ANSWER:
            raise get_adapter().validation_error("incorrect_code") from None


class PasskeyForm(_Answers, forms.AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(_Answers, forms.ReauthenticateWebAuthnForm):
    pass
