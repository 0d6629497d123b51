import { parse } from "csv-parse/sync"
import readXlsxFile from "read-excel-file/node"
import { expect, test } from "vitest"
import { CATALOGUE_COLUMNS, catalogueRows } from "#workflows/portal-record/catalogue-columns.ts"
import { toCatalogueCsv, toCsvMetadata } from "#workflows/portal-record/catalogue-csv.ts"
import { toCatalogueXlsx } from "#workflows/portal-record/catalogue-xlsx.server.ts"
import { toCpsvAp } from "#workflows/portal-record/cpsv-ap.ts"
import { toDcat } from "#workflows/portal-record/dcat.ts"
import { editionFiles } from "#workflows/portal-record/edition-files.server.ts"
import { toNationalRecords } from "#workflows/portal-record/national-records.ts"
import { toProvincialRecords } from "#workflows/portal-record/provincial-records.ts"
import { toCanonicalRecord } from "#workflows/portal-record/to-canonical-record.ts"
import { unitsWithoutCode } from "#workflows/portal-record/unit-codes.ts"
import { anEdition, aProcedure, aRow, atLevels, DECISION, DEPARTMENT } from "./a-small-edition.ts"

const EDITION = anEdition([
  aRow(),
  ...atLevels(["FULL", "FULL", "INFORMATION_ONLY", "NOT_PROVIDED", "PARTIAL"]),
])

const REASON =
  "Người thực hiện phải có mặt tại cơ quan theo quy định (khoản 1 Điều 18 Luật Hộ tịch số 60/2014/QH13)"

test("reason and clause of a partial service stand in every record, and in no other service's", () => {
  const rows = toNationalRecords(EDITION, DECISION).procedures.flatMap(({ DICHVUCONG }) => DICHVUCONG)
  for (const row of rows) expect(row.LYDOMOTPHAN).toBe(row.levelCode === "mot-phan" ? REASON : undefined)
  const provision = { act: "Luật Hộ tịch số 60/2014/QH13", article: "18", clause: "1", point: "" }
  for (const { levelCode, partialReason } of toProvincialRecords(EDITION, DECISION).services)
    if (levelCode === "mot-phan") expect(partialReason).toMatchObject({ citation: provision, text: REASON })
    else expect(partialReason).toBeUndefined()
  const services = toCpsvAp(EDITION, DECISION)["@graph"].filter(
    ({ type }) => type === "danhmuc:OnlineService",
  )
  expect(services.filter(({ partialReason }) => partialReason)).toHaveLength(2)
  expect(services[0]?.partialReason).toMatchObject({ citation: provision, text: REASON })
})

test("a proactive level stands in every record and table of the service that has one; without any, nothing is added", async () => {
  const proactiveLevel = { level: 3, name: "khuyến nghị", article: "NĐ 224/2026/NĐ-CP Điều 16(3)" }
  const edition = {
    ...anEdition([aRow({ proactiveLevel }), ...atLevels(["FULL"])]),
    proactiveLevels: [proactiveLevel],
  }
  const WORDS = "Mức độ 3: khuyến nghị"
  const national = toNationalRecords(edition, DECISION).procedures.flatMap(({ DICHVUCONG }) => DICHVUCONG)
  expect(national.map(({ MUCDOCHUDONG }) => MUCDOCHUDONG)).toEqual([WORDS, undefined])
  const { services } = toProvincialRecords(edition, DECISION)
  expect(services.map((one) => one.proactiveLevel)).toEqual([proactiveLevel, undefined])
  const canonical = edition.entries.map((entry) => toCanonicalRecord(edition, entry, DECISION))
  expect(canonical.map(({ offerings }) => offerings[0]?.proactiveLevel)).toEqual([proactiveLevel, undefined])
  const graph = toCpsvAp(edition, DECISION)["@graph"]
  expect(
    graph.flatMap((node) => (node["danhmuc:proactiveLevel"] as { id: string } | undefined)?.id ?? []),
  ).toEqual(["ma/muc-do-chu-dong/3"])
  expect(graph.find(({ id }) => id === "ma/muc-do-chu-dong/3")).toMatchObject({ prefLabel: WORDS })
  const csv = parse(Buffer.from(toCatalogueCsv(edition, DECISION)), { bom: true, columns: true }) as Record<
    string,
    string
  >[]
  expect(csv.map((row) => row.muc_do_chu_dong)).toEqual([WORDS, ""])
  const [sheet] = await readXlsxFile(Buffer.from(await toCatalogueXlsx(edition, DECISION)))
  expect(sheet?.data[0]?.at(-1)).toBe("Mức độ chủ động")
  expect(sheet?.data[1]?.at(-1)).toBe(WORDS)
  // As it was published under a law without such levels.
  expect(catalogueRows(anEdition([aRow()]), DECISION)[0]).toHaveLength(CATALOGUE_COLUMNS.length)
})

