import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignEvent, DayReason } from "#models/campaign/events.ts"
import {
  type EffectStated,
  effectiveDayOfAct,
  effectStatedIn,
} from "#models/catalogue-edition/effect-stated.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { StepField, StepValues } from "#workflows/step-fields.ts"
import type { StepAt, StepTaken, StepWith } from "./campaign-step.ts"
import { type DayFinding, type DaysOfAct, findingsOfDays } from "./days-of-act.ts"
import { currentEdition } from "./decision-bytes.server.ts"
import type { EditionDependencies } from "./dependencies.ts"

/** Asked only where the days differ. */
const DAY_REASON = {
  kind: "TEXT",
  name: "dayReason",
  label: "Lý do số, ngày, phát hành không đúng thời hạn",
  description: "Ghi vào nhật ký và hồ sơ danh mục.",
  min: 0,
  max: 2000,
  tooShort: "Ghi rõ lý do (ít nhất 5 ký tự).",
  rows: 2,
} as const
const MIN_REASON = 5

/** What the step makes true: its day becomes the decision's date, or the day of its issue. */
type Makes = "DATE" | "ISSUE" | "SEAL"

/**
 * A step that goes on only with a decision whose days agree (`findingsOfDays`): what must not be is refused, what needs a reason
 * asks for it once, and the event keeps it.
 */
export const comparingDays = <const Fields extends readonly StepField[]>(
  makes: Makes,
  step: StepWith<Fields>,
): StepWith<readonly [...Fields, typeof DAY_REASON]> => ({
  ...step,
  fields: [...step.fields, DAY_REASON],
  preview: async (d, about) => {
    const { says = [], fields = step.fields, ...rest } = (await step.preview?.(d, about)) ?? {}
    const found = await openFindings(d, makes, about)
    const isAsked = found.length > 0 && found.every(({ weight }) => weight === "NEEDS_REASON")
    return {
      ...rest,
      says: [...says, ...found.map(inWords)],
      fields: isAsked ? [...fields, { ...DAY_REASON, min: MIN_REASON }] : fields,
    }
  },
  act: async (d, about, values) => {
    const { dayReason: given } = values as { dayReason?: string }
    const dayReason = reasonFor(await openFindings(d, makes, about), given)
    const taken = await step.act(d, about, values as unknown as StepValues<Fields>)
    return { ...taken, event: await withDays(taken, about, dayReason) }
  },
})

/** @throws RuleBrokenError naming each rule that refuses */
export const assertDaysHold = (found: readonly DayFinding[]): void => {
  const refused = found.filter(({ weight }) => weight === "REFUSED")
  if (refused.length === 0) return
  throw new RuleBrokenError(
    `${refused.map(({ message }) => message).join(" ")} Trả lại hồ sơ để lập lại văn bản; nếu đã ký số cơ quan thì dừng đợt.`,
    { rules: refused.map(({ rule }) => rule) },
  )
}

/** The days of a campaign's decision as far as they are known, with its text. */
export const daysOfActIn = (
  { workflow }: Pick<ReviewCampaign, "workflow">,
  effect: EffectStated,
): DaysOfAct => {
  const { signed, signatory, numbered, issued } = workflow.context
  return {
    signedOn: signed?.signedOn ?? null,
    capacity: signed?.signatory ?? signatory,
    certificate: null,
    datedOn: numbered?.day ?? null,
    issuedOn: issued?.issuedOn ?? null,
    effect,
  }
}

/** From when a signed decision is in force by its own text: what is told to the portals, and kept. Nothing before it is signed. */
export const effectOf = (
  { workflow }: Pick<ReviewCampaign, "workflow">,
  edition: Parameters<typeof effectStatedIn>[0],
): { effectiveOn?: IsoDay } => {
  const { signed } = workflow.context
  return signed ? { effectiveOn: effectiveDayOfAct(effectStatedIn(edition), signed.signedOn) } : {}
}

const inWords = ({ message, weight }: DayFinding): string =>
  weight === "REFUSED" ? `Không đi tiếp được: ${message}` : message

/** What speaks against taking the step today and was not answered for at an earlier one. */
async function openFindings(
  d: Pick<EditionDependencies, "reference">,
  makes: Makes,
  { campaign, at }: StepAt,
): Promise<DayFinding[]> {
  const days = daysOfActIn(campaign, effectStatedIn(await currentEdition(campaign)))
  const found = findingsOfDays({ ...days, ...madeOn(makes, dayOf(at)) }, await d.reference.workCalendar())
  const answered = new Set(campaign.workflow.context.dayReasons.flatMap(({ rules }) => rules))
  return found.filter(({ rule, weight }) => weight === "REFUSED" || !answered.has(rule))
}

const madeOn = (makes: Makes, today: IsoDay): Partial<DaysOfAct> => {
  if (makes === "DATE") return { datedOn: today }
  return makes === "ISSUE" ? { issuedOn: today } : {}
}

function reasonFor(found: readonly DayFinding[], given = ""): DayReason | null {
  assertDaysHold(found)
  if (found.length === 0) return null
  const reason = given.trim()
  if (reason.length < MIN_REASON)
    throw new InvalidInputError(`${found.map(({ message }) => message).join(" ")} Ghi lý do rồi làm lại.`, [
      { field: DAY_REASON.name, message: DAY_REASON.tooShort },
    ])
  return { rules: found.map(({ rule }) => rule), reason }
}

async function withDays(
  { event }: StepTaken,
  { campaign }: StepAt,
  dayReason: DayReason | null,
): Promise<CampaignEvent> {
  const said = dayReason ? { dayReason } : {}
  return event.type === "decision.issued"
    ? { ...event, ...effectOf(campaign, await currentEdition(campaign)), ...said }
    : ({ ...event, ...said } as CampaignEvent)
}
