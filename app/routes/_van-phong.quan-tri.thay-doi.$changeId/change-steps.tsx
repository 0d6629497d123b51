import { Group, Text } from "@mantine/core"
import { z } from "zod"
import { REFERENCE_CHANGE_EVENT_LABELS } from "#models/reference-change/events.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { LARGE_EFFECT } from "#workflows/administration/effects.ts"
import type { ReferenceChangePage } from "#workflows/screens/reference-change-page.server.ts"
import { TextAreaField, TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"

type ChangeStepsProps = {
  page: ReferenceChangePage
  answer: { errors: FieldErrors; values: Record<string, unknown> } | undefined
}

const Typed = z.object({ reason: z.string(), moved: z.string() }).partial()

/** What this person may do with the change now, or for whom it waits. */
export function ChangeSteps({ page, answer }: ChangeStepsProps) {
  const { steps, whyNot, effects } = page
  const may = (type: (typeof steps)[number]) => steps.includes(type)
  const isEnding = may("change.refused") || may("change.withdrawn")
  const isLarge = may("change.confirmed") && effects !== null && effects.total >= LARGE_EFFECT
  return (
    <div>
      {whyNot ? <Text mb="sm">{whyNot}</Text> : null}
      {steps.length > 0 ? (
        <ZodForm
          schema={Typed}
          errors={answer?.errors}
          defaultValues={{ reason: "", moved: "", ...answer?.values }}
          label="Xử lý thay đổi"
        >
          <input type="hidden" name="revision" value={page.revision} />
          {isLarge ? (
            <TextField
              name="moved"
              label={`Ghi lại số mục bị chuyển (${formatNumber(effects?.total ?? 0)}) để xác nhận`}
              inputMode="numeric"
              maw={360}
            />
          ) : null}
          {isEnding ? (
            <TextAreaField
              name="reason"
              label="Lý do"
              description={
                may("change.refused") ? "Chỉ cần khi không xác nhận hoặc rút." : "Chỉ cần khi rút."
              }
              rows={2}
            />
          ) : null}
          <Group gap="sm">
            {may("change.submitted") ? (
              <SubmitButton name="intent" value="change.submitted">
                {REFERENCE_CHANGE_EVENT_LABELS["change.submitted"]}
              </SubmitButton>
            ) : null}
            {may("change.confirmed") ? (
              <SubmitButton name="intent" value="change.confirmed">
                {REFERENCE_CHANGE_EVENT_LABELS["change.confirmed"]}
              </SubmitButton>
            ) : null}
            {may("change.refused") ? (
              <SubmitButton name="intent" value="change.refused" variant="default">
                {REFERENCE_CHANGE_EVENT_LABELS["change.refused"]}
              </SubmitButton>
            ) : null}
            {may("change.withdrawn") ? (
              <SubmitButton name="intent" value="change.withdrawn" variant="default">
                {REFERENCE_CHANGE_EVENT_LABELS["change.withdrawn"]}
              </SubmitButton>
            ) : null}
          </Group>
        </ZodForm>
      ) : null}
    </div>
  )
}
