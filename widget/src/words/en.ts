/** Every sentence of the widget's own, in English. Another language is another file, with all names in one object. */

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const en = {
  direction: "ltr" as "ltr" | "rtl",
  locale: "en-GB",

  open: "Open the chat",
  openUnread: (count: number) => `Open the chat, ${counted(count, "new message", "new messages")}`,
  close: "Close the chat",
  title: (salon: string) => `Ask ${salon}`,
  titleUnknown: "Ask the salon",
  conversation: "Conversation",
  notice:
    "From your first message on, this browser keeps the key to our conversation. You can delete it, here and at the salon, in the menu.",
  emergency: (number: string) => `In an emergency ring ${number}.`,

  you: "You",
  bot: "Assistant",
  botBadge: "bot",
  staff: "The salon's team",
  sources: (count: number) => counted(count, "source", "sources"),
  choices: "Quick replies",
  newest: "Newest messages",

  status: {
    unknown: "One moment",
    ready: "A bot, here to answer",
    waking: "Waking up",
    offline: "Out of reach",
  },
  withStaff: (name: string) => `${name} is answering`,
  staffCame: (name: string) => `${name} has joined the chat. The bot is silent until ${name} hands back.`,
  botBack: "The bot is back.",
  banner: {
    waking: "The assistant is waking up. Write whenever you like; it goes out as soon as it is awake.",
    offline: "We can't be reached just now. What you write is kept here and sent as soon as we can.",
  },
  forbidden: "This chat isn't set up for this website yet. Please ring the salon or visit its own website.",

  message: "Your message",
  send: "Send",
  hint: "Enter sends, Shift and Enter begin a new line.",
  placeholder: {
    usual: "Ask about your skin, or book",
    name: "Your name",
    phone: "Your phone number",
    starts_at: "For example: Thursday at 4pm",
    moved_to: "For example: Thursday at 4pm",
  } as Record<string, string>,
  tooLong: (over: number) => `${counted(over, "character", "characters")} too long`,
  left: (count: number) => `${counted(count, "character", "characters")} left`,

  fate: { queued: "Waiting to be sent", sending: "", unsent: "Not sent yet, trying again.", refused: "Not sent." },
  tryNow: "Try now",
  edit: "Edit",
  ended: "This conversation can't be continued.",
  startAnew: "Start a new conversation",

  card: { summary: "Your appointment, not booked yet", booked: "Booked", moved: "Moved", cancelled: "Cancelled" },
  row: { treatment: "Treatment", when: "When", cosmetologist: "With", price: "Price", name: "Name", phone: "Phone" },
  minutes: (count: number) => `${count} min`,
  addToCalendar: "Add to calendar",

  pickTime: "Pick a day and time",

  menu: "More",
  startOver: "Start over",
  download: "Download this conversation",
  erase: "Delete my data",
  rate: "Rate this conversation",
  goOn: (app: string) => `Go on in ${app}`,
  soundOn: "Sound is on",
  soundOff: "Sound is off",

  erased: "Your conversation was deleted, here and at the salon.",
};

/** What `later.ts` says, and loads with it. */
export const later = {
  fileName: "appointment",
  picker: {
    title: "Pick a day and time",
    back: "Back to the chat",
    earlier: "Previous month",
    later: "Next month",
    next: (when: string) => `Next free: ${when}`,
    free: (day: string, count: number) => `${day}, ${counted(count, "time", "times")} free`,
    none: (day: string) => `${day}, nothing free`,
    times: (day: string) => `Free times on ${day}`,
    noneThisMonth: "Nothing is free this month.",
    choose: "Choose a day, then a time.",
    loading: "Looking for free times",
    failed: "The calendar can't be reached just now.",
    again: "Try again",
  },

  downloadName: "conversation",
  startOverAsk: {
    title: "Start over?",
    text: "This conversation leaves the page and a new one begins. Appointments stay booked, but the new conversation doesn't know of them.",
    no: "Keep this one",
    yes: "Start over",
  },
  eraseAsk: {
    title: "Delete your data?",
    text: "Everything written here is deleted at the salon and on this device, for good.",
    coming: (list: string) => `You have an appointment coming up: ${list}. Without it the salon doesn't expect you.`,
    keepAppointments: "Keep it. The salon keeps its time, your name and number until then.",
    cancelAppointments: "Cancel it and delete that too.",
    no: "Don't delete",
    yes: "Delete",
    failed: "That didn't work. Nothing was deleted; please try again.",
  },

  goOnMeans: "Whoever follows this can read and continue this conversation there. It works once, for half an hour.",
  rateAsk: "How was this conversation?",
  stars: (count: number) => counted(count, "star", "stars"),
  rated: "Thank you.",
};

/** What every visitor needs. */
export type Words = typeof en;

/** All words of a language. */
export type AllWords = Words & typeof later;
