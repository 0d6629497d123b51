import { Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { BOUND_ACT_LABELS, TASK_NEED_LABELS } from "#models/plan/task-way.ts"
import { EVIDENCE_KIND_LABELS } from "#models/plan-task/evidence.ts"
import { PLAN_TASK_STATE_LABELS } from "#models/plan-task/states.ts"
import { dayOf, dayOfText, formatDay, formatInstant } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { addEvidence, addEvidenceFile, type NewEvidence } from "#workflows/plan-task/add-evidence.server.ts"
import { stepTask } from "#workflows/plan-task/step-task.server.ts"
import { planTaskStepOf } from "#workflows/plan-task/steps/index.ts"
import { getTaskPage, type TaskPage } from "#workflows/screens/plan-tasks.server.ts"
import { schemaOf } from "#workflows/step-fields.ts"
import { StatusBadge } from "../components/badges.tsx"
import { Facts } from "../components/catalogue/facts.tsx"
import { ConflictNotice } from "../components/conflict-notice.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { EvidenceForms } from "../components/plans/evidence-forms.tsx"
import { EVIDENCE_FORMS, type EvidenceForm } from "../components/plans/evidence-schemas.ts"
import { TASK_TONES } from "../components/plans/plan-words.ts"
import { StepForms } from "../components/plans/step-forms.tsx"
import { pageTitle } from "../components/words.ts"
import { attempt, read, type ShownRefusal, shownRefusal } from "../http/attempt.ts"
import { parseSent, readForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { isUpload, readUpload } from "../http/read-upload.server.ts"
import { requireActor } from "../http/require-actor.server.ts"
import { UPLOADS } from "../http/upload-limits.ts"

export const meta = () => pageTitle("Nhiệm vụ của kế hoạch")

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const id = params.taskId ?? ""
  // A deadline is of all who lead a task in a period: theirs is a list.
  if (id.split(":").length === 3) throw redirect(paths.planBoard({ occurrence: id }))
  return read(() => getTaskPage(context.runtime, { id, actor }))
}

const Seen = z.object({ revision: z.coerce.number().int().min(0) })
type Answer = { intent: unknown; fileError?: string } & ShownRefusal
const refused = (answer: Answer, status: number) => data(answer, { status })

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const taskId = params.taskId ?? ""
  const d = context.runtime
  if (isUpload(request)) {
    const upload = await readUpload(request, UPLOADS.planEvidence)
    const no = (fileError: string, status: number) =>
      refused({ intent: "file", errors: {}, values: upload.fields, fileError }, status)
    if (!upload.ok) return no(upload.message, upload.status)
    const { file, fields } = upload
    if (!file) return no("Chưa chọn tệp. Hãy chọn tệp rồi gửi lại.", 400)
    const seen = Seen.safeParse(fields)
    if (!seen.success) return no("Trang đã cũ. Hãy tải lại trang.", 400)
    const text = (fields["text"] ?? "").slice(0, 2000)
    const outcome = await attempt(() =>
      addEvidenceFile(d, { taskId, ...seen.data, actor, fileName: file.name, bytes: file.bytes, text }),
    )
    if (outcome.ok) return redirect(paths.planTask(taskId))
    return outcome.conflict
      ? refused({ intent: "file", ...shownRefusal(outcome, fields) }, outcome.status)
      : no(outcome.message, outcome.status)
  }
  const sent = await readForm(request)
  const intent = String(sent.fields["intent"])
  const kind = evidenceFormOf(intent.replace(/^evidence\./u, ""))
  const step = planTaskStepOf(intent)
  const shape = kind ? EVIDENCE_FORMS[kind] : schemaOf(step?.fields ?? [])
  const form = await parseSent(sent, Seen.and(shape as z.ZodType<Record<string, unknown>>))
  if (!form.ok) return refused({ intent, errors: form.errors, values: form.values }, form.status)
  const { revision, ...values } = form.value
  const seen = { taskId, revision: Number(revision), actor }
  const outcome = await attempt(() => {
    if (step) return stepTask(d, step, { ...seen, values })
    if (kind) return addEvidence(d, { ...seen, evidence: evidenceOf(kind, values) })
    throw new Response("Không rõ việc cần làm. Hãy tải lại trang.", { status: 400 })
  })
  return outcome.ok
    ? redirect(paths.planTask(taskId))
    : refused({ intent, ...shownRefusal(outcome, sent.fields) }, outcome.status)
}

/** What was sent may bear the name of anything every object has. */
const evidenceFormOf = (kind: string): EvidenceForm | null =>
  Object.hasOwn(EVIDENCE_FORMS, kind) ? (kind as EvidenceForm) : null

const evidenceOf = (kind: EvidenceForm, values: Record<string, unknown>): NewEvidence =>
  ({
    kind,
    ...values,
    ...(kind === "SUB_PLAN" ? { day: dayOfText(String(values["day"])) } : {}),
  }) as unknown as NewEvidence

