import { Button, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { FAULT_ANSWERS } from "#models/plan/plan-fault.ts"
import { PLAN_STATE_LABELS } from "#models/plan/states.ts"
import { BOUND_ACT_LABELS, type BoundAct } from "#models/plan/task-way.ts"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { draftNextVersion } from "#workflows/plan/draft-plan.server.ts"
import { answerFault } from "#workflows/plan/edit-plan.server.ts"
import { issuePlan } from "#workflows/plan/issue-plan.server.ts"
import { stepPlan } from "#workflows/plan/step-plan.server.ts"
import { planStepOf } from "#workflows/plan/steps/index.ts"
import { getPlanPage } from "#workflows/screens/plan-page.server.ts"
import { schemaOf } from "#workflows/step-fields.ts"
import { StatusBadge } from "../components/badges.tsx"
import { Facts } from "../components/catalogue/facts.tsx"
import { DataTable } from "../components/data-table.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { FaultList } from "../components/plans/fault-list.tsx"
import { PLAN_TONES } from "../components/plans/plan-words.ts"
import { StepForms } from "../components/plans/step-forms.tsx"
import { pageTitle } from "../components/words.ts"
import { DateField, HiddenField, SelectField, TextField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseSent, readForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Kế hoạch và nhiệm vụ")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getPlanPage(context.runtime, { id: params.planVersionId ?? "", actor }))
}

const Seen = z.object({ revision: z.coerce.number().int().min(0) })
const Answered = z.object({
  faultId: z.string().max(20_000),
  kind: z.enum(FAULT_ANSWERS),
  text: z.string().max(4000).default(""),
})
const Issued = z.object({
  number: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/u, "Ghi số của kế hoạch bằng chữ số, ví dụ 122."),
  issuedOn: z.iso.date({ error: "Ghi ngày ban hành." }),
  effectiveFrom: z.iso.date({ error: "Ghi ngày bắt đầu thực hiện." }),
  signatoryId: z.string().min(1, "Chọn người ký."),
})

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const id = params.planVersionId ?? ""
  const sent = await readForm(request)
  const { intent } = sent.fields
  if (intent === "nextVersion") {
    const begun = await attempt(() => draftNextVersion(context.runtime, { id, actor }))
    return begun.ok
      ? redirect(paths.planDraft(begun.value))
      : data({ intent, errors: { "": [begun.message] }, values: {} }, { status: begun.status })
  }
  const step = planStepOf(String(intent))
  const shape =
    intent === "fault.answered" ? Answered : intent === "plan.issued" ? Issued : schemaOf(step?.fields ?? [])
  const form = await parseSent(sent, Seen.and(shape as z.ZodType<Record<string, string>>))
  if (!form.ok) return data({ intent, errors: form.errors, values: form.values }, { status: form.status })
  const { revision, ...values } = form.value as { revision: number } & Record<string, string>
  const d = context.runtime
  const seen = { id, revision: Number(revision), actor }
  const outcome = await attempt(() => {
    if (intent === "fault.answered") return answerFault(d, { ...seen, ...Answered.parse(values) })
    if (intent === "plan.issued") return issuePlan(d, { ...seen, facts: Issued.parse(values) })
    if (step) return stepPlan(d, step, { ...seen, values })
    throw new Response("Không rõ việc cần làm. Hãy tải lại trang.", { status: 400 })
  })
  if (!outcome.ok)
    return data(
      { intent, errors: { "": [outcome.message], ...outcome.errors }, values: sent.fields },
      { status: outcome.status },
    )
  if (intent === "plan.issued") await d.duty.runNow()
  return redirect(paths.plan(id))
}

