// The session's time on this device. The wall clock may be an hour off: it is not asked.

const NS_PER_MS = 1e6;
// A device that slept has its monotonic clock behind its wall clock by as much.
const SLEPT_MS = 1000;

export class SessionClock {
  #applied = null;
  #candidate = null;
  #sent = new Map();
  #next = 0;

  // A round of probes: the one with the lowest round trip counts, when the round ends.
  beginRound() {
    this.#candidate = null;
  }

  endRound() {
    if (this.#candidate) this.#applied = this.#candidate;
  }

  probe() {
    const n = this.#next++;
    this.#sent.set(n, performance.now());
    if (this.#sent.size > 64) this.#sent.delete(this.#sent.keys().next().value);
    return { type: "probe", n };
  }

  heard(answer) {
    const receivedMs = performance.now();
    const sentMs = this.#sent.get(answer.n);
    if (sentMs === undefined) return;
    this.#sent.delete(answer.n);
    const heard = {
      roundTripMs: receivedMs - sentMs,
      offsetNs: answer.now_ns - ((sentMs + receivedMs) / 2) * NS_PER_MS,
      atMs: receivedMs,
      dateMs: Date.now(),
    };
    if (!(this.#candidate?.roundTripMs <= heard.roundTripMs)) this.#candidate = heard;
    if (!(this.#applied?.roundTripMs < heard.roundTripMs)) this.#applied = heard;
  }

  get isSet() {
    return this.#applied !== null;
  }

  get roundTripMs() {
    return this.#applied?.roundTripMs ?? null;
  }

  // Session time, in ns, of a moment of performance.now(); null before the first answer.
  at(ms) {
    if (this.#applied === null) return null;
    const ns = this.#applied.offsetNs + (ms + this.#sleptMs()) * NS_PER_MS;
    return Math.max(0, Math.round(ns));
  }

  now() {
    return this.at(performance.now());
  }

  #sleptMs() {
    const steadyMs = performance.now() - this.#applied.atMs;
    const wallMs = Date.now() - this.#applied.dateMs;
    const slept = wallMs - steadyMs;
    return slept > SLEPT_MS ? slept : 0;
  }
}

export function formatNs(ns) {
  const seconds = Math.floor(ns / 1e9);
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}
