import type { Role } from "#models/shared/workflow.ts"
import { paths } from "../http/paths.ts"
import {
  IconBook2,
  IconCalendarEvent,
  IconChecklist,
  IconClipboardCheck,
  IconDatabaseImport,
  IconHistory,
  IconSend,
} from "./icons.ts"

export type NavigationItem = {
  to: string
  label: string
  icon: typeof IconBook2
  roles: readonly Role[] | "ALL"
}

/** Main navigation of the office, in the order of the yearly work. What a role may do is decided by the use-cases. */
const NAVIGATION: readonly NavigationItem[] = [
  { to: paths.myWork(), label: "Việc của tôi", icon: IconChecklist, roles: "ALL" },
  { to: paths.campaigns(), label: "Đợt rà soát", icon: IconCalendarEvent, roles: "ALL" },
  {
    to: paths.appraisal(),
    label: "Thẩm định",
    icon: IconClipboardCheck,
    roles: ["REVIEWER", "CHIEF_OF_OFFICE", "COORDINATOR"],
  },
  { to: paths.importData(), label: "Nhập dữ liệu", icon: IconDatabaseImport, roles: ["REVIEWER", "ADMIN"] },
  {
    to: paths.deliveries(),
    label: "Giao nhận",
    icon: IconSend,
    roles: ["REVIEWER", "CHIEF_OF_OFFICE", "RECORDS_CLERK", "COORDINATOR", "ADMIN"],
  },
  {
    to: paths.auditLog(),
    label: "Nhật ký",
    icon: IconHistory,
    roles: ["REVIEWER", "CHIEF_OF_OFFICE", "COORDINATOR", "ADMIN"],
  },
  { to: paths.catalogue(), label: "Danh mục công khai", icon: IconBook2, roles: "ALL" },
]

/** The items someone with these roles sees. */
export const navigationFor = (roles: readonly Role[]): readonly NavigationItem[] =>
  NAVIGATION.filter((item) => item.roles === "ALL" || item.roles.some((role) => roles.includes(role)))
