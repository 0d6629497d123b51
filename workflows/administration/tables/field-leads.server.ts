import type { ClientSession } from "mongoose"
import { findUnitDirectory, saveUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { ADMIN_LEVEL_LABELS, ADMIN_LEVELS } from "#models/shared/levels.ts"
import { leadEffects } from "../lead-effects.server.ts"
import { ANY_FIELD, LEAD_KEYS, type LeadTable, leadRows, SINCE_EVER, withLeads } from "../lead-moves.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable, type RowFault } from "../reference-table.ts"
import { withChange } from "../table-change.ts"

const lead = { kind: "REFERENCE", to: "AGENCY", name: "agencyId", label: "Cơ quan đầu mối" } as const

const shared = (table: LeadTable) =>
  ({
    id: table,
    key: LEAD_KEYS[table],
    days: DAYS,
    isLaw: true,
    isBoundByEditions: true,
    mostRows: MOST_IN_ONE,
    async read(session: ClientSession | null) {
      const directory = await findUnitDirectory(session ?? undefined)
      return directory ? leadRows(table, directory) : []
    },
    effects: (change, office) => leadEffects(table, change, office),
    async write(rows, session) {
      const directory = await findUnitDirectory(session)
      if (!directory) throw new Error("the directory was read before it is written")
      const after = withChange({ key: LEAD_KEYS[table] }, leadRows(table, directory), rows)
      await saveUnitDirectory({ ...withLeads(table, directory, after), agencies: [], groups: [] }, session)
      return undefined
    },
  }) satisfies Partial<ReferenceTable>

export const fieldLeads: ReferenceTable = {
  ...shared("linh-vuc"),
  lead: "Cơ quan đề xuất cho thủ tục của một lĩnh vực, ở từng cấp thực hiện; lĩnh vực không có ở đây theo bộ, ngành.",
  fields: [
    { kind: "TEXT", name: "fieldCode", label: "Mã lĩnh vực", max: 60 },
    {
      kind: "CHOICE",
      name: "adminLevel",
      label: "Cấp thực hiện",
      options: ADMIN_LEVELS.map((value) => ({ value, label: ADMIN_LEVEL_LABELS[value] })),
    },
    lead,
    ...DAY_FIELDS,
  ],
  means: {
    column: "fieldCode",
    read: async () =>
      new Map((await findActiveServices()).map(({ field }) => [field.code, field.name] as const)),
  },
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.fieldCode === other.fieldCode && one.adminLevel === other.adminLevel,
      message: (other) =>
        `Lĩnh vực này ở cấp này đã có cơ quan đầu mối «${other.agencyId}» trong cùng thời gian.`,
    }),
}

export const ministryLeads: ReferenceTable = {
  ...shared("bo-nganh"),
  lead: "Cơ quan của tỉnh theo bộ, ngành: mã lĩnh vực bắt đầu bằng mã này. Dòng «*» là nơi nhận mọi lĩnh vực còn lại.",
  fields: [
    { kind: "TEXT", name: "ministryPrefix", label: "Mã bộ, ngành", max: 40, description: "Ví dụ: G15." },
    lead,
    ...DAY_FIELDS,
  ],
  faults: (change) => [
    ...overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.ministryPrefix === other.ministryPrefix,
      message: (other) => `Mã này đã có cơ quan đầu mối «${other.agencyId}» trong cùng thời gian.`,
    }),
    ...restFaults(change.rows.map(({ key, after }) => ({ key, after }))),
  ],
  // The place of whatever is left is one fact of the office, without days.
  complete: (row) =>
    row.ministryPrefix === ANY_FIELD ? { ...row, validFrom: SINCE_EVER, validTo: null } : row,
  isBoundByEditions: false,
}

const restFaults = (rows: { key: string; after: Row | null }[]): RowFault[] =>
  rows
    .filter(({ key, after }) => key === `${ANY_FIELD}~${SINCE_EVER}` && after === null)
    .map(({ key }) => ({ key, message: "Dòng «*» không xóa được: luôn phải có nơi nhận lĩnh vực còn lại." }))
