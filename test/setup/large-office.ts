import type { Store } from "#models/store/connection.server.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { ROWS_CSV } from "./office.ts"
import { type OfficeUnderWay, takeTo } from "./stages.ts"

/** An office with so many procedures (or those of a list), all approved and waiting to be frozen: the small office's three, over and over. */
export const beginLargeOffice = async (
  office: OfficeUnderWay & { d: { store: Store } },
  procedures: number | Uint8Array,
): Promise<void> => {
  await openLargeReview(office, procedures)
  await takeTo(office, "appraising")
}

/** The same office at the beginning of its review: nothing is answered yet. */
export const openLargeReview = async (
  office: OfficeUnderWay & { d: { store: Store } },
  procedures: number | Uint8Array,
): Promise<void> => {
  const { d, clock, staff } = office
  await seedReference(d.store)
  const report = await importProcedures(
    { store: d.store, clock },
    {
      fileName: "danh-sach.csv",
      bytes: typeof procedures === "number" ? largeList(procedures) : procedures,
      partial: false,
      by: staff.reviewer.id,
    },
  )
  if (report.outcome !== "TAKEN") throw new Error(JSON.stringify(report.refused.slice(0, 3)))
  await openCampaign(d, {
    year: 2023,
    sequence: 1,
    kind: "ANNUAL",
    name: "Năm 2023",
    deadlines: yearDeadlines(2023),
    numberFirst: false,
    amends: null,
    actor: staff.reviewer,
  })
}

/** A register of so many procedures as a CSV file. `word` goes into every name. */
export const largeList = (procedures: number, word = "số"): Uint8Array => {
  const rows = Array.from({ length: procedures }, (_, index) => {
    const [, name = "", ...rest] = (ROWS_CSV.rows[index % ROWS_CSV.rows.length] ?? "").split(",")
    return [`3.${String(index + 1).padStart(6, "0")}`, `${name} ${word} ${index + 1}`, ...rest].join(",")
  })
  return new TextEncoder().encode(`${ROWS_CSV.headings}\r\n${rows.join("\r\n")}\r\n`)
}
