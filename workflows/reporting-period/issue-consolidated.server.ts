import { takeNumber } from "#models/document-number/document-number.repository.server.ts"
import { formatDocumentNumber } from "#models/document-number/format-document-number.ts"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"
import { committeeName } from "#models/reference/province.ts"
import { type ConsolidatedReport, consolidatedIdOf } from "#models/reporting-period/consolidated-report.ts"
import {
  findConsolidated,
  findReportFile,
  getPeriod,
  insertReportFile,
  type ReportFileStage,
  replaceNumberedFile,
} from "#models/reporting-period/reporting-period.repository.server.ts"
import { dayOf, type IsoDay, yearOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { type Actor, actorInWords } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { assertSignatureHolds } from "#workflows/campaign/assert-signature-holds.server.ts"
import { ableSignatories } from "#workflows/campaign/who-signs.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { changePeriod, type SeenPeriod } from "./change-period.server.ts"
import { composeConsolidated, REPORT_SYMBOL, titleOf } from "./compose-consolidated.ts"
import type { PeriodDependencies } from "./dependencies.ts"

const FILE = "tệp báo cáo"

/** The revision of a period that is on its way or was sent last. @throws NotFoundError before the first is put together */
export const currentConsolidated = async (
  periodId: string,
  revision: number,
): Promise<ConsolidatedReport> => {
  const found = (await findConsolidated(periodId)).find((one) => one.revision === revision)
  if (!found) throw new NotFoundError("Kỳ này chưa có báo cáo tổng hợp. Khóa kỳ để tổng hợp.")
  return found
}

/**
 * Gives the report its number of the year's sequence (NĐ 30/2020 Điều 15) and today's date, and draws it for whoever is to sign.
 * @throws ForbiddenError, NotFoundError, InvalidInputError, RuleBrokenError for a number that is taken, ConcurrentEditError,
 * WorkflowRefusedError
 */
export const numberConsolidated = async (
  d: PeriodDependencies,
  { number, signatoryId, ...seen }: SeenPeriod & { number: number | null; signatoryId: string },
): Promise<void> => {
  const actor = await authorise(d, seen.actor, "report.number", {
    kind: "reportingPeriod",
    id: seen.periodId,
  })
  const day = dayOf(d.clock.now())
  const signatory = await signatoryOf(d, signatoryId)
  await changePeriod(d, { ...seen, actor }, async (period, session) => {
    const { revision } = period.workflow.context
    const given = formatDocumentNumber(await takeNumber(yearOf(day), REPORT_SYMBOL, number, session))
    const report = await findRevision(period.id, revision)
    const drawn = report ? await drawnFor(d, report, signatory, { number: given, day }) : new Uint8Array()
    return {
      event: {
        type: "period.numbered",
        number: given,
        symbol: REPORT_SYMBOL,
        day,
        signatory: plainSignatory(signatory),
        documentSha256: sha256(drawn),
      },
      write: () => insertReportFile(consolidatedIdOf(period.id, revision), "NUMBERED", drawn, session),
    }
  })
}

/**
 * Lays a numbered report before somebody else to sign, where who was to sign it left or is away: drawn anew for that person, under the
 * number and the day it has.
 * @throws ForbiddenError, NotFoundError, InvalidInputError, ConcurrentEditError once it was signed or changed meanwhile,
 * WorkflowRefusedError
 */
export const changeSignatory = async (
  d: PeriodDependencies,
  { signatoryId, reason, ...seen }: SeenPeriod & { signatoryId: string; reason: string },
): Promise<void> => {
  const actor = await authorise(d, seen.actor, "report.number", {
    kind: "reportingPeriod",
    id: seen.periodId,
  })
  const signatory = await signatoryOf(d, signatoryId)
  await changePeriod(d, { ...seen, actor }, async (period, session) => {
    const { revision, numbered } = period.workflow.context
    const report = await findRevision(period.id, revision)
    const drawn =
      numbered && report
        ? await drawnFor(d, report, signatory, { number: numbered.number, day: numbered.day })
        : new Uint8Array()
    return {
      event: {
        type: "period.signatoryChanged",
        was: numbered?.signatory.fullName ?? "",
        signatory: plainSignatory(signatory),
        reason: reason.trim(),
        documentSha256: sha256(drawn),
      },
      write: () => replaceNumberedFile(consolidatedIdOf(period.id, revision), drawn, session),
    }
  })
}

type Able = Awaited<ReturnType<typeof ableSignatories>>[number]

const plainSignatory = ({ personId, fullName, position, capacity }: Able) => ({
  ...{ personId, fullName, position, capacity },
})

/** @throws InvalidInputError for somebody who may not sign today */
async function signatoryOf(d: PeriodDependencies, signatoryId: string): Promise<Able> {
  const found = (await ableSignatories(d, { issuingAuthority: "COMMITTEE" })).find(
    ({ personId }) => personId === signatoryId,
  )
  if (found) return found
  const message = "Chọn người giữ thẩm quyền ký hôm nay."
  throw new InvalidInputError(message, [{ field: "signatoryId", message }])
}

async function drawnFor(
  d: PeriodDependencies,
  { content }: ConsolidatedReport,
  signatory: Able,
  issued: { number: string; day: IsoDay },
): Promise<Uint8Array> {
  const issuer = await d.reference.issuerOn(issued.day)
  const layout = composeConsolidated({ content, issuer, signatory, issued })
  return (await renderPdf(layout, { createdAt: d.clock.now(), attachments: [] })).bytes
}

const findRevision = async (periodId: string, revision: number): Promise<ConsolidatedReport | undefined> =>
  (await findConsolidated(periodId)).find((one) => one.revision === revision)

/**
 * The leader's personal signature (NĐ 30/2020 Điều 13); the bytes signed are exactly those kept.
 * @throws ForbiddenError, NotFoundError, RuleBrokenError where it was drawn for another, ConcurrentEditError, WorkflowRefusedError
 */
export const signConsolidated = async (d: PeriodDependencies, seen: SeenPeriod): Promise<void> => {
  const actor = await authorise(d, seen.actor, "report.sign", { kind: "reportingPeriod", id: seen.periodId })
  const at = d.clock.now()
  const { workflow, id } = await getPeriod(seen.periodId)
  const { revision, numbered } = workflow.context
  const signatory = (await d.reference.signatoriesOn(dayOf(at))).find(
    (one) =>
      one.personId === actor.id &&
      one.capacity === numbered?.signatory.capacity &&
      one.position === numbered.signatory.position,
  )
  if (numbered && numbered.signatory.personId !== actor.id)
    throw new RuleBrokenError(
      `Báo cáo này trình ${numbered.signatory.fullName} ký. Chỉ người được trình, còn giữ thẩm quyền vào ngày ký, mới ký được.`,
    )
  const drawn = await findReportFile(consolidatedIdOf(id, revision), "NUMBERED")
  if (!numbered || !drawn) throw new RuleBrokenError("Báo cáo chưa có số nên chưa ký được.")
  if (!signatory) throw new RuleBrokenError("Hôm nay bạn không còn giữ thẩm quyền ghi trong báo cáo.")
  const bytes = await documentSigning(d.signing, FILE).signPersonal(drawn, { signatory, at })
  await assertSignatureHolds(d, bytes, {
    kind: "PERSONAL",
    signer: actor,
    on: { kind: "reportingPeriod", id },
  })
  await changePeriod(d, { ...seen, actor }, (_, session) => ({
    event: { type: "period.signed", documentSha256: sha256(bytes) },
    write: () => insertReportFile(consolidatedIdOf(id, revision), "SIGNED", bytes, session),
  }))
}

/**
 * Seals the signed report with the agency's signature (NĐ 30/2020 Điều 14) and sends it: everybody whose unit reported, and who leads,
 * is told. From then on it is changed by a revision alone.
 * @throws ForbiddenError, NotFoundError, RuleBrokenError, ConcurrentEditError, WorkflowRefusedError
 */
export const sendConsolidated = async (d: PeriodDependencies, seen: SeenPeriod): Promise<void> => {
  const actor = await authorise(d, seen.actor, "report.number", {
    kind: "reportingPeriod",
    id: seen.periodId,
  })
  const at = d.clock.now()
  const { workflow, id, name } = await getPeriod(seen.periodId)
  const { revision, numbered } = workflow.context
  const signed = await findReportFile(consolidatedIdOf(id, revision), "SIGNED")
  if (!numbered || !signed) throw new RuleBrokenError("Báo cáo chưa ký nên chưa gửi được.")
  const report = await currentConsolidated(id, revision)
  const agencyName = committeeName(await d.reference.issuerOn(dayOf(at)))
  const bytes = await documentSigning(d.signing, FILE).sealAgency(signed, { agencyName, at })
  await assertSignatureHolds(d, bytes, { kind: "AGENCY" })
  const people = (await staffOn(dayOf(at))).filter(
    (one) => one.id !== actor.id && isTold(one, report.content.rows),
  )
  await changePeriod(d, { ...seen, actor }, (_, session) => ({
    event: { type: "period.sent", documentSha256: sha256(bytes), to: people.length },
    write: async () => {
      await insertReportFile(consolidatedIdOf(id, revision), "SEALED", bytes, session)
      await addInboxMessages(
        people.map((one) => ({
          id: `reportingPeriod:${id}:${revision}:${one.id}`,
          userId: one.id,
          kind: "REPORT" as const,
          title: "Báo cáo tổng hợp đã gửi",
          text: `${actorInWords(actor)}: «${titleOf(report.content)}», số ${numbered.number}/${numbered.symbol}.`,
          about: { kind: "reportingPeriod" as const, id, name },
          isUrgent: false,
          at,
          readAt: null,
          mail: "WAITING" as const,
        })),
        session,
      )
    },
  }))
}

const isTold = (person: Actor, rows: readonly { agencyId: string }[]): boolean =>
  person.assignments.some(({ role }) => role === "LEADER" || role === "CHIEF_OF_OFFICE") ||
  rows.some(({ agencyId }) => isAllowed(person, "report.write", agencyId))

const LATEST: readonly ReportFileStage[] = ["SEALED", "SIGNED", "NUMBERED"]

/** The document of a revision as far as it has come; null before it was numbered. */
export const keptConsolidated = async (consolidatedId: string): Promise<Uint8Array | null> => {
  for (const stage of LATEST) {
    const bytes = await findReportFile(consolidatedId, stage)
    if (bytes) return bytes
  }
  return null
}
