import {
  findUnitGroups,
  removeFromDirectory,
  saveUnitGroups,
} from "#models/agency/agency.repository.server.ts"
import { AGENCY_KIND_LABELS, AGENCY_KINDS, agencyNameOn, type UnitGroup } from "#models/agency/agency.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { formatDay, isValidOn } from "#models/shared/dates.ts"
import { ADMIN_LEVEL_LABELS, ADMIN_LEVELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { OfficeData } from "../office-data.server.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_DOCUMENTS, type ReferenceTable } from "../reference-table.ts"

export const unitGroups: ReferenceTable = {
  id: "nhom-don-vi",
  lead: "Nhóm đơn vị cùng cung cấp một dịch vụ; thành viên là mọi cơ quan cùng loại còn tồn tại trong ngày.",
  fields: [
    {
      kind: "TEXT",
      name: "id",
      label: "Tên gọi trong hệ thống",
      max: 80,
      pattern: /^(?!moi$)[a-z0-9]+(-[a-z0-9]+)*$/u,
      wrong: "Chỉ gồm chữ thường không dấu, số và gạch nối.",
    },
    { kind: "TEXT", name: "name", label: "Tên nhóm", max: 120 },
    {
      kind: "CHOICE",
      name: "agencyKind",
      label: "Thành viên",
      options: AGENCY_KINDS.map((value) => ({ value, label: AGENCY_KIND_LABELS[value] })),
    },
    {
      kind: "CHOICE",
      name: "adminLevel",
      label: "Cấp",
      options: ADMIN_LEVELS.map((value) => ({ value, label: ADMIN_LEVEL_LABELS[value] })),
    },
    ...DAY_FIELDS,
  ],
  key: ["id"],
  days: DAYS,
  isLaw: false,
  isBoundByEditions: "CHANGES",
  mostRows: MOST_DOCUMENTS,
  read: async (session) =>
    (await findUnitGroups(session ?? undefined)).map(
      ({ id, name, agencyKind, adminLevel, validFrom, validTo }) => ({
        id,
        name,
        agencyKind,
        adminLevel,
        validFrom,
        validTo,
      }),
    ),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: (one, other) => one.adminLevel === other.adminLevel,
      message: (other) => `Cấp này đã có nhóm «${other.name}» trong cùng thời gian`,
    }),
  async effects({ rows, effectiveFrom }, office) {
    const ids = new Set(rows.map(({ key }) => key))
    const services = (await findActiveServices()).filter(
      ({ unit }) => unit.kind === "GROUP" && ids.has(unit.id),
    )
    return {
      moved: {
        services: services.map(({ serviceCode, serviceName }) => ({ text: `${serviceCode} ${serviceName}` })),
        roles: rows.flatMap(({ after }) =>
          after
            ? membersOf(after, office, effectiveFrom).map((name) => ({ text: `Thành viên: ${name}` }))
            : [],
        ),
      },
      notes: rows.flatMap(({ after }) =>
        after
          ? [
              `«${after.name}» có ${formatNumber(membersOf(after, office, effectiveFrom).length)} thành viên vào ngày ${formatDay(effectiveFrom)}.`,
            ]
          : [],
      ),
    }
  },
  async write(rows, session) {
    for (const { key, after } of rows)
      if (after) await saveUnitGroups([after as unknown as UnitGroup], session)
      else await removeFromDirectory("GROUP", key, session)
    return undefined
  },
}

const membersOf = (group: Row, { directory }: OfficeData, day: string): string[] =>
  directory.agencies
    .filter((agency) => agency.kind === group.agencyKind && isValidOn(agency, day))
    .map((agency) => agencyNameOn(agency, day))
