import { beforeAll, expect, test } from "vitest"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import {
  REGISTRATION_EVENT_LABELS,
  type RegistrationEvent,
  type RegistrationEventType,
} from "#models/registration/events.ts"
import { type Actor, ROLES } from "#models/shared/workflow.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import type { CampaignDependencies } from "#workflows/campaign/dependencies.ts"
import { CAMPAIGN_STEPS } from "#workflows/campaign/steps/index.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { unconfiguredSigning } from "#workflows/gateways/signing/training-signing.server.ts"
import { ruleOf } from "#workflows/permissions.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { stepOf } from "#workflows/registration/steps/index.ts"

const office = officeForAll()
let d: CampaignDependencies
beforeAll(() => {
  d = { ...office.d, signing: unconfiguredSigning }
})

const CAMPAIGN = "2023-1"

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
  const actor = actorIn(role, "van-phong-ubnd-tinh")
  for (const step of CAMPAIGN_STEPS) {
    if (ruleOf(step.permission).roles.includes(role)) continue
    const code = await codeOf(takeStep(d, step, { campaignId: CAMPAIGN, actor }))
    expect([step.intent, code]).toEqual([step.intent, "FORBIDDEN"])
  }
})

test.each(ROLES)("%s is refused every event of a registration the table does not give it", async (role) => {
  const registration = await registrationOf("1.000894")
  for (const type of Object.keys(REGISTRATION_EVENT_LABELS) as RegistrationEventType[]) {
    const step = stepOf(type)
    const rule = step && ruleOf(step.permission)
    for (const agencyId of [registration.agencyId, "so-y-te"]) {
      const mayTry =
        rule?.roles.includes(role) && (rule.scope === "ANY_AGENCY" || agencyId === registration.agencyId)
      if (mayTry) continue
      const actor = actorIn(role, agencyId)
      // Nothing is asked of what it holds before the right is.
      const event = { type } as RegistrationEvent
      const code = await codeOf(
        moveRegistration({ ...office.d, ...d }, { registrationId: registration.id, event, actor }),
      )
      expect([type, agencyId, code]).toEqual([type, agencyId, "FORBIDDEN"])
    }
  }
  expect((await registrationOf("1.000894")).revision).toBe(0)
})

test("every refusal above left its line in the log", async () => {
  const { total } = await findAuditPage({ type: "access.denied" }, 1, 10)
  expect(total).toBeGreaterThan(CAMPAIGN_STEPS.length)
})
