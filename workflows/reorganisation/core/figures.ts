import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { ADMIN_LEVELS } from "#models/shared/levels.ts"
import { rowsOf, type World } from "./world.ts"

/** Figures of a world on a day; every name has one meaning, before the act and after it. */
export const FIGURE_LABELS = {
  units: "Cơ quan, đơn vị đang hoạt động",
  "units.PROVINCE": "– cấp tỉnh",
  "units.DISTRICT": "– cấp huyện",
  "units.COMMUNE": "– cấp xã",
  groupMembers: "Thành viên của các nhóm đơn vị",
  services: "Dịch vụ công đang cung cấp",
  "services.PROVINCE": "– cấp tỉnh",
  "services.DISTRICT": "– cấp huyện",
  "services.COMMUNE": "– cấp xã",
  proposers: "Cơ quan đang có dịch vụ",
  registrations: "Đăng ký đang rà soát",
  awaited: "Thời hạn lấy ý kiến đang chạy",
  people: "Người có vai trò",
  roles: "Vai trò",
  capacities: "Thẩm quyền ký",
  websites: "Trang, hệ thống trong sổ",
  leads: "Phân công phụ trách lĩnh vực, bộ ngành",
} as const
export type FigureName = keyof typeof FIGURE_LABELS
export const FIGURE_NAMES = Object.keys(FIGURE_LABELS) as FigureName[]
export type Figures = Record<FigureName, number>

export const figuresOn = (world: World, day: IsoDay): Figures => {
  const units = rowsOf(world, "agencies").filter((one) => isValidOn(one, day))
  const services = rowsOf(world, "services").filter(({ active }) => active)
  const registrations = rowsOf(world, "registrations")
  const roles = rowsOf(world, "people").map(
    ({ assignments }) => assignments.filter((one) => isValidOn(one, day)).length,
  )
  const groups = rowsOf(world, "groups").filter((one) => isValidOn(one, day))
  const leads = [...rowsOf(world, "fieldLeads"), ...rowsOf(world, "ministryDepartments")]
  const byLevel = (name: "units" | "services", rows: readonly { adminLevel: string }[]) =>
    Object.fromEntries(
      ADMIN_LEVELS.filter((level) => level !== "MINISTRY").map((level) => [
        `${name}.${level}`,
        rows.filter(({ adminLevel }) => adminLevel === level).length,
      ]),
    )
  return {
    units: units.length,
    ...byLevel("units", units),
    groupMembers: groups.reduce(
      (sum, { agencyKind }) => sum + units.filter(({ kind }) => kind === agencyKind).length,
      0,
    ),
    services: services.length,
    ...byLevel("services", services),
    proposers: new Set(services.map(({ proposingAgencyId }) => proposingAgencyId)).size,
    registrations: registrations.length,
    awaited: registrations.filter(({ dueOn }) => dueOn !== null).length,
    people: roles.filter((count) => count > 0).length,
    roles: roles.reduce((sum, count) => sum + count, 0),
    capacities: rowsOf(world, "capacities").filter((one) =>
      isValidOn({ validFrom: one.heldFrom, validTo: one.heldTo }, day),
    ).length,
    websites: rowsOf(world, "websites").filter((one) => isValidOn(one, day)).length,
    leads: leads.filter((one) => isValidOn(one, day)).length,
  } as Figures
}
