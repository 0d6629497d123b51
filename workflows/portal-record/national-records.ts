import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import {
  CHANNELS,
  GOVERNMENT_LEVELS,
  LEVELS,
  type LevelCode,
  regulationOf,
  STATES,
  slugOf,
  TIME_UNIT_WORDS,
} from "./codes.ts"
import { type AnnouncingDecision, type EditionStamp, stampOf } from "./edition-stamp.ts"
import { partialReasonText } from "./partial-reason.ts"
import type { NationalBatch, NationalPayload } from "./portal-payloads.ts"
import { proactiveText } from "./proactive-part.ts"
import type { UnitBatch } from "./unit-batches.ts"
import { unitCodeOf, unitCodesOf } from "./unit-codes.ts"

/** A procedure in the shape of `LayThuTuc` (records.md §2.2: every scalar is a string) with its services. */
type NationalProcedure = ReturnType<typeof layThuTuc> & {
  DICHVUCONG: (NationalPayload & { recordId: string; levelCode: LevelCode })[]
}

export type NationalRecords = {
  edition: EditionStamp
  editionDigest: string
  procedures: NationalProcedure[]
}

/** For entry in the national administration screens: no service is known that takes levels from a province. */
export const toNationalRecords = (edition: FrozenEdition, decision: AnnouncingDecision): NationalRecords => {
  const byCode = new Map<string, NationalProcedure>()
  for (const entry of edition.entries) {
    const { code } = entry.procedure
    const procedure = byCode.get(code) ?? { ...layThuTuc(entry.procedure), DICHVUCONG: [] }
    procedure.DICHVUCONG.push({
      ...toNationalService(entry),
      recordId: entry.serviceId,
      levelCode: LEVELS[entry.level].code,
    })
    byCode.set(code, procedure)
  }
  return {
    edition: stampOf(edition, decision),
    editionDigest: edition.digest,
    procedures: [...byCode.values()],
  }
}

export const toNationalService = (entry: CatalogueEntry): NationalPayload => ({
  MaTTHC: entry.procedure.code,
  MaDVC: entry.serviceCode,
  TenDVC: entry.serviceName,
  MucDo: LEVELS[entry.level].national,
  ...(entry.partialReason ? { LYDOMOTPHAN: partialReasonText(entry) } : {}),
  ...(entry.proactiveLevel ? { MUCDOCHUDONG: proactiveText(entry) } : {}),
  ...codeOfOne(entry),
  TenCQTH: entry.unit.name,
  units: unitCodesOf(entry),
})

/** Some of a service's rows, for a portal that keeps one per unit: `entry` holds the units of the batch. */
export const toNationalBatch = (entry: CatalogueEntry, batch: UnitBatch): NationalBatch => {
  const { units: _, MaCQTH: _code, TenCQTH: _name, ...service } = toNationalService(entry)
  const { members } = entry.unit
  return {
    MaTTHC: service.MaTTHC,
    MaDVC: service.MaDVC,
    MucDo: service.MucDo,
    batch,
    rows: (members.length > 0 ? members : [entry.unit]).map((unit) => {
      const known = unitCodeOf(unit)
      return { ...service, ...(known ? { MaCQTH: known.code } : {}), TenCQTH: unit.name }
    }),
  }
}

/** A group has no code of its own. */
function codeOfOne({ unit }: CatalogueEntry): { MaCQTH?: string } {
  const known = unit.kind === "GROUP" ? null : unitCodeOf(unit)
  return known ? { MaCQTH: known.code } : {}
}

function layThuTuc(procedure: Procedure) {
  return {
    ID: procedure.code,
    MATTHC: procedure.code,
    TENTTHC: procedure.name,
    MACOQUANCONGBO: procedure.announcer.code,
    TENCOQUANCONGBO: procedure.announcer.name,
    QUYETDINH: procedure.announcementDecision,
    LOAITTHC: regulationOf(procedure.regulation).national,
    TRANGTHAI: STATES[procedure.state].national,
    CAPTHUCHIEN: procedure.adminLevels.map((level) => ({
      CAPTHUCHIEN: GOVERNMENT_LEVELS[level].national,
      TENCAP: GOVERNMENT_LEVELS[level].label,
    })),
    LINHVUCTHUCHIEN: procedure.fields.map(({ code, name }) => ({ MALINHVUC: code, TENLINHVUC: name })),
    DOITUONGTHUCHIEN: procedure.applicantTypes.map((name) => ({
      MADOITUONG: slugOf(name),
      TENDOITUONG: name,
    })),
    TRINHTUTHUCHIEN: procedure.cases
      .filter(({ steps }) => steps.length > 0)
      .map(({ name, steps }) => ({
        TRUONGHOP: name,
        TRINHTU: steps.map((step) => ({ TENTRINHTU: [step.name, step.text].filter(Boolean).join(": ") })),
      })),
    CACHTHUCTHUCHIEN: procedure.submissionMethods.map(method),
    THANHPHANHOSO: procedure.cases.map(({ name, dossierComponents }) => ({
      TRUONGHOP: name,
      GIAYTO: dossierComponents.flatMap(paper),
    })),
    KETQUATHUCHIEN: procedure.results.map(({ code, name }) => ({ MAKETQUA: code, TENKETQUA: name })),
    CANCUPHAPLY: procedure.legalBases.map(({ number, title }) => ({ SOVANBAN: number, TENVANBAN: title })),
    COQUANTHUCHIEN: procedure.agencies.executing.map(agency),
    COQUANCOTHAMQUYEN: procedure.agencies.competent.map(agency),
    COQUANDUOCUYQUYEN: procedure.agencies.authorised.map(agency),
    COQUANPHOIHOP: procedure.agencies.coordinating.map(agency),
    YEUCAU: procedure.requirements,
    MOTA: procedure.description,
  }
}

const agency = ({ code, name }: { code: string; name: string }) => ({ MADONVI: code, TENDONVI: name })

const method = ({ channel, processingTime, fees }: Procedure["submissionMethods"][number]) => ({
  KENH: CHANNELS[channel].national,
  THOIGIAN: [
    {
      THOIGIANGIAIQUYET: processingTime.unit === "OTHER" ? "" : String(processingTime.quantity),
      DONVITINH: TIME_UNIT_WORDS[processingTime.unit].label,
      MOTA: processingTime.text,
      PHILEPHI: fees.map((fee) => ({
        MAPHILEPHI: { FEE: "PHI", CHARGE: "LEPHI", PRICE: "GIA" }[fee.kind],
        SOTIEN: fee.amount === null ? "" : String(fee.amount),
        DONVI: fee.amount === null ? "" : "Đồng",
        MOTA: fee.text,
      })),
    },
  ],
})

/** The same paper is repeated, once per attached form, as the database does. */
const paper = (component: Procedure["cases"][number]["dossierComponents"][number]) =>
  (component.forms.length > 0 ? component.forms : [{ name: "", url: "" }]).map((form) => ({
    MAGIAYTO: component.code,
    TENGIAYTO: component.name,
    SOBANCHINH: String(component.originalCount),
    SOBANSAO: String(component.copyCount),
    TENMAUDON: form.name,
    URL: form.url,
  }))
