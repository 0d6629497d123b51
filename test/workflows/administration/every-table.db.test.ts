import { beforeAll, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { TABLE_LABELS } from "#models/reference-change/table-names.ts"
import { addDays } from "#models/shared/dates.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { hasSuccession } from "#workflows/administration/reference-table.ts"
import { cellInFile, cellInForm, readCell, rowKey } from "#workflows/administration/table-field.ts"
import { REFERENCE_TABLES, tableOf } from "#workflows/administration/tables/index.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { ADMIN, administrationOf, CHIEF, SECOND_ADMIN, savePeople } from "./an-administration.ts"

const office = officeForAll()
const admin = administrationOf(office)
beforeAll(async () => {
  await savePeople()
  await saveReference("webhooks", [
    {
      id: "he-thong-mot-cua",
      name: "Hệ thống một cửa",
      url: "https://mot-cua.example.vn/nhan-tin",
      topics: ["REMINDERS"],
      secretIssue: 1,
      validFrom: "2022-08-15",
      validTo: null,
    },
  ])
  await saveReference("websites", [
    {
      id: "so-tu-phap",
      agencyId: "so-tu-phap",
      kind: "WEBSITE",
      name: "Trang thông tin điện tử Sở Tư pháp",
      address: "https://stp.daknong.gov.vn",
      validFrom: "2022-08-15",
      validTo: null,
    },
  ])
  await saveReference("siteChecks", [
    {
      websiteId: "so-tu-phap",
      checkedOn: "2023-02-01",
      checkedBy: "Trần Thị Kiểm",
      isReachable: true,
      isComponent: false,
      linksProvince: true,
      linksNational: true,
      isConnected: false,
      note: "",
    },
  ])
  await saveReference("mailAddresses", [
    { userId: "quantri", address: "quantri@example.vn", validFrom: "2022-08-15", validTo: null },
  ])
  await saveReference("campaignCalendar", [
    {
      year: 2023,
      registerBy: "2023-03-31",
      appraiseBy: "2023-04-30",
      announceBy: "2023-05-31",
      publishBy: "2023-06-30",
      source: "Kế hoạch 122",
    },
  ])
  await saveReference("accountRules", [
    {
      secondFactorRoles: ["LEADER"],
      provenMinutes: 15,
      reason: "Người ký có khóa ký",
      validFrom: "2023-01-01",
      validTo: null,
    },
  ])
  await saveReference("officeRules", [
    {
      largeWithdrawal: 0.1,
      approver: "MAY_BE_THE_SAME",
      reason: "Văn phòng chỉ có một người thẩm định",
      validFrom: "2023-01-01",
      validTo: null,
    },
  ])
})

const ids = REFERENCE_TABLES.map(({ id }) => id)

/** A column that may be changed in each table, and to what. */
const CHANGES: Record<string, Row> = {
  "nguoi-dung": { fullName: "Tên Khác" },
  "phan-cong": { validTo: "2030-12-31" },
  "tham-quyen-ky": { heldTo: "2024-12-31" },
  "co-quan": { provinceCodes: [], validTo: "2030-12-31" },
  "ten-co-quan": { validTo: "2030-12-31" },
  "ma-co-quan": { validTo: "2030-12-31" },
  "nhom-don-vi": { name: "Nhóm khác" },
  "linh-vuc": { validTo: "2030-12-31" },
  "bo-nganh": { validTo: "2030-12-31" },
  "co-quan-ban-hanh": { placeName: "Gia Nghĩa" },
  "diem-nhan-tin": { name: "Hệ thống khác" },
  cong: { url: "https://cong.example.vn" },
  "ngay-nghi": { name: "Tên khác" },
  "lich-ra-soat": { source: "Kế hoạch khác" },
  "can-cu-phap-ly": { unverified: "Đối chiếu Công báo" },
  "chi-tieu": { source: "Nguồn khác" },
  "chi-so": { note: "Ghi chú khác" },
  "chi-tieu-chi-so": { source: "Nguồn khác" },
  "trang-he-thong": { name: "Tên khác" },
  "kiem-tra-trang": { note: "Đã xem lại" },
  "lich-kiem-tra-trang": { everyDays: 14 },
  "nhac-han": { isUrgent: false },
  "nguoi-duoc-nhac": { head: "RECORDS_CLERK" },
  "gio-ban-tin": { hour: 8 },
  "thu-dien-tu": { address: "khac@example.vn" },
  "tai-khoan": { provenMinutes: 30 },
  "quy-tac": { reason: "Đã có người thứ hai, áp dụng từ kỳ sau" },
  "tu-tim-kiem": { readings: ["giấy phép lái xe", "sát hạch lái xe"] },
  "du-lieu-ca-nhan": { keptFor: "Một năm" },
  "huong-dan": { text: "Nộp thử một hồ sơ trên Cổng rồi mới trả lời." },
}

/** The last row that holds today, so that it may be changed. */
const aRow = async (id: string): Promise<Row> => {
  const rows = (await admin.rows(id)).filter(({ ministryPrefix }) => ministryPrefix !== "*")
  const found = rows.findLast(
    (row) => row.validTo === undefined || row.validTo === null || row.validTo > "2024",
  )
  if (!found) throw new Error(`no row in ${id}`)
  return found
}

test("every table that has a name has its descriptor, and the other way round", () => {
  expect([...ids].sort()).toEqual(Object.keys(TABLE_LABELS).sort())
})

test.each(ids)(
  "%s: every row is named once, and every cell reads back from a form and from a file",
  async (id) => {
    const table = tableOf(id)
    const rows = await admin.rows(id)
    expect(rows.length).toBeGreaterThan(0)
    expect(new Set(rows.map((row) => rowKey(table.key, row))).size).toBe(rows.length)
    for (const row of rows) {
      // What may be left out may be missing, as in rows kept before there was the column.
      const held = table.fields.filter(({ name, isOptional }) => !isOptional || Object.hasOwn(row, name))
      expect(Object.keys(row).sort()).toEqual(held.map(({ name }) => name).sort())
      for (const field of held)
        for (const write of [cellInForm, cellInFile]) {
          const cell = row[field.name]
          const read = readCell({ ...field, isOptional: true }, write(field, cell))
          expect([field.name, cell, read]).toEqual([field.name, cell, { ok: true, value: cell }])
        }
    }
  },
)

test.each(ids)(
  "%s: a change is refused to its author, taken once by a second person, and written as it was drafted",
  async (id) => {
    const table = tableOf(id)
    const row = await aRow(id)
    const after = { ...row, ...CHANGES[id] }
    const [first, second] = [
      await admin.draft(id, "CORRECT", after, { of: row }),
      await admin.draft(
        id,
        "CORRECT",
        { ...after, ...(id === "nguoi-dung" ? { fullName: "Ai Khác" } : {}) },
        { of: row },
      ),
    ]
    for (const one of [first, second]) await admin.step(one, "change.submitted", ADMIN)
    expect((await refusalOf(admin.step(first, "change.confirmed", ADMIN))).message).toMatch(
      /người thứ hai|không có quyền/u,
    )
    const other = admin.step(first, "change.confirmed", table.isLaw ? CHIEF : SECOND_ADMIN)
    await other
    const found = (await admin.rows(id)).find((one) => rowKey(table.key, one) === rowKey(table.key, row))
    expect(found).toEqual(table.complete ? { ...after, ...table.complete(after, {} as never) } : after)
    const refusal = await refusalOf(admin.step(second, "change.confirmed", CHIEF))
    expect(refusal.code).toBe("CONCURRENT_EDIT")
    expect((refusal.details.changed as object[]).length).toBeGreaterThan(0)
  },
)

test.each(REFERENCE_TABLES.filter(hasSuccession).map(({ id }) => id))(
  "%s: a row that shares days with one that stands is refused",
  async (id) => {
    const table = tableOf(id)
    const row = await aRow(id)
    const days = table.days ?? { from: "", to: "" }
    const twin = {
      ...row,
      [days.from]: addDays(String(row[days.from]), 400),
      ground: row.ground === "" ? "Căn cứ" : (row.ground ?? null),
    }
    if (row.ground === undefined) delete (twin as Partial<typeof twin>).ground
    const refusal = await refusalOf(admin.draft(id, "ADD", twin))
    expect(refusal.code).toBe("INVALID_INPUT")
    expect(refusal.message).toContain("trong cùng thời gian")
  },
)

test("the log of all this gives the store as it stands", async () => {
  expect((await verifyStore()).findings).toEqual([])
})
