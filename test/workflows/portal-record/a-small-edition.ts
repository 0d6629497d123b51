import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import { editionDigest } from "#models/catalogue-edition/freeze.server.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"

export const DECISION = { number: "658", symbol: "QĐ-UBND", day: "2023-05-12" }

/** A procedure like "Đăng ký kết hôn" with every part filled. */
export const aProcedure = (over: Partial<Procedure> = {}): Procedure => ({
  code: "1.000894",
  name: "Đăng ký kết hôn",
  fields: [{ code: "G15-HT", name: "Hộ tịch" }],
  adminLevels: ["COMMUNE"],
  applicantTypes: ["Công dân Việt Nam"],
  regulation: "NOT_ASSIGNED_REGULATION",
  announcer: { code: "G15", name: "Bộ Tư pháp" },
  announcementDecision: "1872/QĐ-BTP",
  state: "PUBLIC",
  cases: [
    {
      name: "",
      steps: [
        { name: "Bước 1", text: "Nộp hồ sơ" },
        { name: "", text: "Hai bên cùng có mặt ký Sổ" },
      ],
      dossierComponents: [
        {
          code: "to-khai-ket-hon",
          name: "Tờ khai đăng ký kết hôn",
          originalCount: 1,
          copyCount: 0,
          hasElectronicForm: true,
          forms: [{ name: "Mẫu tờ khai", url: "https://h16.example/mau.docx" }],
        },
        {
          code: "",
          name: "Giấy tờ tùy thân",
          originalCount: 0,
          copyCount: 1,
          hasElectronicForm: false,
          forms: [],
        },
      ],
    },
  ],
  submissionMethods: [
    {
      channel: "IN_PERSON",
      processingTime: { quantity: 5, unit: "WORKING_DAY", text: "Trong ngày; xác minh: 05 ngày" },
      fees: [{ kind: "CHARGE", amount: 0, text: "Miễn lệ phí" }],
    },
    {
      channel: "ONLINE",
      processingTime: { quantity: 5, unit: "WORKING_DAY", text: "" },
      fees: [{ kind: "FEE", amount: 50_000, text: "" }],
    },
  ],
  results: [{ code: "KQ.G15.000032", name: "Giấy chứng nhận kết hôn" }],
  legalBases: [{ number: "60/2014/QH13", title: "Luật Hộ tịch" }],
  requirements: "Nam từ đủ 20 tuổi",
  description: "",
  agencies: {
    executing: [{ code: "", name: "Ủy ban nhân dân cấp xã", kind: "GROUP" }],
    competent: [],
    authorised: [],
    coordinating: [],
  },
  services: [{ serviceCode: "1.000894.01", name: "Đăng ký kết hôn" }],
  returningMethods: [],
  nationalFlags: null,
  ...over,
})

const COMMUNES = [1, 2, 3].map((n) => ({
  id: `ubnd-xa-${n}`,
  name: `Ủy ban nhân dân xã Ví Dụ ${n}`,
  code: `000.0${n}.30.H16`,
}))
const GROUP: CatalogueEntry["unit"] = {
  kind: "GROUP",
  id: "nhom-ubnd-cap-xa",
  name: "Ủy ban nhân dân cấp xã",
  code: "",
  members: COMMUNES,
}
export const DEPARTMENT: CatalogueEntry["unit"] = {
  kind: "AGENCY",
  id: "so-tu-phap",
  name: "Sở Tư pháp",
  code: "000.00.14.H16",
  members: [],
}

/** One row, by default a partial service of every commune. */
export const aRow = (over: Partial<CatalogueEntry> = {}): CatalogueEntry => {
  const procedure = over.procedure ?? aProcedure()
  const unit = over.unit ?? GROUP
  const level = over.level ?? "PARTIAL"
  const serviceCode = over.serviceCode ?? `${procedure.code}.01`
  const online = level === "FULL" || level === "PARTIAL"
  return {
    position: 1,
    serviceId: `${serviceCode}@${unit.id}`,
    serviceCode,
    serviceName: procedure.name,
    level,
    previousLevel: null,
    change: "NEW",
    partialReason: level === "PARTIAL" ? "PHYSICAL_PRESENCE" : null,
    citation: level === "PARTIAL" ? "khoản 1 Điều 18 Luật Hộ tịch số 60/2014/QH13" : "",
    note: "",
    adminLevel: "COMMUNE",
    agency: { id: unit.id, name: unit.name, code: unit.code },
    unit,
    field: procedure.fields[0] ?? { code: "", name: "" },
    onlinePayment: false,
    publicPostalService: false,
    url: online ? `https://dvc.h16.example/dich-vu/${serviceCode}` : "",
    effectiveFrom: "2023-05-31",
    regimeId: "regime-a",
    snapshotHash: "a".repeat(64),
    procedure,
    ...over,
  }
}

/** A frozen edition of the given rows, with totals and digest as freezing computes them. */
export const anEdition = (rows: CatalogueEntry[], over: Partial<FrozenEdition> = {}): FrozenEdition => {
  const entries = rows.map((row, index) => ({ ...row, position: index + 1 }))
  const editionId = over.editionId ?? "2023-1"
  const edition: FrozenEdition = {
    id: `${editionId}/1`,
    editionId,
    year: 2023,
    sequence: 1,
    draft: 1,
    kind: "ANNUAL",
    replaces: null,
    regimeId: "regime-a",
    frozenAt: new Date("2023-05-04T08:00:00+07:00"),
    issuer: {
      provinceName: "Đắk Nông",
      provinceUpper: "TỈNH ĐẮK NÔNG",
      placeName: "Đắk Nông",
      issuingAuthority: "CHAIRMAN",
      documentSymbol: "QĐ-UBND",
      submissionSymbol: "TTr-VPUBND",
      orgCode: "000.00.00.H16",
      preambleBases: [],
      recipients: [],
      submissionRecipients: [],
      implementers: "",
      baseUrl: "https://dvc.h16.example",
    },
    totals: totalsOf(entries),
    removed: [],
    digest: "",
    entries,
    ...over,
  }
  return { ...edition, digest: editionDigest(edition) }
}

/** `procedure(3)` → another procedure with its own code and name. */
export const procedureNumber = (number: number, over: Partial<Procedure> = {}): Procedure => {
  const code = `2.${String(number).padStart(6, "0")}`
  const name = `Thủ tục số ${number}`
  return aProcedure({ code, name, services: [{ serviceCode: `${code}.01`, name }], ...over })
}

export const atLevels = (levels: ServiceLevel[]): CatalogueEntry[] =>
  levels.map((level, index) => aRow({ level, procedure: procedureNumber(index + 1) }))
