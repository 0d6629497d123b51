import { type DocumentTemplate, versionsOf } from "#models/reference/document-template.ts"
import { EDITION_SLOTS } from "#models/reference/edition-slots.ts"
import { getReference } from "#models/reference/reference.repository.server.ts"
import type { TemplateSlot } from "#models/reference/template-slot.ts"
import { dayOf, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import type { TemplateDependencies } from "#workflows/templates/dependencies.ts"
import { sampleLines } from "#workflows/templates/try-text.server.ts"

type TemplateLine = Pick<DocumentTemplate, "id" | "name" | "purpose" | "version" | "validFrom" | "validTo">

/** Each text in its version of today, else its newest. @throws ForbiddenError */
export const getTemplateList = async (d: TemplateDependencies, actor: Actor): Promise<TemplateLine[]> => {
  await authorise(d, actor, "template.view", { kind: "template", id: "*" })
  const today = dayOf(d.clock.now())
  const rows = await getReference("documentTemplates")
  return [...new Set(rows.map(({ id }) => id))].flatMap((id) => {
    const versions = versionsOf(rows, id)
    const shown = versions.find((version) => isValidOn(version, today)) ?? versions[0]
    if (!shown) return []
    const { name, purpose, version, validFrom, validTo } = shown
    return [{ id, name, purpose, version, validFrom, validTo }]
  })
}

export type TemplatePage = {
  /** The newest version: what a new one starts from. */
  template: DocumentTemplate
  versions: Pick<DocumentTemplate, "version" | "validFrom" | "validTo">[]
  today: IsoDay
  /** What may stand in it between braces. */
  slots: TemplateSlot[]
  mayRevise: boolean
  /** How it reads with sample data; empty where there is none. */
  lines: string[]
}

/** One text with its versions and how it reads with sample data. @throws NotFoundError, ForbiddenError */
export const getTemplatePage = async (
  d: TemplateDependencies,
  { templateId, actor }: { templateId: string; actor: Actor },
): Promise<TemplatePage> => {
  await authorise(d, actor, "template.view", { kind: "template", id: templateId })
  const versions = versionsOf(await getReference("documentTemplates"), templateId)
  const [template] = versions
  if (!template) throw new NotFoundError("Không có mẫu văn bản này.")
  return {
    template,
    versions: versions.map(({ version, validFrom, validTo }) => ({ version, validFrom, validTo })),
    today: dayOf(d.clock.now()),
    slots: template.purpose === "OFFICER" ? template.slots : [...EDITION_SLOTS],
    mayRevise: isAllowed(actor, "template.revise"),
    lines: await sampleLines(d, template),
  }
}
