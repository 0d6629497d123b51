import { parse } from "csv-parse/sync"
import readXlsxFile from "read-excel-file/node"
import { expect, test } from "vitest"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { messagesForEdition } from "#workflows/delivery/messages-for-edition.ts"
import { CATALOGUE_COLUMNS } from "#workflows/portal-record/catalogue-columns.ts"
import { editionFiles } from "#workflows/portal-record/edition-files.server.ts"
import { PAYLOADS } from "#workflows/portal-record/portal-payloads.ts"
import { toCanonicalRecord } from "#workflows/portal-record/to-canonical-record.ts"
import { anEdition, aRow, atLevels, DECISION } from "./a-small-edition.ts"
import { officialShapes, violations } from "./shapes.ts"

const rows = [aRow(), ...atLevels(["FULL", "NOT_PROVIDED"])]
const genuine = anEdition(rows)
const training = anEdition(rows, { issuer: { ...genuine.issuer, training: true } })

const textOf = async (edition: typeof genuine) =>
  Object.fromEntries(
    (await editionFiles(edition, DECISION)).map(({ name, bytes }) => [name, Buffer.from(bytes)]),
  )

test("every open file of training says so, and none of a genuine edition", async () => {
  const [marked, plain] = [await textOf(training), await textOf(genuine)]
  for (const [name, bytes] of Object.entries(marked)) {
    if (name.endsWith(".xlsx")) continue
    expect(bytes.toString("utf8"), name).toContain(TRAINING_MARK)
    expect(plain[name]?.toString("utf8"), name).not.toContain("TẬP HUẤN")
  }
})

test("in CSV and XLSX it is a column after the 22, on every row, and no line of its own", async () => {
  const files = await textOf(training)
  const csv: Record<string, string>[] = parse(files["catalogue.csv"] ?? "", { columns: true, bom: true })
  expect(csv).toHaveLength(rows.length)
  expect(Object.keys(csv[0] ?? {})).toEqual([...CATALOGUE_COLUMNS.map(({ name }) => name), "tap_huan"])
  expect(csv.map((row) => row.tap_huan)).toEqual(rows.map(() => TRAINING_MARK))
  const sheets = await readXlsxFile(files["catalogue.xlsx"] ?? Buffer.alloc(0))
  expect(sheets[0]?.data.map((row) => row.at(-1))).toEqual(["Tập huấn", ...rows.map(() => TRAINING_MARK)])
})

test("every message to a portal carries it in its payload or its dataset, as portals take it", () => {
  const targets = [
    { id: "cong-tinh", record: "PROVINCIAL_SERVICE" },
    { id: "cong-quoc-gia", record: "NATIONAL_SERVICE" },
    { id: "du-lieu-mo", record: "DATASET" },
  ] as const
  const sent = (edition: typeof genuine) =>
    messagesForEdition({
      edition,
      decision: DECISION,
      targets,
      priorVersions: new Map(),
      at: edition.frozenAt,
    })
  for (const { target, payloadText } of sent(training)) {
    expect(payloadText).toContain(TRAINING_MARK)
    const kept = targets.find(({ id }) => id === target)?.record ?? "DATASET"
    expect(PAYLOADS[kept].safeParse(JSON.parse(payloadText)).success).toBe(true)
  }
  expect(sent(genuine).some(({ payloadText }) => payloadText.includes("TẬP HUẤN"))).toBe(false)
})

test("the canonical record and the linked data say it in a field, and still conform", async () => {
  expect(toCanonicalRecord(training, aRow(), DECISION).edition.training).toBe(TRAINING_MARK)
  expect(toCanonicalRecord(genuine, aRow(), DECISION).edition.training).toBeUndefined()
  const shapes = officialShapes()
  const cpsv = JSON.parse((await textOf(training))["records/cpsv-ap.jsonld"]?.toString("utf8") ?? "{}")
  if (shapes) expect(await violations(shapes, cpsv)).toEqual([])
})
