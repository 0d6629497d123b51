import { expect, test } from "vitest"
import { CAMPAIGN_SNAPSHOTS } from "#models/campaign/snapshot-versions.ts"

/** What version 3 stored of a decision signed on Friday and numbered and issued on Monday. */
const ISSUED = {
  machine: "campaign",
  machineVersion: 3,
  value: "issued",
  context: {
    kind: "ANNUAL",
    signed: { by: "phochutich", at: "2023-05-12T02:00:00.000Z", signedOn: "2023-05-12" },
    numbered: {
      by: "vanthu",
      at: "2023-05-15T02:00:00.000Z",
      number: "15",
      symbol: "QĐ-UBND",
      day: "2023-05-15",
    },
    issued: { by: "vanthu", at: "2023-05-15T03:00:00.000Z", issuedOn: "2023-05-15" },
    stopped: null,
  },
}

test("a decision issued by an earlier release stays in force from the day it was told with", () => {
  const { machineVersion, context } = CAMPAIGN_SNAPSHOTS.upgrade(ISSUED)
  expect(machineVersion).toBe(CAMPAIGN_SNAPSHOTS.version)
  expect(context.issued).toEqual({ ...ISSUED.context.issued, effectiveOn: "2023-05-15" })
  expect(context.dayReasons).toEqual([])
})

test("what was not issued yet has no day of effect", () => {
  const { context } = CAMPAIGN_SNAPSHOTS.upgrade({
    ...ISSUED,
    value: "numbered",
    context: { ...ISSUED.context, issued: null },
  })
  expect(context.issued).toBeNull()
})
