import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import type { Procedure } from "#models/procedure/procedure.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { messagesForEdition } from "#workflows/delivery/messages-for-edition.ts"
import { CATALOGUE_COLUMNS } from "#workflows/portal-record/catalogue-columns.ts"
import { toCpsvAp } from "#workflows/portal-record/cpsv-ap.ts"
import { editionFiles } from "#workflows/portal-record/edition-files.server.ts"
import { PAYLOADS } from "#workflows/portal-record/portal-payloads.ts"
import { toCanonicalRecord } from "#workflows/portal-record/to-canonical-record.ts"
import { anEdition, aRow, DECISION } from "./a-small-edition.ts"
import { realProcedures } from "./real-procedures.ts"
import { officialShapes, violations } from "./shapes.ts"

const MADE_UP = "records were checked on made-up procedures only"

const asRow = (procedure: Procedure, index: number) => {
  const level = SERVICE_LEVELS[index % SERVICE_LEVELS.length] ?? "FULL"
  return aRow({ procedure, level, serviceName: procedure.name })
}

test("every real procedure is told in every shape, quickly and without a row lost", async () => {
  const procedures = realProcedures(MADE_UP)
  if (procedures.length === 0) return
  expect(procedures.length).toBeGreaterThan(2700)
  const edition = anEdition(procedures.map(asRow))
  const started = performance.now()
  for (const entry of edition.entries) toCanonicalRecord(edition, entry, DECISION)
  const files = await editionFiles(edition, DECISION)
  expect(performance.now() - started).toBeLessThan(30_000)

  const csv: Record<string, string>[] = parse(Buffer.from(files[0]?.bytes ?? []), {
    columns: true,
    bom: true,
  })
  expect(csv.map((row) => row.ma_tthc)).toEqual(procedures.map(({ code }) => code))
  for (const { name, required } of CATALOGUE_COLUMNS)
    if (required)
      expect(
        csv.filter((row) => row[name] === ""),
        name,
      ).toEqual([])
  expect(csv.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])

  const targets = [
    { id: "cong-tinh", record: "PROVINCIAL_SERVICE" },
    { id: "cong-quoc-gia", record: "NATIONAL_SERVICE" },
  ] as const
  const messages = messagesForEdition({
    edition,
    decision: DECISION,
    targets,
    priorVersions: new Map(),
    at: edition.frozenAt,
  })
  expect(messages.length).toBe(2 * (edition.totals.levels.FULL + edition.totals.levels.PARTIAL))
  for (const { target, payloadText } of messages)
    PAYLOADS[target === "cong-tinh" ? "PROVINCIAL_SERVICE" : "NATIONAL_SERVICE"].parse(
      JSON.parse(payloadText),
    )
}, 120_000)

test("real procedures conform to the official CPSV-AP shapes", async () => {
  const shapes = officialShapes()
  const procedures = realProcedures(MADE_UP).filter((_, index) => index % 40 === 0)
  if (!shapes || procedures.length === 0) return
  expect(await violations(shapes, toCpsvAp(anEdition(procedures.map(asRow)), DECISION))).toEqual([])
}, 120_000)
