// The connection: opened again and again, kept alive, and what waits is said over it in order.

const PROBES = 8;
const PROBE_EVERY_MS = 40;
const ROUND_EVERY_MS = 60_000;
const PULSE_EVERY_MS = 4_000;
const PULSE_WITHIN_MS = 4_000;
const FIRST_RETRY_MS = 300;
const LAST_RETRY_MS = 5_000;
const LATER_MS = 1_000;
// Below what the server allows (visit.py): 120 at once and 12 a second.
const BURST = 60;
const A_SECOND = 8;

const ENDED = 4000;
const REVOKED = 4001;

export class Link {
  #socket = null;
  #retryMs = FIRST_RETRY_MS;
  #retry = 0;
  #flying = new Map();
  #op = 0;
  #answeredMs = 0;
  #roundMs = 0;
  #over = false;
  #left = BURST;
  #leftMs = performance.now();
  #sending = 0;
  #everOpen = false;
  #hiddenSinceLost = false;

  constructor({ clock, outbox, onScene, onChange, onOver, onRefused }) {
    Object.assign(this, { clock, outbox, onScene, onChange, onOver, onRefused });
    addEventListener("online", () => this.#again());
    addEventListener("offline", () => this.#lose());
    document.addEventListener("visibilitychange", () => this.#look());
    setInterval(() => this.#pulse(), 500);
    this.#open();
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  // Say what waits; items leave the outbox when the server has answered for them.
  flush() {
    clearTimeout(this.#sending);
    if (!this.isOpen || !this.clock.isSet) return;
    const flying = new Set(this.#flying.values());
    for (const item of this.outbox.items) {
      if (flying.has(item)) continue;
      if (!this.#mayTalk()) {
        this.#sending = setTimeout(() => this.flush(), 1000 / A_SECOND);
        return;
      }
      const op = ++this.#op;
      this.#flying.set(op, item);
      this.#say({ ...item.words, op, ...this.#timed(item) });
    }
  }

  isFlying(item) {
    return [...this.#flying.values()].includes(item);
  }

  #timed(item) {
    if (item.words.at_ns !== null) return {};
    // Said before the clock was set: the moment is placed on it only now.
    const ns = this.clock.at(item.moment - performance.timeOrigin) - item.agoNs;
    item.words.at_ns = Math.max(0, Math.min(ns, this.clock.now()));
    this.outbox.change(item);
    return { at_ns: item.words.at_ns };
  }

  #open() {
    if (this.#over || this.#socket) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/live`);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    const patience = setTimeout(() => socket === this.#socket && this.#lose(), PULSE_WITHIN_MS);
    socket.onopen = () => {
      clearTimeout(patience);
      if (socket !== this.#socket) return;
      this.#retryMs = FIRST_RETRY_MS;
      this.#answeredMs = performance.now();
      this.#startRound();
      this.#sayLooking(this.#everOpen && !this.#hiddenSinceLost);
      this.#everOpen = true;
      this.onChange();
    };
    socket.onmessage = (event) => socket === this.#socket && this.#hear(event.data);
    socket.onclose = (event) => {
      clearTimeout(patience);
      if (socket === this.#socket) this.#closed(event.code);
    };
  }

  #hear(data) {
    this.#answeredMs = performance.now();
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    const said = JSON.parse(text);
    if (said.type === "time") {
      const first = !this.clock.isSet;
      this.clock.heard(said);
      if (first) this.onChange();
    } else if (said.type === "scene") this.onScene(said);
    else if (said.type === "kept") this.#kept(said);
    else if (said.type === "later") this.#later(said);
    else if (said.type === "over") this.#end(said.ended);
  }

  #kept({ op, refused, marks }) {
    const item = this.#flying.get(op);
    this.#flying.delete(op);
    if (!item) return;
    this.outbox.done(item);
    if (refused) this.onRefused(item, refused);
    this.onChange(item, marks);
  }

  #later({ op }) {
    setTimeout(() => {
      this.#flying.delete(op);
      this.flush();
    }, LATER_MS);
  }

  async #closed(code) {
    this.#socket = null;
    this.#flying.clear();
    if (code === ENDED || code === REVOKED) {
      this.#end(code === ENDED);
      return;
    }
    this.#hiddenSinceLost = document.hidden;
    this.onChange();
    if (await isTurnedOut()) this.#end(false);
    else {
      this.#retry = setTimeout(() => this.#open(), this.#retryMs * (0.75 + Math.random() / 2));
      this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 1.7);
    }
  }

  #lose() {
    const socket = this.#socket;
    if (!socket) return;
    socket.onclose = null;
    socket.close();
    this.#closed(0);
  }

  #again() {
    clearTimeout(this.#retry);
    this.#retryMs = FIRST_RETRY_MS;
    this.#open();
  }

  #end(ended) {
    if (this.#over) return;
    this.#over = true;
    this.#socket?.close();
    this.onOver(ended);
  }

  #look() {
    if (document.hidden) this.#hiddenSinceLost = true;
    if (!this.isOpen) {
      if (!document.hidden) this.#again();
      return;
    }
    this.#sayLooking(false);
    if (!document.hidden) this.#startRound(); // the device may have slept
  }

  #sayLooking(sinceLost) {
    this.#say({ type: "looking", visible: !document.hidden, since_lost: sinceLost });
  }

  #pulse() {
    if (!this.isOpen) return;
    const nowMs = performance.now();
    const silentMs = nowMs - this.#answeredMs;
    if (silentMs > PULSE_EVERY_MS + PULSE_WITHIN_MS) this.#lose();
    else if (nowMs - this.#roundMs > ROUND_EVERY_MS) this.#startRound();
    else if (silentMs > PULSE_EVERY_MS) this.#say(this.clock.probe());
  }

  async #startRound() {
    this.#roundMs = performance.now();
    this.clock.beginRound();
    for (let i = 0; i < PROBES && this.isOpen; i++) {
      this.#say(this.clock.probe());
      await new Promise((done) => setTimeout(done, PROBE_EVERY_MS));
    }
    this.clock.endRound();
    this.flush();
  }

  #mayTalk() {
    const nowMs = performance.now();
    this.#left = Math.min(BURST, this.#left + ((nowMs - this.#leftMs) / 1000) * A_SECOND);
    this.#leftMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  #say(words) {
    if (this.isOpen) this.#socket.send(JSON.stringify(words));
  }
}

async function isTurnedOut() {
  try {
    return (await fetch("/me", { cache: "no-store" })).status === 401;
  } catch {
    return false; // nobody there: the connection is what is missing
  }
}
