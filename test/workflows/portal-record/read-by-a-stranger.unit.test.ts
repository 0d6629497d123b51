import fc from "fast-check"
import jsonld from "jsonld"
import { DataFactory, Parser, Store } from "n3"
import readXlsxFile from "read-excel-file/node"
import { expect, test } from "vitest"
import {
  type CatalogueEntry,
  ENTRY_CHANGE_LABELS,
  type FrozenEdition,
} from "#models/catalogue-edition/catalogue-edition.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { PARTIAL_REASON_LABELS, SERVICE_LEVEL_LABELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import { normaliseText } from "#models/shared/text.ts"
import { NASTY_CORPUS } from "#test/setup/nasty-corpus.ts"
import { nastyText } from "#test/setup/nasty-text.ts"
import { readElsewhere, wouldRun } from "#test/setup/read-csv.ts"
import { LEVELS } from "#workflows/portal-record/codes.ts"
import { type EditionFile, editionFiles } from "#workflows/portal-record/edition-files.server.ts"
import { anEdition, aProcedure, aRow, DECISION } from "./a-small-edition.ts"

/**
 * Every open file of an edition as others read it: CSV by Papa Parse, the workbook by read-excel-file, JSON-LD by jsonld and N3,
 * none of which wrote it; row by row against the frozen edition, not against what our own mapping says.
 */

const entryOf = (texts: readonly string[], index: number): CatalogueEntry => {
  const text = (place: number) => texts[(index + place) % texts.length] ?? ""
  const code = `1.${String(index).padStart(6, "0")}`
  // A name that cleaning leaves empty does not come through an import.
  const name = `${text(0)} ${index}`
  const agency = {
    id: `don-vi-${index}`,
    name: `${text(1)} ${index}`,
    code: `000.00.${(index % 90) + 10}.H16`,
  }
  const level = SERVICE_LEVELS[index % SERVICE_LEVELS.length] ?? "FULL"
  return aRow({
    procedure: aProcedure({ code, name, applicantTypes: [text(2)], requirements: text(3) }),
    level,
    serviceName: name,
    caseName: text(4),
    partialReason: level === "PARTIAL" ? "PHYSICAL_PRESENCE" : null,
    citation: level === "PARTIAL" ? `khoản 1 Điều 2 ${text(5)}` : "",
    change: index % 2 === 0 ? "NEW" : "KEPT",
    field: { code: `F-${index % 5}`, name: `${text(6)} lĩnh vực` },
    agency,
    unit: { ...agency, kind: "AGENCY", members: [] },
  })
}
const editionOf = (texts: readonly string[]): FrozenEdition =>
  anEdition(texts.map((_, index) => entryOf(texts, index)))

/** What the tables must say of an entry, by the names of the columns. */
const expectedRow = (entry: CatalogueEntry): Record<string, string> => ({
  nam: "2023",
  ma_tthc: entry.procedure.code,
  ma_dvc: entry.serviceCode,
  ten_tthc: normaliseText(entry.procedure.name),
  linh_vuc: normaliseText(entry.field.name),
  don_vi: normaliseText(entry.unit.name),
  muc_do: entry.level === "INFORMATION_ONLY" ? LEVELS[entry.level].label : SERVICE_LEVEL_LABELS[entry.level],
  thay_doi: ENTRY_CHANGE_LABELS[entry.change],
  ly_do: entry.partialReason
    ? normaliseText(`${PARTIAL_REASON_LABELS[entry.partialReason]} (${entry.citation})`)
    : "",
  qd_danh_muc: "658/QĐ-UBND ngày 12/05/2023",
  ten_truong_hop: normaliseText(entry.caseName ?? ""),
})

const rowsBy = ([header = [], ...rows]: readonly (readonly unknown[])[]): Record<string, string>[] =>
  rows.map((row) => Object.fromEntries(header.map((name, at) => [String(name), String(row[at] ?? "")])))

const textIn = (files: readonly EditionFile[], name: string): string =>
  new TextDecoder("utf-8", { fatal: true }).decode(files.find((file) => file.name === name)?.bytes)

