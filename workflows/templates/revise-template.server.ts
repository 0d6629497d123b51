import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { DocumentTemplate, type TextBlock, versionsOf } from "#models/reference/document-template.ts"
import { getReference, saveReference } from "#models/reference/reference.repository.server.ts"
import { addDays, dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import {
  ConcurrentEditError,
  type InputIssue,
  InvalidInputError,
  NotFoundError,
} from "#models/shared/errors.ts"
import { EMPTY_PLACE, type FieldConflict } from "#models/shared/field-conflict.ts"
import { normaliseText } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { TemplateDependencies } from "./dependencies.ts"
import { type TriedText, tryText } from "./try-text.server.ts"

/** A text as it is typed; blocks stand in the order of `order`, one without text is left out. */
export type TemplateForm = {
  validFrom: IsoDay
  abstract: string
  addressee: string
  /** One a line. */
  recipients: string
  blocks: { kind: TextBlock["kind"]; text: string; when: TextBlock["when"] | ""; order: number }[]
}

type Asked = { templateId: string; form: TemplateForm; actor: Actor }

/**
 * What a changed text would look like and what is wrong with it, before it is adopted.
 * @throws InvalidInputError field by field, NotFoundError, ForbiddenError
 */
export const previewTemplate = async (
  d: TemplateDependencies,
  { templateId, form, actor }: Asked,
): Promise<TriedText> => {
  await authorise(d, actor, "template.revise", { kind: "template", id: templateId })
  const [latest] = await versionsIn(templateId)
  return tryText(d, readForm(latest, form, latest.validFrom > dayOf(d.clock.now())))
}

/**
 * Adopts a new version of a text from a day on; the version before ends the day before. One that has not begun yet is
 * replaced; the log keeps it. Editions frozen earlier keep their text.
 * @returns the new version's number
 * @throws InvalidInputError field by field, or where the text drawn with sample data breaks a rule of form;
 * ConcurrentEditError when a version came in between, NotFoundError, ForbiddenError
 */
export const reviseTemplate = async (
  d: TemplateDependencies,
  { templateId, form, actor: asker, version }: Asked & { version: number },
): Promise<number> => {
  const actor = await authorise(d, asker, "template.revise", { kind: "template", id: templateId })
  const at = d.clock.now()
  const [latest, ...earlier] = await versionsIn(templateId)
  assertSeen([latest, ...earlier], version, form)
  const isPending = latest.validFrom > dayOf(at)
  const follows = isPending ? earlier[0] : latest
  const revised = readForm(latest, form, isPending)
  assertDay(form.validFrom, dayOf(at), follows)
  const { faults } = await tryText(d, revised)
  if (faults.length > 0) throw new InvalidInputError(`Chưa ban hành được phiên bản mới. ${faults.join(" ")}`)
  await d.store.inTransaction(async (session) => {
    const rows = await getReference("documentTemplates", session)
    assertSeen(versionsOf(rows, templateId), version, form)
    const kept = rows
      .filter((row) => !(isPending && row.id === templateId && row.version === latest.version))
      .map((row) =>
        row.id === templateId && row.version === follows?.version
          ? { ...row, validTo: addDays(revised.validFrom, -1) }
          : row,
      )
    await saveReference("documentTemplates", [...kept, revised], session)
    const event = {
      subject: { kind: "template", id: templateId },
      type: "template.revised",
      payload: { ...revised },
    } as const
    await appendAuditEntries([auditDraft(event, actor, at)], session)
  })
  return revised.version
}

/** @throws NotFoundError */
async function versionsIn(templateId: string): Promise<[DocumentTemplate, ...DocumentTemplate[]]> {
  const [latest, ...earlier] = versionsOf(await getReference("documentTemplates"), templateId)
  if (!latest) throw new NotFoundError("Không có mẫu văn bản này.")
  return [latest, ...earlier]
}

function assertSeen(
  [latest, ...earlier]: readonly DocumentTemplate[],
  version: number,
  form: TemplateForm,
): void {
  if (!latest || latest.version === version) return
  const seen = earlier.find((one) => one.version === version)
  throw new ConcurrentEditError(
    `Mẫu này vừa có phiên bản ${latest.version}. Những gì bạn đã nhập còn ở dưới.`,
    {
      changed: seen ? changedBetween(seen, latest, form) : [],
      currentRevision: latest.version,
      made: { on: { version: String(version) }, against: { version: String(latest.version) } },
    },
  )
}

type Texts = { abstract: string; blocks: readonly { text: string }[] }

/** Text by text: as it was seen, as it stands, and as the refused form has it. */
function changedBetween(before: Texts, now: Texts, mine: Texts): FieldConflict[] {
  const longest = Math.max(before.blocks.length, now.blocks.length)
  const places = [
    { field: "Trích yếu", name: "abstract", of: ({ abstract }: Texts) => abstract },
    ...Array.from({ length: longest }, (_, index) => ({
      field: `Khối ${index + 1}`,
      name: `blocks.${index}.text`,
      of: ({ blocks }: Texts) => blocks[index]?.text ?? "",
    })),
  ]
  return places
    .filter(({ of }) => of(before) !== of(now))
    .map(({ field, name, of }) => ({
      field,
      before: of(before) || EMPTY_PLACE,
      now: of(now) || EMPTY_PLACE,
      mine: of(mine) || EMPTY_PLACE,
      // A block the form has no place for is not put into it: it has a kind and an order of its own.
      ...(name === "abstract" || name in namesIn(mine) ? { take: { [name]: of(now) } } : {}),
    }))
}

const namesIn = ({ blocks }: Texts): Record<string, true> =>
  Object.fromEntries(blocks.map((_, index) => [`blocks.${index}.text`, true]))

function assertDay(from: IsoDay, today: IsoDay, follows: DocumentTemplate | undefined): void {
  const first = follows ? [today, addDays(follows.validFrom, 1)].sort()[1] : today
  if (first && from < first)
    throw new InvalidInputError("Ngày có hiệu lực chưa đúng.", [
      { field: "validFrom", message: `Phiên bản mới có hiệu lực sớm nhất từ ngày ${formatDay(first)}.` },
    ])
}

/** @throws InvalidInputError naming the fields of the form, or where nothing differs; of a pending version the day may */
function readForm(latest: DocumentTemplate, form: TemplateForm, isPending: boolean): DocumentTemplate {
  const typed = form.blocks
    .map((block, field) => ({ ...block, field }))
    .filter(({ text }) => text.trim() !== "")
    .sort((a, b) => a.order - b.order || a.field - b.field)
  const isOfficers = latest.purpose === "OFFICER"
  const content = {
    abstract: normaliseText(form.abstract),
    addressee: isOfficers ? normaliseText(form.addressee) : latest.addressee,
    recipients: isOfficers
      ? form.recipients.split("\n").map(normaliseText).filter(Boolean)
      : latest.recipients,
    blocks: typed.map(({ kind, text, when }) => ({
      kind,
      text: text.split("\n").map(normaliseText).filter(Boolean).join("\n"),
      ...(when ? { when } : {}),
    })),
  }
  const parsed = DocumentTemplate.safeParse({
    ...latest,
    ...content,
    version: latest.version + 1,
    validFrom: form.validFrom,
    validTo: null,
  })
  if (!parsed.success)
    throw new InvalidInputError(
      "Mẫu văn bản chưa đúng.",
      parsed.error.issues.map(({ path: [head = "", index, ...rest], message }): InputIssue => {
        const place = head === "blocks" && typeof index === "number" ? typed[index]?.field : undefined
        return {
          field: place === undefined ? ownField(head) : ["blocks", place, ...rest].join("."),
          message: place === undefined ? message : `Khối ${place + 1}: ${message}`,
        }
      }),
    )
  const isSameDay = !isPending || parsed.data.validFrom === latest.validFrom
  const same = (["abstract", "addressee", "recipients", "blocks"] as const).every(
    (part) => JSON.stringify(parsed.data[part]) === JSON.stringify(latest[part]),
  )
  if (same && isSameDay) throw new InvalidInputError("Nội dung chưa có gì khác phiên bản hiện có.")
  return parsed.data
}

/** Slots have no field of their own: what is wrong with them concerns the whole text. */
const ownField = (head: PropertyKey): string => (head === "abstract" || head === "addressee" ? head : "")
