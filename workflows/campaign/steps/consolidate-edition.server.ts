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
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { inPieces, PIECE, type Piece } from "#workflows/long-act/pieces.server.ts"
import { countBranchServices } from "#workflows/scope/branch-services.server.ts"
import { findScopeFault } from "#workflows/scope/scope-faults.server.ts"
import { defineStep } from "../campaign-step.ts"
import type { EditionDependencies } from "../dependencies.ts"
import { assertStillApproved, drawEdition } from "../draw-edition.server.ts"

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

/**
 * Freezes the approved registrations into a new draft of the edition: rows, totals, digest. Registrations still on their
 * way are left out only with a reason, which stays in the record.
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
  fields: [LEFT_OUT],
  preview: async (d, { campaign, at }) => {
    const { approvedServices, leftOutServices } = reviewFiguresOf(await countRegistrations(campaign.id))
    const approved = await findRegistrationStamps({ campaignId: campaign.id, states: ["approved"] })
    const barred = await findScopeFault(approved.map(procedureOf), dayOf(at), FREEZING)
    const leftOut =
      leftOutServices > 0 ? ` Còn ${formatNumber(leftOutServices)} đăng ký chưa phê duyệt sẽ bị để lại.` : ""
    return {
      says: [
        `${formatNumber(approvedServices)} đăng ký đã phê duyệt sẽ vào danh mục.${leftOut}`,
        ...(await branchesListed(d, campaign.kind, dayOf(at))),
        ...(barred === null ? [] : [barred]),
      ],
      fields: leftOutServices > 0 ? [{ ...LEFT_OUT, min: 5 }] : [],
    }
  },
  act: async (d, { campaign, at }, { leftOutReason: given }) => {
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
    return {
      event: {
        type: "edition.consolidated",
        draft: edition.draft,
        digest: edition.digest,
        entries: edition.entries.length,
        leftOut: unfinished,
        leftOutReason,
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
