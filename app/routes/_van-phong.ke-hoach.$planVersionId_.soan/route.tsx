import { Button, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { editPlan } from "#workflows/plan/edit-plan.server.ts"
import { getPlanDraftPage, readTyped } from "#workflows/screens/plan-draft-page.server.ts"
import { ConflictNotice } from "../../components/conflict-notice.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { DRAFT_FORMS, type DraftForm } from "../../components/plans/draft-schemas.ts"
import { pageTitle } from "../../components/words.ts"
import { SubmitButton } from "../../forms/zod-form.tsx"
import { attempt, read } from "../../http/attempt.ts"
import { listQuery, textUpTo } from "../../http/list-query.ts"
import { type FieldErrors, parseSent, readForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { type DraftEdit, editOf } from "./edit-of.ts"
import { HEAD_FORM, HeadForm, PartForm } from "./head-forms.tsx"
import { PartTasks } from "./part-tasks.tsx"
import { TASK_FORM, TaskForm } from "./task-form.tsx"

export const meta = () => pageTitle("Soạn kế hoạch")

const Query = z.object({ sua: textUpTo(100), them: textUpTo(6) })
const Seen = z.object({ revision: z.coerce.number().int().min(0) })

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const id = params.planVersionId ?? ""
  const page = await read(() => getPlanDraftPage(context.runtime, { id, actor }))
  // What is submitted, approved or in force is read, not written.
  if (!page.plan.isDraft) throw redirect(paths.plan(id))
  return { ...page, query: listQuery(request, Query) }
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const id = params.planVersionId ?? ""
  const sent = await readForm(request)
  const asked = String(sent.fields["intent"])
  const intent = asked === "preview" ? "task" : asked
  if (!Object.hasOwn(DRAFT_FORMS, intent))
    throw new Response("Không rõ việc cần làm. Hãy tải lại trang.", { status: 400 })
  const kind = intent as DraftForm
  const form = await parseSent(sent, Seen.and(DRAFT_FORMS[kind] as z.ZodType<Record<string, string>>))
  if (!form.ok)
    return data(
      { intent, errors: form.errors, values: form.values, seen: null, conflict: null, message: "" },
      { status: form.status },
    )
  const { revision, ...values } = form.value as { revision: number } & Record<string, string>
  const edit = editOf({ kind, values } as DraftEdit)
  if (asked === "preview" && edit.what === "TASK") {
    const { cells } = edit
    const seen = await read(() => readTyped(context.runtime, { id, cells, actor }))
    return data({ intent, errors: {}, values: sent.fields, seen, conflict: null, message: "" })
  }
  const outcome = await attempt(() => editPlan(context.runtime, { id, revision, edit, actor }))
  return outcome.ok
    ? redirect(paths.planDraft(id))
    : data(
        {
          intent,
          // A conflict is told on its own.
          errors: outcome.conflict ? {} : outcome.errors,
          message: outcome.message,
          values: sent.fields,
          seen: null,
          conflict: outcome.conflict,
        },
        { status: outcome.status },
      )
}

/** Forms in which a person says line by line whose words hold. */
const SETTLED_IN: Readonly<
  Record<string, { id: string; button: { label: string; name: string; value: string } }>
> = {
  task: { id: TASK_FORM, button: { label: "Lưu bản đã chọn", name: "intent", value: "task" } },
  head: { id: HEAD_FORM, button: { label: "Lưu bản đã chọn", name: "intent", value: "head" } },
}

export default function PlanDraft() {
  const { plan, parts, loose, unanswered, groups, query } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const of = (kind: DraftForm) => (answer?.intent === kind ? answer : undefined)
  const tasks = [...parts.flatMap((part) => part.tasks), ...loose]
  const edited = tasks.find(({ place }) => place === (of("task")?.values["place"] ?? query.sua))
  const isAdding = query.them !== "" || (of("task") !== undefined && !edited)
  const errors: FieldErrors = answer?.errors ?? {}
  const conflict = answer?.conflict ?? null
  const toSettle = conflict && conflict.changed.length > 0 ? SETTLED_IN[answer?.intent ?? ""] : undefined
  const message = ["removePart", "removeTask", "up", "down", "renumber"].includes(answer?.intent ?? "")
    ? Object.values(errors).flat()[0]
    : undefined
  return (
    <>
      <PageHeader
        back={{ to: paths.plan(plan.id), label: plan.name }}
        title={`Soạn ${plan.version > 1 ? `phiên bản ${plan.version} của kế hoạch` : "kế hoạch"}`}
        lead={`${plan.title}. Thực hiện đến ${formatDay(plan.endsOn)}.`}
        actions={
          <Button component={Link} to={paths.plan(plan.id)} variant="default">
            {unanswered > 0
              ? `Xem lại ${formatNumber(unanswered)} điều, rồi trình duyệt`
              : "Sang bước trình duyệt"}
          </Button>
        }
      />
      <Stack gap="lg">
        {conflict ? (
          <ConflictNotice
            conflict={conflict}
            message={answer?.message ?? ""}
            reloadTo={paths.planDraft(plan.id)}
            {...(toSettle ? { form: toSettle } : {})}
          />
        ) : message ? (
          <Text role="alert" c="red.9" fw={600}>
            {message}
          </Text>
        ) : null}
        {edited || isAdding ? (
          <TaskForm
            key={`${edited?.place ?? query.them} ${plan.revision}`}
            task={edited ?? null}
            part={query.them}
            parts={parts}
            groups={groups}
            revision={plan.revision}
            planId={plan.id}
            answer={of("task")}
          />
        ) : null}
        {parts.map((part) => (
          <PartTasks key={part.number} part={part} plan={plan} answer={of("renamePart")} />
        ))}
        {loose.length > 0 ? (
          <PartTasks
            part={{ number: "", heading: "Nhiệm vụ chưa thuộc phần nào", tasks: loose }}
            plan={plan}
          />
        ) : null}
        {tasks.length === 0 && parts.length === 0 ? (
          <Text>Chưa có phần, nhiệm vụ nào. Thêm phần trước, rồi thêm nhiệm vụ vào phần.</Text>
        ) : null}
        {plan.version === 1 && tasks.length > 1 ? (
          <Form method="post" aria-label="Đánh lại số thứ tự">
            <input type="hidden" name="intent" value="renumber" />
            <input type="hidden" name="revision" value={plan.revision} />
            <SubmitButton variant="default">Đánh lại số thứ tự theo phần</SubmitButton>
          </Form>
        ) : null}
        <section aria-labelledby="phan-moi">
          <Title order={2} id="phan-moi" mb="xs">
            Thêm phần
          </Title>
          <PartForm
            part={{ number: firstFree(parts), heading: "" }}
            revision={plan.revision}
            label="Thêm phần"
            isNew
            answer={of("part")}
          />
        </section>
        <section aria-labelledby="dau">
          <Title order={2} id="dau" mb="xs">
            Trích yếu, ngày kết thúc
          </Title>
          <HeadForm plan={plan} answer={of("head")} />
        </section>
      </Stack>
    </>
  )
}

/** The first number no part has. */
function firstFree(parts: readonly { number: string }[]): string {
  const taken = new Set(parts.map(({ number }) => number))
  let next = 1
  while (taken.has(String(next))) next += 1
  return String(next)
}
