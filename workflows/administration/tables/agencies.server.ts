import {
  findAgencies,
  getAgency,
  removeFromDirectory,
  saveAgencies,
} from "#models/agency/agency.repository.server.ts"
import { AGENCY_KIND_LABELS, AGENCY_KINDS, type Agency } from "#models/agency/agency.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { ADMIN_LEVEL_LABELS, ADMIN_LEVELS } from "#models/shared/levels.ts"
import { agencyEffects } from "../agency-effects.server.ts"
import { agencyFaults } from "../agency-faults.ts"
import { lastName } from "../agency-rows.ts"
import { DAY_FIELDS, DAYS, MOST_DOCUMENTS, type ReferenceTable } from "../reference-table.ts"

export const agencies: ReferenceTable = {
  id: "co-quan",
  lead: "Cơ quan, đơn vị: loại, cấp, cơ quan cấp trên, thời gian tồn tại và cơ quan kế thừa.",
  fields: [
    {
      kind: "TEXT",
      name: "id",
      label: "Tên gọi trong hệ thống",
      description: "Không đổi về sau, ví dụ: so-tu-phap.",
      max: 80,
      pattern: /^(?!moi$)[a-z0-9]+(-[a-z0-9]+)*$/u,
      wrong: "Chỉ gồm chữ thường không dấu, số và gạch nối.",
    },
    { kind: "TEXT", name: "name", label: "Tên", max: 200 },
    { kind: "TEXT", name: "shortName", label: "Tên ngắn", max: 120, isOptional: true },
    {
      kind: "CHOICE",
      name: "kind",
      label: "Loại",
      options: AGENCY_KINDS.map((value) => ({ value, label: AGENCY_KIND_LABELS[value] })),
    },
    {
      kind: "CHOICE",
      name: "adminLevel",
      label: "Cấp",
      options: ADMIN_LEVELS.map((value) => ({ value, label: ADMIN_LEVEL_LABELS[value] })),
    },
    {
      kind: "REFERENCE",
      to: "AGENCY",
      name: "parentId",
      label: "Cơ quan cấp trên",
      isOptional: true,
    },
    {
      kind: "LINES",
      name: "successorIds",
      label: "Cơ quan kế thừa",
      description: "Tên gọi trong hệ thống của cơ quan nhận việc khi cơ quan này kết thúc.",
      max: 80,
      isOptional: true,
    },
    {
      kind: "LINES",
      name: "provinceCodes",
      label: "Phụ trách các tỉnh",
      description: "Chỉ với cơ quan ngành dọc phụ trách nhiều tỉnh: mã tỉnh hai số, ví dụ 68.",
      max: 2,
      isOptional: true,
    },
    ...DAY_FIELDS,
  ],
  key: ["id"],
  days: DAYS,
  isLaw: false,
  isBoundByEditions: false,
  mostRows: MOST_DOCUMENTS,
  read: async (session) => (await findAgencies(session ?? undefined)).map(rowOf),
  faults: agencyFaults,
  effects: agencyEffects,
  async write(rows, session) {
    for (const { key, before, after } of rows) {
      if (!after) await removeFromDirectory("AGENCY", key, session)
      else await saveAgencies([changed(before ? await getAgency(key, session) : null, after)], session)
    }
    return undefined
  },
}

const rowOf = (agency: Agency): Row => ({
  id: agency.id,
  name: lastName(agency)?.name ?? agency.id,
  shortName: lastName(agency)?.shortName ?? "",
  kind: agency.kind,
  adminLevel: agency.adminLevel,
  parentId: agency.parentId,
  successorIds: agency.successorIds,
  provinceCodes: agency.provinceCodes ?? [],
  validFrom: agency.validFrom,
  validTo: agency.validTo,
})

/** An agency with the facts of a row; its names and codes are tables of their own but for the first name. */
const changed = (known: Agency | null, row: Row): Agency => {
  const { name, shortName, ...facts } = row
  const { validFrom } = facts as Pick<Agency, "validFrom">
  const names = known?.names ?? [
    { name: String(name), shortName: String(shortName ?? ""), validFrom, validTo: null },
  ]
  return { names, codes: known?.codes ?? [], ...facts } as Agency
}
