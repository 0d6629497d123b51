import { findAgencies, saveAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyEffects } from "../agency-effects.server.ts"
import { NAME_KEY, nameRows, withParts } from "../agency-rows.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_DOCUMENTS, type ReferenceTable } from "../reference-table.ts"

export const agencyNames: ReferenceTable = {
  id: "ten-co-quan",
  lead: "Tên và tên ngắn của từng cơ quan theo ngày; văn bản và màn hình ghi tên của ngày đó.",
  fields: [
    { kind: "REFERENCE", to: "AGENCY", name: "agencyId", label: "Cơ quan" },
    { kind: "TEXT", name: "name", label: "Tên", max: 200 },
    { kind: "TEXT", name: "shortName", label: "Tên ngắn", max: 120, isOptional: true },
    ...DAY_FIELDS,
  ],
  key: NAME_KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: "CHANGES",
  mostRows: MOST_DOCUMENTS,
  read: async (session) => nameRows(await findAgencies(session ?? undefined)),
  faults: (change, { agencies }) => [
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.agencyId === other.agencyId,
      message: (other) => `Cơ quan này đã mang tên «${other.name}» trong cùng thời gian`,
    }),
    ...change.rows
      .filter(({ before, after }) => {
        const agency = before && !after && agencies.get(String(before.agencyId))
        return agency && agency.names.length === 1
      })
      .map(({ key }) => ({ key, message: "Cơ quan phải có ít nhất một tên." })),
  ],
  effects: agencyEffects,
  async write(rows, session) {
    await saveAgencies(withParts("names", await findAgencies(session), rows), session)
    return undefined
  },
}
