import type { BranchRow, CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionDraftIdOf } from "#models/catalogue-edition/edition-id.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import { editionDigest } from "#models/catalogue-edition/freeze.server.ts"
import { preambleBasesOn } from "#models/legal-regime/legal-regime.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { instantOf } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { ADMIN_LEVELS, type AdminLevel, PARTIAL_REASONS } from "#models/shared/levels.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import { DOCUMENT_TEMPLATES } from "#seeds/reference/document-templates.ts"
import { issuerOn } from "#seeds/reference/issuer.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { editionTextsFrom } from "#workflows/document-text/edition-text.ts"

const DAY = "2023-05-08"

const UNITS: { adminLevel: AdminLevel; id: string; name: string; fields: string[] }[] = [
  {
    adminLevel: "PROVINCE",
    id: "so-tu-phap",
    name: "Sở Tư pháp",
    fields: ["Lý lịch tư pháp", "Công chứng", "Luật sư"],
  },
  {
    adminLevel: "PROVINCE",
    id: "so-nong-nghiep",
    name: "Sở Nông nghiệp và Phát triển nông thôn",
    fields: ["Lâm nghiệp", "Thủy sản", "Chăn nuôi và Thú y"],
  },
  {
    adminLevel: "PROVINCE",
    id: "so-tai-nguyen",
    name: "Sở Tài nguyên và Môi trường",
    fields: ["Đất đai", "Môi trường"],
  },
  {
    adminLevel: "DISTRICT",
    id: "cap-huyen",
    name: "Ủy ban nhân dân cấp huyện",
    fields: ["Hộ tịch", "Giáo dục và Đào tạo"],
  },
  {
    adminLevel: "COMMUNE",
    id: "cap-xa",
    name: "Ủy ban nhân dân cấp xã",
    fields: ["Hộ tịch", "Bảo trợ xã hội"],
  },
]

const ACTS = [
  "Cấp giấy phép",
  "Cấp lại giấy chứng nhận",
  "Đăng ký",
  "Phê duyệt phương án, thẩm định hồ sơ",
  "Thủ tục xác nhận",
  "Công nhận, điều chỉnh, thu hồi quyết định",
]
const MATTERS = [
  "hoạt động của tổ chức hành nghề trên địa bàn tỉnh",
  "chuyển mục đích sử dụng rừng sang mục đích khác đối với khu rừng do Ủy ban nhân dân tỉnh xác lập",
  "khai sinh có yếu tố nước ngoài",
  "nuôi trồng thủy sản trên sông, hồ, ao, kênh, mương, rạch, vùng ngập nước cố định",
  "biến động quyền sử dụng đất, quyền sở hữu nhà ở và tài sản gắn liền với đất trong các trường hợp giải quyết tranh chấp, khiếu nại, tố cáo về đất đai; xử lý nợ hợp đồng thế chấp; kê biên, đấu giá quyền sử dụng đất",
  "chế độ trợ cấp đối với người cao tuổi, người khuyết tật đặc biệt nặng",
]
const CITATIONS = [
  "khoản 2 Điều 14 Nghị định số 123/2015/NĐ-CP",
  "điểm b khoản 1 Điều 9 Thông tư số 04/2020/TT-BTP",
  "Điều 41 Luật Lâm nghiệp năm 2017",
]

const REMOVED: FrozenEdition["removed"][number] = {
  serviceId: "1.999999.01@so-tu-phap",
  serviceCode: "1.999999.01",
  name: "Thủ tục đã bãi bỏ",
  unitName: "Sở Tư pháp",
  level: "FULL",
}

type Wanted = {
  rows?: number
  /** One row in so many is PARTIAL; 0 for none, 1 for all. */
  partialEvery?: number
  replaces?: FrozenEdition["replaces"]
  amended?: FrozenEdition["amended"]
  issuer?: Partial<EditionIssuer>
  change?: (entry: CatalogueEntry) => CatalogueEntry
  kind?: FrozenEdition["kind"]
  /** How many services of central branches it lists; none unless told. */
  branches?: number
}

/** A frozen edition of any size, the same every time: names, units and fields vary as in a real list. */
export const aFrozenEdition = ({
  rows = 40,
  partialEvery = 3,
  replaces = { editionId: "2022-1", decisionNumber: "815/QĐ-UBND", decisionDay: "2022-05-20" },
  amended,
  issuer = {},
  change = (entry) => entry,
  kind = "ANNUAL",
  branches = 0,
}: Wanted = {}): FrozenEdition => {
  const entries = Array.from({ length: rows }, (_, index) => anEntry(index, partialEvery))
    .sort(printOrder)
    .map((entry, index) => change({ ...entry, position: index + 1 }))
  const content = {
    editionId: "2023-1",
    year: 2023,
    sequence: 1,
    kind,
    replaces,
    ...(amended ? { amended } : {}),
    regimeId: REGIME_A.id,
    frozenAt: instantOf(DAY, "09:00:00"),
    issuer: {
      ...issuerOn(DAY),
      preambleBases: [...preambleBasesOn(REGIME_A, DAY), ...issuerOn(DAY).preambleBases],
      ...issuer,
    },
    texts: editionTextsFrom(kind, DOCUMENT_TEMPLATES),
    totals: totalsOf(entries),
    // As freezing does: what an amendment takes out is a row of its own.
    removed: kind === "ANNUAL" ? [REMOVED] : [],
    ...(branches > 0
      ? { branches: Array.from({ length: branches }, (_, index) => aBranchRow(index, branches)) }
      : {}),
    entries,
  }
  return { id: editionDraftIdOf("2023-1", 1), draft: 1, ...content, digest: editionDigest(content) }
}

