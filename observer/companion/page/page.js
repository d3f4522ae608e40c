// The page an observer holds: comes in with an invitation, marks, and shows what goes on.

import { Link } from "./link.js";
import { Outbox, newId } from "./outbox.js";
import { SessionClock } from "./session_clock.js";
import * as view from "./view.js";

const { byId } = view;
const PICTURE_EVERY_MS = 1000;
const SAID_FOR_MS = 4000;
const NS_PER_SECOND = 1e9;
// As on the moderator's console.
const KEYS = { f: "friction", q: "quote", "?": "question", b: "bug", i: "idea", d: "delight" };

class Watch {
  #clock = new SessionClock();
  #outbox;
  #link;
  #scene = null;
  #marks = [];
  #last = null;
  #agoS = 0;
  #saved = 0;
  #pressedMs = null;
  #noteMs = null;
  #picture = { wanted: true, url: "", askedMs: -Infinity, asking: false };
  #saidTimer = 0;

  constructor(sessionId) {
    this.#outbox = new Outbox(sessionId);
    view.showRoom("watch");
    view.showAgo(0);
    view.makeSeverityButtons((severity) => this.#judge(severity));
    this.#listen();
    this.#link = new Link({
      clock: this.#clock,
      outbox: this.#outbox,
      onScene: (scene) => this.#showScene(scene),
      onChange: (item, marks) => this.#changed(item, marks),
      onOver: (ended) => view.showFarewell(ended, this.#outbox.items),
      onRefused: (item, why) => this.#refuse(item, why),
    });
    setInterval(() => this.#tick(), 200);
    this.#changed();
  }

  #listen() {
    for (const button of document.querySelectorAll("#marks .mark")) {
      // The moment is that of the finger, not of its lifting.
      button.addEventListener("pointerdown", (event) => (this.#pressedMs = event.timeStamp));
      button.addEventListener("pointercancel", () => (this.#pressedMs = null));
      button.addEventListener("click", (event) => {
        const pressedMs = this.#pressedMs ?? event.timeStamp;
        this.#pressedMs = null;
        this.#strike(button.dataset.kind, pressedMs);
      });
    }
    for (const button of byId("ago").children) {
      button.addEventListener("click", () => this.#chooseAgo(Number(button.dataset.ago)));
    }
    byId("undo").addEventListener("click", () => this.#undo());
    byId("picture-toggle").addEventListener("click", () => this.#togglePicture());
    byId("note").addEventListener("input", (event) => {
      if (event.target.value === "") this.#noteMs = null;
      else this.#noteMs ??= event.timeStamp;
    });
    addEventListener("keydown", (event) => this.#press(event));
    byId("note-form").addEventListener("submit", (event) => this.#note(event));
    byId("whisper-form").addEventListener("submit", (event) => this.#whisper(event));
  }

  #press(event) {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat;
    if (!plain || event.target instanceof HTMLInputElement) return;
    const kind = KEYS[event.key.toLowerCase()];
    if (kind) this.#strike(kind, event.timeStamp);
    else if (/^[0-4]$/.test(event.key)) this.#judge(Number(event.key));
  }

  #strike(kind, atMs) {
    this.#mark(kind, atMs, "");
    const button = document.querySelector(`[data-kind="${kind}"]`);
    button.classList.remove("struck");
    void button.offsetWidth; // starts the animation anew
    button.classList.add("struck");
    navigator.vibrate?.(15);
  }

  #mark(kind, atMs, note) {
    const agoNs = this.#agoS * NS_PER_SECOND;
    const at = this.#clock.at(atMs);
    const mark = {
      id: newId(),
      kind,
      at_ns: at === null ? null : Math.max(0, at - agoNs),
      severity: null,
      note,
    };
    this.#marks.push(mark);
    this.#last = mark;
    this.#chooseAgo(0);
    this.#send({ type: "mark", ...mark }, atMs, agoNs);
  }

  #send(words, atMs, agoNs = 0) {
    const item = this.#outbox.add(words, performance.timeOrigin + atMs);
    item.agoNs = agoNs;
    this.#outbox.change(item);
    this.#link.flush();
    this.#changed();
  }

  // What is still here is changed here; what is under way or kept is amended.
  #amend(mark, change) {
    const waiting = this.#outbox.items.find(
      (item) => item.words.type === "mark" && item.words.id === mark.id,
    );
    if (waiting && !this.#link.isFlying(waiting) && !("withdrawn" in change)) {
      Object.assign(waiting.words, change);
      this.#outbox.change(waiting);
      this.#changed();
      return;
    }
    this.#send({ type: "amend", id: mark.id, ...change }, performance.now());
  }

  #judge(severity) {
    if (this.#last === null) return;
    this.#last.severity = severity;
    this.#amend(this.#last, { severity });
  }

  #undo() {
    const mark = this.#last;
    if (mark === null) return;
    this.#marks = this.#marks.filter((other) => other !== mark);
    this.#last = null;
    this.#amend(mark, { withdrawn: true });
    this.#say(`${view.KINDS[mark.kind]} taken back`);
  }

  #note(event) {
    event.preventDefault();
    const text = byId("note").value.trim();
    if (text === "") return;
    this.#mark("note", this.#noteMs ?? event.timeStamp, text);
    this.#noteMs = null;
    byId("note").value = "";
    this.#say("Note kept");
  }

  #whisper(event) {
    event.preventDefault();
    const text = byId("whisper").value.trim();
    if (text === "") return;
    const at_ns = this.#clock.at(event.timeStamp);
    this.#send({ type: "whisper", id: newId(), at_ns, text }, event.timeStamp);
    byId("whisper").value = "";
    this.#say(this.#link.isOpen ? "Told to the moderator alone" : "Waits for the connection");
  }

  #refuse(item, why) {
    this.#marks = this.#marks.filter((mark) => mark.id !== item.words.id);
    if (this.#last?.id === item.words.id) this.#last = null;
    this.#say(`Not kept: ${why}`);
  }

  #chooseAgo(seconds) {
    this.#agoS = seconds;
    view.showAgo(seconds);
  }

