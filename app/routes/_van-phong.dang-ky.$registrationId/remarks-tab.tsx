import { Stack, Text, Title } from "@mantine/core"
import type { RegistrationEventType } from "#models/registration/events.ts"
import {
  isOpenRemark,
  placeInWords,
  type RegistrationRemark,
  remarkPlaces,
} from "#models/registration/remark.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { personsBehind } from "#models/shared/workflow.ts"
import { stepOf } from "#workflows/registration/steps/index.ts"
import { schemaOf } from "#workflows/step-fields.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { Instant } from "../../components/values.tsx"
import { StepFields } from "../../forms/step-fields.tsx"
import { SubmitButton, ZodForm } from "../../forms/zod-form.tsx"
import classes from "./registration.module.css"
import type { RefusedForm, RegistrationScreenData } from "./screen-data.ts"

type RemarksProps = { page: RegistrationScreenData; revision: number; answer: RefusedForm | undefined }

/** Remarks of the appraisal with what became of each, open ones first, and for who may, the ways to add, answer, close, reopen. */
export function RemarksTab({ page, revision, answer }: RemarksProps) {
  const { remarks } = page.context
  const open = remarks.filter(isOpenRemark)
  const ordered = [...open, ...remarks.filter((one) => !isOpenRemark(one))]
  return (
    <Stack component="section" gap="sm" aria-labelledby="nhan-xet">
      <Title order={2} size="h3" id="nhan-xet">
        Nhận xét khi thẩm định ({formatNumber(remarks.length)}, {formatNumber(open.length)} đang mở)
      </Title>
      {remarks.length === 0 ? (
        <Text>Chưa có nhận xét nào. Người thẩm định ghi nhận xét vào từng tiêu chí, mục hoặc dữ kiện.</Text>
      ) : null}
      {open.length > 0 ? (
        <Text size="sm">
          Còn nhận xét đang mở thì chưa trình lại, chưa kết luận thẩm định đạt được: đơn vị trả lời từng nhận
          xét, người thẩm định đóng hoặc mở lại.
        </Text>
      ) : null}
      {ordered.map((remark) => (
        <OneRemark key={remark.id} remark={remark} page={page} revision={revision} answer={answer} />
      ))}
      {page.possible.includes("remark.made") ? (
        <MakeRemark page={page} revision={revision} answer={answer} />
      ) : null}
    </Stack>
  )
}

const TURN_WORDS = { ANSWERED: "trả lời", CLOSED: "đóng", REOPENED: "mở lại" } as const

function OneRemark({ remark, page, revision, answer }: RemarksProps & { remark: RegistrationRemark }) {
  const isOpen = isOpenRemark(remark)
  const steps: RegistrationEventType[] = isOpen ? ["remark.resolved", "remark.settled"] : ["remark.reopened"]
  return (
    <article id={`nhan-xet-${remark.id}`} className={classes.criterion} aria-label={`Nhận xét ${remark.id}`}>
      <Text fw={600}>
        {remark.id}. {placeInWords(remark.place, page.registration.suggestion.facts)}{" "}
        <StatusBadge label={isOpen ? "Đang mở" : "Đã xong"} tone={isOpen ? "bad" : "good"} />
      </Text>
      <Said page={page} said={remark} words={remark.text} verb="nhận xét" />
      {remark.turns.map((turn) => (
        <Said key={turn.at} page={page} said={turn} words={turn.words} verb={TURN_WORDS[turn.kind]} />
      ))}
      {steps
        .filter((event) => page.possible.includes(event))
        .map((event) => (
          <RemarkForm
            key={event}
            event={event}
            remarkId={remark.id}
            revision={revision}
            answer={answer?.intent === event && answer.values.remarkId === remark.id ? answer : undefined}
          />
        ))}
    </article>
  )
}

type SaidProps = {
  page: RegistrationScreenData
  said: { by: string; at: string; onBehalfOf?: string }
  words: string
  verb: string
}

function Said({ page, said, words, verb }: SaidProps) {
  const who = personsBehind(said).map((id) => page.names[id] ?? id)
  return (
    <div>
      <Text className={classes.text}>{words}</Text>
      <Text size="sm" c="dimmed">
        {who.join(", thay ")} {verb}, <Instant at={new Date(said.at)} />
      </Text>
    </div>
  )
}

function RemarkForm({
  event,
  remarkId,
  revision,
  answer,
}: {
  event: RegistrationEventType
  remarkId: string
  revision: number
  answer: RefusedForm | undefined
}) {
  const step = stepOf(event)
  if (!step) return null
  return (
    <details className={classes.more} open={answer !== undefined || event === "remark.resolved"}>
      <summary>{step.label}</summary>
      <ZodForm
        schema={schemaOf(step.fields)}
        errors={answer?.errors}
        defaultValues={answer?.values}
        label={`${step.label} ${remarkId}`}
      >
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="remarkId" value={remarkId} />
        <StepFields fields={step.fields} />
        <SubmitButton
          name="intent"
          value={event}
          variant={event === "remark.resolved" ? "filled" : "default"}
        >
          {step.label}
        </SubmitButton>
      </ZodForm>
    </details>
  )
}

function MakeRemark({ page, revision, answer }: RemarksProps) {
  const step = stepOf("remark.made")
  if (!step) return null
  const refused = answer?.intent === "remark.made" ? answer : undefined
  const fields = step.fields.map((field) =>
    field.kind === "CHOICE" ? { ...field, options: remarkPlaces(page.registration.suggestion) } : field,
  )
  return (
    <section className={classes.panel} aria-label="Thêm nhận xét">
      <ZodForm
        // What was taken is not sent twice.
        key={page.context.remarks.length}
        schema={schemaOf(fields)}
        errors={refused?.errors}
        defaultValues={refused?.values}
        label={step.label}
      >
        <input type="hidden" name="revision" value={revision} />
        <StepFields fields={fields} />
        <SubmitButton name="intent" value="remark.made" variant="default">
          {step.label}
        </SubmitButton>
      </ZodForm>
    </section>
  )
}
