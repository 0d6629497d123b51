import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import { branchTextFault } from "#models/reference/branch-text.ts"
import { TEXT_PURPOSE_LABELS, TEXT_PURPOSES } from "#models/reference/edition-slots.ts"
import { addDays, dayOf, formatDay, type IsoDay, isValidOn, yearOf } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { isSameName } from "#models/shared/text.ts"
import { ROLE_LABELS, type Role } from "#models/shared/workflow.ts"
import { MISSING_KINDS, type Missing, missing } from "./missing.ts"
import type { ReadinessFacts } from "./readiness-facts.ts"

/** Everything that stands between an office and a decision issued on a day, in the order it is best done. */
export const whatIsMissing = (facts: ReadinessFacts): Missing[] =>
  [
    ...inTables(facts),
    ...ofPortals(facts),
    ...ofPeople(facts),
    ...ofAgencies(facts),
    ...ofServices(facts),
    ...ofSigning(facts),
  ].sort((a, b) => MISSING_KINDS.indexOf(a.kind) - MISSING_KINDS.indexOf(b.kind))

function* inTables({ day, agencies, hasRegime, issuer, templates, holidayYears, portals }: ReadinessFacts) {
  if (agencies === null) yield missing("province", "Kho dữ liệu chưa được thiết lập cho tỉnh, thành phố nào.")
  if (!hasRegime) yield missing("regime", `Không có bộ quy định nào có hiệu lực ngày ${formatDay(day)}.`)
  if (!issuer) yield missing("issuer", `Chưa khai báo cơ quan ban hành có hiệu lực ngày ${formatDay(day)}.`)
  for (const purpose of TEXT_PURPOSES)
    if (purpose !== "OFFICER" && !templates.some((one) => one.purpose === purpose))
      yield missing("template", `Chưa có mẫu «${TEXT_PURPOSE_LABELS[purpose]}».`)
  const branchFault = issuer?.centralBranches === "ANNEX" ? branchTextFault(templates) : null
  if (branchFault !== null) yield missing("template", branchFault)
  const year = holidayYears.get(yearOf(day))
  if (!year) yield missing("holidays", `Chưa có ngày nghỉ của năm ${yearOf(day)}.`)
  else if (year.undecided > 0)
    yield missing(
      "holidays",
      `${formatNumber(year.undecided)} ngày nghỉ của năm ${yearOf(day)} chưa có thông báo chính thức.`,
    )
  if (portals.length === 0) yield missing("portal", "Chưa khai báo cổng nào nhận bản ghi.")
}

/** Days after which a test of a portal says nothing of today: keys and addresses change unseen. */
const TEST_HOLDS_DAYS = 30

function* ofPortals({ today, portals, portalTokens, portalTests }: ReadinessFacts) {
  if (portalTokens === null) return
  for (const { id, name, ...portal } of portals) {
    if (!portalTokens.has(id)) yield missing("portalToken", `«${name}» (${id}) chưa có khóa truy cập.`)
    if (!isValidOn(portal, today)) continue
    const test = portalTests.get(id)
    const on = test && dayOf(test.at)
    if (!test || !on) yield missing("portalTest", `Chưa thử kết nối tới «${name}» (${id}).`)
    else if (!test.ok)
      yield missing(
        "portalTest",
        `Lần thử kết nối tới «${name}» (${id}) ngày ${formatDay(on)} không thành. ${test.message}`,
      )
    else if (addDays(on, TEST_HOLDS_DAYS) < today)
      yield missing(
        "portalTest",
        `Thử kết nối tới «${name}» (${id}) lần cuối ngày ${formatDay(on)}, đã quá ${TEST_HOLDS_DAYS} ngày. Thử lại.`,
      )
  }
}

/** Roles without which no decision comes about, each held at least once. */
const NEEDED: readonly Role[] = ["REVIEWER", "CHIEF_OF_OFFICE", "RECORDS_CLERK", "LEADER", "ADMIN"]

function* ofPeople({ day, people, signatories, ownerless }: ReadinessFacts) {
  for (const role of NEEDED)
    if (!people.some(({ assignments }) => assignments.some((held) => held.role === role)))
      yield missing("person", `Chưa có ai giữ vai trò «${ROLE_LABELS[role]}».`)
  if (signatories.length === 0)
    yield missing(
      "signatory",
      `Không có lãnh đạo nào giữ thẩm quyền ký quyết định vào ngày ${formatDay(day)}.`,
    )
  const [first, ...others] = ownerless
  if (first)
    yield missing(
      "ownerless",
      `${formatNumber(ownerless.length)} việc đang mở không còn ai chuyển được ngày ${formatDay(day)}: ${first}${others.length > 0 ? ", …" : ""}`,
    )
}

