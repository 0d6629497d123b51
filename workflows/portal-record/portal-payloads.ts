import { z } from "zod"
import { MOST_UNIT_ROWS, type PortalRecord } from "#models/outbox/portal-target.ts"
import { PROCEDURE_CODE, SERVICE_CODE } from "#models/procedure/procedure.ts"
import { PartialReasonSchema, ProactiveLevelSchema, UnitCodeRecord } from "./canonical-record.ts"
import { LEVEL_CODES } from "./codes.ts"

/** Missing in messages composed by an earlier release, which may still be on their way. */
const units = z.array(UnitCodeRecord).optional()

/** Only on what was made in training. */
const training = z.string().min(1).optional()

/** Only where a portal keeps a row per unit: which part of the service's rows this record is. */
const batch = z.strictObject({ number: z.int().min(1), of: z.int().min(1) })

/** What each portal is sent as payload, and the simulated portals insist on. */
export const ProvincialPayload = z.strictObject({
  recordId: z.string().min(1),
  serviceCode: z.string().regex(PROCEDURE_CODE),
  serviceCodeDVCQG: z.string().regex(SERVICE_CODE),
  serviceName: z.string().min(1),
  /** `serviceLevel` 2 covers two of our levels; this one tells them apart. */
  levelCode: z.enum(LEVEL_CODES),
  onlinePayment: z.boolean(),
  /** Only on a partial service. */
  partialReason: PartialReasonSchema.optional(),
  /** Only where one was recorded. */
  proactiveLevel: ProactiveLevelSchema.optional(),
  training,
  batch: batch.optional(),
  /** Published codes of the units that offer it, one record for all of them, or of those of the batch. */
  units,
  /** `ServiceConfig` of OpenCPS, one per unit (records.md §3.2). */
  configs: z
    .array(
      z.strictObject({
        serviceCode: z.string().regex(PROCEDURE_CODE),
        /** Empty where the unit has no published code. */
        govAgencyCode: z.string(),
        govAgencyName: z.string().min(1),
        serviceLevel: z.literal([2, 3, 4]),
        serviceUrl: z.string(),
        forCitizen: z.boolean(),
        forBusiness: z.boolean(),
        postService: z.boolean(),
      }),
    )
    .min(1),
})
export type ProvincialPayload = z.infer<typeof ProvincialPayload>

/** A service as the national portal lists it (records.md §2.3); `MucDo` is text there. */
export const NationalPayload = z.strictObject({
  MaTTHC: z.string().regex(PROCEDURE_CODE),
  MaDVC: z.string().regex(SERVICE_CODE),
  TenDVC: z.string().min(1),
  MucDo: z.string().min(1),
  /** Only on a partial service: reason, act, điều, khoản, điểm. */
  LYDOMOTPHAN: z.string().min(1).optional(),
  /** Mức độ chủ động in words, where one was recorded. */
  MUCDOCHUDONG: z.string().min(1).optional(),
  /** Missing for a group, whose units stand in `units`, and for a unit without a published code. */
  MaCQTH: z.string().min(1).optional(),
  TenCQTH: z.string().min(1),
  units,
  training,
})
export type NationalPayload = z.infer<typeof NationalPayload>

/** One unit's row of a service (records.md §8 a). */
const NationalRow = NationalPayload.omit({ units: true, training: true })

/** A batch of such rows, for a portal that keeps one per unit. */
export const NationalBatch = z.strictObject({
  MaTTHC: z.string().regex(PROCEDURE_CODE),
  MaDVC: z.string().regex(SERVICE_CODE),
  MucDo: z.string().min(1),
  batch,
  rows: z.array(NationalRow).min(1).max(MOST_UNIT_ROWS),
  training,
})
export type NationalBatch = z.infer<typeof NationalBatch>

/** A DCAT document (JSON-LD). */
const DatasetPayload = z.strictObject({
  "@context": z.record(z.string(), z.unknown()),
  "@graph": z
    .array(z.looseObject({ id: z.string(), type: z.union([z.string(), z.array(z.string())]) }))
    .min(1),
})

/** What stays of a record that is withdrawn (records.md §7.1). */
export const Tombstone = z.strictObject({
  id: z.string().min(1),
  formerLevel: z.enum(LEVEL_CODES),
  reason: z.string().min(1),
  decision: z.string().min(1),
  successorCode: z.string().nullable(),
  training,
})
export type Tombstone = z.infer<typeof Tombstone>

/** What a portal insists on, by what it keeps. */
export const PAYLOADS = {
  PROVINCIAL_SERVICE: ProvincialPayload,
  NATIONAL_SERVICE: z.union([NationalPayload, NationalBatch]),
  DATASET: DatasetPayload,
} satisfies Record<PortalRecord, z.ZodType>
