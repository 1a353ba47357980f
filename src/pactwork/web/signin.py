"""Signing in by a mailed code: django-allauth with every door shut but three, and no sign-up."""

from typing import Any

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.internal.stagekit import clear_login
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import EmailField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pactwork.ground import mailboxes
from pactwork.ground.log_lines import told
from pactwork.ground.refusal import Refusal
from pactwork.ground.sentences import sentence
from pactwork.links.actions import ask_for_sign_in_code, use_sign_in_code
from pactwork.links.codes import code_in
from pactwork.people.actions import remember_second_step
from pactwork.people.actors import account_with_persons, persons_of
from pactwork.people.models import Account
from pactwork.web.clients import client_address
from pactwork.web.shown import problems
from pactwork.web.signin_link import sign_in_link
from pactwork.web.signin_refused import sign_in_refused

TOO_MANY = gettext_lazy("Too many attempts. Ask for a new code.")
WAITS_FOR = (
    "sign_in_code"  # in the session: the ref of the code, and whether its email was there before
)


def may_enter(account: Account) -> bool:
    """An account opens the door only while it is somebody, somewhere, today."""
    return account.is_active and account.persons.filter(active=True).exists()


class Backend(AuthenticationBackend):
    """Asked on every request, so that whoever is taken off the roster is out at once."""

    def get_user(self, user_id: int) -> Account | None:
        account = account_with_persons(user_id)
        return account if account and account.is_active else None

    def user_can_authenticate(self, user: Any) -> bool:
        return user.is_active and bool(persons_of(user))


class Adapter(DefaultAccountAdapter):
    """People are put on a roster; nobody signs up, and nobody learns who is on it."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """What allauth is about to say of a form."""
        sign_in_refused(code)
        error: ValidationError = super().validation_error(code, *args)
        return error

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def generate_login_code(self) -> str:
        """None: allauth would keep it in the session, and ours follows from its ref."""
        return ""

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or "unknown"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing: the only email that allauth has to send is in the outbox, by ``AskForCode``."""

    def send_notification_mail(self, template_prefix: str, user: Any, *_: Any, **__: Any) -> None:
        """Something about the second step was changed: in the outbox, as all our emails are."""
        remember_second_step(user, template_prefix.rpartition("/")[2])

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what went wrong: our pages themselves say what went well."""
        if message and message == str(TOO_MANY):
            sign_in_refused("too_many_login_attempts")
        if message:
            messages.add_message(request, level, message, extra_tags=extra_tags)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        told("signed_in", account=user.pk)

    def logout(self, request: HttpRequest) -> None:
        account = request.user.pk
        super().logout(request)
        told("signed_out", account=account or 0)

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        if may_enter(user):
            return None
        clear_login(request)
        return self.respond_user_inactive(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        gone = _("You no longer have a place here. Your university can tell you why.")
        messages.error(request, gone)
        return redirect("account_request_login_code")


class MailboxField(EmailField):
    """An address as every other page reads it: whoever is on a roster can sign in with what is there."""

    default_validators = []

    def clean(self, value: Any) -> str:
        given = super().clean(value)
        if given and (refusal := mailboxes.refusal(given)):
            raise ValidationError(sentence(refusal))
        return mailboxes.written(given)


class CodeForm(RequestLoginCodeForm):
    email = MailboxField()


class AskForCode(views.RequestLoginCodeView):
    form_class = CodeForm

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """The same is written for every address, so that nobody learns by the clock who is known."""
        account, address = form._user, form.cleaned_data["email"]
        to, client = account.email if account else "", client_address(self.request)
        asked = ask_for_sign_in_code(address, to, client)
        if isinstance(asked, Refusal):
            sign_in_refused(asked.code)
            form.add_error(None, sentence(asked))
            return self.form_invalid(form)
        if asked.shared:
            sign_in_refused("sign_in_shared")
        response = super().form_valid(form)
        self.request.session[WAITS_FOR] = [asked.ref, asked.shared]
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "errors": problems(context["form"]), "demo": settings.DEMO}


class EightDigits(ConfirmLoginCodeForm):
    """Hyphens, spaces, words and other scripts' digits make no other code."""

    refusal: Refusal | None = None

    def clean_code(self) -> str:
        """``expected_code`` is the ref of the code: its digits are kept nowhere."""
        given = code_in(self.data)
        self.refusal = use_sign_in_code(self.expected_code, given, by_link=False)
        if self.refusal:
            sign_in_refused(self.refusal.code)
            raise ValidationError(sentence(self.refusal))
        return given


class TypeCode(views.ConfirmLoginCodeView):
    form_class = EightDigits

    @property
    def _waits_for(self) -> tuple[str, bool]:
        ref, shared = self.request.session.get(WAITS_FOR, ("", False))
        return ref, shared

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "code": self._waits_for[0]}

    def form_invalid(self, form: EightDigits) -> HttpResponse:
        """Only digits that were compared, and were wrong, bring this browser nearer to asking anew."""
        if form.refusal and form.refusal.code == "sign_in_wrong":
            return super().form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "errors": problems(context["form"]), "shared": self._waits_for[1]}


class SignOut(views.LogoutView):
    """A browser drops what it put by; colours are a cookie, and typed words go if somebody says so."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


urlpatterns = [
    # One page under two names: allauth sends people to either.
    path("", AskForCode.as_view(), name="account_request_login_code"),
    path("", AskForCode.as_view(), name="account_login"),
    path("code/", TypeCode.as_view(), name="account_confirm_login_code"),
    path("by/<str:ref>.<str:token>/", sign_in_link, name="account_sign_in_link"),
    path("out/", SignOut.as_view(), name="account_logout"),
]