test("units are told by published codes with their scheme, never by a slug; without a code nothing is told", () => {
  const commune = (id: string, code: string) => ({ id, name: `Ủy ban nhân dân ${id}`, code })
  const group = {
    kind: "GROUP" as const,
    id: "nhom-ubnd-cap-xa",
    name: "Ủy ban nhân dân cấp xã",
    // As editions of an earlier release keep it.
    code: "nhom-ubnd-cap-xa",
    members: [
      commune("ubnd-xa-a", "24611"),
      commune("ubnd-xa-b", "ubnd-xa-b"),
      commune("ubnd-xa-c", "H36.105"),
    ],
  }
  const branch = {
    kind: "AGENCY" as const,
    id: "chi-cuc-thue",
    name: "Thuế",
    code: "chi-cuc-thue",
    members: [],
  }
  const edition = anEdition([aRow({ unit: group }), aRow({ unit: branch, level: "FULL" })])
  const units = [
    { code: "24611", scheme: "GSO" },
    { code: "H36.105", scheme: "QD20_2020" },
  ]
  const [first, second] = toNationalRecords(edition, DECISION).procedures[0]?.DICHVUCONG ?? []
  expect(first).toMatchObject({ units })
  expect(first?.MaCQTH).toBeUndefined()
  expect(second).toMatchObject({ units: [] })
  expect(second?.MaCQTH).toBeUndefined()
  const { services } = toProvincialRecords(edition, DECISION)
  expect(services[0]?.configs.map(({ govAgencyCode }) => govAgencyCode)).toEqual(["24611", "", "H36.105"])
  const codes = catalogueRows(edition, DECISION).map(
    (row) => row[CATALOGUE_COLUMNS.findIndex(({ name }) => name === "ma_don_vi")],
  )
  expect(codes).toEqual(["24611;H36.105", ""])
  const identifiers = toCpsvAp(edition, DECISION)
    ["@graph"].filter(({ type }) => type === "cv:PublicOrganisation")
    .map((node) => node["dct:identifier"])
  expect(identifiers.filter((code) => code !== undefined)).toEqual([])
  expect(unitsWithoutCode(edition.entries)).toBe(2)
})

test("the canonical record carries the codes of the exchange and the digest of its edition", () => {
  const record = toCanonicalRecord(EDITION, aRow(), DECISION)
  expect(record).toMatchObject({
    recordId: "1.000894.01@nhom-ubnd-cap-xa",
    code: "1.000894",
    localCode: "1.000894.000.00.00.H16",
    governmentLevels: ["xa"],
    subjects: ["cong-dan-viet-nam"],
    regulation: "khong-giao-dia-phuong",
    state: "cong-khai",
    offerings: [
      {
        level: "mot-phan",
        unit: {
          kind: "group",
          units: [1, 2, 3].map((n) => ({ code: `000.0${n}.30.H16`, scheme: "QCVN102" })),
        },
        partialReason: {
          code: "phai-hien-dien",
          citation: { act: "Luật Hộ tịch số 60/2014/QH13", article: "18", clause: "1", point: "" },
          text: REASON,
        },
        classification: { citation: "khoản 1 Điều 18 Luật Hộ tịch số 60/2014/QH13", decision: "658/QĐ-UBND" },
      },
    ],
    edition: { year: 2023, sequence: 1, change: "moi", status: "da-cong-bo" },
    editionDigest: EDITION.digest,
  })
  expect(toCanonicalRecord(EDITION, aRow(), null).edition).toMatchObject({
    decision: null,
    status: "ban-thao",
  })
})

test("a row whose code a spreadsheet has damaged cannot become a record", () => {
  const damaged = aRow({ procedure: aProcedure({ code: "1.00089" }) })
  expect(() => toCanonicalRecord(EDITION, damaged, DECISION)).toThrow()
})

test("information only reads as not yet provided, not provided as itself, and both are 2 for the province", () => {
  const levels = toNationalRecords(EDITION, DECISION).procedures.flatMap(({ DICHVUCONG }) => DICHVUCONG)
  expect(levels.map(({ MucDo }) => MucDo)).toEqual([
    "Dịch vụ công trực tuyến một phần",
    "Dịch vụ công trực tuyến toàn trình",
    "Dịch vụ công trực tuyến toàn trình",
    "Chưa cung cấp DVC",
    "Không cung cấp DVC",
    "Dịch vụ công trực tuyến một phần",
  ])
  const { services } = toProvincialRecords(EDITION, DECISION)
  expect(services.map(({ levelCode, configs }) => [levelCode, configs[0]?.serviceLevel])).toEqual([
    ["mot-phan", 3],
    ["toan-trinh", 4],
    ["toan-trinh", 4],
    ["chua-cung-cap", 2],
    ["khong-cung-cap", 2],
    ["mot-phan", 3],
  ])
})

