import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { RECALL_OUTCOME_LABELS, RECALL_OUTCOMES } from "#models/campaign/recall-outcome.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import { reasonField } from "#workflows/step-fields.ts"
import { defineStep } from "../campaign-step.ts"
import { hangingInWords } from "../hanging-in-words.ts"
import { whatHangsOn } from "../hangs-on.ts"
import { undoEdition } from "../undo-edition.server.ts"

const FOLLOWS = {
  kind: "CHOICE",
  name: "follows",
  label: "Có hiệu lực sau khi thu hồi",
  missing: "Chọn danh mục có hiệu lực sau khi thu hồi.",
  options: RECALL_OUTCOMES.map((value) => ({ value, label: RECALL_OUTCOME_LABELS[value] })),
  none: "",
  isOptional: true,
} as const
const REASON = reasonField("reason", "Lý do thu hồi", "Ghi rõ lý do thu hồi (ít nhất 5 ký tự).")
const CONFIRMED = {
  kind: "CONFIRMATION",
  name: "confirmed",
  label: "Thu hồi quyết định; trang công khai sẽ ghi rõ đã thu hồi.",
  missing: "Hãy xác nhận thu hồi quyết định.",
} as const

/**
 * Recalls an issued decision (NĐ 30/2020 Điều 18(4)); the public page says so. What hangs on it is shown before; the recall of
 * the annual decision in force says what is in force after it.
 */
export const recallEdition = defineStep({
  intent: "recall",
  event: "edition.recalled",
  permission: "edition.correct",
  label: "Thu hồi quyết định",
  place: "SIDE",
  isGrave: true,
  fields: [FOLLOWS, REASON, CONFIRMED],
  preview: async (d, { campaign, at }) => {
    const issued = await findIssuedEditions()
    const edition = issued.find(({ editionId }) => editionId === campaign.id)
    if (!edition) return {}
    const hanging = whatHangsOn({
      edition,
      issued,
      campaigns: await findCampaigns(),
      messages: await countByStatus(campaign.id),
      today: dayOf(at),
    })
    const { former } = hanging
    const names = new Map((await d.reference.portalTargetsOn(dayOf(at))).map(({ id, name }) => [id, name]))
    const description = former
      ? `Danh mục trước đó: Quyết định số ${former.number} ngày ${formatDay(former.day)}.`
      : ""
    return {
      says: hangingInWords(hanging, (target) => names.get(target) ?? target),
      fields: former ? [{ ...FOLLOWS, description }, REASON, CONFIRMED] : [REASON, CONFIRMED],
    }
  },
  act: async (d, { at }, { reason, follows: said }) => {
    const follows = RECALL_OUTCOMES.find((outcome) => outcome === said)
    if (said && !follows)
      throw new InvalidInputError(FOLLOWS.missing, [{ field: "follows", message: FOLLOWS.missing }])
    return {
      event: { type: "edition.recalled", reason, ...(follows ? { follows } : {}) },
      write: (session, moved) => undoEdition(d, moved, { follows, at }, session),
    }
  },
})
