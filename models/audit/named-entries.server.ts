import type { ClientSession } from "mongoose"
import { type NameOf, namesOf } from "../user/names.repository.server.ts"
import type { AuditDraft, AuditEntry } from "./audit-entry.ts"

/**
 * Which field of an event says a person's name, and which one beside it says who that is. Entries keep the second alone; those written
 * before that keep the first for good, and it is shown no more once the office calls its bearer something else.
 */
const NAMED_BY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "work.handedOver": { fromName: "from", toName: "to" },
  "copy.handedOver": { fromName: "from", toName: "to" },
  "appraisal.assigned": { personName: "personId" },
  "delegation.made": { principalName: "principalId", deputyName: "deputyId" },
}

/** The same where a field names several: their names in a row, and the field that lists who they are. */
const LISTED_BY: Readonly<Record<string, { names: string; ids: string }>> = {
  "work.handedOver": { names: "toNames", ids: "toIds" },
}

/** What the log takes of a draft: of whoever acts, and in whose place, the reference and not the name. */
export const withoutNames = (draft: AuditDraft): AuditDraft => ({
  ...draft,
  byName: "",
  ...(draft.onBehalfOf ? { onBehalfOf: { ...draft.onBehalfOf, name: "" } } : {}),
})

/**
 * Entries to be read by people: with the names the office has today for those they refer to. What they are hashed over is what is
 * stored, not this.
 */
export const withNames = async (
  entries: readonly AuditEntry[],
  session: ClientSession | null = null,
): Promise<AuditEntry[]> => {
  const nameOf = await namesOf(entries.flatMap(peopleIn), session)
  return entries.map((entry) => named(entry, nameOf))
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== ""
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : [])
const fieldsOf = <Field>(fields: Readonly<Record<string, Field>>, type: string): Field | undefined =>
  Object.hasOwn(fields, type) ? fields[type] : undefined

const peopleIn = ({ by, onBehalfOf, type, payload }: AuditEntry): string[] => [
  by,
  ...(onBehalfOf ? [onBehalfOf.personId] : []),
  ...Object.values(fieldsOf(NAMED_BY, type) ?? {})
    .flatMap((field) => payload[field] ?? [])
    .filter(isText),
  ...textsOf(payload[fieldsOf(LISTED_BY, type)?.ids ?? ""]),
  ...(type === "comment.added" ? textsOf(payload.mentions) : []),
]

const named = (entry: AuditEntry, nameOf: NameOf): AuditEntry => {
  const { by, byName, onBehalfOf, type, payload } = entry
  const told: Record<string, unknown> = { ...payload }
  for (const [name, field] of Object.entries(fieldsOf(NAMED_BY, type) ?? {})) {
    const id = payload[field]
    if (isText(id)) told[name] = nameOf(id, String(payload[name] ?? ""))
  }
  const listed = fieldsOf(LISTED_BY, type)
  const ids = textsOf(payload[listed?.ids ?? ""])
  if (listed && ids.length > 0) told[listed.names] = ids.map((id) => nameOf(id)).join(", ")
  // Entries of earlier releases list names here, which nobody is found under and which stay.
  if (type === "comment.added") told.mentions = textsOf(payload.mentions).map((one) => nameOf(one))
  return {
    ...entry,
    byName: nameOf(by, byName),
    ...(onBehalfOf
      ? { onBehalfOf: { ...onBehalfOf, name: nameOf(onBehalfOf.personId, onBehalfOf.name) } }
      : {}),
    payload: told,
  }
}
