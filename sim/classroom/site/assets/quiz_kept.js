// What this browser keeps of its own quiz: the code, the answers, what was handed in. The code never meets a name:
// requests with it carry no cookie.

import { told } from "./words.js";

const CODE_BYTES = 8;

export function kept(ticket) {
  try {
    return JSON.parse(localStorage.getItem(`quiz-${ticket}`)) ?? {};
  } catch {
    return {};
  }
}

export function keep(ticket, own) {
  localStorage.setItem(`quiz-${ticket}`, JSON.stringify(own));
}

export function newCode() {
  return Array.from(crypto.getRandomValues(new Uint8Array(CODE_BYTES)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The answer of the server, or { why }; undefined where there is none.
export async function ask(name, about) {
  const said = await fetch(`/quiz/${name}`, { method: "POST", credentials: "omit", body: JSON.stringify(about) }).catch(() => null);
  return said?.json().then(told, () => undefined);
}
