import { NativeSelect, Stack, Text, TextInput } from "@mantine/core"
import { Form } from "@remix-run/react"
import { PLAN_EVENT_LABELS } from "#models/plan/events.ts"
import { FAULT_ANSWER_LABELS } from "#models/plan/plan-fault.ts"
import type { AskedFault } from "#workflows/screens/plan-page.server.ts"
import { SubmitButton } from "../../forms/zod-form.tsx"

type FaultListProps = {
  faults: readonly AskedFault[]
  revision: number
  mayAnswer: boolean
  /** The fault whose answer was refused, and why. */
  refused: { faultId: string; message: string } | null
}

/** What was found wrong: where, as it stands, what is proposed; and how it is answered. */
export function FaultList({ faults, revision, mayAnswer, refused }: FaultListProps) {
  return (
    <Stack component="ol" gap="md" p={0} style={{ listStyle: "none" }}>
      {faults.map((fault, index) => (
        <li key={fault.id}>
          <Text fw={600}>
            {fault.label}: {fault.place}
          </Text>
          <Text>
            Đang ghi: <q>{fault.found}</q>. Đề nghị: {fault.proposed}
          </Text>
          {fault.answer ? (
            <Text size="sm" c="dimmed">
              {FAULT_ANSWER_LABELS[fault.answer.kind]}: {fault.answer.text}
            </Text>
          ) : null}
          {mayAnswer && fault.answer === null ? (
            <Answer
              fault={fault}
              index={index}
              revision={revision}
              message={refused?.faultId === fault.id ? refused.message : null}
            />
          ) : null}
        </li>
      ))}
    </Stack>
  )
}

function Answer({
  fault,
  index,
  revision,
  message,
}: {
  fault: AskedFault
  index: number
  revision: number
  message: string | null
}) {
  const named = `${fault.label}, ${fault.place}`
  const ways = [
    ...(fault.mayAccept ? (["ACCEPTED"] as const) : []),
    ...(fault.mayEdit ? (["EDITED"] as const) : []),
    "LEFT" as const,
  ]
  return (
    <Form method="post" aria-label={`Trả lời: ${named}`}>
      <input type="hidden" name="intent" value="fault.answered" />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="faultId" value={fault.id} />
      <Stack gap="xs" maw={640} mt={4}>
        <NativeSelect
          name="kind"
          id={`cach-${index}`}
          label="Cách xử lý"
          aria-label={`Cách xử lý: ${named}`}
          data={ways.map((way) => ({ value: way, label: FAULT_ANSWER_LABELS[way] }))}
        />
        <TextInput
          name="text"
          id={`chu-${index}`}
          label="Nội dung đúng, hoặc lý do để nguyên"
          description={fault.words ? `Cả ô đang ghi: ${fault.words}` : undefined}
          error={message}
        />
        <SubmitButton variant="default">{PLAN_EVENT_LABELS["fault.answered"]}</SubmitButton>
      </Stack>
    </Form>
  )
}
