import { isUndecided } from "#models/campaign/at-work.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { editionsInForceOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { dayOf, type IsoDay, yearOf } from "#models/shared/dates.ts"
import { ConcurrentEditError, InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { AmendmentPlan, CampaignPlan } from "./campaign-plan.ts"
import type { EditionDependencies } from "./dependencies.ts"
import { openCampaign } from "./open-campaign.server.ts"

/**
 * Opens the review of a year: the first is the annual one, a further one adjusts it.
 * @throws InvalidInputError for a year far from today's that was not typed twice, RuleBrokenError while another review is running, ConcurrentEditError when another was opened or decided meanwhile;
 * whatever `openCampaign` throws
 */
export const openNextCampaign = async (
  d: EditionDependencies,
  { plan, actor }: { plan: CampaignPlan | AmendmentPlan; actor: Actor },
): Promise<ReviewCampaign> => {
  const { year, name, numberFirst, initials, annexesApart } = plan
  const { registerBy, appraiseBy, announceBy, publishBy } = plan
  const today = dayOf(d.clock.now())
  const all = { withPlanned: true }
  assertMeant(plan, yearOf(today))
  const opening = openingOf(year, await findCampaigns(null, all), await findIssuedEditions(), today)
  const chosen = "services" in plan ? plan : null
  if (chosen) await assertAmends(chosen, opening)
  return openCampaign(d, {
    year,
    ...opening,
    ...(chosen ? { serviceIds: chosen.services, ground: chosen.ground } : {}),
    name,
    deadlines: { registerBy, appraiseBy, announceBy, publishBy },
    numberFirst,
    initials,
    annexesApart,
    actor,
    assertStands: async (session) => {
      const now = openingOf(year, await findCampaigns(session, all), await findIssuedEditions(session), today)
      if (JSON.stringify(now) !== JSON.stringify(opening))
        throw new ConcurrentEditError(
          "Một đợt rà soát hoặc quyết định khác vừa thay đổi trong lúc mở đợt này. Tải lại trang rồi mở lại.",
          { changed: [] },
        )
    },
  })
}

/** A year that is neither this one nor beside it is more often mistyped than meant. @throws InvalidInputError at `yearAgain` */
export function assertMeant(
  { year, yearAgain }: Pick<CampaignPlan, "year" | "yearAgain">,
  thisYear: number,
): void {
  if (Math.abs(year - thisYear) <= 1 || yearAgain === String(year)) return
  const message = `Năm ${year} cách năm nay (${thisYear}) ${Math.abs(year - thisYear)} năm. Nếu đúng, gõ lại ${year} vào ô này; nếu nhầm, sửa ô «Năm».`
  throw new InvalidInputError(`Chưa mở đợt: năm ${year} cách xa năm nay.`, [{ field: "yearAgain", message }])
}

type Opening = Pick<ReviewCampaign, "sequence" | "kind"> & { amends: string | null }

/** Only a catalogue in force is amended, and only in services the register has. @throws RuleBrokenError, InvalidInputError */
async function assertAmends({ year, services }: AmendmentPlan, { kind }: Opening): Promise<void> {
  if (kind !== "AMENDMENT")
    throw new RuleBrokenError(
      `Năm ${year} chưa có danh mục nào có hiệu lực để điều chỉnh. Mở đợt rà soát hằng năm ở trang «Đợt rà soát».`,
    )
  const known = new Set((await findActiveServices()).map(({ id }) => id))
  const unknown = services.filter((id) => !known.has(id))
  if (unknown.length === 0) return
  const message = `${formatNumber(unknown.length)} dịch vụ không còn trong sổ thủ tục (${unknown.slice(0, 3).join(", ")}). Bỏ chọn rồi mở lại.`
  throw new InvalidInputError(message, [{ field: "services", message }])
}

/** What the next review of a year is. Pure. @throws RuleBrokenError while another is running */
function openingOf(
  year: number,
  campaigns: readonly ReviewCampaign[],
  issued: readonly IssuedEdition[],
  today: IsoDay,
): Opening {
  // An issued edition whose records a portal refused is still being mended; that must not hold up the next review.
  const running = campaigns.find((one) => one.workflow.value === "planned" || isUndecided(one))
  if (running)
    throw new RuleBrokenError(
      `Đợt «${running.name}» đang chạy. Hãy hoàn thành đợt đó trước khi mở đợt rà soát mới.`,
    )
  const taken = campaigns.filter((one) => one.year === year).map(({ sequence }) => sequence)
  // After a recall there may be nothing in force to amend: the year's edition is then announced anew.
  const inForce = editionsInForceOn(issued, today)
  // Every amendment of a year stands on its annual edition: recalling one leaves the others.
  const amends = inForce && inForce.base.year === year ? inForce.base.editionId : null
  return { sequence: Math.max(0, ...taken) + 1, kind: amends ? "AMENDMENT" : "ANNUAL", amends }
}