export default function OneTask() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { line, plan, revision, percent, needs, act, lacks, evidence, returns, extensions, demands, steps } =
    page
  const isOpen = line.state !== "accepted" && line.state !== "cancelled"
  const main = steps.filter(({ place }) => place === "MAIN")
  const others = steps.filter(({ place }) => place === "OTHER")
  return (
    <>
      <PageHeader
        back={{ to: paths.planBoard({ unit: line.agencyId }), label: `Nhiệm vụ của ${line.unit}` }}
        title={`Nhiệm vụ ${line.number}, ${line.unit}`}
        lead={line.text}
      />
      <Stack gap="lg" maw={860}>
        {answer?.conflict ? (
          <ConflictNotice
            conflict={answer.conflict}
            message={answer.message ?? ""}
            reloadTo={paths.planTask(line.id)}
          />
        ) : null}
        <div>
          <StatusBadge label={PLAN_TASK_STATE_LABELS[line.state]} tone={TASK_TONES[line.state]} />
        </div>
        <Facts
          items={[
            ["Kế hoạch", plan],
            ["Kỳ", line.period],
            [
              "Hạn theo kế hoạch",
              line.due ? `${formatDay(line.due)}${line.isLate ? ", quá hạn" : ""}` : "không ghi",
            ],
            [
              "Hạn sau gia hạn",
              line.movedDue && line.movedDue !== line.due
                ? `${formatDay(line.movedDue)}${line.isLateAfterMove ? ", quá hạn" : ""}`
                : "",
            ],
            ["Chỉ tiêu", percent === null ? "" : `${percent}%`],
            [
              "Tiến độ",
              page.measure ? (
                <Link key="so" to={paths.websites({ unit: line.agencyId, measure: page.measure })}>
                  {line.progress || "chưa có"}, xem trang, hệ thống của đơn vị
                </Link>
              ) : (
                line.progress
              ),
            ],
            ["Minh chứng cần có", TASK_NEED_LABELS[needs]],
            ["Tự hoàn thành khi", act ? BOUND_ACT_LABELS[act] : ""],
          ]}
        />
        {returns.length > 0 ? <Returns returns={returns} /> : null}
        {extensions.map(({ until, reason, byName }) => (
          <Text key={until + reason} size="sm">
            Gia hạn đến {formatDay(until)}: {reason} ({byName})
          </Text>
        ))}
        {demands.map(({ at, was, now, reason }) => (
          <Text key={at} size="sm">
            {formatDay(dayOf(new Date(at)))}: kế hoạch đổi yêu cầu, {demandInWords(was)} thành{" "}
            {demandInWords(now)}. {reason}
          </Text>
        ))}
        <section aria-labelledby="minh-chung">
          <Title order={2} id="minh-chung" mb="xs">
            Minh chứng ({formatNumber(evidence.length)})
          </Title>
          <EvidenceList taskId={line.id} evidence={evidence} />
          {evidence.length === 0 && !(isOpen && lacks) ? <Text c="dimmed">Chưa có minh chứng.</Text> : null}
          {isOpen && lacks ? <Text my="xs">{lacks}</Text> : null}
          {page.mayAddEvidence ? (
            <EvidenceForms needs={needs} revision={revision} answer={answer} fileError={answer?.fileError} />
          ) : null}
        </section>
        {steps.length > 0 ? (
          <section aria-labelledby="viec">
            <Title order={2} id="viec" mb="xs">
              Việc tiếp theo
            </Title>
            <Stack gap="sm">
              <StepForms steps={main} revision={revision} answer={answer} />
              <StepForms steps={others} revision={revision} answer={answer} />
            </Stack>
          </section>
        ) : null}
      </Stack>
    </>
  )
}

const demandInWords = ({ needs, percent }: TaskPage["demands"][number]["now"]): string =>
  [`«${TASK_NEED_LABELS[needs]}»`, ...(percent === null ? [] : [`chỉ tiêu ${formatNumber(percent)}%`])].join(
    ", ",
  )

function Returns({ returns }: { returns: TaskPage["returns"] }) {
  return (
    <section aria-labelledby="tra-lai">
      <Title order={2} id="tra-lai" mb="xs">
        Đã trả lại ({formatNumber(returns.length)})
      </Title>
      {returns.map(({ at, reason, byName }) => (
        <Text key={at}>
          {formatInstant(new Date(at))}, {byName}: {reason}
        </Text>
      ))}
    </section>
  )
}

function EvidenceList({ taskId, evidence }: { taskId: string; evidence: TaskPage["evidence"] }) {
  if (evidence.length === 0) return null
  return (
    <ul>
      {evidence.map((one) => (
        <li key={one.id}>
          <strong>{EVIDENCE_KIND_LABELS[one.kind]}:</strong> {one.text}
          {one.number ? `, số ${one.number}` : ""}
          {one.day ? `, ngày ${formatDay(one.day)}` : ""}
          {one.amount === undefined
            ? ""
            : `, năm ${one.year}: ${formatNumber(one.amount)} đồng, nguồn ${one.source}`}
          {one.link.startsWith("/") ? (
            <>
              {" "}
              <Link to={one.link}>Xem</Link>
            </>
          ) : one.link ? (
            <>
              {" "}
              <a href={one.link} rel="noreferrer">
                {one.link}
              </a>
            </>
          ) : null}
          {one.fileId ? (
            <>
              {" "}
              <a href={paths.planEvidence(taskId, one.fileId)}>Tải tệp</a>
            </>
          ) : null}
          <Text span size="sm" c="dimmed">
            {" "}
            ({one.byName}, {formatInstant(new Date(one.at))})
          </Text>
        </li>
      ))}
    </ul>
  )
}
