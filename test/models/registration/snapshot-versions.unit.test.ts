import { expect, test } from "vitest"
import { initialRegistrationContext } from "#models/registration/context.ts"
import { REGISTRATION_SNAPSHOTS } from "#models/registration/snapshot-versions.ts"

test("an appraisal stored before holders and remarks were kept is nobody's and without remarks, and nothing else changes", () => {
  const { holder: _h, remarks: _r, ...before } = initialRegistrationContext
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