export default function OnePlan() {
  const { plan, asked, answered, parts, tasks, steps, mayDraft, mayAmend, issue, today } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const values: Record<string, unknown> = answer?.values ?? {}
  const message = Object.values(answer?.errors ?? {}).flat()[0]
  const refused =
    answer?.intent === "fault.answered" && message ? { faultId: String(values["faultId"]), message } : null
  return (
    <>
      <PageHeader
        back={{ to: paths.plans(), label: "Kế hoạch" }}
        title={plan.name}
        lead={plan.title}
        actions={
          <>
            {mayDraft ? (
              <Button component={Link} to={paths.planDraft(plan.id)} variant="default">
                Sửa dự thảo
              </Button>
            ) : null}
            <Button component="a" href={paths.planDocument(plan.id, "pdf")} variant="default">
              Văn bản PDF
            </Button>
            <Button component="a" href={paths.planDocument(plan.id, "docx")} variant="default">
              Bản Word
            </Button>
          </>
        }
      />
      <Stack gap="lg">
        <div>
          <StatusBadge label={PLAN_STATE_LABELS[plan.state]} tone={PLAN_TONES[plan.state]} />
        </div>
        <Facts
          items={[
            ["Phiên bản", String(plan.version)],
            ["Ngày ban hành", plan.issuedOn && formatDay(plan.issuedOn)],
            ["Thực hiện đến", formatDay(plan.endsOn)],
            ["Nhập từ tệp", plan.source],
          ]}
        />
        {mayAmend ? (
          <ZodForm
            schema={z.object({})}
            label="Soạn phiên bản mới"
            errors={answer?.intent === "nextVersion" ? answer.errors : undefined}
            defaultValues={{ intent: "nextVersion" }}
          >
            <HiddenField name="intent" />
            <SubmitButton variant="default">Soạn phiên bản mới</SubmitButton>
          </ZodForm>
        ) : null}
        <StepForms
          steps={steps}
          revision={plan.revision}
          answer={answer?.intent === "fault.answered" ? undefined : answer}
        />
        {issue ? (
          <section aria-labelledby="ban-hanh">
            <Title order={2} id="ban-hanh" mb="xs">
              Ban hành
            </Title>
            <Text mb="xs">
              Văn bản được lập và lưu nguyên; nhiệm vụ mở cho các cơ quan từ ngày bắt đầu thực hiện.
            </Text>
            <ZodForm
              schema={Issued}
              label="Ban hành kế hoạch"
              errors={answer?.intent === "plan.issued" ? answer.errors : undefined}
              defaultValues={{
                issuedOn: today,
                effectiveFrom: today,
                ...(answer?.intent === "plan.issued" ? values : {}),
                intent: "plan.issued",
                revision: plan.revision,
              }}
            >
              <HiddenField name="intent" />
              <HiddenField name="revision" />
              <TextField name="number" label="Số" inputMode="numeric" required maw={240} />
              <DateField name="issuedOn" label="Ngày ban hành" required maw={240} />
              <DateField name="effectiveFrom" label="Bắt đầu thực hiện từ" required maw={240} />
              <SelectField
                name="signatoryId"
                label="Người ký"
                required
                maw={420}
                data={issue.signatories.map(({ personId, fullName, position }) => ({
                  value: personId,
                  label: `${fullName}, ${position}`,
                }))}
              />
              <SubmitButton>Ban hành kế hoạch</SubmitButton>
            </ZodForm>
          </section>
        ) : null}
        {asked.length > 0 ? (
          <section aria-labelledby="can-xem">
            <Title order={2} id="can-xem" mb="xs">
              Cần xem lại ({formatNumber(asked.length)})
            </Title>
            <FaultList faults={asked} revision={plan.revision} mayAnswer={mayDraft} refused={refused} />
          </section>
        ) : null}
        <section aria-labelledby="nhiem-vu">
          <Title order={2} id="nhiem-vu" mb="xs">
            Nhiệm vụ ({formatNumber(tasks.length)})
          </Title>
          {parts.map((part) => (
            <section key={part.number} aria-labelledby={`phan-${part.number}`}>
              <Title order={3} id={`phan-${part.number}`} my="xs">
                {part.number}. {part.heading}
              </Title>
              <TaskTable tasks={tasks.filter((task) => task.part === part.number)} heading={part.heading} />
            </section>
          ))}
          {parts.length === 0 ? <TaskTable tasks={tasks} heading={plan.name} /> : null}
        </section>
        {answered.length > 0 ? (
          <details>
            <summary>Đã trả lời ({formatNumber(answered.length)})</summary>
            <FaultList faults={answered} revision={plan.revision} mayAnswer={false} refused={null} />
          </details>
        ) : null}
        <Text>
          <Link to={paths.planBoard()}>Nhiệm vụ của các cơ quan theo kế hoạch</Link>
        </Text>
      </Stack>
    </>
  )
}

type Task = {
  number: string
  text: string
  leads: string[]
  coordinating: string[]
  due: string
  note: string
  act: string | null
  units: string[]
}

function TaskTable({ tasks, heading }: { tasks: readonly Task[]; heading: string }) {
  return (
    <DataTable
      caption={`Nhiệm vụ: ${heading}`}
      rows={tasks}
      rowKey={({ number, text }) => `${number} ${text}`}
      columns={[
        { key: "number", header: "TT", width: "4rem", cell: (task) => task.number },
        {
          key: "text",
          header: "Nội dung",
          isRowHeader: true,
          cell: (task) => (
            <>
              <Text fw={400}>{task.text}</Text>
              {task.act ? (
                <Text size="sm" fw={400} c="dimmed">
                  Tự hoàn thành khi: {BOUND_ACT_LABELS[task.act as BoundAct]}
                </Text>
              ) : null}
            </>
          ),
        },
        {
          key: "leads",
          header: "Chủ trì",
          width: "14rem",
          cell: (task) => (
            <>
              {task.leads.join("; ")}
              {task.units.length > 1 ? (
                <details>
                  <summary>{formatNumber(task.units.length)} cơ quan</summary>
                  {task.units.join("; ")}
                </details>
              ) : null}
            </>
          ),
        },
        { key: "with", header: "Phối hợp", width: "13rem", cell: (task) => task.coordinating.join("; ") },
        {
          key: "due",
          header: "Thời gian",
          width: "10rem",
          cell: (task) => `${task.due}${task.note ? ` (${task.note})` : ""}`,
        },
      ]}
    />
  )
}
