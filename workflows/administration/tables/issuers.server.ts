import { isIssuedState, isRunning } from "#models/campaign/deadlines.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { branchTextFault } from "#models/reference/branch-text.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { addDays, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { countBranchServices } from "#workflows/scope/branch-services.server.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { DAY_FIELDS, DAYS, MOST_IN_ONE, type ReferenceTable } from "../reference-table.ts"
import type { TableField } from "../table-field.ts"
import { keptTable } from "./kept-table.server.ts"

const KEY = ["validFrom"]

const FACTS: readonly TableField[] = [
  { kind: "TEXT", name: "provinceName", label: "Tên tỉnh, thành phố", max: 60 },
  {
    kind: "TEXT",
    name: "provinceUpper",
    label: "Dòng tên cơ quan ban hành",
    description: "Chữ in hoa, ví dụ: TỈNH LÂM ĐỒNG.",
    max: 80,
  },
  { kind: "TEXT", name: "placeName", label: "Địa danh ghi trên văn bản", max: 60 },
  {
    kind: "CHOICE",
    name: "issuingAuthority",
    label: "Thẩm quyền ban hành",
    options: [
      { value: "CHAIRMAN", label: "Chủ tịch Ủy ban nhân dân" },
      { value: "COMMITTEE", label: "Ủy ban nhân dân" },
    ],
  },
  { kind: "TEXT", name: "documentSymbol", label: "Ký hiệu quyết định", max: 30 },
  { kind: "TEXT", name: "submissionSymbol", label: "Ký hiệu tờ trình", max: 30 },
  { kind: "TEXT", name: "orgCode", label: "Mã định danh của cơ quan ban hành", max: 30 },
  {
    kind: "LINES",
    name: "preambleBases",
    label: "Căn cứ ban hành thêm",
    description: "Ngoài căn cứ của bộ quy định.",
    max: 500,
    isOptional: true,
  },
  { kind: "LINES", name: "recipients", label: "Nơi nhận quyết định", max: 300 },
  { kind: "LINES", name: "submissionRecipients", label: "Nơi nhận tờ trình", max: 300 },
  { kind: "TEXT", name: "implementers", label: "Nơi chịu trách nhiệm thi hành", max: 1500, rows: 4 },
  {
    kind: "TEXT",
    name: "baseUrl",
    label: "Địa chỉ cổng dịch vụ công",
    max: 200,
    pattern: /^https?:\/\/[^\s]+$/u,
    wrong: "Địa chỉ phải bắt đầu bằng https://.",
  },
  {
    kind: "CHOICE",
    name: "centralBranches",
    label: "Dịch vụ công của cơ quan ngành dọc",
    description:
      "Công an, thuế, hải quan, bảo hiểm xã hội… không thuộc danh mục của tỉnh. Ghi ở phụ lục riêng thì chỉ để tra cứu, không công bố mức độ, không gửi lên cổng. Để trống là không ghi.",
    options: [
      { value: "NONE", label: "Không ghi" },
      { value: "ANNEX", label: "Ghi ở một phụ lục riêng" },
    ],
    isOptional: true,
  },
  {
    kind: "TEXT",
    name: "dataLicence",
    label: "Giấy phép dữ liệu mở",
    description: "Địa chỉ của giấy phép, ghi trong mô tả dữ liệu (DCAT). Để trống nếu chưa quyết định.",
    max: 200,
    pattern: /^https?:\/\/[^\s]+$/u,
    wrong: "Địa chỉ phải bắt đầu bằng https://.",
    isOptional: true,
  },
  {
    kind: "CHOICE",
    name: "dataFrequency",
    label: "Tần suất cập nhật dữ liệu mở",
    description: "Để trống là hằng năm.",
    options: [
      { value: "ANNUAL", label: "Hằng năm" },
      { value: "ANNUAL_2", label: "Sáu tháng một lần" },
      { value: "QUARTERLY", label: "Hằng quý" },
      { value: "IRREG", label: "Khi có thay đổi" },
    ],
    isOptional: true,
  },
  {
    kind: "TEXT",
    name: "dataContactName",
    label: "Đầu mối về dữ liệu mở",
    description: "Để trống là Văn phòng Ủy ban nhân dân.",
    max: 200,
    isOptional: true,
  },
  {
    kind: "TEXT",
    name: "dataContactEmail",
    label: "Thư điện tử của đầu mối",
    max: 120,
    pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/u,
    wrong: "Ghi dạng ten@co-quan.gov.vn.",
    isOptional: true,
  },
]

