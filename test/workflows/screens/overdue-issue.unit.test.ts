import { expect, test } from "vitest"
import type { CampaignContext } from "#models/campaign/context.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import { nextWorkingDay, workCalendar } from "#models/shared/working-days.ts"
import { HOLIDAYS } from "#seeds/reference/holidays.ts"
import { begin } from "#workflows/advance.ts"
import { campaignChart } from "#workflows/campaign/chart.ts"
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
    numbered: isNumbered ? { ...done, number: "15", symbol: "QĐ-UBND", day: "2023-05-12" } : null,
  }
  return { id: "2023-1", workflow: { ...fresh, value, context } }
}

test.each<[CampaignState, string]>([
  ["signed", "Cấp số, ngày cho quyết định"],
  ["numbered", "Ký số cơ quan"],
  ["sealed", "Phát hành quyết định"],
])(
  "a decision that is %s is to be out by the next working day, and what it waits for is named",
  (state, title) => {
    const at = (today: string) => signedDecision(campaign(state, "2023-05-12"), today, calendar)
    expect(at("2023-05-12")).toMatchObject({ dueOn: "2023-05-15", isLate: false, step: { title } })
    expect(at("2023-05-15")?.isLate).toBe(false)
    expect(at("2023-05-16")?.isLate).toBe(true)
  },
)

test("nothing is raised before the signature or after the issue", () => {
  expect(signedDecision(campaign("submittedForSignature", null), "2023-06-01", calendar)).toBeNull()
  expect(signedDecision(campaign("numbered", null, true), "2023-06-01", calendar)).toBeNull()
  expect(signedDecision(campaign("issued", "2023-05-12"), "2023-06-01", calendar)).toBeNull()
})