function anEntry(index: number, partialEvery: number): CatalogueEntry {
  const unit = UNITS[index % UNITS.length] ?? UNITS[0]
  if (!unit) throw new Error("no unit")
  const partial = partialEvery > 0 && index % partialEvery === 0
  const code = `${1 + (index % 3)}.${String(100_000 + index * 7).slice(-6)}`
  const field = unit.fields[Math.floor(index / UNITS.length) % unit.fields.length] ?? ""
  const name = `${ACTS[index % ACTS.length]} ${MATTERS[Math.floor(index / 2) % MATTERS.length]}`
  const procedure = aProcedure(code, name, field, unit.adminLevel)
  const agency = { id: unit.id, name: unit.name, code: "000.00.15.H16" }
  return {
    position: 0,
    serviceId: `${code}.01@${unit.id}`,
    serviceCode: `${code}.01`,
    serviceName: name,
    level: partial ? "PARTIAL" : "FULL",
    previousLevel: index % 5 === 0 ? null : index % 7 === 0 ? "PARTIAL" : partial ? "PARTIAL" : "FULL",
    change: index % 5 === 0 ? "NEW" : index % 7 === 0 && !partial ? "RAISED" : "KEPT",
    partialReason: partial ? (PARTIAL_REASONS[index % PARTIAL_REASONS.length] ?? null) : null,
    citation: partial ? (CITATIONS[index % CITATIONS.length] ?? "") : "",
    note: index % 11 === 0 ? "Thực hiện liên thông" : "",
    adminLevel: unit.adminLevel,
    agency,
    unit: {
      kind: unit.adminLevel === "PROVINCE" ? "AGENCY" : "GROUP",
      id: unit.id,
      name: unit.name,
      code: agency.code,
      members: [],
    },
    field: { code: `H16-${index % 9}`, name: field },
    onlinePayment: index % 2 === 0,
    publicPostalService: true,
    url: `https://dichvucong.daknong.gov.vn/dich-vu/${code}.01`,
    effectiveFrom: "2023-05-31",
    regimeId: REGIME_A.id,
    snapshotHash: digestOf(procedure),
    procedure,
  }
}

const BRANCHES = [
  { id: "bao-hiem-xa-hoi-tinh", name: "Bảo hiểm xã hội tỉnh", field: "Thực hiện chính sách bảo hiểm xã hội" },
  { id: "cong-an-tinh", name: "Công an tỉnh", field: "Đăng ký, quản lý cư trú" },
  { id: "cuc-thue-tinh", name: "Cục Thuế tỉnh", field: "Thuế" },
]

/** Of three branches, one after the other. */
const aBranchRow = (index: number, all: number): BranchRow => {
  const branch = BRANCHES[Math.floor((index * BRANCHES.length) / all)]
  if (!branch) throw new Error("no branch")
  const code = `3.${String(200_000 + index)}`
  const name = `${ACTS[index % ACTS.length]} của ${branch.name}`
  return {
    serviceId: `${code}.01@${branch.id}`,
    serviceCode: `${code}.01`,
    serviceName: name,
    caseName: "",
    agency: { id: branch.id, name: branch.name, code: "" },
    field: { code: "G01", name: branch.field },
    procedure: { code, name },
    announcementDecision: "1872/QĐ-BCA",
  }
}

const aProcedure = (code: string, name: string, field: string, adminLevel: AdminLevel): Procedure => ({
  code,
  name,
  fields: [{ code: "H16", name: field }],
  adminLevels: [adminLevel],
  applicantTypes: ["Công dân Việt Nam", "Doanh nghiệp"],
  regulation: "",
  announcer: { code: "G15", name: "Bộ Tư pháp" },
  announcementDecision: "528/QĐ-BTP",
  state: "PUBLIC",
  cases: [{ name: "", steps: [{ name: "Bước 1", text: "Nộp hồ sơ trực tuyến." }], dossierComponents: [] }],
  submissionMethods: [
    {
      channel: "ONLINE",
      processingTime: { quantity: 5, unit: "WORKING_DAY", text: "05 ngày làm việc" },
      fees: [],
    },
  ],
  results: [{ code: "KQ", name: "Giấy chứng nhận" }],
  legalBases: [{ number: "60/2014/QH13", title: "Luật Hộ tịch" }],
  requirements: "",
  description: "",
  agencies: { executing: [], competent: [], authorised: [], coordinating: [] },
  services: [{ serviceCode: `${code}.01`, name }],
  returningMethods: [],
  nationalFlags: null,
})

const printOrder = (a: CatalogueEntry, b: CatalogueEntry): number =>
  ADMIN_LEVELS.indexOf(a.adminLevel) - ADMIN_LEVELS.indexOf(b.adminLevel) ||
  compareVietnamese(a.agency.name, b.agency.name) ||
  compareVietnamese(a.field.name, b.field.name) ||
  compareVietnamese(a.serviceName, b.serviceName) ||
  (a.serviceId < b.serviceId ? -1 : 1)
