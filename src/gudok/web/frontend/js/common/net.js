// Requests to our own server, with the token against forged requests and a limit of time.
const LIMIT = 3000;

export class NoAnswer extends Error {}

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
}

export async function post(url, values = {}, limit = LIMIT, options = {}) {
  const send = () => request(url, { method: "POST", body: new URLSearchParams(values), headers: { "X-CSRFToken": token() }, ...options }, limit);
  try {
    return await send();
  } catch (error) {
    if (error.status !== 403 || !(await renewToken(limit))) throw error;
    return send();
  }
}

// Who signs in again in another tab gets another token: this page goes on with that one, if it is the same person.
async function renewToken(limit) {
  const { dataset } = document.body;
  const found = await get(dataset.token, limit).then((answer) => answer.json(), () => ({}));
  if (!found.token || found.person !== dataset.person || found.token === token()) return false;
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": found.token }));
  return true;
}

export async function get(url, limit = LIMIT) {
  return request(url, {}, limit);
}

async function request(url, options, limit) {
  const headers = { Accept: "application/json", ...options.headers };
  let response;
  try {
    response = await fetch(url, { ...options, headers, signal: AbortSignal.timeout(limit) });
  } catch (error) {
    throw new NoAnswer(error.message);
  }
  if (response.status === 401 || response.status === 403) throw Object.assign(new Error("signed out"), { status: response.status });
  if (!response.ok) throw new NoAnswer(`status ${response.status}`);
  return response;
}
