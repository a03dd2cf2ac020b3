// The playground: a request is written, sent as the visitor, and its answer shown.
"use strict";

const REST = [
  ["The open deals, their companies with them", "GET",
    '/parse/classes/Deal?where={"stage":{"$nin":["won","lost"]}}&include=company&order=-amount&limit=5'],
  ["How many deals there are", "GET", "/parse/classes/Deal?count=1&limit=0"],
  ["Deals of companies in a line of business", "GET",
    '/parse/classes/Deal?where={"company":{"$inQuery":{"className":"Company","where":{"industry":{"$regex":"food","$options":"i"}}}}}'],
  ["A new company", "POST", "/parse/classes/Company", { name: "Globex", industry: "Energy" }],
  ["What you have just added", "GET", "/parse/classes/Company?order=-createdAt&limit=1"],
  ["Who you are", "GET", "/parse/users/me"],
  ["All that an app keeps offline", "GET", "/api/sync?limit=20"],
  ["Who changed what", "GET", "/api/changes?limit=5"],
  ["A conversation to talk in", "POST", "/api/threads", { name: "Playground" }],
  ["Say something (put the thread's id in the address)", "POST", "/api/threads/THREAD/messages",
    { text: "which deals are over 50k?" }],
];
const GRAPHQL = [
  ["The pipeline", `query Pipeline($stages: [String]) {
  deals(where: { stage: { in: $stages } }, order: [amount_DESC], first: 5) {
    count
    edges { node { id title amount stage company { name } contact { name email } } }
  }
}`, { stages: ["lead", "qualified", "proposal", "negotiation"] }],
  ["Activities of a deal or a person", `{
  activities(first: 5, order: [dueDate_DESC]) {
    edges { node { type subject dueDate relatedTo { ... on Deal { title } ... on Contact { name } } } }
  }
}`],
  ["A new deal, with a company that is made with it", `mutation {
  createDeal(input: { fields: {
    title: "Globex renewal", amount: 48000, stage: "proposal", company: { createAndLink: { name: "Globex" } }
  } }) {
    deal { id title stage company { id name } }
  }
}`],
  ["Who you are", "{ viewer { user { id username } } }"],
  ["What can be asked", "{ __schema { queryType { fields { name args { name } } } mutationType { fields { name } } } }"],
];

const at = (id) => document.getElementById(id);
let visitor = null;
let mode = "rest";

async function arrive() {
  at("account").textContent = "Making an account…";
  const answer = await fetch("/playground/account", { method: "POST" });
  const said = await answer.json();
  if (!answer.ok) {
    at("account").textContent = said.error;
    return;
  }
  visitor = said;
  sessionStorage.setItem("visitor", JSON.stringify(said));
  greet();
}

function greet() {
  at("account").textContent = `You are ${visitor.name}, with customers of your own, for a day.`;
  tell();
}

function request() {
  const headers = {};
  const path = mode === "graphql" ? "/graphql" : at("address").value.trim();
  if (path.startsWith("/parse") || path === "/graphql") {
    headers["X-Parse-Application-Id"] = visitor?.appId;
    headers["X-Parse-Session-Token"] = visitor?.token;
    if (visitor?.clientKey) headers["X-Parse-Client-Key"] = visitor.clientKey;
  } else {
    headers.Authorization = `Bearer ${visitor?.token}`;
  }
  const method = mode === "graphql" ? "POST" : at("method").value;
  let body = null;
  if (mode === "graphql") {
    body = JSON.stringify({ query: at("body").value, variables: JSON.parse(at("variables").value || "{}") });
  } else if (method !== "GET" && at("body").value.trim()) {
    body = at("body").value;
  }
  if (body !== null) headers["Content-Type"] = "application/json";
  const [place, query] = [path.split("?")[0], path.split("?").slice(1).join("?")];
  const pairs = query.split("&").filter(Boolean).map((pair) => pair.split(/=(.*)/s).slice(0, 2).map(encode).join("="));
  return { method, headers, body, path: place + (pairs.length ? `?${pairs.join("&")}` : "") };
}

/** Write a piece of an address so that it arrives as it stands, also where it is written so already. */
function encode(text) {
  try {
    return encodeURIComponent(decodeURIComponent(text));
  } catch {
    return encodeURIComponent(text);
  }
}

function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function tell() {
  try {
    const { method, headers, body, path } = request();
    const lines = [`curl -X ${method} ${quote(location.origin + path)}`];
    for (const [name, value] of Object.entries(headers)) lines.push(`-H ${quote(`${name}: ${value}`)}`);
    if (body !== null) lines.push(`-d ${quote(body)}`);
    at("terminal").textContent = lines.join(" \\\n  ");
  } catch {
    at("terminal").textContent = "The variables are no JSON.";
  }
}

function show(status, text, wrong) {
  at("status").textContent = status;
  at("status").classList.toggle("wrong", wrong);
  at("answer").textContent = text;
}

async function send() {
  let asked;
  try {
    asked = request();
  } catch (error) {
    show("The variables are no JSON.", String(error.message), true);
    return;
  }
  if (!asked.path.startsWith("/") || asked.path.startsWith("//")) {
    show("An address begins with /, as /parse/classes/Deal.", "", true);
    return;
  }
  show("Sending…", "", false);
  const began = performance.now();
  try {
    const { method, headers, body, path } = asked;
    const answer = await fetch(path, { method, headers, body, credentials: "omit" });
    const text = await answer.text();
    const took = `${answer.status} ${answer.statusText} · ${Math.round(performance.now() - began)} ms`;
    let shown = text;
    try {
      shown = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      // it is no JSON: shown as it came
    }
    show(took, shown, !answer.ok);
  } catch (error) {
    show("There is no answer.", String(error.message), true);
  }
}

function choose() {
  const chosen = (mode === "rest" ? REST : GRAPHQL)[at("example").selectedIndex];
  if (mode === "rest") {
    const [, method, address, body] = chosen;
    at("method").value = method;
    at("address").value = address;
    at("body").value = body ? JSON.stringify(body, null, 2) : "";
  } else {
    at("body").value = chosen[1];
    at("variables").value = chosen[2] ? JSON.stringify(chosen[2], null, 2) : "";
  }
  tell();
}

function turn(to) {
  mode = to;
  for (const name of ["rest", "graphql"]) {
    at(`tab-${name}`).setAttribute("aria-selected", String(name === to));
    at(`tab-${name}`).tabIndex = name === to ? 0 : -1;
  }
  at("request").setAttribute("aria-labelledby", `tab-${to}`);
  at("line").hidden = to !== "rest";
  at("variables-label").hidden = to !== "graphql";
  at("body-name").textContent = to === "rest" ? "Body" : "Question";
  at("example").replaceChildren(...(to === "rest" ? REST : GRAPHQL).map(([name]) => new Option(name)));
  choose();
}

at("tab-rest").addEventListener("click", () => turn("rest"));
at("tab-graphql").addEventListener("click", () => turn("graphql"));
for (const name of ["rest", "graphql"]) {
  at(`tab-${name}`).addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    turn(name === "rest" ? "graphql" : "rest");
    at(`tab-${mode}`).focus();
  });
}
at("example").addEventListener("change", choose);
at("request").addEventListener("input", tell);
at("request").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
});
at("anew").addEventListener("click", arrive);

turn("rest");
const before = sessionStorage.getItem("visitor");
if (before) {
  visitor = JSON.parse(before);
  greet();
} else {
  arrive();
}
