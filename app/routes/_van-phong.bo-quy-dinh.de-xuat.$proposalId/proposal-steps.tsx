import { Group, Stack, Text } from "@mantine/core"
import { REGIME_PROPOSAL_EVENT_LABELS } from "#models/regime-proposal/events.ts"
import type { RegimeProposalPage } from "#workflows/screens/regime-page.server.ts"
import { Instant } from "../../components/values.tsx"
import { TextAreaField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"
import { StepForm } from "./step-form.ts"

type ProposalStepsProps = {
  page: Pick<RegimeProposalPage, "proposal" | "context" | "names" | "may">
  errors: FieldErrors | undefined
}

/** Who did what so far, and what this person may do now. */
export function ProposalSteps({ page, errors }: ProposalStepsProps) {
  const { proposal, context, names, may } = page
  const { submitted, approved, reasons } = context
  const nameOf = (id: string) => names[id] ?? id
  const mayStep = may.submit || may.withdraw || may.approve || may.return
  return (
    <Stack gap="sm" maw={760}>
      {reasons.map(({ by, at, reason }) => (
        <Text key={at}>
          {reason} ({nameOf(by)}, <Instant at={new Date(at)} />)
        </Text>
      ))}
      {submitted ? (
        <Text>
          Trình: {nameOf(submitted.by)}, <Instant at={new Date(submitted.at)} />
        </Text>
      ) : null}
      {approved ? (
        <Text>
          Phê duyệt: {nameOf(approved.by)}, <Instant at={new Date(approved.at)} />
        </Text>
      ) : null}
      {mayStep ? (
        <ZodForm
          schema={StepForm.pick({ reason: true })}
          errors={errors}
          defaultValues={{ reason: "" }}
          label="Xử lý dự thảo"
        >
          <input type="hidden" name="revision" value={proposal.revision} />
          {may.return || may.withdraw ? (
            <TextAreaField
              name="reason"
              label="Lý do"
              description={may.return ? "Chỉ cần khi trả lại." : "Chỉ cần khi rút."}
              rows={2}
            />
          ) : null}
          <Group gap="sm">
            {may.submit ? (
              <SubmitButton name="intent" value="pack.submitted">
                {REGIME_PROPOSAL_EVENT_LABELS["pack.submitted"]}
              </SubmitButton>
            ) : null}
            {may.approve ? (
              <SubmitButton name="intent" value="pack.approved">
                {REGIME_PROPOSAL_EVENT_LABELS["pack.approved"]}
              </SubmitButton>
            ) : null}
            {may.return ? (
              <SubmitButton name="intent" value="pack.returned" variant="default">
                {REGIME_PROPOSAL_EVENT_LABELS["pack.returned"]}
              </SubmitButton>
            ) : null}
            {may.withdraw ? (
              <SubmitButton name="intent" value="pack.withdrawn" variant="default">
                {REGIME_PROPOSAL_EVENT_LABELS["pack.withdrawn"]}
              </SubmitButton>
            ) : null}
          </Group>
        </ZodForm>
      ) : null}
    </Stack>
  )
}
