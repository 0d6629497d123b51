import { afterAll, beforeAll, expect, test } from "vitest"
import { findAuditTrail, getAuditHead, readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import { REGISTRATION_EVENT_LABELS, type RegistrationEvent } from "#models/registration/events.ts"
import { findAllRegistrations, getRegistration } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { findComments } from "#models/registration-comment/registration-comment.repository.server.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { openLargeReview } from "#test/setup/large-office.ts"
import { officeOn, type SmallOffice } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { addComment } from "#workflows/registration/add-comment.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"

const OFFICE = "van-phong-ubnd-tinh"
/** Words of Vietnamese with their marks, and none of a machine's. */
const VIETNAMESE = /[à-ỹđ]/iu
const RAW = /mongo|conflict|transaction|error|undefined/iu

let office: SmallOffice
let all: Registration[]
beforeAll(async () => {
  office = await officeOn(await openTestStore())
  await openLargeReview({ ...office, d: { ...office.d, store: office.store } }, 40)
  all = await findAllRegistrations(office.campaignId, REGISTRATION_STATES)
})
afterAll(() => office.store.close())

const person = (role: Role, agencyId: string, n: number): Actor => ({
  id: `${role.toLowerCase()}.${n}`,
  name: `Người thứ ${n}`,
  assignments: [{ role, agencyId }],
})

const proposalFor = ({ suggestion }: Registration, note: string) => {
  const proposal = proposalConfirming(suggestion)
  const citation = proposal.level === "PARTIAL" ? "Điều 18 Luật Hộ tịch số 60/2014/QH13" : ""
  return { ...proposal, citation, note }
}

type Written = { about: Registration; actor: Actor; event: RegistrationEvent }
type Outcome = Written & { error: { code?: string; message: string } | null }

/** All at once, each with the page they saw. */
const together = (writes: readonly Written[]): Promise<Outcome[]> =>
  Promise.all(
    writes.map(async (write) => {
      const { about, actor, event } = write
      try {
        await moveRegistration(office.d, {
          registrationId: about.id,
          revision: about.revision,
          event,
          actor,
        })
        return { ...write, error: null }
      } catch (error) {
        return { ...write, error: error as Outcome["error"] }
      }
    }),
  )

const seen = (registrations: readonly Registration[]) =>
  Promise.all(registrations.map(({ id }) => getRegistration(id)))

const one = async (about: Registration, actor: Actor, event: RegistrationEvent) => {
  await moveRegistration(office.d, { registrationId: about.id, event, actor })
}

/** The log counts without gap from its first entry to its head, and what it tells is what stands. */
const expectWholeLog = async () => {
  const numbers: number[] = []
  for await (const entries of readAuditLog()) numbers.push(...entries.map(({ sequence }) => sequence))
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  expect((await getAuditHead()).sequence).toBe(numbers.length)
  expect((await verifyStore()).findings).toEqual([])
}

const expectToldInVietnamese = (refused: readonly Outcome[]) => {
  for (const { error } of refused) {
    expect(["CONCURRENT_EDIT", "RULE_BROKEN", "WORKFLOW_REFUSED"]).toContain(error?.code)
    expect(error?.message).toMatch(VIETNAMESE)
    expect(error?.message).not.toMatch(RAW)
  }
}

test("of fifty people who save the same answers at once one is kept, and the others are told somebody came first", async () => {
  const [about] = all as [Registration]
  const outcomes = await together(
    Array.from({ length: 50 }, (_, n) => ({
      about,
      actor: person("SPECIALIST", about.agencyId, n),
      event: { type: "draft.saved", proposal: proposalFor(about, `Lời của người thứ ${n}`) } as const,
    })),
  )
  const [kept, ...others] = outcomes.filter(({ error }) => error === null)
  expect(others).toEqual([])
  const refused = outcomes.filter(({ error }) => error !== null)
  expect(new Set(refused.map(({ error }) => error?.code))).toEqual(new Set(["CONCURRENT_EDIT"]))
  expectToldInVietnamese(refused)
  const { workflow, revision } = await getRegistration(about.id)
  expect(revision).toBe(1)
  expect(workflow.context.proposal).toMatchObject({
    note: kept && "proposal" in kept.event && kept.event.proposal.note,
  })
  await expectWholeLog()

  // What they typed is theirs still: each may save it on the page as it now stands, and nobody's is left out of the log.
  for (const { actor, event } of refused.slice(0, 3)) await one(about, actor, event)
  expect((await getRegistration(about.id)).revision).toBe(4)
  expect(await findAuditTrail("registration", about.id)).toHaveLength(4)
})

test("fifty people of one campaign at once, on the same items and on others: each act once, none lost, no gap", async () => {
  const items = all.slice(1, 31)
  const [toPropose, toSign, toTake, toAgree, toApprove] = [0, 1, 2, 3, 4].map((n) =>
    items.slice(n * 5, n * 5 + 5),
  ) as [Registration[], Registration[], Registration[], Registration[], Registration[]]
  const [spoken] = items.slice(25) as [Registration]
  const reviewer = person("REVIEWER", OFFICE, 900)
  const chief = office.staff.chief
  const lead = async (about: Registration, steps: number) => {
    const way: [Actor, RegistrationEvent][] = [
      [
        person("SPECIALIST", about.agencyId, 901),
        { type: "proposal.submitted", proposal: proposalFor(about, "") },
      ],
      [person("UNIT_HEAD", about.agencyId, 902), { type: "proposal.signedOff" }],
      [reviewer, { type: "appraisal.started" }],
      [reviewer, { type: "appraisal.agreed", note: "" }],
    ]
    for (const [actor, event] of way.slice(0, steps)) await one(about, actor, event)
  }
  for (const about of toSign) await lead(about, 1)
  for (const about of toTake) await lead(about, 2)
  for (const about of toAgree) await lead(about, 3)
  for (const about of toApprove) await lead(about, 4)
  const before = await getAuditHead()

  const two = async (
    registrations: readonly Registration[],
    role: Role,
    event: (about: Registration, n: number) => RegistrationEvent,
    who?: Actor,
  ): Promise<Written[]> =>
    (await seen(registrations)).flatMap((about, index) =>
      [0, 1].map((n) => ({
        about,
        actor: who ?? person(role, role === "REVIEWER" ? OFFICE : about.agencyId, index * 2 + n),
        event: event(about, n),
      })),
    )
  const writes = [
    ...(await two(toPropose, "SPECIALIST", (about, n) => ({
      type: "proposal.submitted",
      proposal: proposalFor(about, `Lời thứ ${n}`),
    }))),
    ...(await two(toSign, "UNIT_HEAD", () => ({ type: "proposal.signedOff" }))),
    ...(await two(toTake, "REVIEWER", () => ({ type: "appraisal.started" }))),
    ...(await two(toAgree, "REVIEWER", () => ({ type: "appraisal.agreed", note: "" }), reviewer)),
    ...(await two(toApprove, "CHIEF_OF_OFFICE", () => ({ type: "approval.granted" }), chief)),
  ]
  expect(writes).toHaveLength(50)
  const say = (n: number) =>
    addComment(office.d, {
      id: `loi-${n}`,
      registrationId: spoken.id,
      text: `Trao đổi của người thứ ${n}`,
      actor: person("SPECIALIST", spoken.agencyId, n),
    })
  const [outcomes] = await Promise.all([
    together(writes),
    // Each sent twice, as an impatient finger does.
    Promise.all(Array.from({ length: 10 }, (_, n) => Promise.all([say(n), say(n)]))),
  ])

  const kept = outcomes.filter(({ error }) => error === null)
  const refused = outcomes.filter(({ error }) => error !== null)
  expect(kept.map(({ about }) => about.id).sort()).toEqual(
    [...new Set(writes.map(({ about }) => about.id))].sort(),
  )
  expect(refused).toHaveLength(25)
  expectToldInVietnamese(refused)
  for (const { about, actor, event } of kept) {
    const now = await getRegistration(about.id)
    expect([now.revision, REGISTRATION_EVENT_LABELS[event.type]]).toEqual([
      about.revision + 1,
      REGISTRATION_EVENT_LABELS[event.type],
    ])
    const trail = (await findAuditTrail("registration", about.id)).filter(({ type }) => type === event.type)
    expect(trail.map(({ by }) => by)).toEqual([actor.id])
    if ("proposal" in event)
      expect(now.workflow.context.proposal).toMatchObject({ note: event.proposal.note })
  }
  expect((await findComments(spoken.id)).map(({ id }) => id).sort()).toEqual(
    Array.from({ length: 10 }, (_, n) => `loi-${n}`).sort(),
  )
  expect((await getAuditHead()).sequence).toBe(before.sequence + 25 + 10)
  await expectWholeLog()
})
