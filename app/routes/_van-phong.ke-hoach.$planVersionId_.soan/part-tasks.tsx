import { Button, Group, Text, Title } from "@mantine/core"
import { Form, Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { DraftTask, Understood } from "#workflows/screens/plan-draft-page.server.ts"
import { SubmitButton } from "../../forms/zod-form.tsx"
import { paths } from "../../http/paths.ts"
import classes from "./draft.module.css"
import { type DraftAnswer, PartForm } from "./head-forms.tsx"

type PartTasksProps = {
  part: { number: string; heading: string; tasks: readonly DraftTask[] }
  plan: { id: string; revision: number; version: number }
  answer?: DraftAnswer
}

/** A part with its tasks in order, and what may be done with each. */
export function PartTasks({ part: { number, heading, tasks }, plan, answer }: PartTasksProps) {
  const id = `phan-${number || "khac"}`
  return (
    <section aria-labelledby={id}>
      <Group justify="space-between" align="flex-end" mb="xs">
        <Title order={2} id={id}>
          {number ? `${number}. ${heading}` : heading} ({formatNumber(tasks.length)})
        </Title>
        {number ? (
          <Button component={Link} to={paths.planDraft(plan.id, { them: number })} variant="default">
            Thêm nhiệm vụ vào phần {number}
          </Button>
        ) : null}
      </Group>
      <ol className={classes.tasks}>
        {tasks.map((task, index) => (
          <li key={task.place} className={classes.task}>
            <Text fw={600}>
              {task.cells.number} {task.cells.text}
            </Text>
            <UnderstoodLines understood={task.understood} written={task.cells} />
            {task.faults.map((fault) => (
              <Text key={fault.id} size="sm" className={classes.fault ?? ""}>
                ! {fault.label}: <q>{fault.found}</q>. Đề nghị: {fault.proposed}
              </Text>
            ))}
            <Group gap="xs" mt={4}>
              <Link to={paths.planDraft(plan.id, { sua: task.place })}>
                Sửa<span className="visually-hidden"> nhiệm vụ {task.cells.number}</span>
              </Link>
              {index > 0 ? <Act intent="up" task={task} plan={plan} label="Lên" /> : null}
              {index < tasks.length - 1 ? <Act intent="down" task={task} plan={plan} label="Xuống" /> : null}
              <Act intent="removeTask" task={task} plan={plan} label="Bỏ" />
            </Group>
          </li>
        ))}
      </ol>
      {number ? (
        <Group gap="md" mt="xs" align="flex-start">
          <details>
            <summary>Đổi tên phần {number}</summary>
            <PartForm
              part={{ number, heading }}
              revision={plan.revision}
              label={`Lưu tên phần ${number}`}
              isNew={false}
              answer={answer}
            />
          </details>
          {tasks.length === 0 ? (
            <Form method="post" aria-label={`Bỏ phần ${number}`}>
              <input type="hidden" name="intent" value="removePart" />
              <input type="hidden" name="revision" value={plan.revision} />
              <input type="hidden" name="number" value={number} />
              <SubmitButton variant="subtle">{`Bỏ phần ${number}`}</SubmitButton>
            </Form>
          ) : null}
        </Group>
      ) : null}
    </section>
  )
}

type ActProps = {
  intent: "up" | "down" | "removeTask"
  task: DraftTask
  plan: { revision: number }
  label: string
}

function Act({ intent, task, plan, label }: ActProps) {
  return (
    <Form method="post" aria-label={`${label} nhiệm vụ ${task.cells.number}`}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="revision" value={plan.revision} />
      <input type="hidden" name="place" value={task.place} />
      <SubmitButton variant="subtle">
        {label}
        <span className="visually-hidden"> nhiệm vụ {task.cells.number}</span>
      </SubmitButton>
    </Form>
  )
}

/** How the words of a task are read: its deadline and its units. */
export function UnderstoodLines({
  understood: { due, leads, coordinating, targets },
  written,
}: {
  understood: Understood
  written: { leads: string; coordinating: string; due: string }
}) {
  return (
    <dl className={classes.understood}>
      <dt>Thời gian: {written.due || "chưa ghi"}</dt>
      <dd>hiểu là {due}</dd>
      <dt>Chủ trì: {written.leads || "chưa ghi"}</dt>
      <dd>
        <Units units={leads} />
      </dd>
      {written.coordinating ? (
        <>
          <dt>Phối hợp: {written.coordinating}</dt>
          <dd>
            <Units units={coordinating} />
          </dd>
        </>
      ) : null}
      {targets.length > 0 ? (
        <>
          <dt>Chỉ tiêu</dt>
          <dd>{targets.map(({ percent, of }) => `${percent}% ${of}`).join("; ")}</dd>
        </>
      ) : null}
    </dl>
  )
}

function Units({ units: { names, vague } }: { units: Understood["leads"] }) {
  const unclear =
    vague.length > 0 ? `chưa rõ là cơ quan nào: ${vague.map((one) => `«${one}»`).join(", ")}` : ""
  if (names.length === 0) return unclear || "chưa có cơ quan nào"
  if (names.length <= 2) return [`hiểu là ${names.join("; ")}`, unclear].filter(Boolean).join("; ")
  return (
    <>
      <details>
        <summary>hiểu là {formatNumber(names.length)} cơ quan</summary>
        {names.join("; ")}
      </details>
      {unclear}
    </>
  )
}
