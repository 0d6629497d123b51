import { afterAll, beforeAll, expect, test } from "vitest"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { type Actor, ROLES } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { openSmallOffice, registrationOf } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { assignNumber } from "#workflows/campaign/assign-number.server.ts"
import { checkForm } from "#workflows/campaign/check-form.server.ts"
import { consolidateEdition } from "#workflows/campaign/consolidate.server.ts"
import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"
import { initialDecision } from "#workflows/campaign/initial-decision.server.ts"
import { issueDecision } from "#workflows/campaign/issue-decision.server.ts"
import {
  archiveEdition,
  checkContent,
  closeCollection,
  recallEdition,
  recordErratum,
  resumeRevision,
  returnEdition,
} from "#workflows/campaign/plain-steps.server.ts"
import { sealDecision } from "#workflows/campaign/seal-decision.server.ts"
import { signDecision } from "#workflows/campaign/sign-decision.server.ts"
import { submitForSignature } from "#workflows/campaign/submit-for-signature.server.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import { unconfiguredSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { type Action, PERMISSIONS } from "#workflows/permissions.ts"
import { REGISTRATION_EVENT_ACTION } from "#workflows/registration/event-permissions.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"

let store: Store
let office: Awaited<ReturnType<typeof openSmallOffice>>
let d: CampaignDependencies
beforeAll(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store)
  d = { ...office.d, signing: unconfiguredSigning }
})
afterAll(() => store.close())

const CAMPAIGN = "2023-1"
const DIGEST = "0".repeat(64)
const reason = "Thử quyền của từng vai trò"

/** Every step a person can ask of an edition, with the permission it must ask for. */
const STEPS: [Action, (actor: Actor) => Promise<unknown>][] = [
  ["campaign.run", (actor) => closeCollection(d, { campaignId: CAMPAIGN, actor })],
  ["campaign.run", (actor) => resumeRevision(d, { campaignId: CAMPAIGN, actor })],
  ["campaign.run", (actor) => consolidateEdition(d, { campaignId: CAMPAIGN, actor })],
  ["edition.return", (actor) => returnEdition(d, { campaignId: CAMPAIGN, actor, reason })],
  ["edition.checkContent", (actor) => checkContent(d, { campaignId: CAMPAIGN, actor, digest: DIGEST })],
  ["edition.checkForm", (actor) => checkForm(d, { campaignId: CAMPAIGN, actor, digest: DIGEST })],
  [
    "edition.submit",
    (actor) => submitForSignature(d, { campaignId: CAMPAIGN, actor, signatoryId: "phochutich" }),
  ],
  ["edition.initial", (actor) => initialDecision(d, { campaignId: CAMPAIGN, actor })],
  ["edition.sign", (actor) => signDecision(d, { campaignId: CAMPAIGN, actor })],
  ["edition.number", (actor) => assignNumber(d, { campaignId: CAMPAIGN, actor })],
  ["edition.seal", (actor) => sealDecision(d, { campaignId: CAMPAIGN, actor })],
  ["edition.issue", (actor) => issueDecision(d, { campaignId: CAMPAIGN, actor })],
  ["edition.correct", (actor) => archiveEdition(d, { campaignId: CAMPAIGN, actor })],
  ["edition.correct", (actor) => recallEdition(d, { campaignId: CAMPAIGN, actor, reason })],
  [
    "edition.correct",
    (actor) => recordErratum(d, { campaignId: CAMPAIGN, actor, letter: "1/UBND-VX", text: reason }),
  ],
]

const actorIn = (role: (typeof ROLES)[number], agencyId: string): Actor => ({
  id: `ai-do.${role.toLowerCase()}`,
  name: "Ai đó",
  assignments: [{ role, agencyId }],
})

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "OK",
    (error: { code?: string }) => error.code ?? String(error),
  )

test.each(ROLES)("%s is refused every step of an edition the table does not give it", async (role) => {
  for (const [action, step] of STEPS) {
    if ((PERMISSIONS[action].roles as readonly string[]).includes(role)) continue
    expect([action, await codeOf(step(actorIn(role, "van-phong-ubnd-tinh")))]).toEqual([action, "FORBIDDEN"])
  }
})

test.each(ROLES)("%s is refused every event of a registration the table does not give it", async (role) => {
  const registration = await registrationOf("1.000894")
  const proposal = proposalFromSuggestion(registration.suggestion)
  const events: RegistrationEvent[] = [
    { type: "draft.saved", proposal },
    { type: "proposal.submitted", proposal },
    { type: "proposal.signedOff" },
    { type: "proposal.returnedByHead", reason },
    { type: "proposal.withdrawn", reason },
    { type: "appraisal.started" },
    { type: "consultation.requested", question: reason, dueOn: "2023-04-01" },
    { type: "consultation.answered", opinion: reason },
    { type: "consultation.lapsed", today: "2023-04-02" },
    { type: "proposal.returned", reason },
    { type: "appraisal.agreed", note: "" },
    { type: "approval.granted" },
    { type: "approval.revoked", reason },
    { type: "records.published" },
    { type: "edition.superseded", byEditionId: "2024-1" },
    { type: "procedure.repealed", decision: "9/QĐ-BTP" },
  ]
  for (const event of events) {
    const action = REGISTRATION_EVENT_ACTION[event.type]
    const rule = action && PERMISSIONS[action]
    for (const agencyId of [registration.agencyId, "so-y-te"]) {
      const mayTry =
        rule &&
        (rule.roles as readonly string[]).includes(role) &&
        (rule.scope === "ANY_AGENCY" || agencyId === registration.agencyId)
      if (mayTry) continue
      const actor = actorIn(role, agencyId)
      const code = await codeOf(
        moveRegistration({ ...office.d, ...d }, { registrationId: registration.id, event, actor }),
      )
      expect([event.type, agencyId, code]).toEqual([event.type, agencyId, "FORBIDDEN"])
    }
  }
  expect((await registrationOf("1.000894")).revision).toBe(0)
})

test("every refusal above left its line in the log", async () => {
  const { total } = await findAuditPage({ type: "access.denied" }, 1, 10)
  expect(total).toBeGreaterThan(STEPS.length)
})