/** Issuing facts by day (NĐ 30/2020, Phụ lục I). */
export const issuers: ReferenceTable = {
  id: "co-quan-ban-hanh",
  lead: "Tên, địa danh, ký hiệu, nơi nhận và nơi thi hành ghi trên văn bản, theo ngày.",
  fields: [...FACTS, ...DAY_FIELDS],
  key: KEY,
  days: DAYS,
  isLaw: true,
  isBoundByEditions: true,
  mostRows: MOST_IN_ONE,
  ...keptTable("issuers", KEY, {
    row: ({ validFrom, validTo, issuer }) => ({
      ...Object.fromEntries(FACTS.map((field) => [field.name, factOf(issuer, field)])),
      validFrom,
      validTo,
    }),
    stored: (row, all) => {
      const validFrom = String(row.validFrom)
      const same = all.find((one) => one.validFrom === validFrom)
      // What the columns do not show goes on from the facts of the day before.
      const former = same ?? all.find((one) => isValidOn(one, addDays(validFrom, -1)))
      const facts = Object.fromEntries(FACTS.map(({ name }) => [name, row[name]]))
      return {
        validFrom,
        validTo: typeof row.validTo === "string" ? row.validTo : null,
        issuer: { ...former?.issuer, ...facts } as EditionIssuer,
      }
    },
  }),
  faults: (change) =>
    overlapFaults(change, {
      span: ["validFrom", "validTo"],
      same: () => true,
      message: () => "Đã có thông tin cơ quan ban hành khác trong cùng thời gian",
    }),
  effects: async ({ rows, effectiveFrom }, { campaigns }) => ({
    moved: {
      documents: campaigns
        .filter(
          (one) =>
            isRunning(one) && !isIssuedState(one.workflow.value) && one.workflow.context.frozen !== null,
        )
        .map(({ id, name }) => ({
          text: `«${name}»: văn bản lập từ ngày này ghi theo thông tin mới; bản đã trình ký thì trả lại để lập lại`,
          campaignId: id,
        })),
    },
    notes: [
      "Văn bản đã ký, danh mục đã ban hành giữ nguyên thông tin lúc ban hành.",
      ...(rows.some(({ after }) => after?.centralBranches === "ANNEX")
        ? await branchNotes(effectiveFrom)
        : []),
    ],
  }),
}

/** What listing central branches comes to, and what the decision's text still lacks for it. */
async function branchNotes(day: IsoDay): Promise<string[]> {
  const { branchServices, branchAgencies } = await countBranchServices(day)
  const fault = branchTextFault(await storedReference.templatesOn(day))
  return [
    `Danh mục hằng năm chốt từ ngày này có thêm phụ lục ghi dịch vụ công của cơ quan ngành dọc; theo sổ hiện nay: ${sayFigure("branchServices", branchServices)}, do ${sayFigure("branchAgencies", branchAgencies)} thực hiện. Các số liệu của danh mục không đổi.`,
    ...(fault === null ? [] : [fault]),
  ]
}

/** A text that was not kept is an empty one, as a form sends it back. */
const factOf = (issuer: EditionIssuer, { name, kind }: TableField): Row[string] =>
  (issuer as unknown as Record<string, Row[string] | undefined>)[name] ?? (kind === "TEXT" ? "" : null)
