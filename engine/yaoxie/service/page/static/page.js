// Makes the page pleasant; all of it works without. Nothing is sent but by a button.
"use strict";

const body = document.body;
const form = document.querySelector("form#profile");
const isChinese = body.dataset.lang === "zh";
const DRAFT = "yaoxie-draft";

// Amounts, read back: whole yuan, as big integers.
function amountOf(text, unit) {
  const plain = text.normalize("NFKC").replace(/[\s,_]/g, "");
  const match = /^([0-9]{1,20})(?:\.([0-9]{1,8}))?(元|万元|万|亿元|亿)?$/.exec(plain);
  if (!match) return null;
  const places = match[3] ? { 元: 0, 万: 4, 万元: 4, 亿: 8, 亿元: 8 }[match[3]] : unit === "wan" ? 4 : 0;
  const part = (match[2] || "").replace(/0+$/, "");
  if (part.length > places) return null;
  return BigInt(match[1] + part.padEnd(places, "0"));
}

function grouped(number) {
  return number.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}

function inWords(amount) {
  if (isChinese) {
    let text = "";
    let rest = amount;
    for (const [factor, name] of [[100000000n, "亿"], [10000n, "万"]]) {
      if (rest >= factor) {
        text += grouped(rest / factor) + name;
        rest %= factor;
      }
    }
    return text + (rest || !text ? grouped(rest) : "") + "元";
  }
  for (const [factor, name] of [[1000000000n, "billion"], [1000000n, "million"]]) {
    if (amount >= factor && amount % (factor / 1000n) === 0n) {
      const part = (amount % factor).toString().padStart(factor.toString().length - 1, "0").replace(/0+$/, "");
      return `CNY ${amount / factor}${part ? "." + part : ""} ${name}`;
    }
  }
  return "CNY " + grouped(amount);
}

// The check character of a social credit code (GB 32100-2015).
function isCreditCode(text) {
  const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false;
  let sum = 0;
  let weight = 1;
  for (const sign of text.slice(0, 17)) {
    sum += signs.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  return signs[(31 - (sum % 31)) % 31] === text[17];
}

document.addEventListener("input", (event) => {
  const input = event.target;
  if (input.matches("[data-money]")) {
    const words = input.closest(".field").querySelector(".words");
    const amount = input.value.trim() ? amountOf(input.value, body.dataset.unit) : null;
    words.textContent = amount === null ? "" : inWords(amount);
  }
  if (input.matches("[data-name]")) {
    const heading = input.closest(".item")?.querySelector("[data-heading]");
    if (heading) heading.textContent = input.value;
  }
  if (input.matches("[data-credit-code]")) {
    say(input, input.value.length < 18 || isCreditCode(input.value) ? "" : input.dataset.wrong, true);
  }
  if (input.matches("[data-certificate]")) checkCertificate(input);
  for (const other of document.querySelectorAll("[data-certificate]")) {
    if (other.dataset.classField === input.name) checkCertificate(other);
  }
});

// Says beside an input what seems wrong with it; the server decides.
function say(input, text, isWrong) {
  const shown = input.closest(".field").querySelector(".live");
  shown.textContent = text;
  shown.classList.toggle("error", Boolean(text) && isWrong);
  input.setAttribute("aria-invalid", String(Boolean(text) && isWrong));
}

// A certificate's number has the item's class in it (its form: since October 2014).
function checkCertificate(input) {
  const number = input.value.trim();
  if (number.length < 14) return say(input, "", false);
  const match = new RegExp(`^${input.dataset.certificate}$`).exec(number);
  if (!match) return say(input, input.dataset.older, false);
  const chosen = document.getElementsByName(input.dataset.classField)[0];
  const class_ = chosen ? chosen.value : input.dataset.class;
  const digit = JSON.parse(input.dataset.digits)[class_];
  const isWrong = digit !== undefined && digit !== match[1];
  const facts = { class_, digit, stated: match[1] };
  say(input, isWrong ? input.dataset.wrong.replace(/{(\w+)}/g, (_, name) => facts[name]) : "", true);
}

// The answer prints with its cards as they are opened.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

(document.querySelector("#faults") || document.querySelector("#messages"))?.focus();

// What could be next takes a while: it is asked for once the answer is there.
const waiting = document.querySelector("[data-steps]");
if (waiting) {
  const status = waiting.querySelector("[role=status]");
  const fields = new URLSearchParams(
    [...new FormData(document.querySelector("form#answer"))].filter(([, value]) => typeof value === "string"),
  );
  fields.set("do", "steps");
  status.textContent = waiting.dataset.wait;
  fetch("/", { method: "POST", body: fields })
    .then(async (answer) => {
      if (!answer.ok) throw new Error(answer.status);
      waiting.innerHTML = await answer.text();
      waiting.removeAttribute("data-steps"); // what has come is printed too
    })
    .catch(() => {
      status.textContent = waiting.dataset.failed;
    });
}

// The draft: what is filled stays in this browser, with the digest of the rules.
function entries() {
  return [...new FormData(form)].filter(([, value]) => typeof value === "string");
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(DRAFT));
  } catch {
    return null;
  }
}

function keep() {
  try {
    localStorage.setItem(DRAFT, JSON.stringify({ digest: body.dataset.digest, entries: entries() }));
  } catch {
    // a browser that stores nothing keeps no draft
  }
}

function drop() {
  try {
    localStorage.removeItem(DRAFT);
  } catch {
    // as above
  }
}

function submitEntries(saved) {
  const sent = document.createElement("form");
  sent.method = "post";
  sent.action = "/";
  for (const [name, value] of [...saved, ["do", "form"]]) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    sent.append(input);
  }
  body.append(sent);
  sent.submit();
}

function isFilled(saved) {
  const own = JSON.stringify(entries());
  return saved.some(([name, value]) => name.startsWith("/") && value !== "") && JSON.stringify(saved) !== own;
}

// Puts a draft back into a form that has all of its inputs; says whether it did.
function refill(saved) {
  const inputs = [...form.elements].filter((input) => input.name && input.type !== "submit");
  const names = new Set(inputs.map((input) => input.name));
  if (saved.some(([name]) => name.startsWith("/") && !names.has(name))) return false;
  const values = new Map();
  for (const [name, value] of saved) values.set(name, [...(values.get(name) || []), value]);
  for (const input of inputs) {
    const left = values.get(input.name) || [];
    if (input.type === "radio" || input.type === "checkbox") input.checked = left.includes(input.value);
    else if (input.type !== "hidden" && left.length) input.value = left.shift();
    if (input.matches("[data-money], [data-name]")) input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return true;
}

if (form) {
  let pause;
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(keep, 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(pause);
    keep();
  });
  const draft = stored();
  const note = document.querySelector("#draft");
  const isOurs = draft && Array.isArray(draft.entries) && isFilled(draft.entries);
  const came = performance.getEntriesByType("navigation")[0]?.type;
  const isAgain = came === "reload" || came === "back_forward";
  const isBack = isOurs && isAgain && draft.digest === body.dataset.digest && refill(draft.entries);
  if (isOurs && !isBack && "fresh" in body.dataset) {
    const text = note.querySelector("p");
    text.textContent = draft.digest === body.dataset.digest ? text.dataset.same : text.dataset.other;
    note.hidden = false;
  } else if (!isBack && !("fresh" in body.dataset)) {
    keep();
  }
  note.querySelector("[data-restore]").addEventListener("click", () => submitEntries(draft.entries));
  note.querySelector("[data-drop]").addEventListener("click", () => {
    drop();
    note.hidden = true;
  });
  document.querySelector("[data-start-over]").addEventListener("click", drop);
}
