/** Every sentence of the page that is not in index.html or said by the app. */

export const WORDS = {
  title: (name) => `Ask ${name}`,
  by: { client: "You", bot: "Assistant", staff: "The salon's team" },
  bot: "bot",
  choices: "Quick replies",
  sources: (count) => (count === 1 ? "1 source" : `${count} sources`),
  booked: "Your appointment",
  minutes: (count) => `${count} min`,
  free: "Free",
  status: {
    unknown: "One moment",
    ready: "Here to answer",
    waking: "Waking up",
    offline: "Out of reach",
    staff: "A person will answer here",
  },
  banner: {
    waking: "The assistant is waking up. Write whenever you like; your message goes out as soon as it is awake.",
    offline: "We can't be reached just now. What you write is kept here and sent as soon as we can.",
  },
  state: {
    queued: "Waiting to be sent",
    unsent: "Not sent yet, trying again.",
    refused: "Not sent.",
  },
  tryNow: "Try now",
  edit: "Edit",
  ended: "This conversation can't be continued.",
  startAnew: "Start a new conversation",
  tooLong: (over) => (over === 1 ? "1 character too long" : `${over} characters too long`),
  left: (count) => `${count} characters left`,
  placeholder: {
    usual: "Ask about your skin, or book",
    name: "Your name",
    phone: "Your phone number",
    starts_at: "For example: Thursday at 4pm",
    moved_to: "For example: Thursday at 4pm",
  },
};
