import { expect, test } from "vitest"
import writeXlsxFile from "write-excel-file/node"
import { aZip, sheetRows, workbookParts } from "#test/workflows/uploads/a-zip.ts"
import { SHEET_HEADINGS } from "#workflows/register/sheet-headings.ts"
import { A_SHEET_ROW, csv, REQUIRED_HEADINGS, read } from "./register-files.ts"

const FULL_ROW: Record<string, string> = {
  "Mã TTHC": "1.001230",
  "Tên TTHC": "Cấp bản sao trích lục hộ tịch",
  "Lĩnh vực": "Hộ tịch",
  "Mã lĩnh vực": "G15-TP04",
  "Đối tượng": "Công dân Việt Nam; Người nước ngoài",
  "Cấp thực hiện": "Cấp xã; Cấp tỉnh",
  "Cơ quan công khai": "Bộ Tư pháp",
  "QĐ Công bố": "163/QĐ-BTP",
  "Tình trạng": "Công khai",
  "Cơ quan thực hiện": "Sở Tư pháp; Ủy ban nhân dân cấp xã",
  "Mã DVC": "1.001230.01; 1.001230.02",
  "Cách thức thực hiện": "Trực tiếp; Trực tuyến; Bưu chính công ích",
  "Thời hạn giải quyết": "05 ngày làm việc",
  Phí: "50.000",
  "Lệ phí": "Không",
  "Thành phần hồ sơ": "Tờ khai [chính: 1; sao: 0; mẫu; mẫu điện tử] | Giấy tờ [tùy thân] | Bản sao [sao: 2]",
  "Kết quả": "Trích lục; Văn bản từ chối",
  "Căn cứ pháp lý": "60/2014/QH13; 123/2015/NĐ-CP",
  "Trình tự": "Nộp hồ sơ; Nhận kết quả",
  "Yêu cầu, điều kiện": "Không",
  "Mô tả": "",
  "Toàn trình theo CSDLQG": "Có",
}

test("a full row becomes a procedure, every column in its place", async () => {
  const { taken, refused } = await read(csv([Object.keys(FULL_ROW), Object.values(FULL_ROW)]))
  expect(refused).toEqual([])
  expect(taken[0]?.procedure).toMatchObject({
    code: "1.001230",
    fields: [{ code: "G15-TP04", name: "Hộ tịch" }],
    adminLevels: ["PROVINCE", "COMMUNE"],
    applicantTypes: ["Công dân Việt Nam", "Người nước ngoài"],
    announcer: { name: "Bộ Tư pháp" },
    announcementDecision: "163/QĐ-BTP",
    state: "PUBLIC",
    agencies: {
      executing: [
        { name: "Sở Tư pháp", kind: "UNIT" },
        { name: "Ủy ban nhân dân cấp xã", kind: "GROUP" },
      ],
    },
    services: [{ serviceCode: "1.001230.01" }, { serviceCode: "1.001230.02" }],
    results: [{ name: "Trích lục" }, { name: "Văn bản từ chối" }],
    legalBases: [{ number: "60/2014/QH13" }, { number: "123/2015/NĐ-CP" }],
    nationalFlags: { isFullProcess: true },
  })
  expect(taken[0]?.procedure.submissionMethods).toEqual(
    ["IN_PERSON", "ONLINE", "POST"].map((channel) => ({
      channel,
      processingTime: { quantity: 5, unit: "WORKING_DAY", text: "05 ngày làm việc" },
      fees: [
        { kind: "FEE", amount: 50_000, text: "50.000" },
        { kind: "CHARGE", amount: 0, text: "Không" },
      ],
    })),
  )
  expect(taken[0]?.procedure.cases[0]?.steps.map((step) => step.text)).toEqual(["Nộp hồ sơ", "Nhận kết quả"])
  expect(taken[0]?.procedure.cases[0]?.dossierComponents).toMatchObject([
    {
      name: "Tờ khai",
      originalCount: 1,
      copyCount: 0,
      hasElectronicForm: true,
      forms: [{ name: "Tờ khai" }],
    },
    { name: "Giấy tờ [tùy thân]", originalCount: 1, copyCount: 0, hasElectronicForm: false, forms: [] },
    { name: "Bản sao", originalCount: 0, copyCount: 2 },
  ])
})

test("headings are known without accents, in any case and order; running numbers are ignored", async () => {
  const { taken } = await read(
    csv([
      ["STT", "cap thuc hien", "LĨNH VỰC", "ten  tthc", "mã tthc"],
      ["1", "Cấp tỉnh", "Hộ tịch", "Đăng ký khai sinh", "1.000110"],
    ]),
  )
  expect(taken).toMatchObject([{ line: 2, procedure: { code: "1.000110", name: "Đăng ký khai sinh" } }])
})

test.each([";", "\t"])("a file separated by %j is read", async (separator) => {
  const text = [REQUIRED_HEADINGS, A_SHEET_ROW].map((row) => row.join(separator)).join("\r\n")
  expect((await read(Buffer.from(`\ufeff${text}`))).taken).toHaveLength(1)
})

test("an unknown heading is named and left, a missing one is asked for", async () => {
  const { tables, questions } = await read(
    csv([
      ["Mã TTHC", "Tên TTHC", "Cấp thực hiện", "Mức phí dự kiến"],
      ["1.000110", "Khai sinh", "Cấp xã", "0"],
    ]),
  )
  expect(tables[0]?.columns.filter(({ column }) => column === null)).toMatchObject([
    { heading: "Mức phí dự kiến", samples: ["0"] },
  ])
  expect(questions).toMatchObject([{ about: "field", rows: 1 }])
})

