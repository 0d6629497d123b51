import { Stack, Text } from "@mantine/core"
import { z } from "zod"
import { CORRECTION_OUTCOME_LABELS, CORRECTION_OUTCOMES } from "#models/user/correction-outcomes.ts"
import { HiddenField, RadioField, TextAreaField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import { Instant } from "../values.tsx"

export const AnswerCorrection = z.object({
  intent: z.literal("answerCorrection"),
  askedAt: z.string().max(40),
  outcome: z.enum(CORRECTION_OUTCOMES, { error: "Chọn đã sửa hay không sửa." }),
  words: z.string().trim().min(5, "Ghi đã sửa gì, hoặc vì sao không sửa (ít nhất 5 ký tự).").max(1000),
})

type Answer = { errors?: Record<string, string[]>; values?: Record<string, unknown> }

/** A wish to have one's data corrected, and the form that tells its writer what came of it. */
export function CorrectionAnswer({ askedAt, answer }: { askedAt: string; answer?: Answer }) {
  return (
    <Stack gap="md" maw={720}>
      <Text>
        Người này đề nghị sửa lúc <Instant at={new Date(askedAt)} />; chỗ sai ghi trong thông báo gửi quản
        trị. Sửa ở các bảng của «Quản trị» trước, rồi trả lời.
      </Text>
      <ZodForm
        schema={AnswerCorrection}
        label="Trả lời đề nghị sửa dữ liệu cá nhân"
        errors={answer?.errors}
        defaultValues={{ words: "", outcome: "", ...answer?.values, intent: "answerCorrection", askedAt }}
      >
        <HiddenField name="intent" />
        <HiddenField name="askedAt" />
        <RadioField
          name="outcome"
          label="Kết quả"
          required
          options={CORRECTION_OUTCOMES.map((value) => ({ value, label: CORRECTION_OUTCOME_LABELS[value] }))}
        />
        <TextAreaField
          name="words"
          label="Đã sửa gì, hoặc vì sao không sửa"
          description="Người này đọc trong thông báo."
          required
          autosize
          minRows={2}
        />
        <SubmitButton>Trả lời đề nghị sửa dữ liệu cá nhân</SubmitButton>
      </ZodForm>
    </Stack>
  )
}
