import { Stack, Text, Title } from "@mantine/core"
import type { SerializeFrom } from "@remix-run/node"
import { z } from "zod"
import { REPEAL_KIND_LABELS } from "#models/procedure-repeal/procedure-repeal.ts"
import { formatDay } from "#models/shared/dates.ts"
import type { PlannedRepealLine } from "#workflows/screens/repeal-page.server.ts"
import { Instant } from "../../components/values.tsx"
import { TextField } from "../../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import type { FieldErrors } from "../../http/parse-form.ts"

type PlannedRepealsProps = {
  planned: readonly SerializeFrom<PlannedRepealLine>[]
  /** The undoing that was refused, with what is wrong. */
  refused: { id: string; errors: FieldErrors } | null
}

const Undo = z.object({
  reason: z.string().trim().min(5, "Ghi rõ lý do hủy (ít nhất 5 ký tự).").max(2000),
})

/** Repeals recorded ahead of their day, and how to take one back. */
export function PlannedRepeals({ planned, refused }: PlannedRepealsProps) {
  return (
    <section aria-labelledby="cho-den-ngay">
      <Title order={2} id="cho-den-ngay" mb="xs">
        Ghi nhận trước, chờ đến ngày
      </Title>
      <Stack gap="lg">
        {planned.map((plan) => (
          <article key={plan.id} aria-labelledby={`bai-bo-${plan.id}`}>
            <Title order={3} id={`bai-bo-${plan.id}`}>
              {plan.procedureName}
            </Title>
            <Text>
              Mã {plan.code}. {REPEAL_KIND_LABELS[plan.kind]} theo Quyết định số {plan.decision.number} ngày{" "}
              {formatDay(plan.decision.day)}, hết hiệu lực từ {formatDay(plan.effectiveOn)}.
            </Text>
            <Text size="sm" c="dimmed">
              {plan.byName} ghi nhận lúc <Instant at={plan.at} />
            </Text>
            <Standing plan={plan} />
            {plan.mayUndo ? (
              <ZodForm
                schema={Undo}
                errors={refused?.id === plan.id ? refused.errors : undefined}
                defaultValues={{ reason: "" }}
                label={`Hủy ghi nhận bãi bỏ ${plan.code}`}
              >
                <Stack gap="sm" maw={480}>
                  <input type="hidden" name="intent" value="undo" />
                  <input type="hidden" name="id" value={plan.id} />
                  <TextField name="reason" label="Lý do hủy" required />
                  <SubmitButton variant="default">Hủy ghi nhận</SubmitButton>
                </Stack>
              </ZodForm>
            ) : null}
          </article>
        ))}
      </Stack>
    </section>
  )
}

function Standing({ plan }: { plan: SerializeFrom<PlannedRepealLine> }) {
  if (plan.state === "UNDONE")
    return (
      <Text>
        <strong>Đã hủy.</strong> {plan.undone?.byName}: {plan.undone?.reason}
      </Text>
    )
  if (plan.state === "NOTHING_LEFT") return <Text>Đến ngày không còn dịch vụ, đăng ký nào để kết thúc.</Text>
  return (
    <Text>
      Đến ngày, dịch vụ tự hết hiệu lực và được rút khỏi các cổng; trước ngày đó thủ tục còn hiệu lực.
      {plan.refusal ? ` Chưa rút được khỏi các cổng: ${plan.refusal}` : ""}
    </Text>
  )
}
