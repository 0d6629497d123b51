import { z } from "zod"
import { ADMIN_LEVELS } from "../shared/levels.ts"

/** `1.001612`: nationally unique. Refused rather than padded when damaged by a spreadsheet. */
export const PROCEDURE_CODE = /^\d\.\d{6}$/
/** `1.001612.01`: procedure code and two-digit service number. */
export const SERVICE_CODE = /^\d\.\d{6}\.\d{2}$/

const SUBMISSION_CHANNELS = ["IN_PERSON", "ONLINE", "POST"] as const
export type SubmissionChannel = (typeof SUBMISSION_CHANNELS)[number]

const TIME_UNITS = ["WORKING_DAY", "DAY", "HOUR", "MONTH", "YEAR", "OTHER"] as const

const CodeAndName = z.object({ code: z.string(), name: z.string() })
export type CodeAndName = z.infer<typeof CodeAndName>

/** A unit that executes or decides; GROUP stands for all units of a kind ("Ủy ban nhân dân cấp xã"). */
const AgencyReference = z.object({ code: z.string(), name: z.string(), kind: z.enum(["UNIT", "GROUP"]) })
export type AgencyReference = z.infer<typeof AgencyReference>

/** A paper of the dossier (thành phần hồ sơ). */
const DossierComponent = z.object({
  code: z.string(),
  name: z.string(),
  originalCount: z.number().int().min(0),
  copyCount: z.number().int().min(0),
  hasElectronicForm: z.boolean(),
  forms: z.array(z.object({ name: z.string(), url: z.string() })),
})

/** Phí (FEE) and lệ phí (CHARGE) are never merged; amount in đồng, null when only described. */
const Fee = z.object({
  kind: z.enum(["FEE", "CHARGE", "PRICE"]),
  amount: z.number().min(0).nullable(),
  text: z.string(),
})

const SubmissionMethod = z.object({
  channel: z.enum(SUBMISSION_CHANNELS),
  processingTime: z.object({ quantity: z.number().min(0), unit: z.enum(TIME_UNITS), text: z.string() }),
  fees: z.array(Fee),
})

const ProcedureCase = z.object({
  name: z.string(),
  steps: z.array(z.object({ name: z.string(), text: z.string() })),
  dossierComponents: z.array(DossierComponent),
})

/**
 * Thủ tục hành chính as the national database describes it, cleaned: plain text (no HTML), NFC, single spaces
 * (NĐ 63/2010 Điều 8(2) lists its parts). This is what a snapshot's hash is taken over.
 */
export const Procedure = z.object({
  code: z.string().regex(PROCEDURE_CODE),
  name: z.string().min(1),
  fields: z.array(CodeAndName).min(1),
  adminLevels: z.array(z.enum(ADMIN_LEVELS)).min(1),
  applicantTypes: z.array(z.string()),
  regulation: z.string(),
  announcer: CodeAndName,
  announcementDecision: z.string(),
  state: z.enum(["PUBLIC", "NOT_PUBLIC"]),
  cases: z.array(ProcedureCase),
  submissionMethods: z.array(SubmissionMethod),
  results: z.array(CodeAndName),
  legalBases: z.array(z.object({ number: z.string(), title: z.string() })),
  requirements: z.string(),
  description: z.string(),
  agencies: z.object({
    executing: z.array(AgencyReference),
    competent: z.array(AgencyReference),
    authorised: z.array(AgencyReference),
    coordinating: z.array(AgencyReference),
  }),
  /** Services the nation lists for it (`cases[].code`); `01` where none is given. */
  services: z.array(z.object({ serviceCode: z.string().regex(SERVICE_CODE), name: z.string() })).min(1),
  /** How results come back, as the record says; empty when it does not say. */
  returningMethods: z.array(z.string()),
  /** The nation's own flags: evidence for the officer, never the answer; null where the record does not say. */
  nationalFlags: z
    .object({
      isFullProcess: z.boolean().nullable(),
      isOfflineOnly: z.boolean().nullable(),
      nonTerritorial: z.boolean().nullable(),
    })
    .nullable(),
})
export type Procedure = z.infer<typeof Procedure>

/** One content of one procedure as taken on a day; never edited (identity: code + content hash). */
export type ProcedureSnapshot = {
  code: string
  hash: string
  procedure: Procedure
  takenAt: Date
  source: string
  /** True for the snapshot that is in force in the register. */
  current: boolean
}
