/** The widget in Hebrew: the sample of a language that is written from right to left. The bot itself speaks English. */

import type { AllWords } from "./en.ts";

const counted = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`);

export const words: AllWords = {
  direction: "rtl",
  locale: "he",

  open: "פתיחת הצ'אט",
  openUnread: (count) => `פתיחת הצ'אט, ${counted(count, "הודעה חדשה אחת", "הודעות חדשות")}`,
  close: "סגירת הצ'אט",
  title: (salon) => `שאלו את ${salon}`,
  titleUnknown: "שאלו את הסלון",
  conversation: "שיחה",
  notice: "מההודעה הראשונה הדפדפן הזה שומר את המפתח לשיחה שלנו. אפשר למחוק אותה, כאן ובסלון, בתפריט.",
  emergency: (number) => `במקרה חירום חייגו ${number}.`,

  you: "אתם",
  bot: "העוזר",
  botBadge: "בוט",
  staff: "צוות הסלון",
  sources: (count) => counted(count, "מקור אחד", "מקורות"),
  choices: "תשובות מהירות",
  newest: "להודעות החדשות",

  status: { unknown: "רגע אחד", ready: "בוט, כאן כדי לענות", waking: "מתעורר", offline: "אין קשר" },
  withStaff: (name) => `${name} עונה עכשיו`,
  staffCame: (name) => `${name} בשיחה. הבוט שותק עד שהשיחה תוחזר אליו.`,
  botBack: "הבוט חזר.",
  banner: {
    waking: "העוזר מתעורר. כתבו מתי שנוח לכם, וההודעה תישלח ברגע שיהיה ער.",
    offline: "אין אפשרות להגיע אלינו כרגע. מה שתכתבו יישמר כאן ויישלח ברגע שנוכל.",
  },
  forbidden: "הצ'אט עדיין לא הוגדר לאתר הזה. אפשר להתקשר לסלון או לבקר באתר שלו.",

  message: "ההודעה שלכם",
  send: "שליחה",
  hint: "Enter שולח, Shift ו-Enter פותחים שורה חדשה.",
  placeholder: {
    usual: "שאלו על העור, או קבעו תור",
    name: "השם שלכם",
    phone: "מספר הטלפון שלכם",
    starts_at: "לדוגמה: Thursday at 4pm",
    moved_to: "לדוגמה: Thursday at 4pm",
  },
  tooLong: (over) => `ארוך מדי ב${counted(over, "תו אחד", "תווים")}`,
  left: (count) => `נותרו ${counted(count, "תו אחד", "תווים")}`,

  fate: { queued: "ממתין לשליחה", sending: "", unsent: "עוד לא נשלח, מנסים שוב.", refused: "לא נשלח." },
  tryNow: "לנסות עכשיו",
  edit: "עריכה",
  ended: "אי אפשר להמשיך את השיחה הזאת.",
  startAnew: "להתחיל שיחה חדשה",

  card: { summary: "התור שלכם, עוד לא נקבע", booked: "נקבע", moved: "הועבר", cancelled: "בוטל" },
  row: { treatment: "טיפול", when: "מתי", cosmetologist: "אצל", price: "מחיר", name: "שם", phone: "טלפון" },
  minutes: (count) => `${count} דק'`,
  addToCalendar: "הוספה ליומן",
  fileName: "תור",

  pickTime: "בחירת יום ושעה",
  picker: {
    title: "בחירת יום ושעה",
    back: "חזרה לצ'אט",
    earlier: "החודש הקודם",
    later: "החודש הבא",
    next: (when) => `הפנוי הבא: ${when}`,
    free: (day, count) => `${day}, ${counted(count, "שעה פנויה אחת", "שעות פנויות")}`,
    none: (day) => `${day}, אין שעה פנויה`,
    times: (day) => `שעות פנויות ב${day}`,
    noneThisMonth: "אין שעות פנויות החודש.",
    choose: "בחרו יום, ואז שעה.",
    loading: "מחפשים שעות פנויות",
    failed: "אין אפשרות להגיע ליומן כרגע.",
    again: "לנסות שוב",
  },

  menu: "עוד",
  startOver: "להתחיל מחדש",
  download: "הורדת השיחה",
  erase: "מחיקת המידע שלי",
  rate: "דירוג השיחה",
  goOn: (app) => `להמשיך ב־${app}`,
  goOnMeans: "מי שנכנס לקישור יכול לקרוא את השיחה ולהמשיך אותה שם. הוא פועל פעם אחת, חצי שעה.",
  soundOn: "הצליל פועל",
  soundOff: "הצליל כבוי",
  downloadName: "שיחה",

  startOverAsk: {
    title: "להתחיל מחדש?",
    text: "השיחה הזאת תיעלם מהדף ותתחיל שיחה חדשה. התורים נשארים, אבל השיחה החדשה לא תכיר אותם.",
    no: "להשאיר את זו",
    yes: "להתחיל מחדש",
  },
  eraseAsk: {
    title: "למחוק את המידע שלכם?",
    text: "כל מה שנכתב כאן יימחק אצל הסלון ובמכשיר הזה, לתמיד.",
    coming: (list) => `יש לכם תור: ${list}. בלעדיו הסלון לא יצפה לכם.`,
    keepAppointments: "להשאיר אותו. הסלון ישמור את המועד, את השם ואת המספר עד אז.",
    cancelAppointments: "לבטל אותו ולמחוק גם אותו.",
    no: "לא למחוק",
    yes: "למחוק",
    failed: "זה לא הצליח. דבר לא נמחק, נסו שוב.",
  },
  erased: "השיחה נמחקה, כאן ואצל הסלון.",

  rateAsk: "איך הייתה השיחה?",
  stars: (count) => counted(count, "כוכב אחד", "כוכבים"),
  rated: "תודה.",
};
