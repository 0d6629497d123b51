import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import {
  countRowsBeyond,
  dropRowsBeyond,
  insertFrozenEdition,
  writeDraftRows,
} from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { reviewFiguresOf } from "#models/catalogue-edition/figures/review-figures.ts"
import {
  countRegistrations,
  findRegistrationStamps,
} from "#models/registration/registration-list.repository.server.ts"
import { findUrgentApprovals, type UrgentApproval } from "#models/registration/urgent.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { inPieces, PIECE, type Piece } from "#workflows/long-act/pieces.server.ts"
import { countBranchServices } from "#workflows/scope/branch-services.server.ts"
import { findScopeFault } from "#workflows/scope/scope-faults.server.ts"
import { typedFault } from "#workflows/step-fields.ts"
import { defineStep } from "../campaign-step.ts"
import type { EditionDependencies } from "../dependencies.ts"
import { assertStillApproved, drawEdition } from "../draw-edition.server.ts"
import { type EditionEffect, editionEffect, effectOf } from "../edition-effect.server.ts"
import { unconfirmedInWords } from "../urgent-approvals.server.ts"

const LEFT_OUT = {
  kind: "TEXT",
  name: "leftOutReason",
  label: "Lý do chốt khi còn đăng ký chưa phê duyệt",
  description: "Ghi vào hồ sơ danh mục.",
  min: 0,
  max: 2000,
  tooShort: "Ghi lý do (ít nhất 5 ký tự).",
  rows: 2,
} as const

const WITHDRAWAL = {
  kind: "TEXT",
  name: "withdrawalReason",
  label: "Lý do đưa nhiều dịch vụ ra khỏi danh mục",
  description: "Ghi vào Tờ trình.",
  min: 0,
  max: 2000,
  tooShort: "Ghi lý do đưa các dịch vụ này ra khỏi danh mục (ít nhất 5 ký tự).",
  rows: 2,
} as const
const TYPED = {
  kind: "TYPED_NUMBER",
  name: "typed",
  label: "Gõ số dịch vụ đưa ra khỏi danh mục",
  missing: "Gõ số dịch vụ đưa ra khỏi danh mục để xác nhận.",
  expected: "",
  isOptional: true,
} as const

/**
 * Freezes the approved registrations into a new draft of the edition: rows, totals, digest. Registrations still on their
 * way are left out only with a reason, which stays in the record; a large withdrawal is typed and gives its reason in the Tờ trình.
 */
export const consolidateEdition = defineStep({
  intent: "consolidate",
  event: "edition.consolidated",
  permission: "campaign.run",
  label: "Tổng hợp, chốt danh mục",
  title: "Tổng hợp, chốt danh mục khi thẩm định xong",
  place: "NEXT",
  working: "Đang chốt danh mục…",
  isHidden: true,
  fields: [LEFT_OUT, WITHDRAWAL, TYPED],
  preview: async (d, { campaign, at }) => {
    const approved = await findRegistrationStamps({ campaignId: campaign.id, states: ["approved"] })
    const barred = await findScopeFault(approved.map(procedureOf), dayOf(at), FREEZING)
    const effect = await effectOrFault(d, campaign, at)
    if (typeof effect === "string")
      return { notYet: [...(barred === null ? [] : [barred]), effect].join(" ") }
    const { leftOutServices, doubts, isLarge } = effect
    return {
      effect,
      says: [
        ...(barred === null ? [] : [barred]),
        ...(doubts.open > 0 ? [openDoubtFault(doubts.open)] : []),
        ...(await branchesListed(d, campaign.kind, dayOf(at))),
        ...(await unconfirmedInWords(campaign.id)),
        "Sau khi chốt còn trả lại được đến khi phát hành; sau đó chỉ còn điều chỉnh, đính chính, thu hồi.",
      ],
      fields: [
        ...(leftOutServices > 0 ? [{ ...LEFT_OUT, min: 5 }] : []),
        ...(isLarge ? [{ ...WITHDRAWAL, min: 5 }, typedFieldOf(effect)] : []),
      ],
    }
  },
  act: async (d, { campaign, at }, { leftOutReason: given, withdrawalReason, typed }) => {
    const unfinished = reviewFiguresOf(await countRegistrations(campaign.id)).leftOutServices
    const leftOutReason = given?.trim() ?? ""
    if (unfinished > 0 && leftOutReason.length < 5)
      throw new RuleBrokenError(
        `Còn ${formatNumber(unfinished)} đăng ký chưa được phê duyệt. Hoàn thành thẩm định, hoặc ghi lý do chốt danh mục không gồm các dịch vụ này; dịch vụ đang có hiệu lực mà không nằm trong danh mục mới sẽ được rút khỏi các cổng.`,
        { field: "leftOutReason", unfinished },
      )
    const drawn = await drawEdition(d, campaign, at)
    // The register's turn, which keeping the draft compares, holds what was settled as well.
    const { edition } = drawn
    const barred = await findScopeFault(edition.entries.map(procedureOf), dayOf(at), FREEZING)
    if (barred !== null) throw new RuleBrokenError(barred)
    const effect = await effectOf(d, campaign, at, edition)
    if (effect.doubts.open > 0) throw new RuleBrokenError(openDoubtFault(effect.doubts.open))
    const withdrawal = withdrawalOf(effect, withdrawalReason, typed)
    return {
      event: {
        type: "edition.consolidated",
        draft: edition.draft,
        digest: edition.digest,
        entries: edition.entries.length,
        leftOut: unfinished,
        leftOutReason,
        ...withdrawal,
        ...urgentOf(await findUrgentApprovals(campaign.id)),
      },
      seenTurn: drawn.campaignsTurn,
      pieces: await rowsInPieces(edition),
      write: async (session) => {
        await assertStillApproved(drawn, session)
        await insertFrozenEdition(edition, session)
      },
    }
  },
})

