// Rings while a client waits for a person: a count in the title, a sound, and a notification for whoever asked for it.
//
// What rings is read from the count in the navigation. Of several tabs one rings: they note it in `localStorage`.
"use strict";

(() => {
  const AGAIN_MS = 45_000;
  const NOTES = [659.3, 880, 659.3];
  const title = document.title;
  const badge = document.getElementById("waiting-badge");
  if (!badge) return;
  let sound = null;

  function stored(name) {
    try {
      return localStorage.getItem(`desk.${name}`);
    } catch {
      return null;
    }
  }

  function store(name, value) {
    try {
      localStorage.setItem(`desk.${name}`, value);
    } catch {
      // Without a memory every tab rings: better too often than not at all.
    }
  }

  /** Browsers let a page sound once somebody has touched it. */
  function unlock() {
    sound ||= new AudioContext();
    sound.resume();
  }

  function play() {
    if (!sound || sound.state !== "running" || stored("sound") === "off") return;
    NOTES.forEach((pitch, number) => {
      const begin = sound.currentTime + number * 0.18;
      const tone = new OscillatorNode(sound, { frequency: pitch, type: "sine" });
      const loudness = new GainNode(sound, { gain: 0 });
      loudness.gain.setValueAtTime(0, begin);
      loudness.gain.linearRampToValueAtTime(0.25, begin + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.001, begin + 0.4);
      tone.connect(loudness).connect(sound.destination);
      tone.start(begin);
      tone.stop(begin + 0.45);
    });
  }

  function notify(count) {
    if (!("Notification" in window) || Notification.permission !== "granted" || !document.hidden) return;
    const body = count === 1 ? "One client is waiting for a person." : `${count} clients are waiting for a person.`;
    const shown = new Notification("The desk", { body, tag: "desk-waiting" });
    shown.onclick = () => {
      window.focus();
      location.assign("/desk/waiting");
      shown.close();
    };
  }

  /** Ring for somebody new, and from time to time for those who still wait. */
  function look() {
    const shown = badge.querySelector("[data-waiting]");
    if (!shown) return;
    const count = Number(shown.dataset.waiting);
    document.title = count ? `(${count}) ${title}` : title;
    if (!count) return;
    const isNew = (stored("newest") ?? "") < shown.dataset.newest;
    const isLong = Date.now() - Number(stored("rungAt") ?? 0) > AGAIN_MS;
    if (!isNew && !isLong) return;
    store("newest", shown.dataset.newest);
    store("rungAt", String(Date.now()));
    document.body.dispatchEvent(new CustomEvent("desk:ring", { detail: { count } }));
    play();
    if (isNew) notify(count);
  }

  /** Show and change what this device does: on the page "Waiting". */
  function showSwitches() {
    const loud = document.querySelector('[data-ring="sound"]');
    const asked = document.querySelector('[data-ring="notify"]');
    if (!loud || !asked) return;
    const show = () => {
      const on = stored("sound") !== "off";
      loud.setAttribute("aria-pressed", String(on));
      loud.querySelector("span").textContent = on ? "Sound on" : "Sound off";
      asked.hidden = !("Notification" in window) || Notification.permission !== "default";
    };
    loud.addEventListener("click", () => {
      store("sound", stored("sound") === "off" ? "on" : "off");
      unlock();
      show();
      if (stored("sound") !== "off") setTimeout(play, 50);
    });
    asked.addEventListener("click", async () => {
      await Notification.requestPermission();
      show();
    });
    show();
  }

  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, unlock, { once: true });
  document.body.addEventListener("htmx:afterSwap", ({ target }) => target === badge && look());
  setInterval(look, AGAIN_MS);
  showSwitches();
})();