test("a list without a column of codes is refused with where else it belongs", async () => {
  await expect(
    read(
      csv([
        ["Tên TTHC", "Lĩnh vực"],
        ["Khai sinh", "Hộ tịch"],
      ]),
    ),
  ).rejects.toThrow(/Không thấy cột mã.*Đối chiếu/)
})

test("of a heading that stands twice the first opens the column", async () => {
  const { taken, tables } = await read(
    csv([
      [...REQUIRED_HEADINGS, "Mã TTHC"],
      [...A_SHEET_ROW, "1.999999"],
    ]),
  )
  expect(taken.map(({ code }) => code)).toEqual(["1.000110"])
  expect(tables[0]?.columns.at(-1)).toMatchObject({ heading: "Mã TTHC", column: null })
})

test.each([
  ["Mã TTHC", "=1+1"],
  ["Tên TTHC", "+cmd|' /C calc'!A0"],
  ["Tên TTHC", "@SUM(A1)"],
  ["Lĩnh vực", "-2+3"],
  ["Mô tả", '=HYPERLINK("http://x")'],
])("a formula in %s is refused naming the cell", async (heading, cell) => {
  const { refused } = await read(
    csv([Object.keys(FULL_ROW), Object.values({ ...FULL_ROW, [heading]: cell })]),
  )
  expect(refused).toMatchObject([{ line: 2, field: heading, reason: expect.stringContaining("công thức") }])
})

test("a passage may begin with a dash", async () => {
  const row = { ...FULL_ROW, "Trình tự": "- Nộp hồ sơ" }
  expect((await read(csv([Object.keys(row), Object.values(row)]))).taken).toHaveLength(1)
})

test("a row that breaks off before the last column is refused", async () => {
  const { refused } = await read(Buffer.from(`${REQUIRED_HEADINGS.join(",")}\n1.000110,Đăng ký`))
  expect(refused).toMatchObject([{ line: 2, reason: expect.stringContaining("2 ô") }])
})

test("a quote that never closes is refused as a broken file", async () => {
  await expect(read(Buffer.from(`${REQUIRED_HEADINGS.join(",")}\n1.000110,"Đăng ký`))).rejects.toThrow(
    "dấu nháy kép",
  )
})

test.each([
  ["Cấp thực hiện", "Cấp thôn"],
  ["Cách thức thực hiện", "Qua fax"],
  ["Tình trạng", "Không biết"],
  ["Toàn trình theo CSDLQG", "Có lẽ"],
])("a value nobody knows in %s is refused naming it", async (heading, value) => {
  const { refused } = await read(
    csv([Object.keys(FULL_ROW), Object.values({ ...FULL_ROW, [heading]: value })]),
  )
  expect(refused).toMatchObject([
    { line: 2, code: "1.001230", field: heading, reason: expect.stringContaining(value) },
  ])
})

test("a time limit without a channel is refused rather than dropped", async () => {
  const row = { ...FULL_ROW, "Cách thức thực hiện": "" }
  const { refused } = await read(csv([Object.keys(row), Object.values(row)]))
  expect(refused).toMatchObject([{ field: "Cách thức thực hiện" }])
})

test.each([
  ["24 giờ", 24, "HOUR"],
  ["17,5 ngày làm việc", 17.5, "WORKING_DAY"],
  ["02 tháng", 2, "MONTH"],
  ["30 ngày", 30, "DAY"],
  ["Ngay trong ngày", 0, "OTHER"],
])("the time limit %s is read", async (text, quantity, unit) => {
  const row = { ...FULL_ROW, "Thời hạn giải quyết": text }
  const { taken } = await read(csv([Object.keys(row), Object.values(row)]))
  expect(taken[0]?.procedure.submissionMethods[0]?.processingTime).toEqual({ quantity, unit, text })
})

test("a workbook as spreadsheets write it gives the same procedures as its CSV", async () => {
  const rows = [
    Object.values(SHEET_HEADINGS),
    Object.values(SHEET_HEADINGS).map((heading) => FULL_ROW[heading] ?? ""),
  ]
  const xlsx = await writeXlsxFile(
    rows.map((row) => row.map((value) => ({ value, type: String }))),
  ).toBuffer()
  const [fromXlsx, fromCsv] = [await read(xlsx), await read(csv(rows))]
  expect(fromXlsx.refused).toEqual([])
  expect(fromXlsx.taken[0]?.procedure).toEqual(fromCsv.taken[0]?.procedure)
  expect(fromXlsx.taken[0]?.procedure.code).toBe("1.001230")
})

test("a formula in a cell of a workbook is refused by row and heading", async () => {
  const rows = sheetRows([
    REQUIRED_HEADINGS,
    A_SHEET_ROW,
    ["1.000111", { formula: "A2&amp;B2" }, "Hộ tịch", "Cấp tỉnh"],
  ])
  const { taken, refused } = await read(aZip(workbookParts(rows)))
  expect(taken.map((row) => row.code)).toEqual(["1.000110"])
  expect(refused).toMatchObject([
    { line: 3, code: "1.000111", field: "Tên TTHC", reason: expect.stringContaining("công thức") },
  ])
})

test("a code that a spreadsheet turned into a number is refused when it lost its zero", async () => {
  const rows = sheetRows([
    REQUIRED_HEADINGS,
    [{ number: "1.00123" }, "Đăng ký", "Hộ tịch", "Cấp tỉnh"],
    [{ number: "1.001234" }, "Đăng ký lại", "Hộ tịch", "Cấp tỉnh"],
  ])
  const { taken, refused } = await read(aZip(workbookParts(rows)))
  expect(refused).toMatchObject([{ line: 2, field: "Mã TTHC", reason: expect.stringContaining("mất số 0") }])
  expect(taken.map((row) => row.code)).toEqual(["1.001234"])
})
