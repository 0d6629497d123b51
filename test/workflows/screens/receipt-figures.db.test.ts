import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { getReceipt } from "#workflows/screens/receipt.server.ts"

const office = officeForEach({ stage: "issued" })

/** What the receipt of the last act of a kind upon the edition counts. */
const figuresOf = async (type: string): Promise<string[]> => {
  const entry = (await findAuditTrail("campaign", office.campaignId)).findLast((one) => one.type === type)
  const actor = { ...office.staff.reviewer, id: entry?.by ?? "" }
  return (await getReceipt(office.d, { actor, sequence: entry?.sequence ?? 0 })).figures
}

test("the receipt of a grave act says upon how many services it was done, alike from the freeze to the issue", async () => {
  const frozen = await figuresOf("edition.consolidated")
  expect(frozen).toEqual(["3 dịch vụ công", "3 dịch vụ công bổ sung mới"])
  for (const type of ["submission.made", "decision.signed", "decision.issued"])
    expect([type, await figuresOf(type)]).toEqual([type, frozen])
})

test("the receipt of an act upon no number says none", async () => {
  expect(await figuresOf("content.checked")).toEqual([])
})
