import type { Role } from "#models/shared/workflow.ts"
import { type Action, PERMISSIONS } from "#workflows/permissions.ts"
import { paths } from "../http/paths.ts"
import {
  IconArrowsDiff,
  IconBell,
  IconBook2,
  IconCalendarEvent,
  IconChartBar,
  IconChecklist,
  IconClipboardCheck,
  IconClock,
  IconDatabaseImport,
  IconFileCertificate,
  IconFileCheck,
  IconFileOff,
  IconFileText,
  IconGauge,
  IconHistory,
  IconListCheck,
  IconMapPin,
  IconMessage,
  IconScale,
  IconSend,
  IconSettings,
  IconShieldCheck,
  IconUserShare,
} from "./icons.ts"

/** `actions`: whoever may do one of them sees the item; null for everyone. */
export type NavigationItem = {
  to: string
  label: string
  icon: typeof IconBook2
  actions: readonly Action[] | null
  /** Where it leads, if that lies under another item's address. */
  within?: RegExp
  /** Whose first screen it is. */
  firstFor?: readonly Role[]
  /** What of it is counted beside its name. */
  count?: keyof NavigationCounts
}

/** What waits behind an item, for the person who looks: the number shown, and all of it in words. */
export type NavigationCounts = Record<"unread" | "work" | "registrations", { count: number; said: string }>

/** Main navigation of the office, in the order of the yearly work. */
const NAVIGATION: readonly NavigationItem[] = [
  { to: paths.myWork(), label: "Việc của tôi", icon: IconChecklist, actions: null, count: "work" },
  {
    to: paths.leaderOverview(),
    label: "Tổng quan",
    icon: IconGauge,
    actions: ["campaign.oversee"],
    firstFor: ["LEADER"],
  },
  { to: paths.inbox(), label: "Thông báo", icon: IconBell, actions: null, count: "unread" },
  { to: paths.deadlines(), label: "Thời hạn", icon: IconClock, actions: ["deadline.view"] },
  { to: paths.plans(), label: "Kế hoạch", icon: IconListCheck, actions: ["plan.view"] },
  { to: paths.indicators(), label: "Chỉ số", icon: IconChartBar, actions: ["indicator.view"] },
  { to: paths.reports(), label: "Báo cáo", icon: IconFileText, actions: ["report.view"] },
  { to: paths.absences(), label: "Vắng mặt, làm thay", icon: IconUserShare, actions: null },
  { to: paths.campaigns(), label: "Đợt rà soát", icon: IconCalendarEvent, actions: ["campaign.view"] },
  {
    to: paths.appraisal(),
    label: "Thẩm định",
    icon: IconClipboardCheck,
    actions: ["registration.appraise", "registration.approve", "registration.giveOpinion"],
    count: "registrations",
  },
  {
    to: paths.appraisal(),
    label: "Đăng ký của đơn vị",
    icon: IconClipboardCheck,
    actions: ["registration.propose", "registration.signOff"],
    count: "registrations",
  },
  {
    to: paths.returns(),
    label: "Phiếu đăng ký",
    icon: IconFileCheck,
    actions: ["registration.viewAll", "registration.view"],
    within: /^\/dot-ra-soat\/[^/]+\/phieu-dang-ky(?:\/|$)/,
  },
  {
    to: paths.issuingList(),
    label: "Ban hành danh mục",
    icon: IconFileCertificate,
    actions: ["edition.view"],
  },
  { to: paths.importData(), label: "Nhập dữ liệu", icon: IconDatabaseImport, actions: ["register.import"] },
  { to: paths.scope(), label: "Phạm vi", icon: IconMapPin, actions: ["register.settleScope"] },
  {
    to: paths.changes(),
    label: "Thay đổi thủ tục",
    icon: IconArrowsDiff,
    actions: ["register.resolveChange"],
  },
  {
    to: paths.repeals(),
    label: "Bãi bỏ thủ tục",
    icon: IconFileOff,
    actions: ["procedure.repeal", "registration.repeal"],
  },
  {
    to: paths.remarks(),
    label: "Góp ý của người dân",
    icon: IconMessage,
    actions: ["remark.answer", "remark.answerAny"],
  },
  { to: paths.deliveries(), label: "Giao nhận", icon: IconSend, actions: ["delivery.view"] },
  {
    to: paths.evidence(),
    label: "Danh sách đối chiếu",
    icon: IconListCheck,
    actions: ["evidence.import"],
  },
  {
    to: paths.regimes(),
    label: "Bộ quy định",
    icon: IconScale,
    actions: ["regime.propose", "regime.approve"],
  },
  { to: paths.templates(), label: "Mẫu văn bản", icon: IconFileText, actions: ["template.revise"] },
  {
    to: paths.readiness(),
    label: "Sẵn sàng ban hành",
    icon: IconShieldCheck,
    actions: ["readiness.view"],
  },
  {
    to: paths.administration(),
    label: "Quản trị",
    icon: IconSettings,
    actions: ["administration.view"],
  },
  { to: paths.auditLog(), label: "Nhật ký", icon: IconHistory, actions: ["audit.view"] },
  { to: paths.catalogue(), label: "Danh mục công khai", icon: IconBook2, actions: null },
]

/** The items someone with these roles sees; what is the first screen of one of them comes first. */
export const navigationFor = (roles: readonly Role[]): readonly NavigationItem[] => {
  const seen = NAVIGATION.filter(
    ({ actions }) => actions === null || actions.some((action) => mayDo(roles, action)),
  )
  const isFirst = ({ firstFor }: NavigationItem) => firstFor?.some((role) => roles.includes(role)) ?? false
  return [...seen.filter(isFirst), ...seen.filter((item) => !isFirst(item))]
}

const mayDo = (roles: readonly Role[], action: Action): boolean => {
  const allowed: readonly Role[] = PERMISSIONS[action].roles
  return roles.some((role) => allowed.includes(role))
}
