// Passkeys: between the browser's WebAuthn and the server's JSON. Buttons with data-passkey="ask" or "add".

const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";

async function post(url, body) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body ?? {}),
  });
  const said = await answer.json().catch(() => ({}));
  // The page was open for long: it is asked again who sits here.
  if (said.error === "again") location.assign(said.to);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return said;
}

async function ask(button) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await post(button.dataset.begin));
  const proof = await navigator.credentials.get({ publicKey });
  return post(button.dataset.finish, proof.toJSON());
}

async function add(button) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await post(button.dataset.begin));
  const credential = await navigator.credentials.create({ publicKey });
  const name = document.getElementById("passkey-name").value;
  return post(button.dataset.finish, { credential: credential.toJSON(), name });
}

function start(button) {
  const error = document.querySelector("[data-passkey-error]");
  const work = button.dataset.passkey === "add" ? add : ask;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    error.hidden = true;
    try {
      location.assign((await work(button)).to);
    } catch {
      // Given up, timed out, refused: the person sees one sentence and the button again.
      error.hidden = false;
      button.disabled = false;
    }
  });
}

// Older browsers have no JSON of these: they keep the password and the codes.
if (globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON)
  for (const button of document.querySelectorAll("[data-passkey]")) start(button);