test("the province gets one row per unit of a group", () => {
  const edition = anEdition([aRow(), aRow({ unit: DEPARTMENT, level: "FULL" })])
  const { services, procedures } = toProvincialRecords(edition, DECISION)
  expect(services[0]?.configs.map(({ govAgencyCode }) => govAgencyCode)).toEqual([
    "000.01.30.H16",
    "000.02.30.H16",
    "000.03.30.H16",
  ])
  expect(services[0]?.configs[0]).toEqual({
    serviceCode: "1.000894",
    govAgencyCode: "000.01.30.H16",
    govAgencyName: "Ủy ban nhân dân xã Ví Dụ 1",
    serviceLevel: 3,
    serviceUrl: "https://dvc.h16.example/dich-vu/1.000894.01",
    forCitizen: true,
    forBusiness: false,
    postService: false,
  })
  expect(services[1]?.configs).toHaveLength(1)
  expect(procedures).toHaveLength(1)
  expect(procedures[0]?.maxLevel).toBe(4)
})

test("the national record keeps the procedure once with all its services", () => {
  const edition = anEdition([aRow(), aRow({ unit: DEPARTMENT, level: "FULL" })])
  const [procedure, ...others] = toNationalRecords(edition, DECISION).procedures
  expect(others).toEqual([])
  expect(procedure).toMatchObject({
    MATTHC: "1.000894",
    LOAITTHC: "1",
    TRANGTHAI: "1",
    CAPTHUCHIEN: [{ CAPTHUCHIEN: "3" }],
  })
  expect(procedure?.DICHVUCONG).toHaveLength(2)
  expect(procedure?.THANHPHANHOSO[0]?.GIAYTO).toHaveLength(2)
})

test("the CSV has the 22 columns with a byte order mark and CRLF and reads back the same", () => {
  const bytes = toCatalogueCsv(EDITION, DECISION)
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder().decode(bytes)
  expect(text.split("\r\n")).toHaveLength(EDITION.entries.length + 2)
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
  expect(CATALOGUE_COLUMNS).toHaveLength(22)
  expect(Object.keys(rows[0] ?? {})).toEqual(CATALOGUE_COLUMNS.map(({ name }) => name))
  expect(rows[0]).toMatchObject({
    nam: "2023",
    ma_tthc: "1.000894",
    ma_dvc: "1.000894.01",
    muc_do: "Một phần",
    thay_doi: "Mới",
    ly_do: REASON,
    ma_don_vi: "000.01.30.H16;000.02.30.H16;000.03.30.H16",
    thoi_han: "05 ngày làm việc",
    phi_le_phi: "Trực tiếp: Lệ phí: 0 đồng (Miễn lệ phí); Trực tuyến: Phí: 50.000 đồng",
    qd_danh_muc: "658/QĐ-UBND ngày 12/05/2023",
  })
  const required = CATALOGUE_COLUMNS.filter((column) => column.required).map(({ name }) => name)
  for (const row of rows) for (const name of required) expect(row[name]).not.toBe("")
  expect(new Set(rows.map((row) => [row.nam, row.ma_tthc, row.ma_don_vi, row.ma_dvc].join())).size).toBe(
    rows.length,
  )
})

test("a cell that a spreadsheet would run is disarmed, quotes survive, and it is one line", () => {
  const name = '=HYPERLINK("http://x";"a")\nhai dòng, "ngoặc"'
  const edition = anEdition([aRow({ procedure: aProcedure({ name }) })])
  const [row] = parse(new TextDecoder().decode(toCatalogueCsv(edition, null)), {
    columns: true,
    bom: true,
  }) as {
    ten_tthc: string
    qd_danh_muc: string
  }[]
  expect(row?.ten_tthc).toBe('\'=HYPERLINK("http://x";"a") hai dòng, "ngoặc"')
  expect(row?.qd_danh_muc).toBe("Dự thảo, chưa ban hành")
})

test("the description beside the CSV names the columns and the digest", () => {
  const metadata = toCsvMetadata(EDITION, DECISION)
  expect(metadata).toMatchObject({ notes: [{ editionDigest: EDITION.digest }] })
  expect((metadata.tableSchema as { columns: unknown[] }).columns).toHaveLength(22)
})

