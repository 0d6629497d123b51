import fc from "fast-check"
import { expect, test } from "vitest"
import type { CatalogueEntry } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  ADMIN_LEVEL_LABELS,
  PARTIAL_REASON_LABELS,
  SERVICE_LEVEL_LABELS,
  SERVICE_LEVELS,
} from "#models/shared/levels.ts"
import { normaliseText } from "#models/shared/text.ts"
import { STAGED_KINDS, STAGED_WORDS } from "#models/staged-import/staged-import.ts"
import { nastyText } from "#test/setup/nasty-text.ts"
import { linesIn, readElsewhere, wouldRun } from "#test/setup/read-csv.ts"
import { BARRIER_KINDS, BARRIERS } from "#workflows/barriers/barrier-kinds.ts"
import { EFFECT_LISTS } from "#workflows/campaign/effect-lists.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { CATALOGUE_COLUMNS, catalogueRows } from "#workflows/portal-record/catalogue-columns.ts"
import { toCatalogueCsv } from "#workflows/portal-record/catalogue-csv.ts"
import { stagedCsv } from "#workflows/register/staged-csv.ts"
import { toBarrierCsv } from "#workflows/screens/barrier-csv.ts"
import { toEffectCsv } from "#workflows/screens/effect-csv.ts"
import { toReturnsCsv } from "#workflows/screens/unit-returns-page.server.ts"
import { anEdition, aProcedure, aRow, DECISION } from "./portal-record/a-small-edition.ts"
import { realProcedures } from "./portal-record/real-procedures.ts"

/** What a cell must read as: cleaned, with an apostrophe where a spreadsheet would run it. */
const cleaned = (source: string): string => {
  const text = normaliseText(source)
  return wouldRun(text) ? `'${text}` : text
}

type Written = { columns: number; bytes: Uint8Array; cells: string[][] }

/** Every CSV of the product for the same rows, with the cells it is made of. */
const WRITERS: [name: string, write: (entries: CatalogueEntry[]) => Written][] = [
  [
    "the catalogue",
    (entries) => {
      const edition = anEdition(entries)
      return {
        columns: CATALOGUE_COLUMNS.length,
        bytes: toCatalogueCsv(edition, DECISION),
        cells: catalogueRows(edition, DECISION),
      }
    },
  ],
  [
    "the sheet a decision carries",
    (entries) => {
      const edition = anEdition(entries)
      const sheet = editionAttachments(edition).find(({ name }) => name.endsWith(".csv"))
      return {
        columns: 9,
        bytes: sheet?.bytes ?? new Uint8Array(),
        cells: edition.entries.map((entry) => [
          String(entry.position),
          entry.procedure.code,
          entry.serviceCode,
          entry.serviceName,
          entry.field.name,
          entry.unit.name,
          SERVICE_LEVEL_LABELS[entry.level],
          entry.partialReason ? PARTIAL_REASON_LABELS[entry.partialReason] : "",
          entry.citation,
        ]),
      }
    },
  ],
  [
    "the rows of an import that is looked at",
    (entries) => {
      const rows = entries.map((entry, index) => ({
        kind: STAGED_KINDS[index % STAGED_KINDS.length] ?? "NEW",
        line: index,
        code: entry.procedure.code,
        name: entry.serviceName,
        reason: `${entry.agency.name}: ${entry.citation}`,
      }))
      return {
        columns: 5,
        bytes: stagedCsv(rows, false),
        cells: rows.map(({ kind, line, code, name, reason }) => [
          line === 0 ? "Cả tệp" : String(line),
          code,
          name,
          STAGED_WORDS[kind],
          reason,
        ]),
      }
    },
  ],
  [
    "what an act touches",
    (entries) => {
      const list = "nang"
      const rows = entries.map((entry) => ({
        serviceId: entry.serviceId,
        unitName: entry.agency.name,
        serviceCode: entry.serviceCode,
        name: entry.serviceName,
        before: null,
        now: entry.level,
        registrationId: null,
      }))
      return {
        columns: 6,
        bytes: toEffectCsv({ campaign: { id: "2023", name: "Năm 2023" }, list, rows }, false),
        cells: rows.map(({ unitName, serviceCode, name, now }) => [
          unitName,
          serviceCode,
          name,
          "",
          SERVICE_LEVEL_LABELS[now],
          EFFECT_LISTS[list].label,
        ]),
      }
    },
  ],
  [
    "the barriers",
    (entries) => ({
      columns: 11,
      bytes: toBarrierCsv(
        entries.map((entry) => ({
          id: entry.serviceId,
          agencyId: entry.agency.id,
          agencyName: entry.agency.name,
          procedureCode: entry.procedure.code,
          procedureName: entry.procedure.name,
          caseName: entry.caseName ?? "",
          adminLevel: entry.adminLevel,
          serviceCode: entry.serviceCode,
          level: entry.level,
          partialReason: entry.partialReason,
          citation: entry.citation,
          payment: "NOT_DUE",
          barriers: BARRIER_KINDS,
        })),
        false,
      ),
      cells: entries.map((entry) => [
        entry.procedure.code,
        entry.serviceCode,
        entry.procedure.name,
        entry.caseName ?? "",
        ADMIN_LEVEL_LABELS[entry.adminLevel],
        entry.agency.name,
        SERVICE_LEVEL_LABELS[entry.level],
        [...new Set(BARRIER_KINDS.map((kind) => BARRIERS[kind].group))].join("; "),
        BARRIER_KINDS.map((kind) => BARRIERS[kind].label).join("; "),
        entry.partialReason ? PARTIAL_REASON_LABELS[entry.partialReason] : "",
        entry.citation,
      ]),
    }),
  ],
  [
    "the units' returns",
    (entries) => ({
      columns: 12,
      bytes: toReturnsCsv(
        {
          dueOn: "2023-03-31",
          rows: entries.map((entry) => ({
            agencyId: entry.agency.id,
            agencyName: entry.agency.name,
            counts: { UNIT: 1, HEAD: 2, UNSENT: 0, SENT: 3, total: 6 },
            standing: { state: "PARTLY", daysLate: 4 },
            last: { sequence: 1, number: entry.citation, at: new Date("2023-03-20T01:00:00Z") },
            letters: 1,
          })),
        },
        false,
      ),
      cells: entries.map((entry) => [
        ...[entry.agency.name, "Gửi một phần", "6", "3", "0", "2", "1", "1"],
        ...[entry.citation, "08:00 20/03/2023", "31/03/2023", "4"],
      ]),
    }),
  ],
]

