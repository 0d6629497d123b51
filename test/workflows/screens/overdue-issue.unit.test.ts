import { expect, test } from "vitest"
import type { CampaignContext } from "#models/campaign/context.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import { regimeInForceOn } from "#models/legal-regime/legal-regime.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { nextWorkingDay, workCalendar } from "#models/shared/working-days.ts"
import { HOLIDAYS } from "#seeds/reference/holidays.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"
import { begin } from "#workflows/advance.ts"
import { campaignChart } from "#workflows/campaign/chart.ts"
import { decisionFacts } from "#workflows/clocks/decision-facts.server.ts"
import { reconcile } from "#workflows/clocks/reconcile.ts"
import { signedDecision } from "#workflows/screens/overdue-issue.server.ts"

const calendar = workCalendar(HOLIDAYS)

test.each([
  ["2023-05-10", "2023-05-11", "an ordinary Wednesday"],
  ["2023-05-12", "2023-05-15", "a Friday"],
  ["2023-04-28", "2023-05-04", "before 30/4 and 1/5 with the days given for them"],
  ["2026-08-21", "2026-08-22", "a Friday before a Saturday worked for 31/8"],
  ["2027-02-03", "2027-02-11", "before Tết 2027"],
  ["2026-11-23", "2026-11-25", "before 24/11, a day off since 2026"],
])("after %s the office works again on %s: %s", (day, next) => {
  expect(nextWorkingDay(day, calendar)).toBe(next)
})

const INPUT = {
  kind: "ANNUAL",
  numberFirst: false,
  initials: false,
  annexesApart: false,
  amends: null,
} as const

const d = {
  clock: fixedClock("2023-05-12T02:00:00Z"),
  reference: {
    regimeOn: async (day: string) => regimeInForceOn(LEGAL_REGIMES, day),
    workCalendar: async () => calendar,
  },
}
const aCampaign = {
  year: 2023,
  sequence: 1,
  kind: "ANNUAL",
  name: "Rà soát năm 2023",
  deadlines: { registerBy: "", appraiseBy: "", announceBy: "", publishBy: "" },
  regimeId: "nd-42-2022",
  openedOn: "2023-03-06",
  revision: 0,
} as const

/** A campaign in a state, with the facts that stand behind it. */
const campaign = (value: CampaignState, signedOn: string | null, numberFirst = false) => {
  const done = { by: "ai-do", at: `${signedOn ?? "2023-05-12"}T02:00:00.000Z`, documentSha256: "" }
  const signatory = {
    personId: "ai-do",
    fullName: "",
    position: "",
    capacity: "HEAD",
    heldFrom: "2021-07-01",
    heldTo: null,
  } as const
  const isNumbered = ["numbered", "sealed", "issued"].includes(value)
  const fresh = begin(campaignChart, { ...INPUT, numberFirst })
  const context: CampaignContext = {
    ...fresh.context,
    signatory,
    signed: signedOn ? { ...done, signatory, signedOn } : null,
    issued: value === "issued" ? { ...done, issuedOn: "2023-05-15", effectiveOn: "2023-05-15" } : null,
    numbered: isNumbered ? { ...done, number: "15", symbol: "QĐ-UBND", day: "2023-05-12" } : null,
  }
  return { id: "2023-1", workflow: { ...fresh, value, context } }
}

/** What the ledger and the page say of it on a day. */
const standingOf = async (asked: ReturnType<typeof campaign>, today: string) => {
  const whole = { ...aCampaign, ...asked }
  const facts = await decisionFacts(d, [whole], calendar)
  return signedDecision(whole, reconcile([], facts, today, calendar).rows, today)
}

test.each<[CampaignState, string]>([
  ["signed", "Cấp số, ngày cho quyết định"],
  ["numbered", "Ký số cơ quan"],
  ["sealed", "Phát hành quyết định"],
])(
  "a decision that is %s is to be out by the next working day, and what it waits for is named",
  async (state, title) => {
    const at = (today: string) => standingOf(campaign(state, "2023-05-12"), today)
    expect(await at("2023-05-12")).toMatchObject({ dueOn: "2023-05-15", isLate: false, step: { title } })
    expect((await at("2023-05-15"))?.isLate).toBe(false)
    expect((await at("2023-05-16"))?.isLate).toBe(true)
  },
)

test("nothing is raised before the signature or after the issue", async () => {
  expect(await standingOf(campaign("submittedForSignature", null), "2023-06-01")).toBeNull()
  expect(await standingOf(campaign("numbered", null, true), "2023-06-01")).toBeNull()
  expect(await standingOf(campaign("issued", "2023-05-12"), "2023-06-01")).toBeNull()
})
