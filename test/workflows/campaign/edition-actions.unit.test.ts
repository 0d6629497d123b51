import { expect, test } from "vitest"
import type { CampaignEvent } from "#models/campaign/events.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { advance, begin } from "#workflows/advance.ts"
import { campaignChart } from "#workflows/campaign/chart.ts"
import { type Offer, offersOf } from "#workflows/campaign/offers.server.ts"
import { lifeOf } from "#workflows/screens/edition-life.ts"

const AT = new Date("2023-05-10T02:00:00Z")
const DIGEST = "a".repeat(64)

const someone = (role: Role, id: string = role): Actor => ({
  id,
  name: id,
  assignments: [{ role, agencyId: "van-phong-ubnd-tinh" }],
})
const CHIEF = someone("CHIEF_OF_OFFICE")
const CLERK = someone("RECORDS_CLERK")
const LEADER = someone("LEADER")
const SPECIALIST = someone("SPECIALIST")

const SIGNATORY = {
  personId: LEADER.id,
  fullName: "Lê Văn Chủ",
  position: "CHỦ TỊCH",
  capacity: "HEAD" as const,
  heldFrom: "2021-06-01",
  heldTo: null,
}

const EVENTS: [CampaignEvent, Actor][] = [
  [{ type: "campaign.opened" }, CHIEF],
  [{ type: "collection.closed" }, CHIEF],
  [
    { type: "edition.consolidated", draft: 1, digest: DIGEST, entries: 3, leftOut: 0, leftOutReason: "" },
    CHIEF,
  ],
  [{ type: "content.checked", digest: DIGEST }, CHIEF],
  [{ type: "form.checked", digest: DIGEST }, CLERK],
  [
    {
      type: "submission.made",
      digest: DIGEST,
      submissionNumber: "01",
      submissionSymbol: "TTr-VPUBND",
      submissionDay: "2023-05-10",
      signatory: SIGNATORY,
    },
    CHIEF,
  ],
]

/** A campaign after so many events of the happy path. */
const after = (count: number, numberFirst = false) => {
  let workflow = begin(campaignChart, {
    kind: "ANNUAL",
    numberFirst,
    initials: false,
    annexesApart: false,
    amends: null,
  })
  for (const [event, by] of EVENTS.slice(0, count))
    workflow = advance(campaignChart, workflow, event, by, AT).snapshot
  return { id: "2023-1", workflow }
}

const open = (offer: Offer | null) => offer && [offer.intent, offer.refusal === null]

test("each state offers its one next step to the person who may take it, and to nobody else", () => {
  expect(open(offersOf(after(2), CHIEF, AT).next)).toEqual(["consolidate", true])
  expect(open(offersOf(after(3), CHIEF, AT).next)).toEqual(["checkContent", true])
  expect(open(offersOf(after(4), CLERK, AT).next)).toEqual(["checkForm", true])
  expect(open(offersOf(after(5), CHIEF, AT).next)).toEqual(["submit", true])
  expect(open(offersOf(after(6), LEADER, AT).next)).toEqual(["sign", true])
  for (const count of [2, 3, 4, 5, 6])
    expect(open(offersOf(after(count), SPECIALIST, AT).next)?.[1]).toBe(false)
})

test("while registrations are collected nothing is offered but to stop, and that to the chief of office", () => {
  const { next, others } = offersOf(after(1), CHIEF, AT)
  expect([next, others.map(open)]).toEqual([null, [["stop", true]]])
  expect(offersOf(after(1), LEADER, AT).others.map(open)).toEqual([["stop", false]])
})

test("another leader than the one it was submitted to is told whose signature is awaited", () => {
  const { next } = offersOf(after(6), someone("LEADER", "pho-chu-tich"), AT)
  expect(next?.refusal).toMatch(/Chỉ người được trình ký/)
  expect(next?.whoMay).toBe("Chủ tịch Lê Văn Chủ")
})

test("whoever checked the content is told why the form must be checked by someone else", () => {
  const both: Actor = { ...CHIEF, assignments: [...CHIEF.assignments, ...CLERK.assignments] }
  expect(offersOf(after(4), both, AT).next?.refusal).toMatch(/phải khác người kiểm tra nội dung/)
})

test("an office that numbers first is asked for the number before the signature", () => {
  expect(open(offersOf(after(6, true), CLERK, AT).next)).toEqual(["number", true])
})

test("a frozen edition may be returned until it is sealed: a signature or number that turns out wrong leads nowhere else", () => {
  expect(offersOf(after(6), LEADER, AT).others.map(open)).toEqual([
    ["recallSubmission", false],
    ["return", true],
    ["stop", false],
  ])
  const signed = advance(
    campaignChart,
    after(6).workflow,
    { type: "decision.signed", documentSha256: DIGEST, signatory: SIGNATORY, signedOn: "2023-05-10" },
    LEADER,
    AT,
  ).snapshot
  expect(offersOf({ workflow: signed }, CLERK, AT).others.map(open)).toEqual([
    ["return", true],
    ["stop", false],
  ])
})

test("the life of an edition shows what is done, where it stands and what lies ahead", () => {
  const steps = lifeOf(after(4), [])
  expect(steps.map(({ progress }) => progress).join(" ")).toBe(
    "done done done here todo todo todo todo todo todo todo todo",
  )
})

test("a returned edition stands at appraisal again", () => {
  const { workflow } = after(5)
  const returned = advance(
    campaignChart,
    workflow,
    { type: "edition.returned", reason: "Thiếu phụ lục" },
    CHIEF,
    AT,
  ).snapshot
  const here = lifeOf({ workflow: returned }, []).find(({ progress }) => progress === "here")
  expect(here?.state).toBe("appraising")
  expect(open(offersOf({ workflow: returned }, CHIEF, AT).next)).toEqual(["resume", true])
})
