import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { refusalFaults } from "./answer-faults.ts"
import { addressOf, appRoutes } from "./app-routes.ts"
import { type OddBody, STRANGE_FORMS, UNREADABLE_BODIES } from "./odd-bodies.ts"
import { withOddValues } from "./odd-values.ts"
import { type OfficeAtWork, openOfficeAtWork } from "./office-at-work.ts"
import { type PageForm, postedForms } from "./page-forms.ts"
import { sendRaw } from "./send-raw.ts"

const ROUTES = appRoutes()
const FORMS = ROUTES.filter(({ takesForms }) => takesForms)
type FormRoute = (typeof FORMS)[number]

/** Each kind of form of a page once: a list has one button for every row. */
const kindsOf = (forms: PageForm[]): PageForm[] => [
  ...new Map(
    forms.map((form) => [
      JSON.stringify([
        form.fields.map(({ name }) => name),
        form.fields.find(({ name }) => name === "intent")?.value,
      ]),
      form,
    ]),
  ).values(),
]

/** Sends what no form of ours sends to every place that takes forms, or to those chosen of them. */
export function walkOddRequests(chosenOf: (forms: FormRoute[]) => FormRoute[]): void {
  const forms = chosenOf(FORMS)
  let office: OfficeAtWork
  beforeAll(async () => {
    office = await openOfficeAtWork()
  }, 240_000)
  afterAll(() => office?.app.stop())

  const post = (target: string, { type, body }: OddBody, cookie: string) =>
    sendRaw(office.app.url, {
      method: "POST",
      target,
      headers: {
        Origin: office.app.url,
        ...(type ? { "Content-Type": type } : {}),
        ...(cookie ? { Cookie: cookie } : {}),
      },
      body,
    })

  test("the walk knows every kind of address, and signs in", () => {
    expect(ROUTES.length).toBeGreaterThan(45)
    expect(FORMS.length).toBeGreaterThan(20)
    expect(office.cookie).not.toBe("")
  })

  describe("what is no form is refused in our frame, signed in or not, typed or by script", {
    timeout: 120_000,
  }, () => {
    test.each(forms)("at $pattern", async ({ pattern, hasPage: isPage }) => {
      const address = addressOf(pattern, office.params)
      const faults: string[] = []
      const note = (name: string, found: string[]) => faults.push(...found.map((fault) => `${name} ${fault}`))
      for (const odd of UNREADABLE_BODIES) {
        note(odd.name, refusalFaults(await post(address, odd, office.cookie), { isPage }))
        const stranger = await post(address, odd, "")
        const isSentToSignIn =
          stranger.status === 302 && /^\/dang-nhap(\?|$)/.test(stranger.headers.location ?? "")
        if (!isSentToSignIn) note(`${odd.name} of a stranger`, refusalFaults(stranger, { isPage }))
        const { status } = await post(`${address}.data`, odd, office.cookie)
        if (status < 400 || status >= 500) note(`${odd.name} by script`, [`answers ${status}`])
      }
      expect(faults).toEqual([])
    })
  })

  describe("a form with names and values no form of ours has breaks nothing", { timeout: 120_000 }, () => {
    test.each(forms.filter(({ pattern }) => pattern !== "/dang-xuat"))("at $pattern", async ({ pattern }) => {
      const address = addressOf(pattern, office.params)
      const broken: string[] = []
      for (const odd of STRANGE_FORMS)
        for (const cookie of [office.cookie, ""])
          for (const target of [address, `${address}.data`]) {
            const { status } = await post(target, odd, cookie)
            if (status >= 500) broken.push(`${target}: ${odd.name} answers ${status}`)
          }
      expect(broken).toEqual([])
    })
  })

  let tried = 0
  describe("a form of a page with values of another shape breaks nothing", { timeout: 120_000 }, () => {
    const pages = forms.filter(({ hasPage, pattern }) => hasPage && pattern !== "/*")
    test.each(pages)("at $pattern", async ({ pattern }) => {
      const address = addressOf(pattern, office.params)
      const page = await sendRaw(office.app.url, { target: address, headers: { Cookie: office.cookie } })
      const broken: string[] = []
      for (const form of kindsOf(postedForms(page.text, address))) {
        if (form.action === "/dang-xuat") continue
        for (const odd of withOddValues(form)) {
          tried++
          const { status } = await post(form.action, odd, office.cookie)
          if (status >= 500)
            broken.push(`${form.fields.map(({ name }) => name).slice(0, 5)} ${odd.name} answers ${status}`)
        }
      }
      expect(broken).toEqual([])
    })

    test("the walk found the forms", () => {
      expect(tried).toBeGreaterThan(pages.length * 3)
    })
  })

  test("nothing of all this was a fault of the system", () => {
    expect(office.app.output().match(/^.*"level":(50|60).*$/gm) ?? []).toEqual([])
  })
}
