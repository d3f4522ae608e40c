// What is on the page. Everything that others wrote goes through textContent, nothing through HTML.

import { formatNs } from "./session_clock.js";

export const SEVERITIES = ["not a problem", "cosmetic", "minor", "major", "catastrophe"];
export const KINDS = {
  friction: "Friction",
  quote: "Quote",
  question: "Question",
  bug: "Bug",
  idea: "Idea",
  delight: "Delight",
  note: "Note",
};
const JUDGED = new Set(["friction", "bug"]);
const SHOWN_MARKS = 6;

export const byId = (id) => document.getElementById(id);

export function make(tag, className, text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

export function show(id, shown) {
  byId(id).hidden = !shown;
}

export function showRoom(name) {
  for (const room of ["door", "watch", "farewell"]) show(room, room === name);
}

export function makeSeverityButtons(onChoice) {
  SEVERITIES.forEach((word, severity) => {
    const button = make("button", `severity s${severity}`, String(severity));
    button.type = "button";
    button.title = word;
    button.setAttribute("aria-label", `${severity}, ${word}`);
    button.addEventListener("click", () => onChoice(severity));
    byId("severity").append(button);
  });
}

export function showScene(scene, lost) {
  byId("title").textContent = scene.title;
  document.title = scene.title;
  const paused = scene.state === "paused";
  byId("state").textContent = paused ? "Paused" : "";
  byId("dot").classList.toggle("still", paused || lost);
  showTask(scene.task);
  showPeople(scene.people);
}

function showTask(task) {
  show("task", task.title !== "" || task.wording !== "");
  byId("task-number").textContent = task.number ? `Task ${task.number} of ${task.count}` : "Task";
  byId("task-title").textContent = task.title;
  const wording = byId("task-wording");
  wording.textContent = task.wording ? `“${task.wording}”` : "";
  wording.hidden = task.wording === "" || task.wording === task.title;
}

function showPeople(people) {
  const line = byId("people");
  line.replaceChildren(make("span", "", "Watching"), make("span", "person", "You"));
  for (const person of people) {
    const pill = make("span", person.present ? "person" : "person away", person.name);
    if (!person.present) pill.title = "Not connected";
    pill.dir = "auto";
    line.append(pill);
  }
}

export function showElapsed(ns) {
  byId("elapsed").textContent = ns === null ? "–:––" : formatNs(ns);
}

export function showAgo(seconds) {
  for (const button of byId("ago").children) {
    const chosen = Number(button.dataset.ago) === seconds;
    button.setAttribute("aria-checked", String(chosen));
  }
}

export function showLast(mark) {
  show("last-hint", mark === null);
  show("last-mark", mark !== null);
  byId("last").classList.toggle("fresh", mark !== null);
  if (mark === null) return;
  const when = mark.at_ns === null ? "" : ` · ${formatNs(mark.at_ns)}`;
  byId("last-what").textContent = `${KINDS[mark.kind]}${when}`;
  byId("last-word").textContent = wordForLast(mark);
  show("severity", JUDGED.has(mark.kind));
  for (const [severity, button] of [...byId("severity").children].entries()) {
    button.setAttribute("aria-pressed", String(severity === mark.severity));
  }
}

function wordForLast(mark) {
  if (!JUDGED.has(mark.kind)) return mark.waits ? "waits for the connection" : "kept";
  return mark.severity === null ? "How bad is it?" : SEVERITIES[mark.severity];
}

export function showMine(marks, last, onChoice) {
  const lines = marks.slice(-SHOWN_MARKS).reverse().map((mark) => {
    const line = make("li", mark === last ? "chosen" : "");
    const button = make("button", "", "");
    button.type = "button";
    const severity = mark.severity === null ? "" : String(mark.severity);
    const tone = mark.severity === null ? "unjudged" : `s${mark.severity}`;
    const what = make("span", "what", mark.note || KINDS[mark.kind]);
    what.dir = "auto";
    const when = mark.at_ns === null ? "…" : formatNs(mark.at_ns);
    button.append(
      make("span", `badge ${tone}`, severity),
      what,
      make("span", "figures", mark.waits ? `${when} · waiting` : when),
    );
    button.addEventListener("click", () => onChoice(mark));
    line.append(button);
    return line;
  });
  byId("mine").replaceChildren(...lines);
}

export function showStanding({ open, met, silent, saved, waiting }) {
  const line = byId("standing");
  const words = [
    wordForLink(open, met, silent),
    `${saved} ${saved === 1 ? "mark" : "marks"} saved`,
    `${waiting} waiting`,
  ];
  line.textContent = words.join(" · ");
  line.classList.toggle("trouble", !open || !met || silent);
  show("lost", met && !open);
  byId("lost").textContent = waiting
    ? `No connection. ${waiting} kept here, sent when it is back.`
    : "No connection. What you mark is kept here.";
}

function wordForLink(open, met, silent) {
  if (!met) return "connecting";
  if (!open) return "no connection";
  return silent ? "the recording is slow to answer" : "connected";
}

export function showFarewell(ended, left) {
  showRoom("farewell");
  byId("farewell-title").textContent = ended ? "The sit-in is over" : "This page was closed";
  const words = ended ? "Thank you for watching." : "Ask the moderator for another invitation.";
  const lost = left.length ? " This was not sent; tell it to the moderator:" : "";
  byId("farewell-words").textContent = words + lost;
  byId("farewell-left").replaceChildren(
    ...left.map(({ words: said }) => {
      const what = said.text || said.note || KINDS[said.kind] || "A change of a mark";
      const when = typeof said.at_ns === "number" ? `${formatNs(said.at_ns)}  ` : "";
      const line = make("li", "", `${when}${what}`);
      line.dir = "auto";
      return line;
    }),
  );
}
