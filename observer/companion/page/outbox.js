// What was said and is not yet known to be kept: here, and in the browser's storage for a reload.
// Everything has an id made here, so that saying it twice keeps it once.

const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

export function newId() {
  let id = "";
  const bytes = new Uint8Array(32);
  while (id.length < 16) {
    crypto.getRandomValues(bytes);
    for (const byte of bytes) {
      // 248 is the largest multiple of 31 in a byte: each letter is as likely as the next
      if (byte < 248 && id.length < 16) id += LETTERS[byte % 31];
    }
  }
  return id;
}

export class Outbox {
  #items = [];
  #prefix;
  #order;

  constructor(sessionId) {
    this.#prefix = `observer/${sessionId}/`;
    this.#items = this.#stored();
    this.#order = Math.max(0, ...this.#items.map((item) => item.order));
  }

  get items() {
    return this.#items;
  }

  get length() {
    return this.#items.length;
  }

  // `moment` is when it happened as Date would have it, for what is said before the clock is set.
  add(words, moment) {
    const item = { order: ++this.#order, words, moment, key: `${this.#prefix}${newId()}` };
    this.#items.push(item);
    this.#store(item);
    return item;
  }

  change(item) {
    this.#store(item);
  }

  done(item) {
    this.#items = this.#items.filter((other) => other !== item);
    try {
      localStorage.removeItem(item.key);
    } catch {
      // no storage was granted: nothing is in it
    }
  }

  #store(item) {
    try {
      localStorage.setItem(item.key, JSON.stringify(item));
    } catch {
      // private browsing or a full store: it is kept here for as long as the page is open
    }
  }

  #stored() {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(this.#prefix)) found.push(JSON.parse(localStorage.getItem(key)));
      }
    } catch {
      return [];
    }
    return found.sort((one, other) => one.order - other.order);
  }
}
