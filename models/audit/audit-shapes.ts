import { z } from "zod"
import { REPEAL_KINDS } from "#models/procedure-repeal/procedure-repeal.ts"
import { CampaignEvent } from "../campaign/events.ts"
import { DelegationEvent } from "../delegation/events.ts"
import { PlanEvent } from "../plan/events.ts"
import { PlanTaskEvent } from "../plan-task/events.ts"
import { SCOPE_ANSWERS, SCOPE_DOUBTS } from "../procedure-scope/scope.ts"
import { ReferenceChangeEvent } from "../reference-change/events.ts"
import { RegimeProposalEvent } from "../regime-proposal/events.ts"
import { RegistrationEvent } from "../registration/events.ts"
import { ReorganisationEvent } from "../reorganisation/events.ts"
import { PeriodEvent } from "../reporting-period/events.ts"
import { FOREIGN_OUTCOMES } from "../store-recovery/store-recovery.ts"
import { ReportEvent } from "../unit-report/events.ts"
import { ACCOUNT_SHAPES, EarlierName, USER_SHAPES } from "./account-shapes.ts"

/*
 * Stored for ever: what was logged once must fit its shape in every later release. A field that comes later is optional, a
 * field that goes stays readable, and another meaning is another type.
 */

type EventOption = z.ZodObject<{ type: z.ZodLiteral<string> }>

/** What a step's entry keeps: its event without the name. */
type PayloadOf<Option> =
  Option extends z.ZodObject<infer Shape> ? z.ZodObject<Omit<Shape, "type">, z.core.$strip> : never
type NameOf<Option> =
  Option extends z.ZodObject<{ type: z.ZodLiteral<infer Name extends string> }> ? Name : never
type ShapesOf<Options extends readonly unknown[]> = {
  [Option in Options[number] as NameOf<Option>]: PayloadOf<Option>
}

const stepsOf = <const Options extends readonly unknown[]>(options: Options): ShapesOf<Options> =>
  Object.fromEntries(
    (options as unknown as readonly EventOption[]).map((option) => [
      option.shape.type.value,
      option.omit({ type: true }),
    ]),
  ) as ShapesOf<Options>

const Attached = z.object({ fileName: z.string(), criterion: z.string(), sha256: z.string() })
/** The content of a file is deleted for good: its time is over, or it carries a virus. */
const ERASED = {
  "attachment.erased": Attached,
  "attachment.infected": Attached.extend({ virus: z.string() }),
}

const OfJob = z.object({ bulkAction: z.string() })
const Imported = z.looseObject({
  fileName: z.string(),
  refused: z.number().int(),
  /** Entries from before rows were left out have none. */
  leftOut: z.number().int().optional(),
  warnings: z.number().int(),
})
/** The new version whole; what it must say is asked when it is written, not when it is read back. */
const Revised = z.looseObject({
  id: z.string(),
  version: z.number().int(),
  validFrom: z.string(),
  name: z.string(),
})
/** The pack stands with the proposal; the log names it. */
const SavedPack = z.object({ regimeId: z.string() })

const OfDeadline = z.object({ kind: z.string(), name: z.string(), due: z.string() })
const ChangedDeadline = OfDeadline.extend({ from: z.string(), reason: z.string() })

/** A thing somebody had in hand went to another. */
const HandedOver = z.object({
  from: z.string(),
  fromName: EarlierName,
  to: z.string(),
  toName: EarlierName,
  reason: z.string(),
})

