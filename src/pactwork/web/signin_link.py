"""The link in the email with a code: the digits count there whatever was typed elsewhere.

Opening it signs nobody in, for programs that check mail open links too: the digits are typed on its page.
"""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pactwork.ground.sentences import sentence
from pactwork.history.models import SignInCode
from pactwork.links.actions import use_sign_in_code
from pactwork.links.actions.signing_in import alive
from pactwork.links.codes import code_in
from pactwork.links.secrets import same, sign_in_token_for
from pactwork.people.models import Account
from pactwork.web.signin_refused import sign_in_refused


def _found(ref: str, token: str) -> tuple[SignInCode, Account] | None:
    """The code that this link is for, and whose it is; a wrong token and no code look the same."""
    right = same(token.rstrip(".,;:)>]"), sign_in_token_for(ref))
    code = SignInCode.objects.filter(ref=ref).exclude(to="").first() if right else None
    account = Account.objects.filter(email=code.to, is_active=True).first() if code else None
    return (code, account) if code and account and alive(code) else None


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, ref: str, token: str) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    found = _found(ref, token)
    if found is None:
        return _page(request, status=404, over=True)
    code, account = found
    if request.method != "POST":
        return _page(request, email=account.email)
    refusal = use_sign_in_code(code.ref, code_in(request.POST), by_link=True)
    if refusal:
        sign_in_refused(refusal.code)
        return _page(request, status=422, email=account.email, error=sentence(refusal))
    clear_login(request)  # what this browser had begun elsewhere
    record_authentication(request, account, method="code", email=account.email)
    return perform_login(request, Login(user=account, email=account.email))


def _page(request: HttpRequest, *, status: int = 200, **said: Any) -> HttpResponse:
    errors = [("code", said["error"])] if said.get("error") else []
    return render(request, "account/sign_in_link.html", {"errors": errors, **said}, status=status)
