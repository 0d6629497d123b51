import { getPlan, getPlanFile, insertPlanFile } from "#models/plan/kept-plan.repository.server.ts"
import type { KeptPlan } from "#models/plan/kept-plan.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { toWord } from "#workflows/document-drawing/word-twin.server.ts"
import { composePlan } from "#workflows/document-text/compose-plan.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"
import { changePlan, type Seen } from "./change-plan.server.ts"
import type { PlanDependencies } from "./dependencies.ts"

export type IssueFacts = { number: string; issuedOn: IsoDay; effectiveFrom: IsoDay; signatoryId: string }

/**
 * Issues an approved plan under the number of the register of outgoing documents: the document is drawn and kept byte for byte. Its
 * tasks begin on the day it is in force from.
 * @throws ForbiddenError, NotFoundError, InvalidInputError field by field, ConcurrentEditError, WorkflowRefusedError, RuleBrokenError
 */
export const issuePlan = async (
  d: PlanDependencies,
  { facts, actor, ...seen }: Seen & { facts: IssueFacts; actor: Actor },
): Promise<void> => {
  const who = await authorise(d, actor, "plan.issue", { kind: "plan", id: seen.id })
  assertFacts(facts, dayOf(d.clock.now()))
  const able = await ableSignatories(d, { issuingAuthority: "COMMITTEE" })
  const signatory = able.find(({ personId }) => personId === facts.signatoryId)
  if (!signatory) throw wrong("signatoryId", "Chọn người giữ thẩm quyền ký hôm nay.")
  const layout = await layoutOf(d, await getPlan(seen.id), facts)
  const { bytes } = await renderPdf(layout, { createdAt: d.clock.now(), attachments: [] })
  await changePlan(d, seen, who, ({ id }) => ({
    event: {
      type: "plan.issued",
      number: `${facts.number}/KH-UBND`,
      issuedOn: facts.issuedOn,
      effectiveFrom: facts.effectiveFrom,
      signatoryName: signatory.fullName,
      pdfSha256: sha256(bytes),
    },
    plan: { documentNumber: `${facts.number}/KH-UBND`, issuedOn: facts.issuedOn },
    write: (session) => insertPlanFile(id, bytes, session),
  }))
}

const wrong = (field: string, message: string): InvalidInputError =>
  new InvalidInputError(message, [{ field, message }])

function assertFacts({ number, issuedOn, effectiveFrom }: IssueFacts, today: IsoDay): void {
  if (!/^\d{1,5}$/u.test(number)) throw wrong("number", "Ghi số của kế hoạch bằng chữ số, ví dụ 122.")
  if (issuedOn > today) throw wrong("issuedOn", `Ngày ban hành không sau hôm nay, ${formatDay(today)}.`)
  if (effectiveFrom < issuedOn)
    throw wrong("effectiveFrom", "Ngày bắt đầu thực hiện không trước ngày ban hành.")
}

/** A plan as a document: with number and day once they are known. */
const layoutOf = async (
  d: PlanDependencies,
  { title, content, workflow }: KeptPlan,
  facts: Pick<IssueFacts, "number" | "issuedOn" | "signatoryId"> | null,
): Promise<DocumentLayout> => {
  const today = dayOf(d.clock.now())
  const able = await ableSignatories(d, { issuingAuthority: "COMMITTEE" })
  const signatory = able.find(({ personId }) => personId === facts?.signatoryId) ?? able[0]
  const kept = workflow.context.issued
  const issued = facts
    ? { number: facts.number, day: facts.issuedOn }
    : kept && { number: kept.number.replace(/\/.*$/u, ""), day: kept.issuedOn }
  return composePlan({ title, content, issuer: await d.reference.issuerOn(today), signatory, issued })
}

/** A plan to read before it is issued, and for Word at any time. @throws ForbiddenError, NotFoundError, RuleBrokenError */
export const drawPlan = async (
  d: PlanDependencies,
  { id, format, actor }: { id: string; format: "pdf" | "docx"; actor: Actor },
): Promise<Uint8Array> => {
  await authorise(d, actor, "plan.view", { kind: "plan", id })
  const plan = await getPlan(id)
  const layout = await layoutOf(d, plan, null)
  if (format === "docx") return toWord(layout, dayOf(d.clock.now()))
  return (
    await renderPdf(layout, {
      createdAt: d.clock.now(),
      attachments: [],
      draft: plan.workflow.context.issued === null,
    })
  ).bytes
}

/** The document as it was issued, byte for byte; null before. @throws ForbiddenError, NotFoundError */
export const issuedPlanFile = async (
  d: PlanDependencies,
  { id, actor }: { id: string; actor: Actor },
): Promise<Uint8Array | null> => {
  await authorise(d, actor, "plan.view", { kind: "plan", id })
  const { workflow } = await getPlan(id)
  return workflow.context.issued === null ? null : getPlanFile(id)
}
