import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import {
  RECALL_OUTCOME_LABELS,
  RECALL_OUTCOMES,
  type RecallOutcome,
} from "#models/campaign/recall-outcome.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { ConcurrentEditError, InvalidInputError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { readTurn } from "#models/turn/turn.repository.server.ts"
import { reasonField, typedFault } from "#workflows/step-fields.ts"
import { defineStep } from "../campaign-step.ts"
import { hangingInWords } from "../hanging-in-words.ts"
import { whatHangsOn } from "../hangs-on.ts"
import { countsOf, digestOfRecall, recallEffect } from "../recall-effect.server.ts"
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
const EXPLANATION = {
  kind: "TEXT",
  name: "explanation",
  label: "Lời giải thích công khai",
  description:
    "Người dân đọc ở trang của danh mục và ở từng dịch vụ; để trống thì trang công khai ghi lý do thu hồi.",
  min: 0,
  max: 2000,
  tooShort: "Ghi lời giải thích công khai.",
  rows: 3,
} as const
const SEEN = { kind: "SEEN_EFFECT", name: "seenEffect" } as const
const TYPED = {
  kind: "TYPED_NUMBER",
  name: "typed",
  label: "Gõ số của quyết định để xác nhận thu hồi",
  description: "Trang công khai và các tệp tải về sẽ ghi rõ đã thu hồi.",
  missing: "Gõ số của quyết định bị thu hồi để xác nhận.",
  expected: "",
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
  fields: [FOLLOWS, REASON, EXPLANATION, TYPED, SEEN],
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
    const effects: string[] = []
    for (const follows of former ? RECALL_OUTCOMES : [undefined])
      effects.push(
        effectInWords(follows, countsOf(await recallEffect(edition, issued, { follows, reason: "", at }))),
      )
    return {
      says: [...hangingInWords(hanging, (target) => names.get(target) ?? target), ...effects],
      fields: [
        ...(former ? [{ ...FOLLOWS, description }] : []),
        REASON,
        EXPLANATION,
        SEEN,
        typedFieldOf(campaign),
      ],
      values: { seenEffect: await effectNow(edition, issued, at) },
    }
  },
  act: async (d, { campaign, at }, { reason, explanation, follows: said, typed, seenEffect }) => {
    // An act an earlier release began, gone on with by this one, was confirmed in another way.
    const fault = typed === undefined ? null : typedFault(typed, numberOf(campaign))
    if (fault) throw new InvalidInputError(fault, [{ field: "typed", message: fault }])
    const follows = RECALL_OUTCOMES.find((outcome) => outcome === said)
    if (said && !follows)
      throw new InvalidInputError(FOLLOWS.missing, [{ field: "follows", message: FOLLOWS.missing }])
    const seenTurn = await readTurn("CAMPAIGNS")
    await assertSameEffect(campaign, seenEffect, at)
    const { pieces, records } = await undoEdition(d, campaign, { follows, reason, at })
    return {
      event: {
        type: "edition.recalled",
        reason,
        ...(explanation ? { explanation } : {}),
        ...(follows ? { follows } : {}),
        records,
      },
      seenTurn,
      // Records wait for the last: nothing is sent while the act is under way.
      pieces,
    }
  },
})

/** Of the catalogue as it is: what would be left if nothing came back. */
const effectNow = async (
  edition: IssuedEdition,
  issued: readonly IssuedEdition[],
  at: Date,
): Promise<string> =>
  digestOfRecall(await recallEffect(edition, issued, { follows: undefined, reason: "", at }))

/** @throws ConcurrentEditError when the effect is no more the one the person was shown */
async function assertSameEffect(
  { id }: Pick<ReviewCampaign, "id">,
  seen: string | undefined,
  at: Date,
): Promise<void> {
  if (!seen) return
  const issued = await findIssuedEditions()
  const edition = issued.find(({ editionId }) => editionId === id)
  if (edition && (await effectNow(edition, issued, at)) !== seen)
    throw new ConcurrentEditError(
      "Hệ quả của việc thu hồi đã khác lúc bạn mở trang: một quyết định hoặc thủ tục vừa thay đổi. Chưa có gì được thu hồi; xem lại hệ quả dưới đây rồi xác nhận lại.",
      { changed: [] },
    )
}

/** `658/QĐ-UBND`. */
const numberOf = ({ workflow: { context } }: Pick<ReviewCampaign, "workflow">): string =>
  context.numbered ? `${context.numbered.number}/${context.numbered.symbol}` : ""

const typedFieldOf = (campaign: Pick<ReviewCampaign, "workflow">) => {
  const expected = numberOf(campaign)
  return { ...TYPED, expected, label: `Gõ số ${expected} của quyết định để xác nhận thu hồi` }
}

const effectInWords = (
  follows: RecallOutcome | undefined,
  { withdrawn, restated }: { withdrawn: number; restated: number },
): string => {
  const when = follows ? `Nếu chọn «${RECALL_OUTCOME_LABELS[follows]}»: ` : "Thu hồi: "
  return `${when}${formatNumber(withdrawn)} bản ghi dịch vụ được rút khỏi mỗi cổng dịch vụ công, ${formatNumber(restated)} bản ghi được trả lại theo quyết định trước (chỉ gửi bản ghi nào khác bản cổng đang giữ); cổng dữ liệu mở được báo danh mục đã thu hồi.`
}
