// Put into every page before its own scripts run. `window.probe` holds what was seen, times in ms since navigation.
(({ host, launcher, input, replies, waits }) => {
  const probe = (window.probe = { usable: null, longTasks: [], shift: 0, violations: [], count, typed, text, live, panel });
  const inside = () => (host ? document.querySelector(host)?.shadowRoot : document);
  const find = (selector) => inside()?.querySelector(selector) ?? null;
  let opened = !launcher;
  let openedAt = -Infinity;

  observe("longtask", (entry) => probe.longTasks.push(entry.duration));
  observe("layout-shift", (entry) => {
    if (!entry.hadRecentInput && !isOpening(entry.startTime)) probe.shift += entry.value;
  });
  document.addEventListener("securitypolicyviolation", (event) =>
    probe.violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
  );
  if (waits) requestAnimationFrame(look);

  // What a visitor would do, as soon as it can be done: press the button, then type.
  function look() {
    const button = opened ? null : find(launcher);
    if (button && visible(button)) {
      button.click();
      opened = true;
      openedAt = performance.now();
    }
    const field = opened ? find(input) : null;
    if (field && visible(field) && takesText(field)) probe.usable = performance.now();
    else requestAnimationFrame(look);
  }

  // Browsers forgive what moves in the half second after a visitor's own click. This stands for one.
  function isOpening(time) {
    return time >= openedAt && time < openedAt + 500;
  }

  function visible(element) {
    return element.getClientRects().length > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  function takesText(field) {
    if (field.disabled || field.readOnly) return false;
    field.focus();
    document.execCommand("insertText", false, "q");
    if (!typed().includes("q")) return false;
    document.execCommand("delete");
    return true;
  }

  /** Return what stands in the field. */
  function typed() {
    const field = find(input);
    return field.value ?? field.textContent;
  }

  /** Return how many replies are shown. */
  function count() {
    return inside()?.querySelectorAll(replies).length ?? 0;
  }

  /** Return all text of the widget. */
  function text() {
    return inside()?.textContent ?? document.body.textContent;
  }

  /** Tell whether new messages are announced: whether they stand inside a live region. */
  function live() {
    const found = [...(inside()?.querySelectorAll(replies) ?? [])].at(-1);
    return Boolean(found?.closest('[aria-live="polite"], [aria-live="assertive"], [role="log"], [role="status"]'));
  }

  /** Return what the chat looks like: its field's and last reply's place and colours. */
  function panel() {
    const last = [...(inside()?.querySelectorAll(replies) ?? [])].at(-1);
    return [find(input), last].filter(Boolean).map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const { color, fontSize, position } = getComputedStyle(element);
      return [Math.round(x), Math.round(y), Math.round(width), Math.round(height), color, fontSize, position].join(" ");
    });
  }

  function observe(type, seen) {
    new PerformanceObserver((list) => list.getEntries().forEach(seen)).observe({ type, buffered: true });
  }
})(SETTINGS);
