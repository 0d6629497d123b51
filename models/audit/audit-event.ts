import type { z } from "zod"
import type { Actor } from "../shared/workflow.ts"
import type { AuditDraft, AuditEntry } from "./audit-entry.ts"
import { AUDIT_SHAPES, DENIED } from "./audit-shapes.ts"

type Shapes = typeof AUDIT_SHAPES
type Kind = keyof Shapes
type Payload<Shape> = Shape extends z.ZodType ? z.input<Shape> : never

/** What can be logged: of which kind of thing, which event, with what. */
export type AuditEvent =
  | {
      [K in Kind]: {
        [Type in keyof Shapes[K] & string]: {
          subject: { kind: K; id: string }
          type: Type
          payload: Payload<Shapes[K][Type]>
        }
      }[keyof Shapes[K] & string]
    }[Kind]
  | { subject: { kind: string; id: string }; type: "access.denied"; payload: z.input<typeof DENIED> }

/** Builds the entry of something that is no step of a chart. `from`, `to`: the states before and after, where it has some. */
export const auditDraft = (
  event: AuditEvent,
  actor: Pick<Actor, "id" | "name" | "onBehalfOf">,
  at: Date,
  { from, to }: { from: string | null; to: string | null } = { from: null, to: null },
): AuditDraft => ({
  at: at.toISOString(),
  by: actor.id,
  byName: actor.name,
  ...event,
  from,
  to,
  machineVersion: null,
  ...(actor.onBehalfOf ? { onBehalfOf: actor.onBehalfOf } : {}),
})

const shapeOf = (kind: string, type: string): z.ZodType | undefined => {
  if (type === "access.denied") return DENIED
  const shapes: Record<string, Record<string, z.ZodType>> = AUDIT_SHAPES
  const ofKind = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined
  return ofKind && Object.hasOwn(ofKind, type) ? ofKind[type] : undefined
}

/** Why an entry is none the log may hold, in Vietnamese; null when it reads as what it says it is. */
export const entryFault = ({
  subject,
  type,
  payload,
}: Pick<AuditEntry, "subject" | "type" | "payload">): string | null => {
  const shape = shapeOf(subject.kind, type)
  if (!shape) return `Không có loại việc «${type}» của «${subject.kind}».`
  const read = shape.safeParse(payload)
  return read.success
    ? null
    : `Nội dung không đúng khuôn của «${type}»: ${read.error.issues[0]?.path.join(".") ?? ""}.`
}
