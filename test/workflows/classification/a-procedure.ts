import type { Procedure } from "#models/procedure/procedure.ts"
import type { LevelEvidence } from "#models/registration/level-evidence.ts"

type Method = Procedure["submissionMethods"][number]
type Paper = Procedure["cases"][number]["dossierComponents"][number]

/** What a test says about a procedure; everything else is a plain one that meets every criterion, and says so. */
export type ProcedureSketch = {
  code?: string
  name?: string
  channels?: Method["channel"][]
  /** Words of the steps, one paragraph. */
  steps?: string
  /** Words beside the channels. */
  methodText?: string
  fees?: Method["fees"]
  papers?: Partial<Paper>[]
  requirements?: string
  returningMethods?: string[]
  legalBases?: Procedure["legalBases"]
  flags?: Procedure["nationalFlags"]
  state?: Procedure["state"]
  results?: string[]
}

/** The rest of a course that is told whole, and asks nothing of anybody. */
export const REST =
  " Cơ quan xem xét hồ sơ, dự thảo văn bản và trình lãnh đạo ký. Văn thư lấy số, phát hành văn bản và lưu hồ sơ theo quy định. Hồ sơ chưa rõ thì cơ quan thông báo để người nộp bổ sung trong thời hạn đã báo."
const PLAIN_STEPS = `Người nộp gửi hồ sơ. Cơ quan giải quyết hồ sơ trên môi trường điện tử.${REST}`

/** Ten procedures of the same decision, of which so many are marked *toàn trình*. */
export const tenOthers = (full: number): LevelEvidence => ({
  voices: [{ kind: "DECISION", named: "1872/QĐ-BTP", of: 10, full }],
  share: full / 10,
})

export const aProcedure = (sketch: ProcedureSketch = {}): Procedure => ({
  code: sketch.code ?? "1.000001",
  name: sketch.name ?? "Cấp giấy phép mẫu",
  fields: [{ code: "G01", name: "Hộ tịch" }],
  adminLevels: ["PROVINCE"],
  applicantTypes: ["Công dân Việt Nam"],
  regulation: "",
  announcer: { code: "G15", name: "Bộ Tư pháp" },
  announcementDecision: "1872/QĐ-BTP",
  state: sketch.state ?? "PUBLIC",
  cases: [
    {
      name: "",
      steps: [{ name: "", text: sketch.steps ?? PLAIN_STEPS }],
      dossierComponents: (
        sketch.papers ?? [{ name: "Đơn đề nghị", forms: [{ name: "don.doc", url: "" }] }]
      ).map((paper) => ({
        code: "",
        name: "Đơn",
        originalCount: 1,
        copyCount: 0,
        hasElectronicForm: false,
        forms: [],
        ...paper,
      })),
    },
  ],
  submissionMethods: (sketch.channels ?? ["IN_PERSON", "ONLINE", "POST"]).map((channel) => ({
    channel,
    processingTime: { quantity: 5, unit: "WORKING_DAY", text: sketch.methodText ?? "" },
    fees: sketch.fees ?? [{ kind: "FEE", amount: 0, text: "Không" }],
  })),
  results: (sketch.results ?? ["Giấy phép"]).map((name) => ({ code: "", name })),
  legalBases: sketch.legalBases ?? [{ number: "60/2014/QH13", title: "Luật Hộ tịch" }],
  requirements: sketch.requirements ?? "",
  description: "",
  agencies: {
    executing: [{ code: "", name: "Sở Tư pháp", kind: "UNIT" }],
    competent: [],
    authorised: [],
    coordinating: [],
  },
  services: [{ serviceCode: "1.000001.01", name: "Cấp giấy phép mẫu" }],
  returningMethods: sketch.returningMethods ?? [],
  nationalFlags: sketch.flags ?? null,
})
