import { afterAll, beforeAll, expect, test } from "vitest"
import { loader } from "#app/routes/_cong-khai.du-lieu-ca-nhan.tsx"
import { REMOVED_KEPT_DAYS } from "#models/attachment/attachment.ts"
import { KEPT_FORM_LIMITS } from "#models/kept-form/kept-form.ts"
import { REMARK_LIMITS } from "#models/public-remark/public-remark.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const shown = async () => (await loader(office.ask("/du-lieu-ca-nhan"))).rows

test("everybody reads what is kept of people, why and how long, and the days are those the code counts", async () => {
  await seedReference(office.runtime.store)
  const rows = await shown()
  expect(rows.length).toBeGreaterThan(5)
  for (const row of rows)
    for (const cell of [row.what, row.whose, row.purpose, row.basis, row.keptFor, row.readers])
      expect(cell.length).toBeGreaterThan(3)
  const keptFor = (what: RegExp) => rows.find((row) => what.test(row.what))?.keptFor
  expect(keptFor(/^Góp ý/u)).toContain(`${REMARK_LIMITS.keptDays} ngày`)
  expect(keptFor(/^Tệp đính kèm/u)).toContain(`${REMOVED_KEPT_DAYS} ngày`)
  expect(keptFor(/nhập dở/u)).toContain(`${KEPT_FORM_LIMITS.hours} giờ`)
})

test("a row is shown in its time alone, and an office that wrote none says so", async () => {
  const row = {
    what: "Ảnh thẻ",
    whose: "Cán bộ",
    purpose: "In thẻ",
    basis: "Quy chế",
    keptFor: "Một năm",
    readers: "Quản trị",
  }
  await saveReference("personalData", [
    { ...row, validFrom: "2022-01-01", validTo: "2022-12-31" },
    { ...row, keptFor: "Hai năm", validFrom: "2023-01-01", validTo: null },
  ])
  expect(await shown()).toMatchObject([{ keptFor: "Hai năm" }])
  await saveReference("personalData", [])
  expect(await shown()).toEqual([])
})