/** What was approved without waiting, with each reason once. */
const urgentOf = (approvals: readonly UrgentApproval[]) =>
  approvals.length === 0
    ? {}
    : { urgent: { count: approvals.length, reasons: [...new Set(approvals.map(({ reason }) => reason))] } }

/** What an annual edition will list beside the catalogue, where the office wants that. */
async function branchesListed(
  { reference }: Pick<EditionDependencies, "reference">,
  kind: ReviewCampaign["kind"],
  day: IsoDay,
): Promise<string[]> {
  const { centralBranches } = await reference.issuerOn(day)
  if (kind !== "ANNUAL" || centralBranches !== "ANNEX") return []
  const { branchServices } = await countBranchServices(day)
  return [`${sayFigure("branchServices", branchServices)} sẽ ghi ở phụ lục riêng, ngoài danh mục.`]
}

/** The effect, or in a sentence why nothing can be frozen yet. */
const effectOrFault = (d: EditionDependencies, campaign: ReviewCampaign, at: Date) =>
  editionEffect(d, campaign, at).catch((error: unknown) => {
    if (error instanceof RuleBrokenError) return error.message
    throw error
  })

const typedFieldOf = ({ figures: { withdrawnServices } }: EditionEffect) => ({
  ...TYPED,
  expected: String(withdrawnServices),
  label: `Gõ ${formatNumber(withdrawnServices)} để xác nhận đưa ${sayFigure("withdrawnServices", withdrawnServices)}`,
})

/** What a large withdrawal keeps of its answer. @throws InvalidInputError while it is not answered */
function withdrawalOf(
  { isLarge, figures: { withdrawnServices: count } }: EditionEffect,
  given: string | undefined,
  typed: string | undefined,
): { withdrawal?: { count: number; reason: string } } {
  if (!isLarge) return {}
  const reason = given?.trim() ?? ""
  const issues = [
    ...(reason.length < 5 ? [{ field: WITHDRAWAL.name, message: WITHDRAWAL.tooShort }] : []),
    ...[typed === undefined || typed === "" ? TYPED.missing : typedFault(typed, String(count))].flatMap(
      (message) => (message === null ? [] : [{ field: TYPED.name, message }]),
    ),
  ]
  if (issues.length > 0)
    throw new InvalidInputError(
      `Chưa chốt: ${sayFigure("withdrawnServices", count)} là nhiều, cần gõ số ${formatNumber(count)} và ghi lý do vào Tờ trình.`,
      issues,
    )
  return { withdrawal: { count, reason } }
}

const openDoubtFault = (open: number): string =>
  `Chưa chốt được: ${formatNumber(open)} dịch vụ đã phê duyệt còn điểm nghi ngờ chưa ai trả lời. Trả lại đơn vị để trả lời, hoặc hủy phê duyệt, rồi chốt lại.`

/** Behind the code of a procedure stands the number of the service. */
const procedureOf = ({ serviceCode }: { serviceCode: string }): string => serviceCode.replace(/\.\d+$/u, "")

const FREEZING = { act: "chốt", mend: "Rút các đăng ký ấy rồi chốt lại." }

/** The rows; nobody reads them before the edition itself is kept. */
async function rowsInPieces({ id, entries }: FrozenEdition): Promise<Piece[]> {
  const leftOver = await countRowsBeyond(id, entries.length)
  return [
    ...inPieces(entries, PIECE).map(
      (rows): Piece =>
        (session) =>
          writeDraftRows(id, rows, session),
    ),
    ...Array.from(
      { length: Math.ceil(leftOver / PIECE) },
      (): Piece => (session) => dropRowsBeyond(id, entries.length, PIECE, session),
    ),
  ]
}
