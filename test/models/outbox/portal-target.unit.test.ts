import { expect, test } from "vitest"
import { portalRecordOf } from "#models/outbox/portal-target.ts"
import { PORTAL_TARGETS } from "#seeds/reference/portal-targets.ts"

test("a portal keeps what its row says, whatever its id", () => {
  expect(portalRecordOf({ id: "cong-moi", record: "NATIONAL_SERVICE" })).toBe("NATIONAL_SERVICE")
  expect(portalRecordOf({ id: "cong-tinh", record: "DATASET" })).toBe("DATASET")
})

test("rows stored before they said it are read as they were written to", () => {
  for (const { id, record } of PORTAL_TARGETS) expect(portalRecordOf({ id })).toBe(record)
})

test("a portal of which nobody said what it keeps is not guessed at", () => {
  expect(portalRecordOf({ id: "cong-la" })).toBeNull()
  expect(portalRecordOf({ id: "cong-tinh", record: "LETTER" })).toBeNull()
})