async function csvHolds(edition: FrozenEdition, files: readonly EditionFile[]): Promise<void> {
  const bytes = files.find(({ name }) => name === "catalogue.csv")?.bytes ?? new Uint8Array()
  const rows = rowsBy(readElsewhere(bytes))
  expect(rows).toHaveLength(edition.entries.length)
  for (const [index, entry] of edition.entries.entries())
    for (const [name, said] of Object.entries(expectedRow(entry)))
      expect(rows[index]?.[name], name).toBe(wouldRun(said) ? `'${said}` : said)
  const { tableSchema } = JSON.parse(textIn(files, "catalogue.csv-metadata.json"))
  expect(tableSchema.columns.map((column: { name: string }) => column.name)).toEqual(
    Object.keys(rows[0] ?? {}),
  )
}

async function workbookHolds(edition: FrozenEdition, files: readonly EditionFile[]): Promise<void> {
  const bytes = files.find(({ name }) => name === "catalogue.xlsx")?.bytes ?? new Uint8Array()
  const [sheet, facts] = await readXlsxFile(Buffer.from(bytes), { trim: false })
  const names = readElsewhere(
    files.find(({ name }) => name === "catalogue.csv")?.bytes ?? new Uint8Array(),
  )[0]
  const rows = rowsBy([names ?? [], ...(sheet?.data.slice(1) ?? [])])
  expect(rows).toHaveLength(edition.entries.length)
  const cell = (said: string) => (said.length > 32_767 ? `${said.slice(0, 32_766)}…` : said)
  for (const [index, entry] of edition.entries.entries())
    for (const [name, said] of Object.entries(expectedRow(entry))) {
      const found = sheet?.data[index + 1]?.[names?.indexOf(name) ?? -1]
      // A text to every program: neither number, day, truth value nor formula.
      expect(found === null || typeof found === "string", `${name}: ${typeof found}`).toBe(true)
      expect(rows[index]?.[name], name).toBe(cell(said))
    }
  const said = new Map(facts?.data.map(([label, value]) => [label, value]))
  expect(said.get("Tổng số dịch vụ công")).toBe(edition.entries.length)
  expect(said.get("Mã băm nội dung (SHA-256)")).toBe(edition.digest)
}

type National = {
  procedures: { MATTHC: string; TENTTHC: string; DICHVUCONG: Record<string, unknown>[] }[]
  editionDigest: string
}
type Provincial = { services: Record<string, unknown>[]; editionDigest: string }

async function recordsHold(edition: FrozenEdition, files: readonly EditionFile[]): Promise<void> {
  const national: National = JSON.parse(textIn(files, "records/national.json"))
  const provincial: Provincial = JSON.parse(textIn(files, "records/provincial.json"))
  for (const { editionDigest } of [national, provincial]) expect(editionDigest).toBe(edition.digest)
  const services = national.procedures.flatMap((procedure) =>
    procedure.DICHVUCONG.map((service) => ({ ...service, code: procedure.MATTHC, name: procedure.TENTTHC })),
  )
  expect(services).toMatchObject(
    edition.entries.map((entry) => ({
      recordId: entry.serviceId,
      MaDVC: entry.serviceCode,
      TenDVC: entry.serviceName,
      TenCQTH: entry.unit.name,
      levelCode: LEVELS[entry.level].code,
      code: entry.procedure.code,
      name: entry.procedure.name,
    })),
  )
  expect(provincial.services).toMatchObject(
    edition.entries.map((entry) => ({
      recordId: entry.serviceId,
      serviceCodeDVCQG: entry.serviceCode,
      serviceName: entry.serviceName,
      levelCode: LEVELS[entry.level].code,
    })),
  )
}

/** The statements of a JSON-LD file, read without fetching anything. */
const graphOf = async (text: string): Promise<Store> => {
  const quads = (await jsonld.toRDF(JSON.parse(text), {
    format: "application/n-quads",
    documentLoader: async (url: string) => {
      throw new Error(`no context may be fetched: ${url}`)
    },
  })) as unknown as string
  return new Store(new Parser({ format: "N-Quads" }).parse(quads))
}
const ID = "https://dvc.h16.example/id/"
const iri = (value: string) => DataFactory.namedNode(value)
const valuesOf = (store: Store, subject: string, property: string): string[] =>
  store.getObjects(iri(subject), iri(property), null).map(({ value }) => value)

