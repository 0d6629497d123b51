import { Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { CHANGE_STATE_LABELS } from "#models/register-change/register-change.ts"
import { RESOLUTIONS, resolveChange } from "#workflows/intake/resolve-change.server.ts"
import { getChangePage } from "#workflows/screens/change-page.server.ts"
import { StatusBadge } from "../../components/badges.tsx"
import { PageHeader } from "../../components/page-header.tsx"
import { Instant } from "../../components/values.tsx"
import { itemTitle } from "../../components/words.ts"
import { attempt, read } from "../../http/attempt.ts"
import { parseForm } from "../../http/parse-form.ts"
import { paths } from "../../http/paths.ts"
import { redirectDone } from "../../http/redirect-done.server.ts"
import { requireActor } from "../../http/require-actor.server.ts"
import { Comparison } from "./comparison.tsx"
import { Resolve } from "./resolve.tsx"

export const meta = ({ data }: MetaArgs<typeof loader>) =>
  itemTitle("Thay đổi của thủ tục", data?.change.procedureName)

const Resolution = z.object({
  intent: z.enum(RESOLUTIONS, "Hãy chọn cách xử lý."),
  note: z.string().max(2000, "Nội dung quá dài (tối đa 2000 ký tự).").default(""),
})

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getChangePage(context.runtime, { changeId: params.changeId ?? "", actor }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const changeId = params.changeId ?? ""
  const form = await parseForm(request, Resolution)
  if (!form.ok) return data({ errors: form.errors, values: form.values }, { status: form.status })
  const { intent: kind, note } = form.value
  const outcome = await attempt(() => resolveChange(context.runtime, { changeId, kind, note, actor }))
  return outcome.ok
    ? redirectDone(actor, paths.change(changeId))
    : data({ errors: outcome.errors, values: { ...form.value } }, { status: outcome.status })
}

export default function ChangeScreen() {
  const { change, parts, open, mayResolve } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Stack gap="lg">
      <PageHeader
        title={change.procedureName}
        lead={
          <>
            <StatusBadge
              label={CHANGE_STATE_LABELS[change.state]}
              tone={change.state === "OPEN" ? "partial" : "quiet"}
            />{" "}
            Mã {change.code} · nhập lúc <Instant at={change.at} />
          </>
        }
        back={{ to: paths.changes(), label: "Thay đổi của thủ tục" }}
      />
      {change.kind === "VANISHED" ? (
        <Text>
          Danh sách đầy đủ nhập lần này không còn thủ tục này. Hãy xác định thủ tục đã bị bãi bỏ hay danh sách
          bị thiếu.
        </Text>
      ) : change.kind === "REGIME" ? (
        <div>
          <Text>{change.note}. Mức độ đã công bố cần xem lại vì:</Text>
          <ul>
            {change.relevantParts.map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </div>
      ) : (
        <Comparison parts={parts} />
      )}
      <section aria-labelledby="dang-ky-mo">
        <Title order={2} size="h3" id="dang-ky-mo">
          Đăng ký đang được rà soát
        </Title>
        {open.length === 0 ? (
          <Text>
            Không có. Khi mở đợt rà soát kế tiếp, các dịch vụ của thủ tục được rà soát theo nội dung mới.
          </Text>
        ) : (
          <ul>
            {open.map(({ id, serviceCode, unit }) => (
              <li key={id}>
                <Link to={paths.registration(id)}>
                  {serviceCode} – {unit.name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      {change.state !== "OPEN" && change.note ? (
        <Text>
          {change.note}
          {change.resolvedByName ? ` (${change.resolvedByName})` : ""}
        </Text>
      ) : null}
      {mayResolve ? (
        <Resolve
          code={change.code}
          isVanished={change.kind === "VANISHED"}
          hasOpen={change.kind === "CHANGED" && open.length > 0}
          errors={answer?.errors}
          values={answer?.values}
        />
      ) : null}
    </Stack>
  )
}
