import { expect, test } from "vitest"
import {
  identifiersOf,
  isOtherCitizen,
  isSameCitizen,
  numbersOfKind,
  shownCitizenNumbers,
  shownNumbers,
} from "#workflows/signatures/certificate-identifiers.ts"

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

/** What a certificate says whose subject holds these. */
const said = (...subject: [type: string, value: string][]) =>
  identifiersOf({
    parsed: {
      subject: {
        typesAndValues: subject.map(([type, value]) => ({ type, value: { valueBlock: { value } } })),
      },
    },
  } as unknown as Parameters<typeof identifiersOf>[0])
const SERIAL = "2.5.4.5"
const UID = "0.9.2342.19200300.100.1.1"

test.each([
  "CCCD:067185001234",
  "CCCD\uFF1A067185001234",
  "CCCD: 067 185 001 234",
  "CCCD:067.185.001.234",
  "cccd-067-185-001-234",
  "CCCD:067\u2011185\u2013001\u00A0234",
  "CCCD:\uFF10\uFF16\uFF17185001234",
  "IDCVN-067185001234",
  "067185001234",
  "067 185 001 234",
])("a citizen's number is read however it is written: %s", (written) => {
  const { numbers } = said([SERIAL, written])
  expect(numbersOfKind(numbers, "CITIZEN")).toEqual(["067185001234"])
  expect(isSameCitizen(["CCCD:067185001234"], numbers)).toBe(true)
  expect(isOtherCitizen(["CCCD:001090009678"], numbers)).toBe(true)
  expect(shownCitizenNumbers(numbers).join()).toMatch(/234$/u)
  expect(shownCitizenNumbers(numbers).join()).not.toMatch(/[1-9].*234/u)
})

test.each([
  [SERIAL, "6000123456", "a tax number"],
  [SERIAL, "6000123456-001", "a tax number of a branch"],
  [SERIAL, "MST:6000123456", "a tax number that says so"],
  [SERIAL, "0912345678", "a telephone"],
  [UID, "123456789", "a sign-in name of digits"],
  ["2.5.4.97", "123456789", "an organisation's"],
  [SERIAL, "van.dinh", "a sign-in name"],
])("%s %s is no citizen's number: %s", (type, value) => {
  const { numbers } = said([type, value])
  expect(numbersOfKind(numbers, "CITIZEN")).toEqual([])
  expect(isOtherCitizen(["CCCD:001090009678"], numbers)).toBe(false)
})