const holds = ({ columns, bytes, cells }: Written): void => {
  const [header, ...rows] = readElsewhere(bytes)
  expect(new Set(header).size).toBe(columns)
  expect(rows).toHaveLength(cells.length)
  expect(rows.filter((row) => row.length !== columns)).toEqual([])
  expect(linesIn(bytes)).toBe(cells.length + 1)
  expect(rows).toEqual(cells.map((row) => row.map(cleaned)))
}

test.each(WRITERS)(
  "%s has its rows and columns and the cleaned words, whatever people typed",
  (_name, write) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(nastyText, nastyText, nastyText, fc.nat(3)), { maxLength: 6 }), (all) => {
        const entries = all.map(([name, unit, other, level], index) => {
          const procedure = aProcedure({
            name,
            code: `1.${String(index).padStart(6, "0")}`,
            applicantTypes: [other, unit],
          })
          const [method] = procedure.submissionMethods
          if (method) method.processingTime = { quantity: 0, unit: "OTHER", text: other }
          const agency = { id: "mot-don-vi", name: unit, code: "000.00.14.H16" }
          return aRow({
            procedure,
            level: SERVICE_LEVELS[level] ?? "FULL",
            serviceName: name,
            citation: other,
            agency,
            unit: { ...agency, kind: "AGENCY", members: [] },
          })
        })
        holds(write(entries))
      }),
    )
  },
)

const real = realProcedures("the CSV files were read back with made-up rows only")

test.runIf(real.length > 0).each(WRITERS)(
  "%s of the real list has its rows and columns and the cleaned words",
  (_name, write) => {
    expect(real.length).toBeGreaterThan(2700)
    const levels = SERVICE_LEVELS.length
    holds(
      write(
        real.map((procedure, index) =>
          aRow({ procedure, serviceName: procedure.name, level: SERVICE_LEVELS[index % levels] ?? "FULL" }),
        ),
      ),
    )
  },
)