  // `item` has just been kept, and with it `marks` of ours stand.
  #changed(item, marks) {
    if (marks !== undefined) this.#saved = marks;
    const waiting = this.#outbox.items;
    const waitingIds = new Set(waiting.map(({ words }) => words.id));
    for (const mark of this.#marks) {
      mark.waits = waitingIds.has(mark.id);
      const said = waiting.find(({ words }) => words.type === "mark" && words.id === mark.id);
      if (mark.at_ns === null) mark.at_ns = (said ?? item)?.words.at_ns ?? null;
    }
    view.showLast(this.#last);
    view.showMine(this.#marks, this.#last, (mark) => this.#choose(mark));
    this.#showStanding();
  }

  #choose(mark) {
    this.#last = mark;
    this.#changed();
  }

  #showScene(scene) {
    this.#scene = scene;
    this.#saved = scene.marks;
    this.#showStanding();
    this.#showPicture();
  }

  #showStanding() {
    const open = this.#link?.isOpen ?? false;
    if (this.#scene) view.showScene(this.#scene, !open);
    view.showStanding({
      open,
      met: this.#scene !== null,
      silent: this.#scene?.silent ?? false,
      saved: this.#saved,
      waiting: this.#outbox.length,
    });
  }

  #tick() {
    view.showElapsed(this.#clock.now());
    this.#askPicture();
  }

  #togglePicture() {
    this.#picture.wanted = !this.#picture.wanted;
    this.#showPicture();
  }

  #showPicture() {
    const { wanted, url } = this.#picture;
    const paused = this.#scene?.state === "paused";
    view.show("picture-box", this.#scene?.picture ?? false);
    byId("picture-box").classList.toggle("folded", !wanted);
    byId("picture-toggle").textContent = wanted ? "Hide" : "Show the screen";
    view.show("picture", wanted && url !== "" && !paused);
    const words = paused ? "Paused: nothing is recorded" : "Waiting for the picture";
    byId("picture-words").textContent = !wanted || (url && !paused) ? "" : words;
  }

  async #askPicture() {
    const picture = this.#picture;
    const due = performance.now() - picture.askedMs >= PICTURE_EVERY_MS;
    const shown = picture.wanted && !document.hidden && this.#scene?.state === "recording";
    if (!due || !shown || picture.asking || !this.#scene.picture || !this.#link.isOpen) return;
    picture.askedMs = performance.now();
    picture.asking = true;
    try {
      const answer = await fetch("/picture", { signal: AbortSignal.timeout(10_000) });
      if (answer.status === 200) this.#take(await answer.blob());
    } catch {
      // the connection is lost: the link finds out and says so
    } finally {
      picture.asking = false;
    }
  }

  #take(jpeg) {
    const former = this.#picture.url;
    this.#picture.url = URL.createObjectURL(jpeg);
    byId("picture").src = this.#picture.url;
    if (former) URL.revokeObjectURL(former);
    else this.#showPicture();
  }

  #say(words) {
    clearTimeout(this.#saidTimer);
    byId("said").textContent = words;
    this.#saidTimer = setTimeout(() => (byId("said").textContent = ""), SAID_FOR_MS);
  }
}

function openDoor() {
  const token = location.hash.slice(1);
  view.showRoom("door");
  if (token === "") {
    view.show("door-form", false);
    byId("door-words").textContent =
      "To come in, scan the code that the moderator shows you. Each code lets one person in.";
    return;
  }
  byId("door-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    byId("door-go").disabled = true;
    byId("door-refusal").textContent = await join(token, byId("door-name").value);
    byId("door-go").disabled = false;
  });
}

// Empty where it went well, else why not.
async function join(token, name) {
  try {
    const answer = await fetch("/join", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token, name }),
    });
    const said = await answer.json();
    if (!answer.ok) return said.refused;
    history.replaceState(null, "", "/"); // the token is used up: nobody need see it
    new Watch(said.session_id);
    return "";
  } catch {
    return "No connection. Try again.";
  }
}

async function start() {
  try {
    const answer = await fetch("/me", { cache: "no-store" });
    if (answer.ok) {
      history.replaceState(null, "", "/");
      new Watch((await answer.json()).session_id);
    } else openDoor();
  } catch {
    setTimeout(start, 1000);
  }
}

start();
