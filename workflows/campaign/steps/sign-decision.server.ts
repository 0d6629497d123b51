import type { SigningFacts } from "#models/campaign/events.ts"
import { effectStatedIn } from "#models/catalogue-edition/effect-stated.ts"
import type { Signatory } from "#models/official-document/official-document.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { positionInText } from "#workflows/document-text/position-in-text.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"
import { assertSignatureHolds } from "../assert-signature-holds.server.ts"
import { defineStep } from "../campaign-step.ts"
import { assertDaysHold, daysOfActIn } from "../compare-days.server.ts"
import { findingsOfDays } from "../days-of-act.ts"
import { currentDecision, currentEdition, keepDocument } from "../decision-bytes.server.ts"
import { editionEffect } from "../edition-effect.server.ts"
import { isReady, WITHOUT_INITIALS } from "../order.ts"

/** The leader's personal signature on the drawn decision (NĐ 30/2020 Điều 13(7)); the bytes signed are exactly those kept. */
export const signDecision = defineStep({
  intent: "sign",
  event: "decision.signed",
  permission: { action: "edition.sign", label: "Ký ban hành", roles: ["LEADER"], scope: "ANY_AGENCY" },
  label: "Ký ban hành",
  title: "Ký ban hành quyết định",
  place: "NEXT",
  elsewhere: true,
  working: "Đang ký số…",
  fields: [
    {
      kind: "CONFIRMATION",
      name: "confirmed",
      label: "Tôi đồng ý ký ban hành quyết định này bằng chữ ký số của mình.",
      description: "Sau khi ký, nội dung văn bản không sửa được nữa.",
      missing: "Hãy xác nhận ký ban hành.",
    },
  ],
  whoMay: ({ signatory }) => signatory && `${positionInText(signatory.position)} ${signatory.fullName}`,
  notYet: (context) => {
    if (!isReady(context)) return WITHOUT_INITIALS
    if (context.signed) return "Quyết định đã được ký."
    return context.numberFirst && !context.numbered
      ? "Đợt này cấp số trước khi ký; quyết định chưa có số."
      : null
  },
  whyNot: ({ workflow }, actor) =>
    workflow.context.signatory?.personId === actor.id
      ? null
      : "Quyết định này không trình bạn ký. Chỉ người được trình ký, còn giữ thẩm quyền vào ngày ký, mới được ký.",
  preview: async (d, { campaign, at }) => ({ effect: await editionEffect(d, campaign, at) }),
  act: async (d, { campaign, actor, at }) => {
    const today = dayOf(at)
    const drawnFor = campaign.workflow.context.signatory
    const signatory = bestOf(await d.reference.signatoriesOn(today), actor.id, drawnFor)
    if (!signatory) throw new RuleBrokenError("Bạn không giữ thẩm quyền ký ban hành vào ngày hôm nay.")
    if (drawnFor?.capacity !== signatory.capacity || drawnFor.position !== signatory.position)
      throw new RuleBrokenError(
        `Văn bản ghi người ký là «${drawnFor?.position ?? ""}» nhưng hôm nay bạn giữ chức vụ «${signatory.position}». Trả lại hồ sơ để lập lại văn bản.`,
      )
    const edition = await currentEdition(campaign)
    const days = { ...daysOfActIn(campaign, effectStatedIn(edition)), signedOn: today, capacity: signatory }
    assertDaysHold(findingsOfDays(days, await d.reference.workCalendar()))
    const drawn = await currentDecision(campaign)
    const bytes = await documentSigning(d.signing).signPersonal(drawn, { signatory, at })
    await assertSignatureHolds(d, bytes, {
      kind: "PERSONAL",
      signer: actor,
      on: { kind: "campaign", id: campaign.id },
    })
    const kept = { kind: "DECISION", stage: "SIGNED", pages: pageCount(bytes), bytes, createdAt: at } as const
    return {
      event: { type: "decision.signed", documentSha256: sha256(bytes), signatory, signedOn: today },
      write: (session, moved) => keepDocument(moved, edition, kept, session),
    }
  },
})

/** The capacity the text was drawn for where the person still holds it, else any they hold. */
const bestOf = (
  held: Signatory[],
  personId: string,
  drawnFor: SigningFacts | null,
): Signatory | undefined => {
  const own = held.filter((one) => one.personId === personId)
  return (
    own.find((one) => one.capacity === drawnFor?.capacity && one.position === drawnFor.position) ?? own[0]
  )
}
