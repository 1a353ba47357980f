// A form that the browser's passkey fills in. Without this script, its page says what else there is.
const form = document.querySelector("form[data-passkey]");

if (form && window.PublicKeyCredential && window.webauthnJSON) {
  const button = form.querySelector("button");
  const failed = form.querySelector("[data-passkey-failed]");
  button.hidden = false;
  form.querySelector("[data-passkey-missing]").hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    button.disabled = true;
    try {
      const options = JSON.parse(form.dataset.options);
      const made = await window.webauthnJSON[form.dataset.passkey](options);
      form.elements.credential.value = JSON.stringify(made);
      form.submit();
    } catch {
      failed.hidden = false; // refused, out of time, or not there: the browser has said which
      button.disabled = false;
    }
  });
}
