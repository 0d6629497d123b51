/**
 * `node people.ts URL PEOPLE SECONDS`: so many people at once at the office's real mix of work, each asking for the next thing as soon as
 * the last one is there. Prints what was measured as JSON: a process of its own, which takes nothing from the server's.
 */
import { Agent, request } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"

/** What people ask for, and how often of a hundred. `bare`: a route that draws nothing, for comparison. */
const MIX = { list: 38, form: 16, search: 10, document: 4, publicPage: 24, bare: 8 } as const
type Kind = keyof typeof MIX
const KINDS = Object.keys(MIX) as Kind[]

/** Milliseconds by kind, and what was not answered well. */
export type Mixed = { times: Record<Kind, number[]>; faults: string[] }

/** Where a person's forms are linked from. */
const OWN_WORK = "/cong-viec"

const [url = "", people = "1", seconds = "1"] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: Number(people) })

type Answer = { status: number; text: string; cookie: string }
const ask = (path: string, sent: { cookie?: string; place: string; form?: string }): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { cookie = "", place, form } = sent
    const headers: Record<string, string> = {
      // Each sits at a machine of their own, behind the province's proxy.
      "x-forwarded-for": place,
      "accept-encoding": "gzip",
      cookie,
      ...(form === undefined
        ? {}
        : {
            "content-type": "application/x-www-form-urlencoded",
            "content-length": String(Buffer.byteLength(form)),
            origin: url,
          }),
    }
    if (form !== undefined || path === OWN_WORK) headers["accept-encoding"] = "identity"
    const call = request(
      `${url}${path}`,
      { agent, headers, method: form === undefined ? "GET" : "POST" },
      (answer) => {
        let text = ""
        answer.setEncoding("utf8")
        answer.on("data", (chunk: string) => {
          if (headers["accept-encoding"] === "identity") text += chunk
        })
        answer.on("error", reject)
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            text,
            cookie: (answer.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; "),
          }),
        )
      },
    )
    call.on("error", reject)
    call.end(form)
  })

type Person = { cookie: string; place: string; forms: string[] }

/** Signs people in, a few at a time: hashing passwords is slow on purpose, and no part of what is measured. */
const signIn = async (userId: string, place: string): Promise<Person> => {
  const form = new URLSearchParams({ userId, password: "tap-huan-2023" }).toString()
  const { status, cookie } = await ask("/dang-nhap", { place, form })
  if (status !== 302) throw new Error(`${userId} could not sign in: ${status}`)
  const { text } = await ask(OWN_WORK, { cookie, place })
  return { cookie, place, forms: linksIn(text, /href="(\/dang-ky\/[^"?]+)[?"]/g) }
}
const linksIn = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, address = ""]) => address)),
]

const userIds = linksIn(
  (await ask("/dang-nhap", { place: "10.0.0.1", form: "" })).text,
  /(chuyenvien\.[a-z]+)/g,
)
const procedures = linksIn(await (await fetch(`${url}/danh-muc`)).text(), /href="(\/thu-tuc\/[^"]+)"/g)
const signedIn: Person[] = []
for (const [n, userId] of userIds.slice(0, Math.min(30, Number(people))).entries())
  signedIn.push(await signIn(userId, `10.1.0.${n + 1}`))

const WORDS = ["khai sinh", "đất đai", "giấy phép", "hộ kinh doanh", "1.000"]
const LISTS = ["/cong-viec", "/dot-ra-soat/2023-1", "/dot-ra-soat", "/thong-bao", "/ke-hoach"]
if (!signedIn.some(({ forms }) => forms.length > 0)) throw new Error("nobody has a form to open")
const any = <T>(from: readonly T[], n: number): T => from[n % from.length] as T
const PATHS: Record<Kind, (person: Person, n: number) => string> = {
  list: (_person, n) => any(LISTS, n),
  form: ({ forms }, n) => (forms.length > 0 ? any(forms, n) : "/cong-viec"),
  search: (_person, n) => `/tim?q=${encodeURIComponent(any(WORDS, n))}`,
  document: () => "/danh-muc/2022-2/tai-ve/decision.pdf",
  publicPage: (_person, n) => (n % 3 === 0 ? "/danh-muc" : any(procedures, n)),
  bare: () => "/healthz",
}
/** The kinds in an order that mixes them, each as often as it is to come. */
const ORDER = KINDS.flatMap((kind) =>
  Array.from({ length: MIX[kind] }, (_, n) => ({ kind, at: n / MIX[kind] })),
)
  .sort((one, other) => one.at - other.at)
  .map(({ kind }) => kind)

const mixed: Mixed = {
  times: { list: [], form: [], search: [], document: [], publicPage: [], bare: [] },
  faults: [],
}
const WARM_UP_S = 5
const from = performance.now() + WARM_UP_S * 1000
const until = from + Number(seconds) * 1000
const work = async (person: Person, first: number) => {
  for (let n = first; performance.now() < until; n++) {
    const kind = any(ORDER, n)
    const path = PATHS[kind](person, n)
    const began = performance.now()
    const status = await ask(path, person).then(
      (answer) => answer.status,
      (error: Error) => error.message,
    )
    if (began < from) continue
    mixed.times[kind].push(performance.now() - began)
    if (status !== 200) mixed.faults.push(`${path}: ${status}`)
    // A client that only fails would otherwise spin.
    if (typeof status === "string") await sleep(100)
  }
}
await Promise.all(Array.from({ length: Number(people) }, (_, n) => work(any(signedIn, n), n * 17)))
agent.destroy()
process.stdout.write(JSON.stringify(mixed))
