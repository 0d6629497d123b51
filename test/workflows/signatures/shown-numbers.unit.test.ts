import { expect, test } from "vitest"
import { shownNumbers } from "#workflows/signatures/certificate-identifiers.ts"

test.each([
  ["CCCD:067185001234", "CCCD:•••••••••234"],
  ["067185001234", "•••••••••234"],
  ["067 185 001 234", "••• ••• ••• 234"],
  ["MST:6000123456-001", "MST:••••••••••-001"],
  ["IDCVN-067185001234", "IDCVN-•••••••••234"],
  ["B1234567", "•••••567"],
  ["van.dinh", "•••.•inh"],
])("of a person's number %s only the end is shown", (number, shown) => {
  expect(shownNumbers([number], "PERSON")).toEqual([shown])
})

test("of an agency its code and tax number are shown, and no number of whoever applied for the certificate", () => {
  const numbers = ["000.00.00.H16", "MST:6000123456", "CCCD:067185001234", "067185001234"]
  expect(shownNumbers(numbers, "AGENCY")).toEqual(["000.00.00.H16", "MST:6000123456"])
})
