import type { StoredSnapshot } from "#models/procedure/procedure-snapshot.schema.server.ts"
import type { StoredRegistration } from "#models/registration/registration.schema.server.ts"
import { foldText } from "#models/shared/text.ts"

const WORDS =
  "hồ sơ thủ tục giấy phép chứng nhận đăng ký cấp lại tổ chức cá nhân cơ quan tiếp nhận kiểm tra thẩm định trả kết quả trực tuyến bưu chính phí lệ phí quyết định thông báo nộp bản sao bản chính tờ khai".split(
    " ",
  )

/** The same words for the same number, always. */
const sentence = (seed: number, length: number): string => {
  const words: string[] = []
  let state = (seed * 2_654_435_761) >>> 0
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    words.push(WORDS[(state >>> 16) % WORDS.length] as string)
  }
  return words.join(" ")
}

export const procedureCode = (i: number): string => `1.${String(i).padStart(6, "0")}`
const hashOf = (i: number): string => (i * 7_919 + 17).toString(16).padStart(64, "a5")

/** A procedure as the register keeps it; about 6 KB of BSON, as the median of real ones. */
export const typicalSnapshot = (i: number): StoredSnapshot => {
  const code = procedureCode(i)
  const name = sentence(i, 12)
  return {
    _id: `${code}:${hashOf(i)}`,
    code,
    hash: hashOf(i),
    procedure: {
      code,
      name,
      fields: [{ code: `G15-LD${i % 40}`, name: sentence(i % 40, 3) }],
      adminLevels: ["PROVINCE"],
      applicantTypes: ["Công dân Việt Nam", "Doanh nghiệp", "Hợp tác xã"],
      regulation: "ASSIGNED_REGULATION",
      announcer: { code: "G10", name: "Bộ Nông nghiệp và Môi trường" },
      announcementDecision: `${i % 900}/QĐ-BNNMT`,
      state: "PUBLIC",
      cases: [
        {
          name: "",
          steps: [1, 2, 3].map((step) => ({ name: `Bước ${step}`, text: sentence(i * 3 + step, 120) })),
          dossierComponents: [1, 2, 3, 4, 5].map((paper) => ({
            code: `KQ.G15.${paper}${i}`,
            name: sentence(i * 5 + paper, 25),
            originalCount: 1,
            copyCount: paper % 2,
            hasElectronicForm: paper === 1,
            forms: paper === 1 ? [{ name: "Tờ khai", url: `https://vi-du.gov.vn/mau/${i}.docx` }] : [],
          })),
        },
      ],
      submissionMethods: (["IN_PERSON", "ONLINE", "POST"] as const).map((channel) => ({
        channel,
        processingTime: { quantity: 5 + (i % 20), unit: "WORKING_DAY" as const, text: sentence(i + 1, 12) },
        fees: [{ kind: "FEE" as const, amount: 50_000 * (i % 7), text: sentence(i + 2, 8) }],
      })),
      results: [{ code: `KQ${i}`, name: sentence(i + 3, 8) }],
      legalBases: [1, 2, 3, 4].map((base) => ({
        number: `${base}${i % 90}/2020/NĐ-CP`,
        title: sentence(i + base, 14),
      })),
      requirements: sentence(i + 9, 60),
      description: "",
      agencies: {
        executing: [{ code: "H10", name: "Sở Tư pháp", kind: "UNIT" }],
        competent: [{ code: "H10", name: "Ủy ban nhân dân cấp tỉnh", kind: "GROUP" }],
        authorised: [],
        coordinating: [],
      },
      services: [{ serviceCode: `${code}.01`, name }],
      returningMethods: ["Trực tuyến"],
      nationalFlags: { isFullProcess: i % 2 === 0, isOfflineOnly: false, nonTerritorial: false },
    },
    takenAt: new Date(Date.UTC(2023, 2, 1 + (i % 28))),
    source: `nguon-${i}`,
    current: true,
    importId: `nhap-${i % 5}`,
    searchText: foldText(`${code} ${name}`),
  }
}

const LETTERS = ["a", "b", "c", "d", "đ", "e", "g"]
const STATES = ["drafting", "awaitingUnitHead", "registered", "underAppraisal", "appraised"]

/** A registration with its suggestion and evidence; about 6 KB of BSON, as the mean of a real campaign. */
export const typicalRegistration = (i: number): StoredRegistration => {
  const serviceCode = `${procedureCode(i)}.01`
  const procedureName = sentence(i, 12)
  const unit = { kind: "AGENCY" as const, id: `so-${i % 20}`, name: `Sở ${sentence(i % 20, 3)}` }
  const field = { code: `G15-LD${i % 40}`, name: sentence(i % 40, 3) }
  return {
    _id: `2023-1:${serviceCode}@${unit.id}`,
    campaignId: "2023-1",
    serviceId: `${serviceCode}@${unit.id}`,
    procedureCode: procedureCode(i),
    procedureName,
    serviceCode,
    unit,
    agencyId: unit.id,
    adminLevel: "PROVINCE",
    field,
    contentKey: "",
    snapshotHash: hashOf(i),
    suggestion: {
      regimeId: "nd-42-2022",
      snapshotHash: hashOf(i),
      level: i % 2 === 0 ? "FULL" : "PARTIAL",
      sure: i % 3 === 0,
      answers: LETTERS.map((letter) => ({ letter, value: "MET", note: "" })),
      reasons: LETTERS.map((criterion, at) => ({
        criterion,
        article: `TT 01/2023/TT-VPCP Điều 13(1)(${criterion})`,
        answer: "MET",
        explanation: sentence(i + at, 16),
        factIds: ["channel.online"],
      })),
      gaps: [sentence(i, 20)],
      facts: LETTERS.map((letter, at) => ({
        id: `fact.${letter}`,
        value: "true",
        quote: sentence(i * 7 + at, 40),
        source: "submissionMethods",
      })),
      partialReason: null,
      citation: "",
    },
    previousLevel: null,
    nationalFullProcess: i % 2 === 0,
    workflow: {
      machine: "registration",
      machineVersion: 1,
      value: STATES[i % STATES.length] as string,
      context: { proposal: null, returnNote: "", history: [sentence(i, 10)] },
    },
    revision: 0,
    searchText: foldText(`${serviceCode} ${procedureName} ${field.name} ${unit.name}`),
    proposedLevel: null,
  }
}

/** The first `count` documents of a kind. */
export const manyOf = <T>(make: (i: number) => T, count: number, from = 0): T[] =>
  Array.from({ length: count }, (_, i) => make(from + i))