async function linkedDataHolds(edition: FrozenEdition, files: readonly EditionFile[]): Promise<void> {
  const store = await graphOf(textIn(files, "records/cpsv-ap.jsonld"))
  const danhmuc = `${ID}tu-vung/danh-muc#`
  const kinds = store.getSubjects(
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
    `${danhmuc}OnlineService`,
    null,
  )
  expect(kinds).toHaveLength(edition.entries.length)
  for (const entry of edition.entries) {
    const service = `${ID}dich-vu/${encodeURIComponent(entry.serviceId).replaceAll("%40", "@")}`
    expect(valuesOf(store, service, `${danhmuc}serviceCode`)).toEqual([entry.serviceCode])
    const level = valuesOf(store, service, "http://data.europa.eu/m8g/isClassifiedBy")
    expect(level).toContain(`${ID}ma/muc-do-dvctt/${LEVELS[entry.level].code}`)
    const name = valuesOf(store, `${ID}tthc/${entry.procedure.code}`, "http://purl.org/dc/terms/title")
    expect(name).toEqual([entry.procedure.name])
  }
}

async function descriptionHolds(edition: FrozenEdition, files: readonly EditionFile[]): Promise<void> {
  const store = await graphOf(textIn(files, "records/dcat.jsonld"))
  const dcat = "http://www.w3.org/ns/dcat#"
  const dataset = `${ID}danh-muc/${edition.editionId}`
  for (const { name, bytes } of files.filter((file) => file.name !== "records/dcat.jsonld")) {
    const file = `${dataset}/${name}`
    expect(valuesOf(store, dataset, `${dcat}distribution`)).toContain(file)
    expect(valuesOf(store, file, `${dcat}byteSize`)).toEqual([String(bytes.byteLength)])
    expect(valuesOf(store, `${file}#sha256`, "http://spdx.org/rdf/terms#checksumValue")).toEqual([
      sha256(bytes),
    ])
  }
}

const HOLDS = { csvHolds, workbookHolds, recordsHold, linkedDataHolds, descriptionHolds }

test.each(Object.entries(HOLDS))(
  "%s: every row of an edition, whatever stands in it, as a stranger reads it",
  async (_name, holds) => {
    const edition = editionOf(NASTY_CORPUS)
    await holds(edition, await editionFiles(edition, DECISION))
  },
)

test("so it does of any texts at all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(nastyText, { minLength: 1, maxLength: 5 }), async (texts) => {
      const edition = editionOf(texts)
      const files = await editionFiles(edition, DECISION)
      for (const holds of Object.values(HOLDS)) await holds(edition, files)
    }),
    { numRuns: 25 },
  )
})

test("the description states licence, frequency and contact as the office keeps them, and no licence where it has none", async () => {
  const plain = anEdition([aRow()])
  const edition = anEdition([aRow()], {
    issuer: {
      ...plain.issuer,
      dataLicence: "https://creativecommons.org/licenses/by/4.0/",
      dataFrequency: "QUARTERLY",
      dataContactName: "Tổ dữ liệu mở",
      dataContactEmail: "du-lieu@h16.example",
    },
  })
  const described = async (of: FrozenEdition) => {
    const store = await graphOf(textIn(await editionFiles(of, DECISION), "records/dcat.jsonld"))
    const dataset = `${ID}danh-muc/2023-1`
    const [contact = ""] = valuesOf(store, dataset, "http://www.w3.org/ns/dcat#contactPoint")
    return {
      licence: valuesOf(store, dataset, "http://purl.org/dc/terms/license"),
      ofFile: valuesOf(store, `${dataset}/catalogue.csv`, "http://purl.org/dc/terms/license"),
      frequency: valuesOf(store, dataset, "http://purl.org/dc/terms/accrualPeriodicity"),
      contact: valuesOf(store, contact, "http://www.w3.org/2006/vcard/ns#fn"),
      email: valuesOf(store, contact, "http://www.w3.org/2006/vcard/ns#hasEmail"),
    }
  }
  const frequency = "http://publications.europa.eu/resource/authority/frequency/"
  expect(await described(edition)).toEqual({
    licence: ["https://creativecommons.org/licenses/by/4.0/"],
    ofFile: ["https://creativecommons.org/licenses/by/4.0/"],
    frequency: [`${frequency}QUARTERLY`],
    contact: ["Tổ dữ liệu mở"],
    email: ["mailto:du-lieu@h16.example"],
  })
  expect(await described(plain)).toEqual({
    licence: [],
    ofFile: [],
    frequency: [`${frequency}ANNUAL`],
    contact: ["Văn phòng Ủy ban nhân dân tỉnh Đắk Nông"],
    email: [],
  })
})
