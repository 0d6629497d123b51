import { Alert, Anchor, Stack, Text, Title } from "@mantine/core"
import { Link } from "@remix-run/react"
import { useEffect, useRef } from "react"
import type { RegistrationEventType } from "#models/registration/events.ts"
import { personsBehind } from "#models/shared/workflow.ts"
import type { RegistrationStep } from "#workflows/registration/registration-step.ts"
import { REGISTRATION_STEPS } from "#workflows/registration/steps/index.ts"
import { type StepField, schemaOf } from "#workflows/step-fields.ts"
import { DataTable } from "../../components/data-table.tsx"
import { Day, Instant } from "../../components/values.tsx"
import { StepFields } from "../../forms/step-fields.tsx"
import { ZodForm } from "../../forms/zod-form.tsx"
import { paths } from "../../http/paths.ts"
import { AnswerCounts } from "./answered-by.tsx"
import { EventButtons } from "./event-buttons.tsx"
import classes from "./registration.module.css"
import type { RefusedForm, RegistrationScreenData } from "./screen-data.ts"

const RETURN_STAGES = {
  UNIT_HEAD: " (lãnh đạo đơn vị)",
  APPRAISAL: " (thẩm định)",
  INTAKE: " (nội dung thủ tục đã đổi)",
} as const

type DecisionsProps = { page: RegistrationScreenData; revision: number; answer: RefusedForm | undefined }

/** What came before that matters now: the last return, opinions, and a refusal that belongs to no form in sight. */
export function Standing({ page, answer }: Pick<DecisionsProps, "page" | "answer">) {
  const isElsewhere =
    answer !== undefined &&
    answer.intent !== "attachment" &&
    answer.intent !== "comment" &&
    (answer.intent === null || !page.possible.includes(answer.intent)) &&
    answer.message !== ""
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isElsewhere && answer) box.current?.focus()
  }, [isElsewhere, answer])
  return (
    <>
      {isElsewhere ? (
        <Alert
          ref={box}
          tabIndex={-1}
          color="red.9"
          variant="outline"
          role="alert"
          title="Chưa thực hiện được"
        >
          {answer.message}
        </Alert>
      ) : null}
      {page.afterClose ? (
        <Alert variant="outline" color="office" role="note" title={page.afterClose.title}>
          {page.afterClose.what}
        </Alert>
      ) : null}
      <Remarks page={page} />
    </>
  )
}

/** The steps this person may take besides proposing. */
export function Decisions({ page, revision, answer }: DecisionsProps) {
  const steps = REGISTRATION_STEPS.filter(({ event }) => page.possible.includes(event))
  const main = steps.filter(({ place }) => place === "MAIN")
  const others = steps.filter(({ place }) => place === "OTHER")
  if (main.length + others.length === 0) return null
  return (
    <Stack
      component="section"
      gap="sm"
      className={main.length > 0 ? classes.panel : undefined}
      aria-labelledby="xu-ly"
    >
      <Title order={2} size="h3" id="xu-ly" {...(main.length > 0 ? {} : { className: "visually-hidden" })}>
        {main.length > 0 ? "Xử lý" : "Việc khác"}
      </Title>
      {page.possible.some((event) => JUDGING.includes(event)) ? <Judged page={page} /> : null}
      {main.map((step) => (
        <OneForm key={step.event} step={step} page={page} revision={revision} answer={answer} />
      ))}
      <div className={classes.others}>
        {others.map((step) => (
          <details key={step.event} className={classes.more} open={answer?.intent === step.event}>
            <summary>{step.label}</summary>
            {/* An address that ends in it opens the fold. */}
            <div id={step.event}>
              <OneForm step={step} page={page} revision={revision} answer={answer} />
            </div>
          </details>
        ))}
      </div>
    </Stack>
  )
}

function OneForm({ step, page, revision, answer }: DecisionsProps & { step: RegistrationStep }) {
  const refused = answer?.intent === step.event ? answer : undefined
  const fields = fieldsOf(step, page)
  return (
    <ZodForm
      schema={schemaOf(fields)}
      errors={refused?.errors}
      defaultValues={refused?.values}
      label={step.label}
    >
      <input type="hidden" name="revision" value={revision} />
      {step.says ? <Text>{step.says}</Text> : null}
      <StepFields fields={fields} />
      <EventButtons
        event={step.event}
        label={step.label}
        // Who takes something back stays with it.
        hasNext={page.nextId !== null && !step.isRecall}
        isMain={step.place === "MAIN"}
      />
    </ZodForm>
  )
}

/** The fields of a step, with what is known only when its form is shown. */
const fieldsOf = (step: RegistrationStep, page: RegistrationScreenData): StepField[] =>
  step.fields.map((field) =>
    field.kind === "DAY"
      ? { ...field, from: page.today }
      : field.kind === "CHOICE" && field.name === "personId"
        ? { ...field, options: page.assignable.map(({ id, name }) => ({ value: id, label: name })) }
        : field.kind === "CHOICE" && field.name === "agencyId"
          ? { ...field, options: page.askable.map(({ id, name }) => ({ value: id, label: name })) }
          : field,
  )

