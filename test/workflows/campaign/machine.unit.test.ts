import { expect, test } from "vitest"
import { getShortestPaths } from "xstate/graph"
import type { CampaignContext } from "#models/campaign/context.ts"
import type { CampaignEvent, SigningFacts } from "#models/campaign/events.ts"
import { CAMPAIGN_STATES } from "#models/campaign/states.ts"
import type { Stamped } from "#models/shared/workflow.ts"
import { advance, begin } from "#workflows/advance.ts"
import { campaignChart } from "#workflows/campaign/chart.ts"
import { campaignMachine } from "#workflows/campaign/machine.ts"

const AT = "2023-05-12T02:00:00.000Z"
const DIGEST = "a".repeat(64)
const OTHER_DIGEST = "b".repeat(64)
const leader: SigningFacts = {
  personId: "leader",
  fullName: "Lê Văn Ký",
  position: "PHÓ CHỦ TỊCH",
  capacity: "KT",
  heldFrom: "2021-07-01",
  heldTo: "2023-05-31",
}
const other: SigningFacts = { ...leader, personId: "other" }
const by = (who: string, event: CampaignEvent): Stamped<CampaignEvent> => ({ ...event, by: who, at: AT })

const EVENTS: Stamped<CampaignEvent>[] = [
  by("reviewer", { type: "campaign.opened" }),
  by("reviewer", { type: "collection.closed" }),
  by("reviewer", {
    type: "edition.consolidated",
    draft: 1,
    digest: DIGEST,
    entries: 3,
    leftOut: 0,
    leftOutReason: "",
  }),
  by("chief", { type: "content.checked", digest: DIGEST }),
  by("chief", { type: "content.checked", digest: OTHER_DIGEST }),
  by("clerk", { type: "form.checked", digest: DIGEST }),
  by("chief", { type: "form.checked", digest: DIGEST }),
  by("chief", {
    type: "submission.made",
    digest: DIGEST,
    submissionNumber: "07",
    submissionSymbol: "TTr-VPUBND",
    submissionDay: "2023-05-10",
    signatory: leader,
  }),
  by("chief", { type: "decision.initialled", documentSha256: DIGEST }),
  by("leader", {
    type: "decision.signed",
    documentSha256: DIGEST,
    signatory: leader,
    signedOn: "2023-05-12",
  }),
  by("leader", {
    type: "decision.signed",
    documentSha256: DIGEST,
    signatory: leader,
    signedOn: "2023-06-01",
  }),
  by("other", { type: "decision.signed", documentSha256: DIGEST, signatory: other, signedOn: "2023-05-12" }),
  by("clerk", {
    type: "number.assigned",
    documentSha256: DIGEST,
    number: "15",
    symbol: "QĐ-UBND",
    day: "2023-05-12",
  }),
  by("clerk", { type: "decision.sealed", documentSha256: DIGEST }),
  by("clerk", { type: "decision.issued", issuedOn: "2023-05-12" }),
  by("system", { type: "records.published" }),
  by("chief", { type: "edition.archived" }),
  by("chief", { type: "edition.returned", reason: "Sai tên đơn vị" }),
  by("reviewer", { type: "revision.resumed" }),
  by("chief", { type: "amendment.opened", editionId: "2023-2" }),
  by("chief", { type: "erratum.recorded", letter: "12/UBND-VX", text: "Sai lỗi chính tả" }),
  by("chief", { type: "edition.recalled", reason: "Sai thẩm quyền" }),
]

const sameState = (snapshot: { value: unknown; context: CampaignContext }): string =>
  JSON.stringify([
    snapshot.value,
    Boolean(snapshot.context.frozen),
    snapshot.context.contentChecked?.by,
    snapshot.context.formChecked?.by,
    Boolean(snapshot.context.initialled),
    Boolean(snapshot.context.signed),
    Boolean(snapshot.context.numbered),
    Boolean(snapshot.context.sealed),
  ])

const pathsOf = (numberFirst: boolean, initials = false) =>
  getShortestPaths(campaignMachine, {
    input: { kind: "ANNUAL", numberFirst, initials, annexesApart: false, amends: null },
    events: EVENTS,
    serializeState: sameState as never,
    limit: 20_000,
  })

test.each([false, true])("every state of an edition can be reached (number first: %s)", (numberFirst) => {
  const reached = new Set(pathsOf(numberFirst).map((path) => path.state.value))
  expect([...reached].sort()).toEqual([...CAMPAIGN_STATES].sort())
})

test.each([false, true])(
  "nothing is issued without both checks, signature, number and seal (number first: %s)",
  (numberFirst) => {
    const issued = pathsOf(numberFirst).filter((path) => path.state.value === "issued")
    expect(issued.length).toBeGreaterThan(0)
    for (const path of issued) {
      const { contentChecked, formChecked, signed, numbered, sealed } = path.state.context as CampaignContext
      expect(contentChecked?.by).not.toBe(formChecked?.by)
      expect(signed?.signatory.personId).toBe("leader")
      expect(signed?.signedOn).toBe("2023-05-12")
      expect(numbered).not.toBeNull()
      expect(sealed).not.toBeNull()
      const order = path.steps.map((step) => step.event.type)
      const [sign, number] = [order.lastIndexOf("decision.signed"), order.lastIndexOf("number.assigned")]
      expect(numberFirst ? number < sign : sign < number).toBe(true)
    }
  },
)

test.each([false, true])(
  "where the office initials, nothing is signed or numbered before, and no one initials twice (number first: %s)",
  (numberFirst) => {
    const issued = pathsOf(numberFirst, true).filter((path) => path.state.value === "issued")
    expect(issued.length).toBeGreaterThan(0)
    for (const { steps } of issued) {
      const order = steps.map(({ event }) => event.type)
      const initialled = order.lastIndexOf("decision.initialled")
      expect(initialled).toBeGreaterThan(order.lastIndexOf("submission.made"))
      expect(initialled).toBeLessThan(order.lastIndexOf("decision.signed"))
      expect(initialled).toBeLessThan(order.lastIndexOf("number.assigned"))
      expect(order.filter((type) => type === "decision.initialled")).toHaveLength(1)
    }
    const without = pathsOf(numberFirst).flatMap(({ steps }) => steps.map(({ event }) => event.type))
    expect(without).not.toContain("decision.initialled")
  },
)

test("a returned edition loses its freeze and its checks", () => {
  const path = pathsOf(false).find((candidate) => candidate.state.value === "returnedForRevision")
  const context = path?.state.context as CampaignContext
  expect(context.frozen).toBeNull()
  expect(context.contentChecked).toBeNull()
})

test("checking an older freeze is refused with the reason", () => {
  let snapshot = begin(campaignChart, {
    kind: "ANNUAL",
    numberFirst: false,
    initials: false,
    annexesApart: false,
    amends: null,
  })
  for (const event of EVENTS.slice(0, 3))
    snapshot = advance(campaignChart, snapshot, event, { id: event.by }, new Date(AT)).snapshot
  expect(() =>
    advance(
      campaignChart,
      snapshot,
      { type: "content.checked", digest: OTHER_DIGEST },
      { id: "chief" },
      new Date(AT),
    ),
  ).toThrow(/chốt lại/)
})
