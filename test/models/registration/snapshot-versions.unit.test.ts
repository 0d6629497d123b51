import { expect, test } from "vitest"
import { initialRegistrationContext } from "#models/registration/context.ts"
import { REGISTRATION_SNAPSHOTS } from "#models/registration/snapshot-versions.ts"

test("of an appraisal stored before it was kept who has it nobody is said to, and nothing else changes", () => {
  const { holder: _, ...before } = initialRegistrationContext
  const stored = {
    machine: "registration",
    machineVersion: 1,
    value: "underAppraisal",
    context: { ...before, proposers: ["chuyenvien.tuphap"] },
  }
  expect(REGISTRATION_SNAPSHOTS.upgrade(stored)).toEqual({
    ...stored,
    machineVersion: REGISTRATION_SNAPSHOTS.version,
    context: { ...initialRegistrationContext, proposers: ["chuyenvien.tuphap"] },
  })
})
