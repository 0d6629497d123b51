import type { EditionPage } from "#workflows/screens/edition-page.server.ts"
import { paths } from "../../http/paths.ts"
import type { StepAnswer } from "../../http/take-sent-step.server.ts"
import { Notice } from "../catalogue/facts.tsx"
import { ConflictNotice } from "../conflict-notice.tsx"

type StepRefusalProps = { page: EditionPage; answer: StepAnswer }

/** Why the step just asked for was not taken; the page around it already shows how things stand now. */
export function StepRefusal({ page, answer }: StepRefusalProps) {
  if (answer.conflict)
    return (
      <ConflictNotice
        conflict={answer.conflict}
        message={answer.message ?? ""}
        reloadTo={paths.issuing(page.campaign.id)}
      />
    )
  const { next, others } = page.offers
  const isShownInForm = [next, ...others].some(
    (offer) => offer?.intent === answer.intent && offer?.refusal === null,
  )
  if (isShownInForm) return null
  return (
    <div role="alert">
      <Notice tone="bad" title="Việc vừa gửi không thực hiện được.">
        {answer.message ?? Object.values(answer.errors).flat().join(" ")}
      </Notice>
    </div>
  )
}
