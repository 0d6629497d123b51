import { beforeAll, expect, test } from "vitest"
import { findLegalActs, findLegalActsOfFields } from "#models/legal-basis/legal-act.repository.server.ts"
import { citationFaults } from "#models/legal-basis/legal-act.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { ROWS_CSV } from "#test/setup/office.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { ADMIN, administrationOf, savePeople } from "./an-administration.ts"

const office = officeForAll()
const admin = administrationOf(office)
beforeAll(savePeople)

const TABLE = "can-cu-phap-ly"
const NEW: Row = {
  number: "88/2023/QH15",
  name: "Luật Thử nghiệm số 88/2023/QH15",
  validFrom: "2023-01-01",
  validTo: null,
  replacedBy: "",
  amends: [],
  fieldCodes: ["G15-HT01"],
  unverified: "",
}

test("an act that no record lists is entered by hand, offered to its fields, and may be cited", async () => {
  await admin.take(TABLE, "ADD", NEW)
  expect((await findLegalActsOfFields(["G15-HT01"])).map(({ number }) => number)).toContain("88/2023/QH15")
  const known = await findLegalActs(["88/2023/QH15"])
  const register = { find: (number: string) => known.get(number), day: "2023-03-06" }
  expect(citationFaults("Điều 5 Luật Thử nghiệm số 88/2023/QH15", register)).toEqual([])
})

test("its end and successor hold against what records say later", async () => {
  const ended = { ...NEW, validTo: "2023-12-31", replacedBy: "99/2023/QH15" }
  await admin.take(TABLE, "CORRECT", ended, { of: NEW })
  const [row = ""] = ROWS_CSV.rows
  const naming = row.replace("60/2014/QH13", "88/2023/QH15")
  const bytes = new TextEncoder().encode(`${ROWS_CSV.headings}\r\n${naming}\r\n`)
  await importProcedures(office.d, { fileName: "them.csv", bytes, partial: false, by: ADMIN.id })
  expect((await findLegalActs(["88/2023/QH15"])).get("88/2023/QH15")).toMatchObject({
    name: "Luật Thử nghiệm số 88/2023/QH15",
    validTo: "2023-12-31",
    replacedBy: "99/2023/QH15",
    origin: "OFFICE",
  })
})

test.each<[string, Row, string, RegExp]>([
  ["no number", { number: "Luật Hộ tịch" }, "cells.number", /chưa đúng/],
  [
    "a decision that announces procedures",
    { number: "1872/QĐ-BTP", name: "Quyết định số 1872/QĐ-BTP" },
    "cells.number",
    /cá biệt/,
  ],
  ["a name without its number", { number: "77/2023/QH15" }, "cells.name", /phải gồm số 77/],
  [
    "its own successor",
    {
      number: "77/2023/QH15",
      name: "Luật số 77/2023/QH15",
      replacedBy: "77/2023/QH15",
      validTo: "2024-01-01",
    },
    "cells.replacedBy",
    /vòng tròn/,
  ],
  [
    "replaced and yet in force",
    { number: "77/2023/QH15", name: "Luật số 77/2023/QH15", replacedBy: "99/2023/QH15" },
    "cells.validTo",
    /ghi ngày cuối/,
  ],
  [
    "an end before its beginning",
    { number: "77/2023/QH15", name: "Luật số 77/2023/QH15", validTo: "2022-01-01" },
    "cells.validTo",
    /trước ngày/,
  ],
])("%s is refused at its field", async (_, over, field, words) => {
  const refusal = await refusalOf(admin.draft(TABLE, "ADD", { ...NEW, ...over }))
  expect(refusal.details.issues).toEqual([{ field, message: expect.stringMatching(words) }])
})

test("an act of the register is never removed", async () => {
  const [row] = await admin.rows(TABLE)
  const refusal = await refusalOf(admin.draft(TABLE, "REMOVE", row ?? {}, { of: row ?? null }))
  expect(refusal.message).toContain("không xóa")
})
