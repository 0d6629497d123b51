import { gzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { aNationalRecord, jsonLines, read, readOne } from "./register-files.ts"

const aMethod = (overrides: Record<string, unknown>) =>
  aNationalRecord({
    executionMethods: [
      { submissionMethod: "ONLINE", processingTime: 5, processingTimeUnit: "WORKING_DAY", ...overrides },
    ],
  })
const aFee = (fee: Record<string, unknown>) => aMethod({ fees: [{ type: "FEE", ...fee }] })

test("records are read alike by line, gzipped, as an array and as a data document", async () => {
  const records = [aNationalRecord(), aNationalRecord({ code: "1.000111", cases: [] })]
  const forms = [
    jsonLines(...records),
    gzipSync(jsonLines(...records)),
    Buffer.from(JSON.stringify(records)),
    Buffer.from(JSON.stringify(records, null, 2)),
    Buffer.from(JSON.stringify({ total: 2, status: "OK", data: records })),
    Buffer.from(`\ufeff${JSON.stringify({ data: records }, null, 2)}`),
  ]
  for (const bytes of forms) {
    const { taken, refused } = await read(bytes)
    expect(refused).toEqual([])
    expect(taken.map((row) => row.procedure.code)).toEqual(["1.000110", "1.000111"])
    expect(taken.map((row) => row.line)).toEqual([1, 2])
  }
})

test("empty lines count as lines but hold nothing", async () => {
  const { taken } = await read(
    Buffer.concat([jsonLines(aNationalRecord()), Buffer.from("\n"), jsonLines(aNationalRecord())]),
  )
  expect(taken.map((row) => row.line)).toEqual([1, 3])
})

test("a single record written over many lines is one procedure", async () => {
  expect((await read(Buffer.from(JSON.stringify(aNationalRecord(), null, 2)))).taken).toHaveLength(1)
})

test("white space around a code is forgiven with a warning", async () => {
  const row = await readOne(
    aNationalRecord({ code: " 1.014325", cases: [{ code: " 1.014325.01 ", name: "Hỗ trợ" }] }),
  )
  expect(row.procedure.code).toBe("1.014325")
  expect(row.procedure.services).toEqual([{ serviceCode: "1.014325.01", name: "Hỗ trợ" }])
  expect(row.warnings).toEqual([expect.stringContaining("khoảng trắng thừa")])
})

test.each([
  ["1.0133611", "Mã thừa chữ số"],
  ["1.01336", "mất số 0"],
  ["1.001612.000.00.00.H16", "bỏ phần phía sau"],
  ["TTHC-01", "Cơ sở dữ liệu quốc gia"],
  ["", "Thiếu mã"],
])("the code %j is refused with advice", async (code, advice) => {
  const { refused } = await read(jsonLines(aNationalRecord({ code })))
  expect(refused).toMatchObject([{ line: 1, field: "code", reason: expect.stringContaining(advice) }])
})

test.each([
  ["another procedure's", [{ code: "1.000110.02" }, { code: "1.115041.02" }], ["1.000110.02"], "1.115041.02"],
  ["oddly dotted", [{ code: "1.000.110.01" }], ["1.000110.01"], "1.000.110.01"],
  ["a province's", [{ code: "1.000110.H53.01" }], ["1.000110.01"], "1.000110.H53.01"],
  ["unnumbered", [{ code: "1.000110" }], ["1.000110.01"], "1.000110"],
])("%s service code is not taken, and said", async (_, cases, expected, named) => {
  const row = await readOne(aNationalRecord({ cases: cases.map((one) => ({ ...one, name: "Dịch vụ" })) }))
  expect(row.procedure.services.map((service) => service.serviceCode)).toEqual(expected)
  expect(row.warnings).toEqual([expect.stringContaining(named)])
})

test("a procedure without services has the one service 01 under its own name", async () => {
  const row = await readOne(aNationalRecord({ cases: [] }))
  expect(row.procedure.services).toEqual([{ serviceCode: "1.000110.01", name: "Đăng ký khai sinh" }])
  expect(row.warnings).toEqual([])
})

test("a service code listed twice is one service", async () => {
  const twice = [1, 2].map(() => ({ code: "1.000110.01", name: "Đăng ký khai sinh" }))
  expect((await readOne(aNationalRecord({ cases: twice }))).procedure.services).toHaveLength(1)
})

test("levels of government come from their flags, another agency counts for nothing", async () => {
  const row = await readOne(aNationalRecord({ isMinistry: true, isWard: true, isOtherAgency: true }))
  expect(row.procedure.adminLevels).toEqual(["MINISTRY", "PROVINCE", "COMMUNE"])
  const { refused } = await read(jsonLines(aNationalRecord({ isProvince: false, isOtherAgency: true })))
  expect(refused).toMatchObject([{ field: "isProvince", reason: expect.stringContaining("cấp thực hiện") }])
})

test.each([
  [{ value: 50_000 }, { kind: "FEE", amount: 50_000, text: "" }],
  [
    { type: "SERVICE_FEE", value: 0 },
    { kind: "CHARGE", amount: 0, text: "" },
  ],
  [
    { type: "PRICE_LEVEL", value: 7000 },
    { kind: "PRICE", amount: 7000, text: "" },
  ],
  [
    { value: 0, description: "Không có" },
    { kind: "FEE", amount: 0, text: "Không có" },
  ],
  [
    { value: 0, description: "Theo quy định" },
    { kind: "FEE", amount: null, text: "Theo quy định" },
  ],
  [
    { value: null, description: "HĐND quyết định" },
    { kind: "FEE", amount: null, text: "HĐND quyết định" },
  ],
  [
    { value: 25, currency: { name: "USD" } },
    { kind: "FEE", amount: null, text: "25 USD" },
  ],
  [
    { value: 20, description: "20.000Đ/tờ khai" },
    { kind: "FEE", amount: null, text: "20 20.000Đ/tờ khai" },
  ],
])("the fee %j is read", async (fee, expected) => {
  expect((await readOne(aFee(fee))).procedure.submissionMethods[0]?.fees).toEqual([expected])
})

test("a fee too small to be đồng is a warning", async () => {
  expect((await readOne(aFee({ value: 20 }))).warnings).toEqual([expect.stringContaining("20 đồng")])
})

test.each([
  [aFee({ type: "TAX", value: 1 }), "TAX"],
  [aMethod({ submissionMethod: "FAX" }), "FAX"],
])("a kind nobody knows is refused naming the field", async (record, named) => {
  const { refused } = await read(jsonLines(record))
  expect(refused).toMatchObject([{ field: "executionMethods", reason: expect.stringContaining(named) }])
})

test.each([
  [
    { processingTime: 17.5, description: "17,5 ngày" },
    { quantity: 17.5, unit: "WORKING_DAY", text: "17,5 ngày" },
  ],
  [
    { processingTime: "8", processingTimeUnit: "HOUR" },
    { quantity: 8, unit: "HOUR", text: "" },
  ],
  [{ processingTime: "Tùy trường hợp" }, { quantity: 0, unit: "OTHER", text: "Tùy trường hợp" }],
  [
    { processingTime: 1, processingTimeUnit: "WEEK" },
    { quantity: 1, unit: "OTHER", text: "" },
  ],
])("the time limit %j is read", async (method, expected) => {
  expect((await readOne(aMethod(method))).procedure.submissionMethods[0]?.processingTime).toEqual(expected)
})

test("how results come back is a flat list", async () => {
  const row = await readOne(
    aNationalRecord({
      returningMethods: [
        { type: "ONLINE", value: ["AT_HOME", "ONLINE"] },
        { type: "OFFLINE", value: ["AT_HOME"] },
      ],
    }),
  )
  expect(row.procedure.returningMethods).toEqual(["ONLINE:AT_HOME", "ONLINE:ONLINE", "OFFLINE:AT_HOME"])
})

test("only procedures in force are public", async () => {
  expect((await readOne(aNationalRecord({ state: "UPDATED" }))).procedure.state).toBe("PUBLIC")
  expect((await readOne(aNationalRecord({ state: "CANCELLED" }))).procedure.state).toBe("NOT_PUBLIC")
})

test("lists may hold nulls and be missing", async () => {
  const row = await readOne(
    aNationalRecord({
      unitGroupsExecuting: [null, { name: "UBND cấp  xã" }],
      legalBasisesDetails: undefined,
      resultsDetails: null,
    }),
  )
  expect(row.procedure.agencies.executing.at(-1)).toEqual({ code: "", name: "UBND cấp xã", kind: "GROUP" })
  expect(row.procedure.legalBases).toEqual([])
})

test.each([
  [{ name: "  " }, "Tên TTHC"],
  [{ name: undefined }, "name"],
  [{ categoriesDetails: [] }, "categoriesDetails"],
  [{ executionSteps: "Nộp hồ sơ" }, "executionSteps"],
  [{ executionMethods: [{ submissionMethod: 1 }] }, "executionMethods.0.submissionMethod"],
])("a record with %j is refused naming the field", async (overrides, field) => {
  const { refused } = await read(jsonLines(aNationalRecord(overrides)))
  expect(refused).toMatchObject([{ line: 1, code: "1.000110", field }])
})

test("a line that is no record is refused by its number", async () => {
  const { refused } = await read(
    Buffer.concat([jsonLines(aNationalRecord()), Buffer.from('"x"\n[1]\nnull\n')]),
  )
  expect(refused.map((row) => row.line)).toEqual([2, 3, 4])
})

test("decomposed Vietnamese and stray spaces become one spelling", async () => {
  const row = await readOne(
    aNationalRecord({ name: `  ${"Đăng ký".normalize("NFD")}\u00a0 khai\tsinh\u00ad ` }),
  )
  expect(row.procedure.name).toBe("Đăng ký khai sinh")
})

test("the record itself is kept as it stood in the file", async () => {
  const record = aNationalRecord({ name: "<b>Đăng ký</b>" })
  const row = await readOne(record)
  expect(row.procedure.name).toBe("Đăng ký")
  expect(JSON.parse(row.original)).toEqual(record)
})

test("a tick the record does not carry is unknown, not no", async () => {
  const flagsOf = async (overrides: Record<string, unknown>) =>
    (await readOne(aNationalRecord(overrides))).procedure.nationalFlags
  expect(await flagsOf({ isFullProcess: undefined })).toEqual({
    isFullProcess: null,
    isOfflineOnly: false,
    nonTerritorial: false,
  })
  expect(await flagsOf({ isFullProcess: null })).toMatchObject({ isFullProcess: null })
  expect(await flagsOf({ isFullProcess: false })).toMatchObject({ isFullProcess: false })
  expect(
    await flagsOf({ isFullProcess: undefined, isOfflineOnly: undefined, isNonTerritorial: null }),
  ).toBeNull()
})