test("the workbook keeps codes as text, tells edition and totals, and is the same bytes every time", async () => {
  const edition = anEdition([aRow({ procedure: aProcedure({ code: "1.001230" }) })])
  const bytes = await toCatalogueXlsx(edition, DECISION)
  const sheets = await readXlsxFile(Buffer.from(bytes))
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["Danh mục", "Thông tin"])
  expect(sheets[0]?.data[1]?.slice(0, 3)).toEqual(["2023", "1.001230", "1.001230.01"])
  const facts = new Map(sheets[1]?.data.map(([label, value]) => [label, value]))
  expect(facts.get("Mã băm nội dung (SHA-256)")).toBe(edition.digest)
  expect(facts.get("Một phần")).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 2100))
  expect(Buffer.from(await toCatalogueXlsx(edition, DECISION)).equals(Buffer.from(bytes))).toBe(true)
})

test("the DCAT record gives series, dataset and files with size and checksum", () => {
  const file = { name: "catalogue.csv", mimeType: "text/csv", byteSize: 12, sha256: "f".repeat(64) }
  const graph = toDcat(EDITION, DECISION, [file])["@graph"]
  const types = graph.map(({ type }) => type)
  for (const type of [
    "dcat:Catalog",
    "dcat:DatasetSeries",
    "dcat:Dataset",
    "dcat:Distribution",
    "spdx:Checksum",
  ])
    expect(types).toContain(type)
  const dataset = graph.find(({ type }) => type === "dcat:Dataset")
  expect(dataset).toMatchObject({ "dct:identifier": "danh-muc/2023-1", editionDigest: EDITION.digest })
})

test("every file of an edition carries its digest and its counts per level", async () => {
  const files = await editionFiles(EDITION, DECISION)
  expect(files.map(({ name }) => name)).toEqual([
    "catalogue.csv",
    "catalogue.csv-metadata.json",
    "catalogue.xlsx",
    "records/national.json",
    "records/provincial.json",
    "records/cpsv-ap.jsonld",
    "records/dcat.jsonld",
  ])
  const textOf = (name: string) => new TextDecoder().decode(files.find((file) => file.name === name)?.bytes)
  for (const { name } of files.filter((file) => /json/.test(file.name)))
    expect(textOf(name), name).toContain(EDITION.digest)
  const expected = { "toan-trinh": 2, "mot-phan": 2, "chua-cung-cap": 1, "khong-cung-cap": 1 }
  const tally = (codes: string[]) =>
    Object.fromEntries(Object.keys(expected).map((c) => [c, codes.filter((x) => x === c).length]))
  const national = JSON.parse(textOf("records/national.json")) as ReturnType<typeof toNationalRecords>
  expect(tally(national.procedures.flatMap((p) => p.DICHVUCONG.map((s) => s.levelCode)))).toEqual(expected)
  expect(national.edition.totals.levels).toEqual(expected)
  const provincial = JSON.parse(textOf("records/provincial.json")) as ReturnType<typeof toProvincialRecords>
  expect(tally(provincial.services.map((s) => s.levelCode))).toEqual(expected)
  const csv: { muc_do: string }[] = parse(textOf("catalogue.csv"), { columns: true, bom: true })
  expect(csv.filter((row) => row.muc_do === "Toàn trình")).toHaveLength(2)
  const cpsv = JSON.parse(textOf("records/cpsv-ap.jsonld")) as {
    "@graph": { type: string; "cv:isClassifiedBy"?: { id: string } }[]
  }
  const services = cpsv["@graph"].filter(({ type }) => type === "danhmuc:OnlineService")
  expect(tally(services.map((s) => s["cv:isClassifiedBy"]?.id.split("/").at(-1) ?? ""))).toEqual(expected)
})

test("the whole province is told in all forms, each row once", async () => {
  const big = {
    ...aProcedure(),
    cases: [{ ...aProcedure().cases[0], steps: [{ name: "", text: "Bước ".repeat(800) }] }],
  }
  const rows = Array.from({ length: 3300 }, (_, index) =>
    aRow({
      level: index % 3 === 0 ? "FULL" : "PARTIAL",
      procedure: { ...(big as ReturnType<typeof aProcedure>), code: `3.${String(index).padStart(6, "0")}` },
    }),
  )
  const edition = anEdition(rows)
  for (const entry of edition.entries) toCanonicalRecord(edition, entry, DECISION)
  const files = await editionFiles(edition, DECISION)
  expect(files).toHaveLength(7)
  const csv = files.find(({ name }) => name === "catalogue.csv")
  expect(parse(Buffer.from(csv?.bytes ?? ""), { columns: true, bom: true })).toHaveLength(3300)
}, 120_000)
