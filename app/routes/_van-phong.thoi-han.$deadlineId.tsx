import { Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { CLOCK_LABELS } from "#models/deadline/clock-kinds.ts"
import { STANDING_LABELS } from "#models/deadline/deadline.ts"
import { formatDay } from "#models/shared/dates.ts"
import { typedDayOrNothing } from "#models/shared/typed-day.ts"
import { changeDeadline, type DeadlineAct } from "#workflows/clocks/change-deadline.server.ts"
import { getDeadlinePage } from "#workflows/screens/deadline-page.server.ts"
import { StatusBadge } from "../components/badges.tsx"
import { Facts } from "../components/catalogue/facts.tsx"
import { doerInWords, standingTone, subjectPath } from "../components/deadlines/deadline-words.ts"
import { PageHeader } from "../components/page-header.tsx"
import { itemTitle } from "../components/words.ts"
import { DateField, HiddenField, TextAreaField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { redirectDone } from "../http/redirect-done.server.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) =>
  itemTitle("Thời hạn", data && `${CLOCK_LABELS[data.row.kind]}, ${data.row.subject.name}`)

const TYPES = ["deadline.moved", "deadline.paused", "deadline.resumed", "deadline.done"] as const
const Reason = z.string().trim().min(5, "Ghi rõ lý do (ít nhất 5 ký tự).").max(1000, "Lý do quá dài.")
const Change = z
  .object({
    type: z.enum(TYPES),
    revision: z.coerce.number().int().min(0),
    day: typedDayOrNothing.default(""),
    reason: Reason,
  })
  .refine(({ type, day }) => day !== "" || (type !== "deadline.moved" && type !== "deadline.done"), {
    path: ["day"],
    message: "Hãy ghi ngày.",
  })

const WORDS: Record<DeadlineAct["type"], { title: string; day: string | null }> = {
  "deadline.moved": { title: "Gia hạn", day: "Hạn mới" },
  "deadline.paused": { title: "Tạm dừng", day: null },
  "deadline.resumed": { title: "Tính tiếp", day: null },
  "deadline.done": { title: "Ghi nhận đã xong", day: "Ngày xong" },
}

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getDeadlinePage(context.runtime, { actor, id: params.deadlineId ?? "" }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const id = params.deadlineId ?? ""
  const form = await parseForm(request, Change)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { type, day, reason, revision } = form.value
  const act: DeadlineAct =
    type === "deadline.moved" ? { type, to: day } : type === "deadline.done" ? { type, on: day } : { type }
  const outcome = await attempt(() => changeDeadline(context.runtime, { id, revision, act, reason, actor }))
  if (outcome.ok) return redirectDone(actor, paths.deadline(id))
  // The use-case names its own field for the day.
  const { to, on, ...errors } = outcome.errors
  const days = [...(to ?? []), ...(on ?? [])]
  return data(
    { errors: days.length > 0 ? { ...errors, day: days } : errors, values: { ...form.value } },
    { status: outcome.status },
  )
}

export default function OneDeadline() {
  const { row, acts, names } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const link = subjectPath(row.subject)
  const who = (id: string) => names[id] ?? "Hệ thống"
  const sent: Record<string, unknown> = answer?.values ?? {}
  return (
    <>
      <PageHeader
        back={{ to: paths.deadlines(), label: "Thời hạn" }}
        title={CLOCK_LABELS[row.kind]}
        lead={
          <>
            <StatusBadge label={STANDING_LABELS[row.standing]} tone={standingTone(row.standing)} />{" "}
            {link ? <Link to={link}>{row.subject.name}</Link> : row.subject.name}
          </>
        }
      />
      <Stack gap="lg">
        <Facts
          items={[
            ["Hạn", formatDay(row.due)],
            ["Hạn ban đầu", formatDay(row.originalDue)],
            ["Người làm", doerInWords(row)],
            ["Quy định", row.rule],
            ["Căn cứ", row.basis],
            ["Tính từ", row.startsOn ? formatDay(row.startsOn) : ""],
            ["Kết thúc", row.endedOn ? formatDay(row.endedOn) : ""],
          ]}
        />
        {row.moves.length + row.pauses.length > 0 ? (
          <section aria-labelledby="doi-han">
            <Title order={2} id="doi-han" size="h3">
              Gia hạn, tạm dừng
            </Title>
            <ul>
              {row.moves.map(({ from, to, reason, by, on }) => (
                <li key={`${on}${from}${to}`}>
                  {formatDay(on)}: {formatDay(from)} → {formatDay(to)}. {reason} ({who(by)})
                </li>
              ))}
              {row.pauses.map(({ from, until, reason, by }) => (
                <li key={`dung${from}${reason}`}>
                  Tạm dừng từ {formatDay(from)}
                  {until ? ` đến ${formatDay(until)}` : ""}. {reason} ({who(by)})
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {row.fired.some(({ isPassedOver }) => !isPassedOver) ? (
          <section aria-labelledby="nhac-han">
            <Title order={2} id="nhac-han" size="h3">
              Đã nhắc
            </Title>
            <ul>
              {row.fired
                .filter(({ isPassedOver }) => !isPassedOver)
                .map(({ step, due, on, to }) => (
                  <li key={`${step}${due}`}>
                    {formatDay(on)}: {to === 0 ? "không còn ai giữ vai trò để nhắc" : `${to} người`} (hạn{" "}
                    {formatDay(due)})
                  </li>
                ))}
            </ul>
          </section>
        ) : null}
        {acts.map((type) => (
          <details key={type} open={sent["type"] === type}>
            <summary>{WORDS[type].title}</summary>
            <Stack mt="sm" maw={560}>
              <ZodForm
                schema={Change}
                label={WORDS[type].title}
                errors={sent["type"] === type ? answer?.errors : undefined}
                defaultValues={{
                  day: "",
                  reason: "",
                  ...(sent["type"] === type ? sent : {}),
                  type,
                  revision: row.revision,
                }}
              >
                <HiddenField name="type" />
                <HiddenField name="revision" />
                {WORDS[type].day ? <DateField name="day" label={WORDS[type].day} required /> : null}
                <TextAreaField name="reason" label="Lý do" required autosize minRows={2} />
                <SubmitButton>{WORDS[type].title}</SubmitButton>
              </ZodForm>
            </Stack>
          </details>
        ))}
        {answer?.errors && !acts.some((type) => type === sent["type"]) ? (
          <Text role="alert" c="red.9">
            {Object.values(answer.errors).flat().join(" ")}
          </Text>
        ) : null}
      </Stack>
    </>
  )
}
