/**
 * One conversation from its first word to its end: opens it or takes it up again, sends, receives, and shows all that.
 *
 * Its life is an `AbortController`: closing it ends whatever waits or listens for it.
 */

import { Refused, Unreachable, postMessage, readMessages, startConversation } from "./api.js";
import { Backoff } from "./backoff.js";
import { Live } from "./live.js";
import { Outbox } from "./outbox.js";
import { recall, remember } from "./session.js";
import { WORDS } from "./words.js";

export class Conversation {
  #life = new AbortController();
  #page;
  #outbox;
  #live = null;
  #opening;
  #read = 0;
  #withStaff = false;

  /** `page` has `log`, `composer`, `readiness`, `staff(holds)` and `startAnew()`. */
  constructor(page) {
    this.#page = page;
    this.#hold(false);
    page.composer.expect(null);
    page.log.clear();
    this.#outbox = new Outbox(recall("unsent"), this.#outboxDeps(), this.#signal);
    this.#opening = this.#open();
    // If it can't be opened, the client has been told, and what is unsent waits for the next conversation.
    this.#opening.then(() => this.#outbox.run(), () => {});
  }

  /** Show what the client said, `{message_id, text}` or `{message_id, button_id, title}`, and send it. */
  write(entry) {
    this.#show(entry);
    this.#outbox.add(entry);
  }

  /** Try again now whatever waits. */
  hurry() {
    this.#page.readiness.hurry();
    this.#outbox.hurry();
    this.#live?.hurry();
  }

  /** Read and show what came while nobody listened. */
  async catchUp() {
    if (!this.#live) return;
    try {
      for (const message of await this.#history(this.#read)) this.#receive(message);
    } catch (error) {
      // Nobody there is no news: the socket comes back, and asks again.
      if (error instanceof Refused && error.endsConversation && !this.#signal.aborted) this.#end(error);
    }
  }

  /** Stop everything; what is shown stays. */
  close() {
    this.#life.abort();
    this.#page.log.typing(false);
  }

  get #signal() {
    return this.#life.signal;
  }

  #outboxDeps() {
    return {
      gate: () => Promise.all([this.#opening, this.#page.readiness.passed()]),
      send: (entry) => this.#send(entry),
      keep: (unsent) => remember({ unsent }),
      state: (entry, state, detail) => this.#showState(entry, state, detail),
      answered: (answer) => this.#take(answer),
      ended: (refusal) => this.#end(refusal),
    };
  }

  async #open() {
    const known = recall("conversation");
    await this.#untilAnswered(() => (known ? this.#resume() : this.#start()));
    for (const entry of recall("unsent")) this.#show(entry);
    this.#live = new Live(recall("conversation"), {
      message: (message) => this.#receive(message),
      typing: () => this.#page.log.typing(true),
      gap: () => this.catchUp(),
      ended: () => this.#end(),
    });
    this.#live.run(this.#signal);
  }

  async #start() {
    const { conversation_id: id, token, greeting } = await startConversation(this.#signal);
    this.#signal.throwIfAborted();
    remember({ conversation: { id, token } });
    this.#page.log.add([greeting]);
  }

  async #resume() {
    const messages = await this.#history(0);
    this.#page.log.restore(messages);
    this.#read = messages.at(-1)?.seq ?? 0;
    this.#expect(messages);
    this.#hold(messages.at(-1)?.author === "staff");
  }

  async #history(after) {
    const all = [];
    // The app gives a long history in pieces.
    for (let piece; piece === undefined || piece.length; all.push(...piece)) {
      piece = await readMessages(recall("conversation"), all.at(-1)?.seq ?? after, this.#signal);
      this.#signal.throwIfAborted();
    }
    return all;
  }

  async #untilAnswered(attempt) {
    const backoff = new Backoff();
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        this.#signal.throwIfAborted();
        const tooMany = error instanceof Refused && error.status === 429;
        if (error instanceof Refused && !tooMany) this.#end(error);
        if (!tooMany && !(error instanceof Unreachable)) throw error;
        this.#page.readiness.ask();
        await backoff.wait(this.#signal, tooMany ? error.retryAfter * 1_000 : 0);
      }
    }
  }

  async #send({ message_id, text, button_id }) {
    if (!this.#withStaff) this.#page.log.typing(true, { lasting: true });
    const message = button_id ? { message_id, button_id } : { message_id, text };
    try {
      return await postMessage(recall("conversation"), message, this.#signal);
    } catch (error) {
      if (error instanceof Unreachable) this.#page.readiness.ask();
      throw error;
    } finally {
      if (!this.#signal.aborted) this.#page.log.typing(false);
    }
  }

  #take({ replies, awaiting_staff }) {
    this.#page.log.add(replies);
    this.#expect(replies);
    this.#hold(Boolean(awaiting_staff));
  }

  #receive(message) {
    // What the socket brings has no number; what is read has, and is not read twice.
    this.#read = Math.max(this.#read, message.seq ?? 0);
    this.#page.log.add([message]);
    this.#expect([message]);
    if (message.author === "staff") this.#hold(true);
  }

  #show({ message_id, text, title }) {
    this.#page.log.add([{ id: message_id, author: "client", text: text ?? title }]);
    this.#page.log.state(message_id, "queued");
  }

  #showState({ message_id, text }, state, detail) {
    const again = { title: WORDS.tryNow, press: () => this.hurry() };
    const mend = { title: WORDS.edit, press: () => this.#page.composer.restore(text) };
    const action = state === "unsent" ? again : state === "refused" && text ? mend : null;
    this.#page.log.state(message_id, state, detail, action);
  }

  #expect(messages) {
    const latest = messages.filter(({ author }) => author !== "client").at(-1);
    if (latest) this.#page.composer.expect(latest.asks);
  }

  #hold(byStaff) {
    this.#withStaff = byStaff;
    this.#page.staff(byStaff);
  }

  #end(refusal) {
    this.close();
    const startAnew = { title: WORDS.startAnew, press: () => this.#page.startAnew() };
    this.#page.log.notice(refusal?.detail || WORDS.ended, startAnew);
  }
}