/** One shape per kind of subject and event: all that the log may hold. */
export const AUDIT_SHAPES = {
  campaign: { ...stepsOf(CampaignEvent.options), "work.handedOver": HandedOver },
  registration: {
    ...stepsOf(RegistrationEvent.options),
    "attachment.added": Attached,
    "attachment.removed": Attached,
    ...ERASED,
    /** What was said stands with the comment. `mentions`: who was told; their names in entries of earlier releases. */
    "comment.added": z.object({ commentId: z.string(), mentions: z.array(z.string()) }),
    "work.handedOver": HandedOver,
    "copy.handedOver": HandedOver,
    /** The lead of its field changed: agencies before and after. */
    "lead.changed": z.object({ from: z.string(), to: z.string(), changeId: z.string() }),
  },
  regime: { ...stepsOf(RegimeProposalEvent.options), "pack.saved": SavedPack, "work.handedOver": HandedOver },
  referenceChange: { ...stepsOf(ReferenceChangeEvent.options), "work.handedOver": HandedOver },
  reorganisation: { ...stepsOf(ReorganisationEvent.options), "work.handedOver": HandedOver },
  delegation: stepsOf(DelegationEvent.options),
  plan: stepsOf(PlanEvent.options),
  planTask: { ...stepsOf(PlanTaskEvent.options), ...ERASED },
  /** The coordinator reminded units of the tasks they are late with; the day is its id. */
  planReminder: {
    "units.reminded": z.object({
      units: z.array(z.string()),
      tasks: z.number().int(),
      people: z.number().int(),
      note: z.string(),
    }),
  },
  unitReport: stepsOf(ReportEvent.options),
  reportingPeriod: {
    ...stepsOf(PeriodEvent.options),
    /** A report out of turn was asked for: of whom, by when, how many questions. */
    "period.requested": z.object({
      name: z.string(),
      due: z.string(),
      units: z.array(z.string()),
      questions: z.number().int(),
    }),
  },
  outbox: { "message.requeued": z.object({ reason: z.string() }) },
  bulkJob: {
    "bulk.started": OfJob.extend({ rows: z.number().int(), reason: z.string().optional() }),
    "bulk.finished": OfJob,
    "bulk.failed": OfJob,
    "bulk.cancelled": z.object({}),
    "work.handedOver": HandedOver,
  },
  template: { "template.revised": Revised },
  unitReturn: {
    /** A unit sent its return, whole or in part; `left`: services still with it. */
    "return.sent": z.object({
      sequence: z.number().int(),
      number: z.string(),
      rows: z.number().int(),
      left: z.number().int(),
      dueOn: z.string(),
    }),
  },
  registerChange: { "change.resolved": z.object({ note: z.string() }) },
  procedure: {
    "procedure.repealed": z.object({
      kind: z.enum(REPEAL_KINDS),
      number: z.string(),
      decidedOn: z.string(),
      effectiveOn: z.string(),
      services: z.number().int(),
      registrations: z.number().int(),
      records: z.number().int(),
    }),
    /** A person said whether it is the province's; `before`: what was answered until then. */
    "scope.settled": z.object({
      answer: z.enum(SCOPE_ANSWERS),
      before: z.enum(SCOPE_ANSWERS).nullable(),
      doubt: z.enum(SCOPE_DOUBTS).nullable(),
      reason: z.string(),
      /** Registrations of it that were added to the review under way; missing where none were. */
      added: z.object({ campaignId: z.string(), registrations: z.number().int() }).optional(),
    }),
    "procedure.repealPlanned": z.object({
      kind: z.enum(REPEAL_KINDS),
      number: z.string(),
      decidedOn: z.string(),
      effectiveOn: z.string(),
      services: z.number().int(),
    }),
    "procedure.repealUndone": z.object({ number: z.string(), effectiveOn: z.string(), reason: z.string() }),
  },
  usage: {
    "usage.imported": z.object({
      fileName: z.string(),
      months: z.array(z.string()),
      sheets: z.number().int(),
      rows: z.number().int(),
      replaced: z.number().int(),
      generated: z.boolean(),
      digest: z.string(),
    }),
  },
  evidence: {
    "evidence.imported": z.object({ fileName: z.string(), rows: z.number().int(), text: z.string() }),
    "evidence.decided": z.object({ rows: z.number().int(), note: z.string() }),
  },
  unitSheet: { "work.handedOver": HandedOver },
  import: {
    "work.handedOver": HandedOver,
    "register.imported": Imported,
    "register.importRefused": Imported,
    "register.importUndone": z.object({
      fileName: z.string(),
      reason: z.string(),
      removed: z.number().int(),
      restored: z.number().int(),
    }),
  },
  deadline: {
    "work.handedOver": HandedOver,
    "deadline.recorded": OfDeadline,
    "deadline.moved": ChangedDeadline,
    "deadline.paused": ChangedDeadline,
    "deadline.resumed": ChangedDeadline,
    "deadline.done": ChangedDeadline,
    "reminder.sent": OfDeadline.extend({ step: z.string(), to: z.number().int() }),
  },
  recovery: {
    "numbers.settled": z.object({
      year: z.number().int(),
      symbol: z.string(),
      before: z.number().int(),
      last: z.number().int(),
    }),
    "portals.read": z.object({
      portals: z.number().int(),
      unreadable: z.number().int(),
      unknown: z.number().int(),
    }),
    "record.settled": z.object({
      target: z.string(),
      recordId: z.string(),
      version: z.number().int(),
      as: z.enum(FOREIGN_OUTCOMES),
    }),
    "portal.waiverAsked": z.object({ target: z.string(), reason: z.string() }),
    "portal.waived": z.object({ target: z.string(), reason: z.string() }),
    "recovery.finished": z.object({ restoredAt: z.string(), records: z.number().int() }),
  },
  /** What was said stands with the remark, which is forgotten one day; the log is not. */
  remark: {
    "remark.received": z.object({
      procedureCode: z.string(),
      agencyId: z.string().nullable(),
      to: z.number().int(),
    }),
    "remark.answered": z.object({ procedureCode: z.string() }),
    "remark.closed": z.object({ procedureCode: z.string() }),
  },
  website: {
    "site.lookAsked": z.object({ name: z.string() }),
    "site.lookedAt": z.object({ isReachable: z.boolean().nullable(), fault: z.string() }),
  },
  portal: { "portal.tested": z.object({ ok: z.boolean(), message: z.string() }) },
  province: {
    "province.setUp": z.object({ name: z.string(), agencies: z.number().int(), communes: z.number().int() }),
  },
  dispatch: { "dispatch.requeued": z.object({ channel: z.string(), receiver: z.string() }) },
  account: ACCOUNT_SHAPES,
  user: USER_SHAPES,
} as const

/** A refused access may be to anything, also to what does not exist. `action` names the permission, or what was tried. */
export const DENIED = z.object({ action: z.string() })
