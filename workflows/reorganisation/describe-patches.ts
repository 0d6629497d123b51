import { agencyNameOn } from "#models/agency/agency.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import type { AdminLevel } from "#models/shared/levels.ts"
import { ROLE_LABELS } from "#models/shared/workflow.ts"
import type { Patch, Rows, TableName, World } from "./core/world.ts"

export const TABLE_LABELS: Record<TableName, string> = {
  agencies: "Cơ quan, đơn vị",
  groups: "Nhóm đơn vị",
  fieldLeads: "Phụ trách lĩnh vực",
  ministryDepartments: "Phụ trách theo bộ, ngành",
  placements: "Nơi tiếp nhận việc của cấp kết thúc",
  office: "Văn phòng Ủy ban nhân dân",
  issuers: "Thông tin cơ quan ban hành",
  series: "Sổ số văn bản",
  templates: "Mẫu văn bản nêu tên cũ",
  portals: "Cổng nhận bản ghi",
  websites: "Trang, hệ thống của đơn vị",
  capacities: "Thẩm quyền ký",
  people: "Vai trò của người dùng",
  services: "Dịch vụ công",
  registrations: "Đăng ký đang rà soát",
  registerChanges: "Thay đổi của thủ tục đang chờ",
}

export const LEVEL_LABELS: Record<AdminLevel, string> = {
  MINISTRY: "cấp bộ",
  PROVINCE: "cấp tỉnh",
  DISTRICT: "cấp huyện",
  COMMUNE: "cấp xã",
}

/** One moved row in words. */
export type PatchLine = { key: string; name: string; before: string; after: string; why: string }

type Worlds = { before: World; after: World; eve: IsoDay; day: IsoDay }
type Describe<T extends TableName> = (
  row: Rows[T],
  nameOf: (id: string) => string,
) => { name: string; state: string }

const until = (validTo: IsoDay | null, state: string): string =>
  validTo === null ? state : `${state} (đến ${formatDay(validTo)})`
const since = (validFrom: IsoDay, validTo: IsoDay | null): string =>
  validTo === null ? `từ ${formatDay(validFrom)}` : `đến ${formatDay(validTo)}`

const WORDS: { [T in TableName]: Describe<T> } = {
  agencies: (row, nameOf) => ({
    name: row.names[0]?.name ?? row.id,
    state: [
      row.names.at(-1)?.name ?? row.id,
      since(row.validFrom, row.validTo),
      row.successorIds.length > 0 ? `kế thừa: ${row.successorIds.map(nameOf).join(", ")}` : "",
    ]
      .filter(Boolean)
      .join("; "),
  }),
  groups: (row) => ({ name: row.name, state: since(row.validFrom, row.validTo) }),
  fieldLeads: (row, nameOf) => ({
    name: `${row.fieldCode}, ${LEVEL_LABELS[row.adminLevel]}`,
    state: until(row.validTo, nameOf(row.agencyId)),
  }),
  ministryDepartments: (row, nameOf) => ({
    name: row.ministryPrefix,
    state: until(row.validTo, nameOf(row.agencyId)),
  }),
  placements: (row, nameOf) => ({
    name: row.procedureCode ?? row.fieldCode ?? "Mọi thủ tục còn lại",
    state: `${LEVEL_LABELS[row.fromLevel]} → ${row.agencyId ? nameOf(row.agencyId) : LEVEL_LABELS[row.toLevel]}`,
  }),
  office: (row, nameOf) => ({ name: "Văn phòng", state: nameOf(row.provincialOfficeId) }),
  issuers: ({ issuer, validFrom, validTo }) => ({
    name: `Từ ${formatDay(validFrom)}`,
    state: until(validTo, [issuer.provinceUpper, issuer.placeName, issuer.orgCode].join("; ")),
  }),
  series: (row) => ({ name: `${row.symbol} năm ${row.year}`, state: `số cuối ${row.last}` }),
  templates: (row) => ({
    name: `${row.name}, phiên bản ${row.version}`,
    state: since(row.validFrom, row.validTo),
  }),
  portals: (row) => ({ name: row.name, state: until(row.validTo, row.url) }),
  websites: (row, nameOf) => ({ name: row.name, state: until(row.validTo, nameOf(row.agencyId)) }),
  capacities: (row) => ({
    name: row.fullName,
    state: `${row.position}, ${since(row.heldFrom, row.heldTo)}`,
  }),
  people: (row, nameOf) => ({
    name: row.fullName,
    state: row.assignments
      .map(
        (one) => `${ROLE_LABELS[one.role]} tại ${nameOf(one.agencyId)} ${since(one.validFrom, one.validTo)}`,
      )
      .join("; "),
  }),
  services: (row, nameOf) => ({
    name: `${row.serviceCode} ${row.procedureName}`,
    state: row.active
      ? `${row.unit.name}, ${LEVEL_LABELS[row.adminLevel]}; đề xuất: ${nameOf(row.proposingAgencyId)}`
      : "kết thúc",
  }),
  registrations: (row, nameOf) => ({
    name: `${row.serviceCode} ${row.procedureName}`,
    state: `${nameOf(row.agencyId)}${row.dueOn ? `, hạn lấy ý kiến ${formatDay(row.dueOn)}` : ""}`,
  }),
  registerChanges: (row, nameOf) => ({
    name: `${row.code} ${row.procedureName}`,
    state: row.agencyIds.map(nameOf).join(", "),
  }),
}

/** Moved rows in words, names as they are on the eve and on the day. */
export const describePatches = (patches: readonly Patch[], worlds: Worlds): PatchLine[] => {
  const namesOn = (world: World, day: IsoDay) => (id: string) => {
    const agency = world.tables.agencies.get(id)
    return agency ? agencyNameOn(agency, day) : id
  }
  const before = namesOn(worlds.before, worlds.eve)
  const after = namesOn(worlds.after, worlds.day)
  return patches.map((patch) => {
    const words = WORDS[patch.table] as Describe<TableName>
    const was = patch.before && words(patch.before, before)
    const is = patch.after && words(patch.after, after)
    return {
      key: patch.key,
      name: (was ?? is)?.name ?? patch.key,
      before: was?.state ?? "–",
      after: is?.state ?? "–",
      why: patch.why,
    }
  })
}
