import { z } from "zod"
import { CODE_SCHEMES } from "#models/agency/agency.ts"
import { PROCEDURE_CODE, SERVICE_CODE } from "#models/procedure/procedure.ts"
import { LEVEL_CODES } from "./codes.ts"
import { REASON_CODE_LIST } from "./partial-reason.ts"

const CodeAndName = z.strictObject({ code: z.string(), name: z.string() })
const Day = z.iso.date()
/** A unit by a published code, its scheme named. */
export const UnitCodeRecord = z.strictObject({ code: z.string().min(1), scheme: z.enum(CODE_SCHEMES) })
/** Why a service is only partial, and the provision that says so (NĐ 224/2026/NĐ-CP Điều 14). */
export const PartialReasonSchema = z.strictObject({
  code: z.enum(REASON_CODE_LIST),
  citation: z.strictObject({ act: z.string(), article: z.string(), clause: z.string(), point: z.string() }),
  text: z.string().min(1),
})
/** Mức độ chủ động (NĐ 224/2026/NĐ-CP Điều 16): a second axis, beside the level. */
export const ProactiveLevelSchema = z.strictObject({
  level: z.int().min(1),
  name: z.string().min(1),
  article: z.string().min(1),
})
const Sha256 = z.string().regex(/^(sha256:)?[0-9a-f]{64}$/)

/**
 * Our own record of one service of the catalogue, out of which every portal's shape is made (records.md §6.2).
 * Strict: a field nobody described does not leave the house. Lists the national database leaves empty may be empty.
 */
export const CanonicalRecord = z.strictObject({
  recordId: z.string().min(1),
  code: z.string().regex(PROCEDURE_CODE),
  localCode: z.string(),
  name: z.string().min(1),
  fields: z.array(CodeAndName).min(1),
  governmentLevels: z.array(z.enum(["bo", "tinh", "huyen", "xa"])).min(1),
  subjects: z.array(z.string()),
  regulation: z.enum(["khong-giao-dia-phuong", "giao-dia-phuong", "khac"]),
  announcer: CodeAndName,
  announcementDecision: z.string(),
  state: z.enum(["cong-khai", "khong-cong-khai"]),
  cases: z.array(
    z.strictObject({
      name: z.string(),
      steps: z.array(z.string()),
      papers: z.array(
        z.strictObject({
          code: z.string(),
          name: z.string(),
          originals: z.int().min(0),
          copies: z.int().min(0),
          forms: z.array(z.strictObject({ name: z.string(), url: z.string() })),
        }),
      ),
    }),
  ),
  methods: z.array(
    z.strictObject({
      channel: z.enum(["truc-tiep", "truc-tuyen", "buu-chinh"]),
      time: z.strictObject({
        quantity: z.number().min(0),
        unit: z.enum(["ngay-lam-viec", "ngay", "gio", "thang", "nam", "khac"]),
        text: z.string(),
      }),
      fees: z.array(
        z.strictObject({
          kind: z.enum(["phi", "le-phi", "gia"]),
          amount: z.number().min(0).nullable(),
          text: z.string(),
        }),
      ),
    }),
  ),
  results: z.array(CodeAndName),
  legalBases: z.array(z.strictObject({ number: z.string(), title: z.string() })),
  requirements: z.string(),
  agencies: z.strictObject({
    executing: z.array(CodeAndName),
    competent: z.array(CodeAndName),
    delegated: z.array(CodeAndName),
    coordinating: z.array(CodeAndName),
  }),
  snapshot: z.strictObject({ hash: Sha256 }),
  offerings: z
    .array(
      z.strictObject({
        serviceCode: z.string().regex(SERVICE_CODE),
        serviceName: z.string().min(1),
        unit: z.strictObject({
          kind: z.enum(["unit", "group"]),
          name: z.string().min(1),
          /** Codes of the unit or of every unit of the group; those without one are missing here. */
          units: z.array(UnitCodeRecord),
        }),
        level: z.enum(LEVEL_CODES),
        partialReason: PartialReasonSchema.nullable(),
        /** Only where one was recorded. */
        proactiveLevel: ProactiveLevelSchema.optional(),
        url: z.string(),
        onlinePayment: z.boolean(),
        postal: z.boolean(),
        effectiveFrom: Day,
        effectiveTo: Day.nullable(),
        classification: z.strictObject({
          round: z.string(),
          previous: z.enum(LEVEL_CODES).nullable(),
          level: z.enum(LEVEL_CODES),
          reasons: z.array(z.string()),
          citation: z.string(),
          decision: z.string().nullable(),
        }),
      }),
    )
    .min(1),
  edition: z.strictObject({
    year: z.int(),
    sequence: z.int().min(1),
    decision: z.string().nullable(),
    change: z.enum(["moi", "nang-muc", "ha-muc", "giu-nguyen"]),
    status: z.enum(["ban-thao", "da-cong-bo"]),
    /** Only on what was made in training. */
    training: z.string().optional(),
  }),
  editionDigest: Sha256,
})
export type CanonicalRecord = z.infer<typeof CanonicalRecord>
