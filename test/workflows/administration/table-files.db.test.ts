import { parse } from "csv-parse/sync"
import { beforeAll, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import { toCsv } from "#models/shared/csv.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { rowsOfFile } from "#workflows/administration/compare-file.ts"
import { getTableFile, importTable } from "#workflows/administration/table-files.server.ts"
import { REFERENCE_TABLES, tableOf } from "#workflows/administration/tables/index.server.ts"
import { ADMIN, administrationOf, CHIEF, SPECIALIST, savePeople } from "./an-administration.ts"

const office = officeForAll()
const admin = administrationOf(office)
beforeAll(async () => {
  await savePeople()
  await saveReference("campaignCalendar", [])
})

const fileOf = async (table: string, format: "xlsx" | "csv") =>
  (await getTableFile(office.d, { table, format, isTraining: true, actor: ADMIN })).bytes
const send = (table: string, bytes: Uint8Array, over: { part?: string; removesMissing?: boolean } = {}) =>
  importTable(office.d, {
    table,
    fileName: "bang.csv",
    bytes,
    part: "",
    removesMissing: false,
    reason: "Theo công văn số 15",
    actor: ADMIN,
    ...over,
  })
const csvOf = (table: string, ...lines: string[]) =>
  new TextEncoder().encode(
    [
      tableOf(table)
        .fields.map(({ label }) => label)
        .join(","),
      ...lines,
    ].join("\r\n"),
  )

const withoutParts = REFERENCE_TABLES.filter(({ part }) => !part).map(({ id }) => id)
test.each(withoutParts.flatMap((id) => (["xlsx", "csv"] as const).map((format) => [id, format] as const)))(
  "%s as %s, sent back as it came, changes nothing",
  async (id, format) => {
    expect(await send(id, await fileOf(id, format), { removesMissing: true })).toEqual({
      changeId: null,
      columns: { absent: [], unused: [] },
    })
  },
)

test("in training every row of a table's file says so in a last column, and nowhere else", async () => {
  const rowsOf = async (isTraining: boolean) => {
    const { bytes } = await getTableFile(office.d, { table: "cong", format: "csv", isTraining, actor: ADMIN })
    return parse(Buffer.from(bytes), { bom: true }) as string[][]
  }
  const [head, ...lines] = await rowsOf(true)
  expect(head?.at(-1)).toBe("Tập huấn")
  expect(lines.length).toBeGreaterThan(0)
  expect(new Set(lines.map((line) => line.at(-1)))).toEqual(new Set([TRAINING_MARK]))
  expect(await rowsOf(false)).toEqual([head, ...lines].map((line) => line?.slice(0, -1)))
})

test("a year's days off come from a file, and a file of the wrong year is refused line by line", async () => {
  const lines = csvOf(
    "ngay-nghi",
    "24/11/2026,Nghỉ,Ngày Văn hóa Việt Nam,Có",
    "2026-08-22,Làm bù,Làm bù Quốc khánh,Có",
  )
  expect((await refusalOf(send("ngay-nghi", lines, { part: "năm nay" }))).message).toContain("bốn chữ số")
  const wrong = await refusalOf(send("ngay-nghi", lines, { part: "2027" }))
  expect(wrong.details.issues).toMatchObject([{ row: 2 }, { row: 3 }])
  expect(wrong.message).toContain("chưa nhận dòng nào")
  const standing = (await admin.rows("ngay-nghi")).filter(({ day }) => String(day).startsWith("2026"))
  const { changeId } = await send("ngay-nghi", lines, { part: "2026", removesMissing: true })
  const change = await getReferenceChange(changeId ?? "")
  expect(change.fileName).toBe("bang.csv")
  const removed = change.rows.filter(({ after }) => after === null).length
  expect(removed).toBeGreaterThan(0)
  expect(removed).toBeLessThan(standing.length + 1)
  expect(change.rows.every(({ key }) => key.startsWith("2026"))).toBe(true)
  await admin.step(change.id, "change.submitted", ADMIN)
  await admin.step(change.id, "change.confirmed", CHIEF)
  const now = (await admin.rows("ngay-nghi")).filter(({ day }) => String(day).startsWith("2026"))
  expect(now.map(({ day, kind }) => `${day} ${kind}`)).toEqual(["2026-08-22 WORK", "2026-11-24 OFF"])
})

/** A table's file as it came before some of its columns were there. */
const without = async (id: string, ...names: string[]): Promise<Uint8Array> => {
  const [head = [], ...rows] = readElsewhere(
    (await getTableFile(office.d, { table: id, format: "csv", isTraining: false, actor: ADMIN })).bytes,
  )
  const gone = names.map((name) => tableOf(id).fields.find((field) => field.name === name)?.label)
  const kept = head.flatMap((label, at) => (gone.includes(label) ? [] : [at]))
  return toCsv([head, ...rows].map((row) => kept.map((at) => row[at] ?? "")))
}

test.each(
  REFERENCE_TABLES.filter(({ part }) => !part).flatMap(({ id, fields, key }) =>
    fields.filter(({ name }) => !key.includes(name)).map(({ name, label }) => [id, label, name] as const),
  ),
)("a file of %s from before there was a column «%s» changes nothing", async (id, label, name) => {
  expect(await send(id, await without(id, name))).toEqual({
    changeId: null,
    columns: { absent: [label], unused: [] },
  })
})

test("a file of a year from before a column was there keeps what stands in it", async () => {
  const [head = [], ...days] = readElsewhere(await without("ngay-nghi", "announced"))
  const year = toCsv([head, ...days.filter(([day]) => day?.endsWith("2027"))])
  expect(await send("ngay-nghi", year, { part: "2027", removesMissing: true })).toMatchObject({
    changeId: null,
  })
})

test("a row that follows has in a column its file lacks what the row before it has, and no end of its own", async () => {
  const before = {
    id: "cong-thu",
    name: "Cổng thử",
    record: "PROVINCIAL_SERVICE",
    url: "https://cong.example/a",
    unitRows: 25,
    validFrom: "2023-01-01",
    validTo: "2023-12-31",
  }
  const { rows, issues } = rowsOfFile(
    tableOf("cong"),
    [before],
    [
      {
        line: 2,
        cells: [
          "cong-thu",
          "Cổng thử",
          "PROVINCIAL_SERVICE",
          "https://cong.example/b",
          undefined,
          "01/01/2024",
          undefined,
        ],
      },
      {
        line: 3,
        cells: [
          "cong-moi",
          "Cổng mới",
          "PROVINCIAL_SERVICE",
          "https://cong.example/c",
          undefined,
          "01/01/2024",
          undefined,
        ],
      },
      {
        line: 4,
        cells: ["cong-ba", undefined, "PROVINCIAL_SERVICE", "https://cong.example/d", "5", "01/01/2024", ""],
      },
    ],
    "",
  )
  expect(rows.map(({ row }) => [row["id"], row["unitRows"], row["validTo"]])).toEqual([
    ["cong-thu", 25, null],
    ["cong-moi", null, null],
  ])
  expect(issues).toEqual([
    { row: 4, field: "Tên cổng", message: "Tên cổng: tệp không có cột này mà dòng này là dòng mới." },
  ])
})

test("a new person of a file without that column is in use", async () => {
  const lines = new TextEncoder().encode(
    "Tên đăng nhập,Họ tên,Số lần đã cấp mật khẩu\r\nnguoi.moi,Nguyễn Văn Mới,1\r\n",
  )
  const { changeId } = await send("nguoi-dung", lines)
  expect((await getReferenceChange(changeId ?? "")).rows).toMatchObject([{ after: { active: true } }])
})

test("a heading nobody knows is told with the draft, beside the column it may be meant for", async () => {
  const file = new TextDecoder().decode(await without("cong", "unitRows"))
  const misspelt = new TextEncoder().encode(
    file.replace("Địa chỉ", "Địa chỉ gởi").replace("Tên cổng", "tên  CỔNG"),
  )
  const { columns } = await send("cong", misspelt)
  expect(columns).toEqual({ absent: ["Địa chỉ", "Số dòng đơn vị mỗi lô"], unused: ["Địa chỉ gởi"] })
})

test("what a file says wrongly is told by line and column, and none of it is taken", async () => {
  const lines = csvOf(
    "linh-vuc",
    "G15-X1,Cấp tỉnh,so-tu-phap,01/06/2023,",
    "G15-X2,Cấp thôn,so-tu-phap,01/06/2023,",
    "G15-X3,Cấp tỉnh,so-tu-phap,31/02/2023,",
    "G15-X1,Cấp tỉnh,so-tu-phap,01/06/2023,",
  )
  const refusal = await refusalOf(send("linh-vuc", lines))
  expect(refusal.details.issues).toEqual([
    { row: 3, field: "Cấp thực hiện", message: expect.stringContaining("không có «Cấp thôn»") },
    { row: 4, field: "Từ ngày", message: expect.stringContaining("không có ngày «31/02/2023»") },
    { row: 5, message: expect.stringContaining("Trùng với dòng 2") },
  ])
  const rules = await refusalOf(
    send(
      "linh-vuc",
      csvOf(
        "linh-vuc",
        "G15-X1,Cấp tỉnh,so-khong-co,01/06/2023,",
        "G15-X2,Cấp tỉnh,so-tu-phap,01/06/2023,01/05/2023",
      ),
    ),
  )
  expect(rules.details.issues).toEqual([
    { row: 2, field: "Cơ quan đầu mối", message: expect.stringContaining("so-khong-co") },
    { row: 3, field: "Đến hết ngày", message: expect.stringContaining("Ngày cuối trước") },
  ])
  expect((await admin.rows("linh-vuc")).some(({ fieldCode }) => fieldCode === "G15-X1")).toBe(false)
})

test("a file without the table's columns, or sent by somebody else, is refused", async () => {
  const other = new TextEncoder().encode("Mã TTHC,Tên TTHC\r\n1.000894,Đăng ký kết hôn\r\n")
  expect((await refusalOf(send("linh-vuc", other))).message).toContain("Tệp thiếu cột: Mã lĩnh vực")
  const theirs = importTable(office.d, {
    table: "linh-vuc",
    fileName: "x.csv",
    bytes: other,
    part: "",
    removesMissing: false,
    reason: "không có quyền",
    actor: SPECIALIST,
  })
  expect((await refusalOf(theirs)).code).toBe("FORBIDDEN")
})
