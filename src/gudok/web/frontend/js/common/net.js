// Requests to our own server, with the token against forged requests and a limit of time.
const LIMIT = 3000;

export class NoAnswer extends Error {}

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
}

export async function post(url, values = {}, limit = LIMIT) {
  return request(url, { method: "POST", body: new URLSearchParams(values), headers: { "X-CSRFToken": token() } }, limit);
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
