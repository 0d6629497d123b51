import { Card, Title } from "@mantine/core"
import type { CampaignBoard } from "#workflows/screens/campaign-board.server.ts"
import { Notice } from "../../components/catalogue/facts.tsx"
import { OfferForm } from "../../components/issuing/offer-form.tsx"
import type { StepAnswer } from "../../http/take-sent-step.server.ts"

/** What this person may do with the review as a whole, each step saying first what it touches. */
export function BoardSteps({ board, answer }: { board: CampaignBoard; answer: StepAnswer | null }) {
  const { offers, campaign } = board
  const isShown = answer === null || offers.some(({ intent }) => intent === answer.intent)
  return (
    <>
      {isShown ? null : (
        <div role="alert">
          <Notice tone="bad" title="Việc vừa gửi không thực hiện được.">
            {answer.message ?? Object.values(answer.errors).flat().join(" ")}
          </Notice>
        </div>
      )}
      {offers.map((offer) => (
        <Card key={offer.intent} withBorder padding="md" component="section" maw={760}>
          <Title order={2} size="h3" mb="xs">
            {offer.label}
          </Title>
          <OfferForm
            editionId={campaign.id}
            offer={offer}
            revision={campaign.revision}
            digest=""
            answer={answer}
          />
        </Card>
      ))}
    </>
  )
}
