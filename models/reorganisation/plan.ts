import { z } from "zod"
import { AGENCY_KINDS, CODE_SCHEMES } from "../agency/agency.ts"
import { ADMIN_LEVELS } from "../shared/levels.ts"

/** Sáp nhập, chia tách, đổi tên, đổi loại hình, giải thể (glossary #118): what the act as a whole is called. */
export const REORGANISATION_KINDS = ["MERGE", "SPLIT", "RENAME", "CHANGE_KIND", "ABOLISH"] as const
export type ReorganisationKind = (typeof REORGANISATION_KINDS)[number]

export const REORGANISATION_KIND_LABELS: Record<ReorganisationKind, string> = {
  MERGE: "Sáp nhập",
  SPLIT: "Chia tách",
  RENAME: "Đổi tên",
  CHANGE_KIND: "Đổi loại hình (xã thành phường, tỉnh thành thành phố)",
  ABOLISH: "Giải thể, kết thúc hoạt động",
}

const Text = (message: string, max = 300) => z.string().trim().min(1, message).max(max)
const Id = z
  .string()
  .trim()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Mã đơn vị chỉ gồm chữ thường không dấu, số và dấu gạch nối.")

/** The norm the act rests on: nothing is reorganised without one. */
const Norm = z.object({
  number: Text("Ghi số, ký hiệu văn bản quyết định việc sắp xếp.", 60),
  day: z.iso.date("Ghi ngày ban hành của văn bản."),
  title: Text("Ghi tên văn bản."),
  clause: Text("Ghi điều, khoản làm căn cứ.", 120),
})

/** A unit the act creates. */
export const NewUnit = z.object({
  id: Id,
  kind: z.enum(AGENCY_KINDS),
  adminLevel: z.enum(ADMIN_LEVELS),
  parentId: Id.nullable().default(null),
  name: Text("Ghi tên đơn vị mới."),
  shortName: z.string().trim().max(200).default(""),
  codes: z
    .array(
      z.object({
        scheme: z.enum(CODE_SCHEMES),
        code: z.string().min(1),
        training: z.boolean().default(false),
      }),
    )
    .default([]),
})
export type NewUnit = z.infer<typeof NewUnit>

/** One unit after another: the whole of it, or a part, which has no single successor. */
export const Succession = z.object({ fromId: Id, toId: Id, extent: z.enum(["WHOLE", "PART"]) })
export type Succession = z.infer<typeof Succession>

export const EXTENT_LABELS: Record<Succession["extent"], string> = { WHOLE: "Toàn bộ", PART: "Một phần" }

/** The unit stays what it is and is called otherwise: a new name, or the name of its new kind. */
const Renaming = z.object({
  agencyId: Id,
  name: Text("Ghi tên mới."),
  shortName: z.string().trim().max(200).default(""),
})

/** Who takes over what a level did: as `Placement`, from the act's day. */
const PlacementRule = z.object({
  procedureCode: z.string().nullable().default(null),
  fieldCode: z.string().nullable().default(null),
  fromLevel: z.enum(ADMIN_LEVELS),
  toLevel: z.enum(ADMIN_LEVELS),
  agencyId: Id.nullable().default(null),
})

/** Issuing facts that differ from the day on; the others are carried over. */
export const NewIssuer = z.object({
  provinceName: Text("Ghi tên tỉnh, thành phố.", 100),
  provinceUpper: Text("Ghi dòng tên cơ quan in hoa.", 100),
  placeName: Text("Ghi địa danh.", 100),
  orgCode: Text("Ghi mã định danh của Ủy ban nhân dân.", 40),
  implementers: z.string().trim().max(1000).default(""),
  /** One to a line; empty: as before. */
  recipients: z.string().trim().max(4000).default(""),
  submissionRecipients: z.string().trim().max(4000).default(""),
  baseUrl: z.union([z.url("Địa chỉ chưa đúng."), z.literal("")]).default(""),
})

/** What a reorganisation does, as its drafter wrote it down. */
export const ReorganisationPlan = z.object({
  kind: z.enum(REORGANISATION_KINDS),
  title: Text("Ghi tên việc sắp xếp."),
  /** First day of the new order. */
  day: z.iso.date("Ghi ngày bắt đầu thực hiện."),
  norm: Norm,
  newUnits: z.array(NewUnit).default([]),
  successions: z.array(Succession).default([]),
  abolished: z.array(z.object({ agencyId: Id, reason: Text("Ghi lý do.") })).default([]),
  renamings: z.array(Renaming).default([]),
  /** Levels of government that end with the day before. */
  endedLevels: z.array(z.enum(ADMIN_LEVELS)).default([]),
  placements: z.array(PlacementRule).default([]),
  issuer: NewIssuer.nullable().default(null),
  /** What the drafter decided by hand: the question's id → the answer. */
  answers: z.record(z.string(), z.string()).default({}),
})
export type ReorganisationPlan = z.infer<typeof ReorganisationPlan>
