import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignContext } from "#models/campaign/context.ts"
import type { CampaignEvent } from "#models/campaign/events.ts"
import { dayOf } from "#models/shared/dates.ts"
import { isOfficeError } from "#models/shared/errors.ts"
import { type Actor, ROLE_LABELS } from "#models/shared/workflow.ts"
import { advance } from "#workflows/advance.ts"
import { positionInText } from "#workflows/document-text/position-in-text.ts"
import { type Action, isAllowed, PERMISSIONS } from "#workflows/permissions.ts"
import { campaignChart } from "./chart.ts"
import { EDITION_INTENTS, type EditionIntent } from "./edition-intents.ts"
import { nextEditionStep } from "./next-edition-step.ts"

type IntentFacts = { label: string; action: Action }

const INTENTS: Record<EditionIntent, IntentFacts> = {
  consolidate: { label: "Tổng hợp, chốt danh mục", action: "campaign.run" },
  resume: { label: "Tiếp tục thẩm định", action: "campaign.run" },
  checkContent: { label: "Xác nhận kiểm tra nội dung", action: "edition.checkContent" },
  checkForm: { label: "Xác nhận kiểm tra thể thức", action: "edition.checkForm" },
  submit: { label: "Trình ký", action: "edition.submit" },
  initial: { label: "Ký nháy", action: "edition.initial" },
  sign: { label: "Ký ban hành", action: "edition.sign" },
  number: { label: "Cấp số, ngày", action: "edition.number" },
  seal: { label: "Ký số cơ quan", action: "edition.seal" },
  issue: { label: "Phát hành", action: "edition.issue" },
  return: { label: "Trả lại để hoàn thiện", action: "edition.return" },
  erratum: { label: "Ghi nhận đính chính", action: "edition.correct" },
  recall: { label: "Thu hồi quyết định", action: "edition.correct" },
  archive: { label: "Lưu trữ", action: "edition.correct" },
}

/** A step the edition could take from here, and whether this person may take it. */
export type Offer = {
  intent: EditionIntent
  label: string
  /** Roles that may, in words; for the signature the person it was submitted to. */
  whoMay: string
  /** Why this person may not now; null when they may. */
  refusal: string | null
}

/** The next step of the path, if there is one, and what else could be done. */
export const offersOf = (
  campaign: Pick<ReviewCampaign, "id" | "workflow">,
  actor: Actor,
  at: Date,
): { next: Offer | null; others: Offer[] } => {
  const next = nextIntent(campaign)
  const toOffer = (intent: EditionIntent) => offerOf(campaign, intent, actor, at)
  return { next: next && toOffer(next), others: sideIntents(campaign.workflow.value).map(toOffer) }
}

const nextIntent = (campaign: Pick<ReviewCampaign, "id" | "workflow">): EditionIntent | null => {
  const step = nextEditionStep(campaign)
  if (!step) return null
  if (step.action === "campaign.run")
    return campaign.workflow.value === "returnedForRevision" ? "resume" : "consolidate"
  return EDITION_INTENTS.find((intent) => INTENTS[intent].action === step.action) ?? null
}

function sideIntents(state: string): EditionIntent[] {
  switch (state) {
    case "consolidated":
    case "contentChecked":
    case "formChecked":
    case "submittedForSignature":
    case "signed":
    case "numbered":
      return ["return"]
    case "issued":
      return ["erratum", "recall"]
    case "published":
      return ["archive", "erratum", "recall"]
    default:
      return []
  }
}

function offerOf(
  campaign: Pick<ReviewCampaign, "workflow">,
  intent: EditionIntent,
  actor: Actor,
  at: Date,
): Offer {
  const { label, action } = INTENTS[intent]
  const whoMay = whoMayTake(campaign, intent)
  if (!isAllowed(actor, action)) return { intent, label, whoMay, refusal: `Việc của: ${whoMay}.` }
  return { intent, label, whoMay, refusal: refusalOf(campaign, intent, actor, at) }
}

const whoMayTake = ({ workflow }: Pick<ReviewCampaign, "workflow">, intent: EditionIntent): string => {
  const { signatory } = workflow.context
  if (intent === "sign" && signatory) return `${positionInText(signatory.position)} ${signatory.fullName}`
  return PERMISSIONS[INTENTS[intent].action].roles.map((role) => ROLE_LABELS[role]).join("; ")
}

/** What the chart itself would say to this person; asked with an event as the use-case would make it. */
function refusalOf(
  { workflow }: Pick<ReviewCampaign, "workflow">,
  intent: EditionIntent,
  actor: Actor,
  at: Date,
): string | null {
  const event = sampleEvent(intent, workflow.context, at)
  if (!event) return "Chưa đủ dữ kiện để thực hiện."
  try {
    advance(campaignChart, workflow, event, actor, at)
    return null
  } catch (error) {
    if (isOfficeError(error)) return error.message
    throw error
  }
}

const NO_DIGEST = "0".repeat(64)

function sampleEvent(intent: EditionIntent, context: CampaignContext, at: Date): CampaignEvent | null {
  const digest = context.frozen?.digest ?? NO_DIGEST
  const day = dayOf(at)
  const { signatory } = context
  switch (intent) {
    case "consolidate":
      return { type: "edition.consolidated", draft: 1, digest, entries: 1, leftOut: 0, leftOutReason: "" }
    case "resume":
      return { type: "revision.resumed" }
    case "checkContent":
      return { type: "content.checked", digest }
    case "checkForm":
      return { type: "form.checked", digest }
    case "submit":
      return {
        type: "submission.made",
        digest,
        submissionNumber: "01",
        submissionSymbol: "TTr",
        submissionDay: day,
        signatory: {
          personId: "",
          fullName: "",
          position: "",
          capacity: "HEAD",
          heldFrom: day,
          heldTo: null,
        },
      }
    case "initial":
      return { type: "decision.initialled", documentSha256: NO_DIGEST }
    case "sign":
      return signatory && { type: "decision.signed", documentSha256: NO_DIGEST, signatory, signedOn: day }
    case "number":
      return { type: "number.assigned", documentSha256: NO_DIGEST, number: "01", symbol: "QĐ", day }
    case "seal":
      return { type: "decision.sealed", documentSha256: NO_DIGEST }
    case "issue":
      return { type: "decision.issued", issuedOn: day }
    case "return":
      return { type: "edition.returned", reason: "Lý do" }
    case "erratum":
      return { type: "erratum.recorded", letter: "01/UBND", text: "Nội dung" }
    case "recall":
      return { type: "edition.recalled", reason: "Lý do" }
    case "archive":
      return { type: "edition.archived" }
  }
}
