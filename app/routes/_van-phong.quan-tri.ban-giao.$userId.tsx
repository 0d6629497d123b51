import { Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { Link, type MetaArgs, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { formatNumber } from "#models/shared/numbers.ts"
import { handOver } from "#workflows/handover/hand-over.server.ts"
import { HANDOVER_KINDS, type HandoverKind } from "#workflows/handover/owned-item.ts"
import { getHandoverPage, type HandoverSection } from "#workflows/screens/handover-page.server.ts"
import { Notice } from "../components/catalogue/facts.tsx"
import { EmptyState } from "../components/empty-state.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { itemTitle } from "../components/words.ts"
import { HiddenField, SelectField, TextAreaField, TextField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = ({ data }: MetaArgs<typeof loader>) => itemTitle("Bàn giao việc", data?.person.name)

const Asked = z.object({
  to: z.partialRecord(z.enum(HANDOVER_KINDS), z.string().max(100)).default({}),
  digest: z.string().max(100),
  typed: z.string().trim().max(20).default(""),
  reason: z.string().trim().min(5, "Ghi rõ lý do bàn giao (ít nhất 5 ký tự).").max(1000, "Lý do quá dài."),
})

export const loader = async ({ request, params, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getHandoverPage(context.runtime, { userId: params.userId ?? "", actor }))
}

export const action = async ({ request, params, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, Asked)
  if (!form.ok)
    return data({ errors: form.errors, values: form.values, moved: null }, { status: form.status })
  const outcome = await attempt(() =>
    handOver(context.runtime, { ...form.value, personId: params.userId ?? "", actor }),
  )
  return outcome.ok
    ? data({ errors: undefined, values: undefined, moved: outcome.value })
    : data({ errors: outcome.errors, values: { ...form.value }, moved: null }, { status: outcome.status })
}

export default function Handover() {
  const { person, sections, total, movable, digest, asksNumber } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const moved = answer?.moved ?? null
  return (
    <>
      <PageHeader
        back={{ to: paths.handover(), label: "Bàn giao việc" }}
        title={`Bàn giao việc của ${person.name}`}
        lead={
          total === 0
            ? "Không còn giữ việc nào."
            : `Đang giữ ${formatNumber(total)} mục, giao được ${formatNumber(movable)} mục. Mỗi mục chuyển đi đều ghi nhật ký.`
        }
      />
      <Stack gap="lg" maw={820}>
        {moved !== null ? (
          <div role="alert">
            <Notice tone="good" title={`Đã bàn giao ${formatNumber(moved)} mục`}>
              {total === 0
                ? "Người này không còn giữ việc nào."
                : `Còn lại ${formatNumber(total)} mục ở dưới.`}
            </Notice>
          </div>
        ) : null}
        {sections.length === 0 ? (
          <EmptyState title="Không có việc nào để bàn giao">
            Ngừng sử dụng tài khoản ở bảng <Link to={paths.table("nguoi-dung")}>Người sử dụng</Link>; vai trò
            ở bảng <Link to={paths.table("phan-cong")}>Phân công vai trò</Link>.
          </EmptyState>
        ) : (
          <ZodForm
            key={digest}
            schema={Asked}
            label="Bàn giao việc"
            errors={answer?.errors}
            defaultValues={{ to: {}, reason: "", ...answer?.values, typed: "", digest }}
          >
            <HiddenField name="digest" />
            {sections.map((section) => (
              <Kind key={section.kind} section={section} />
            ))}
            {movable > 0 ? (
              <>
                <TextAreaField name="reason" label="Lý do bàn giao" required autosize minRows={2} />
                {asksNumber ? (
                  <TextField
                    name="typed"
                    label="Số mục bàn giao"
                    description="Ghi đúng tổng số mục của các loại việc đã chọn người nhận."
                    inputMode="numeric"
                    maw={360}
                  />
                ) : null}
                <SubmitButton>Bàn giao</SubmitButton>
              </>
            ) : null}
          </ZodForm>
        )}
      </Stack>
    </>
  )
}

/** One kind: how much, the list, and to whom. */
function Kind({ section: { kind, label, count, items, successors, note } }: { section: HandoverSection }) {
  return (
    <section aria-labelledby={`loai-${kind}`}>
      <Title order={2} size="h3" id={`loai-${kind}`}>
        {label} ({formatNumber(count)})
      </Title>
      <details>
        <summary>Xem danh sách</summary>
        <ul>
          {items.map(({ id, name, state }) => (
            <li key={id}>
              <Named kind={kind} id={id} name={name} />
              {state ? ` – ${state}` : ""}
            </li>
          ))}
        </ul>
        {count > items.length ? <Text>… và {formatNumber(count - items.length)} mục nữa.</Text> : null}
      </details>
      {successors.length > 0 ? (
        <SelectField
          name={`to.${kind}`}
          label={`Giao «${label.toLocaleLowerCase("vi")}» cho`}
          data={[{ value: "", label: "– Chưa giao –" }, ...successors]}
          maw={520}
          mt="xs"
        />
      ) : (
        <Text mt="xs">{note}</Text>
      )}
    </section>
  )
}

const ADDRESSES: Partial<Record<HandoverKind, (id: string) => string>> = {
  REGISTRATION: (id) => paths.registration(id),
  WORKING_COPY: (id) => paths.registration(id),
  BULK_JOB: (id) => paths.bulkJob(id),
  DEADLINE: (id) => paths.deadline(id),
  REFERENCE_CHANGE: (id) => paths.referenceChange(id),
  REGIME: (id) => paths.regimeProposal(id),
  REORGANISATION: (id) => paths.reorganisation(id),
  SIGNATURE: (id) => paths.issuing(id),
  DELEGATION: (id) => paths.delegation(id),
}

function Named({ kind, id, name }: { kind: HandoverKind; id: string; name: string }) {
  const address = ADDRESSES[kind]
  return address ? <Link to={address(id)}>{name}</Link> : name
}