function* ofAgencies({ day, agencies, people, services }: ReadinessFacts) {
  const byId = new Map((agencies ?? []).map((agency) => [agency.id, agency]))
  const name = (id: string) => {
    const agency = byId.get(id)
    return agency ? agencyNameOn(agency, day) : id
  }
  const holds = (role: Role, agencyId: string) =>
    people.some(({ assignments }) =>
      assignments.some((held) => held.role === role && held.agencyId === agencyId),
    )
  for (const [id, own] of Map.groupBy(services, ({ proposingAgencyId }) => proposingAgencyId)) {
    const agency = byId.get(id)
    if (!agency || !isValidOn(agency, day)) {
      yield missing(
        "agency",
        `${name(id)} không hoạt động ngày ${formatDay(day)} mà còn đề xuất ${formatNumber(own.length)} dịch vụ.`,
      )
      continue
    }
    const lacking = (["SPECIALIST", "UNIT_HEAD"] as const).filter((role) => !holds(role, id))
    if (lacking.length > 0)
      yield missing(
        "person",
        `${name(id)} chưa có ${lacking.map((role) => ROLE_LABELS[role].toLocaleLowerCase("vi")).join(", ")}.`,
      )
  }
  const uncoded = (agencies ?? []).filter((agency) => isValidOn(agency, day) && !hasRealCode(agency, day))
  const communes = uncoded.filter(({ kind }) => kind === "COMMUNE_COMMITTEE")
  if (communes.length > 0)
    yield missing("unitCode", `${formatNumber(communes.length)} xã, phường, đặc khu chưa có mã.`)
  for (const agency of uncoded)
    if (agency.kind !== "COMMUNE_COMMITTEE")
      yield missing("unitCode", `${agencyNameOn(agency, day)} chưa có mã định danh.`)
}

const hasRealCode = ({ codes }: Agency, day: IsoDay): boolean => codes.some((code) => isValidOn(code, day))

function* ofServices({ agencies, services, unsettled }: ReadinessFacts) {
  if (services.length === 0) yield missing("procedures", "Sổ thủ tục còn trống.")
  if (unsettled > 0)
    yield missing(
      "scope",
      `${formatNumber(unsettled)} thủ tục chưa rõ có thuộc phạm vi của tỉnh không: chưa trả lời thì chưa chốt được danh mục.`,
    )
  if (agencies === null) yield missing("fieldLead", "Chưa lĩnh vực nào có cơ quan đầu mối.")
  const unled = services.filter(({ assignedBy }) => assignedBy === "FALLBACK")
  for (const [code, own] of Map.groupBy(unled, ({ field }) => field.code)) {
    const field = own[0]?.field.name ?? ""
    yield missing(
      "fieldLead",
      `Lĩnh vực ${field} (${code}) chưa có cơ quan đầu mối: ${formatNumber(own.length)} dịch vụ tạm để Văn phòng.`,
    )
  }
}

function* ofSigning({ day, signing, signatories, authorities, isPublic, issuer }: ReadinessFacts) {
  if (signing.kind === "KEYS") {
    if (signing.fault) yield missing("signing", signing.fault)
    const holders = [
      ...signatories.map(({ fullName }) => fullName),
      ...(issuer ? [agencyOf(issuer.provinceUpper)] : []),
    ]
    for (const holder of signing.fault ? [] : holders) {
      const own = signing.keys.filter(({ name }) =>
        isSameName(name.toLocaleLowerCase("vi"), holder.toLocaleLowerCase("vi")),
      )
      if (!own.some(({ from, to }) => from <= day && day <= to))
        yield missing("signing", `Không có khóa ký số còn hạn ngày ${formatDay(day)} của ${holder}.`)
    }
  }
  if (authorities === 0)
    yield missing(
      "authority",
      "Chưa có chứng thư của tổ chức cấp chứng thư nào: chữ ký trả về không ai bảo đảm.",
    )
  if (!isPublic) yield missing("publicUrl", "PUBLIC_URL chưa là địa chỉ https mà người dân vào được.")
}

/** `ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG`: compared without regard to case. */
const agencyOf = (provinceUpper: string): string => `Ủy ban nhân dân ${provinceUpper.toLocaleLowerCase("vi")}`
