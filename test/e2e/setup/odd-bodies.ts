export type OddBody = { name: string; type?: string; body: string }

const FORM = "application/x-www-form-urlencoded"
const MULTIPART = "multipart/form-data; boundary=x"
const part = (headers: string, content = "1") => `--x\r\n${headers}\r\n\r\n${content}\r\n`
const field = (name: string) => `Content-Disposition: form-data; name="${name}"`

/** What no form of ours sends: refused wherever it arrives. */
export const UNREADABLE_BODIES: OddBody[] = [
  { name: "JSON", type: "application/json", body: '{"intent":"draft.saved"}' },
  { name: "null as JSON", type: "application/json", body: "null" },
  { name: "a list as JSON", type: "application/json; charset=utf-8", body: "[1]" },
  { name: "broken JSON", type: "application/json", body: "{" },
  { name: "JSON of a kind of its own", type: "application/ld+json", body: "{}" },
  { name: "text", type: "text/plain", body: "intent=draft.saved" },
  { name: "XML", type: "text/xml", body: "<form/>" },
  { name: "bytes", type: "application/octet-stream", body: "\u0000\u0001" },
  { name: "a body of no said kind", body: "intent=draft.saved" },
  { name: "a kind nobody can read", type: "; ;=", body: "intent=draft.saved" },
  { name: "multipart without a boundary", type: "multipart/form-data", body: "--x--\r\n" },
  { name: "multipart with an empty boundary", type: "multipart/form-data; boundary=", body: "--\r\n" },
  { name: "multipart of another kind", type: "multipart/mixed; boundary=x", body: "--x--\r\n" },
  { name: "multipart without its boundary", type: MULTIPART, body: "xin chào" },
  { name: "multipart that breaks off in a value", type: MULTIPART, body: `--x\r\n${field("a")}\r\n\r\nnửa` },
  { name: "multipart that breaks off in its headers", type: MULTIPART, body: `--x\r\n${field("a")}` },
  { name: "multipart without names", type: MULTIPART, body: `${part("Content-Type: text/plain")}--x--\r\n` },
]

/** What is a form by its letter, with names and values no form of ours has. */
export const STRANGE_FORMS: OddBody[] = [
  { name: "nothing", type: FORM, body: "" },
  { name: "signs that are no letters", type: FORM, body: "%E0%A4%A=%&&==&%00=%00" },
  { name: "a name without end", type: FORM, body: `${"a".repeat(200_000)}=1` },
  {
    name: "names that reach the prototype",
    type: FORM,
    body: "__proto__=1&__proto__.a=1&constructor.prototype.a=1",
  },
  {
    name: "names of what every object has",
    type: FORM,
    body: "toString=1&hasOwnProperty=1&valueOf.x=1&then=1",
  },
  { name: "a place far down a list", type: FORM, body: "answers.50000000.value=MET" },
  { name: "an operator of the store", type: FORM, body: "intent[$ne]=1&revision.$gt=&userId.$ne=" },
  { name: "an unknown intent", type: FORM, body: "intent=khong-co&revision=0" },
  { name: "an intent of every object", type: FORM, body: "intent=constructor&revision=0&by=toString" },
  { name: "several intents", type: FORM, body: "intent=a&intent=b&revision=1&revision=2" },
  { name: "a revision that is no number", type: FORM, body: "intent=draft.saved&revision=NaN" },
  {
    name: "a file for an intent",
    type: MULTIPART,
    body: `${part(`${field("intent")}; filename="a"`)}--x--\r\n`,
  },
  {
    name: "names that reach the prototype, with files",
    type: MULTIPART,
    body: `${part(`${field("__proto__")}; filename="a"`)}${part(field("constructor"))}--x--\r\n`,
  },
  {
    name: "multipart with a broken name",
    type: MULTIPART,
    body: `${part(field('a"b').slice(0, -1))}--x--\r\n`,
  },
  {
    name: "multipart with headers without end",
    type: MULTIPART,
    body: `${part(`${field("a")}\r\nX-Y: ${"y".repeat(300_000)}`)}--x--\r\n`,
  },
]