/** What a person answers for by these: they see first how the suggestion was dealt with. */
const JUDGING: readonly RegistrationEventType[] = [
  "proposal.signedOff",
  "appraisal.agreed",
  "approval.granted",
]

function Judged({ page }: { page: RegistrationScreenData }) {
  return (
    <>
      <AnswerCounts page={page} />
      <Overruled page={page} />
    </>
  )
}

/** Where the unit's proposal departs from the suggestion. */
function Overruled({ page }: { page: RegistrationScreenData }) {
  if (page.overruled.length === 0) return <Text>Đề xuất giống gợi ý ở mọi tiêu chí.</Text>
  return (
    <DataTable
      caption={`Chuyên viên quyết định khác gợi ý ở ${page.overruled.length} điểm`}
      showCaption
      rows={page.overruled}
      rowKey={(row) => row.point}
      columns={[
        { key: "point", header: "Điểm", isRowHeader: true, cell: (row) => row.point },
        { key: "suggested", header: "Gợi ý", cell: (row) => row.suggested },
        { key: "proposed", header: "Đề xuất", cell: (row) => row.proposed },
        { key: "why", header: "Lý do, ghi chú", cell: (row) => row.why || "Không ghi" },
      ]}
    />
  )
}

/** The last return, the opinion asked for or given, what was decided in another's place, the appraisal, the end. */
function Remarks({ page }: { page: RegistrationScreenData }) {
  const { context, registration, names } = page
  const { consultation, appraised, announcement, ended } = context
  const takenOver = [appraised, context.signedOff].find((one) => one?.takenOver)
  const named = (id: string | null) => (id ? (names[id] ?? id) : "")
  const nameOf = (done: { by: string; onBehalfOf?: string }) => personsBehind(done).map(named).join(", thay ")
  const lastReturn = registration.state === "returned" ? context.returns.at(-1) : undefined
  return (
    <>
      {lastReturn ? (
        <Alert color="red.9" variant="outline" title="Bị trả lại để hoàn thiện">
          <Text className={classes.text}>{lastReturn.reason}</Text>
          <Text size="sm">
            {nameOf(lastReturn)}, <Instant at={new Date(lastReturn.at)} />
            {RETURN_STAGES[lastReturn.stage]}
          </Text>
        </Alert>
      ) : null}
      {consultation ? (
        <Alert
          color="office"
          variant="outline"
          title={`Lấy ý kiến ${consultation.agencyName ?? "cơ quan chuyên môn về chuyển đổi số"}`}
        >
          <Text className={classes.text}>Câu hỏi: {consultation.question}</Text>
          <Text>
            Hạn trả lời: <Day day={consultation.dueOn} />
          </Text>
          <Text className={classes.text}>
            {consultation.opinion
              ? `Ý kiến của ${named(consultation.answeredBy)}: ${consultation.opinion}`
              : consultation.silentOn
                ? "Hết hạn mà không trả lời."
                : "Chưa có ý kiến trả lời."}
          </Text>
        </Alert>
      ) : null}
      {takenOver ? (
        <Alert color="office" variant="outline" title="Chánh Văn phòng đã giải quyết thay">
          <Text className={classes.text}>{takenOver.takenOver}</Text>
          <Text size="sm">
            {nameOf(takenOver)}, <Instant at={new Date(takenOver.at)} />
          </Text>
        </Alert>
      ) : null}
      {context.approved?.urgent ? (
        <Alert
          color="red.9"
          variant="outline"
          title={
            context.approved.confirmed
              ? "Phê duyệt khẩn, đã được xác nhận"
              : "Phê duyệt khẩn, chờ người thứ hai xác nhận"
          }
        >
          <Text className={classes.text}>{context.approved.urgent}</Text>
          <Text size="sm">
            {nameOf(context.approved)}, <Instant at={new Date(context.approved.at)} />
            {context.approved.waitedFor ? `; không chờ: ${context.approved.waitedFor}` : ""}
            {context.approved.confirmed ? `; xác nhận: ${nameOf(context.approved.confirmed)}` : ""}
          </Text>
        </Alert>
      ) : null}
      {appraised?.note && !context.approved?.urgent ? (
        <Alert color="office" variant="outline" title="Ý kiến thẩm định">
          <Text className={classes.text}>{appraised.note}</Text>
          <Text size="sm">
            {nameOf(appraised)}, <Instant at={new Date(appraised.at)} />
          </Text>
        </Alert>
      ) : null}
      {announcement ? (
        <Alert color="office" variant="outline" title="Đã công bố">
          <Text>
            Quyết định số {announcement.decisionNumber}, ký ngày <Day day={announcement.signedOn} />.
          </Text>
          {ended ? null : (
            <Text size="sm">
              Thủ tục bị bãi bỏ thì ghi nhận ở trang{" "}
              <Anchor
                component={Link}
                to={paths.repeals({ ma: registration.procedureCode })}
                inherit
                underline="always"
              >
                Bãi bỏ thủ tục
              </Anchor>
              .
            </Text>
          )}
        </Alert>
      ) : null}
      {ended ? (
        <Alert color="gray" variant="outline" title="Đã kết thúc">
          {ended.note}
        </Alert>
      ) : null}
    </>
  )
}
