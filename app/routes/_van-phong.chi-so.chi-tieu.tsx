import { Anchor, Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { setTargets } from "#workflows/administration/set-targets.server.ts"
import { getTargetsPage } from "#workflows/screens/indicator-targets-page.server.ts"
import { ChangeList } from "../components/administration/change-list.tsx"
import { ConflictNotice } from "../components/conflict-notice.tsx"
import { TargetTable } from "../components/measures/target-fields.tsx"
import { linesOfTargets, SetTargets, valuesOfTargets } from "../components/measures/target-schema.ts"
import { PageHeader } from "../components/page-header.tsx"
import { Pagination } from "../components/pagination.tsx"
import { pageTitle } from "../components/words.ts"
import { HiddenField, TextAreaField } from "../forms/fields.tsx"
import { SubmitButton, ZodForm } from "../forms/zod-form.tsx"
import { attempt, read } from "../http/attempt.ts"
import { listQuery, pageNumber, textUpTo } from "../http/list-query.ts"
import { parseForm } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("Chỉ tiêu theo đơn vị")

const TABLE = "chi-tieu-chi-so"
const Query = z.object({
  indicator: textUpTo(30),
  unit: textUpTo(100),
  year: z.coerce.number().int().min(2000).max(2100).catch(0).default(0),
  page: pageNumber,
})

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  return read(() => getTargetsPage(context.runtime, { actor, query: listQuery(request, Query) }))
}

export const action = async ({ request, context }: ActionFunctionArgs) => {
  const actor = await requireActor(request, context)
  const form = await parseForm(request, SetTargets)
  if (!form.ok)
    return data(
      { errors: form.errors, values: form.values, conflict: null, message: "" },
      { status: form.status },
    )
  const { year, reason, rows } = form.value
  const outcome = await attempt(() =>
    setTargets(context.runtime, { year, reason, lines: linesOfTargets(rows), actor }),
  )
  if (outcome.ok) return redirect(paths.referenceChange(outcome.value))
  const { errors, status, conflict, message } = outcome
  return data({ errors, values: form.value as Record<string, unknown>, conflict, message }, { status })
}

const FORM = "chi-tieu"

export default function IndicatorTargets() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { indicator, unit, year, years, indicators, units, open, maySet, total } = page
  const address = { indicator: indicator?.id, unit: unit?.id, year: String(year), page: String(page.page) }
  const options = (choices: readonly { id: string; name: string }[], none: string) => [
    { value: "", label: none },
    ...choices.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Stack gap="lg">
      <PageHeader
        back={{ to: paths.indicators(), label: "Chỉ số" }}
        title="Chỉ tiêu theo đơn vị và quý"
        lead="Đơn vị không đặt riêng thì theo mức chung. Sửa xong thành một dự thảo, người thứ hai xác nhận rồi mới có hiệu lực."
      />
      <Form method="get" aria-label="Chọn chỉ số, đơn vị, năm">
        <Group align="flex-end">
          <NativeSelect
            name="indicator"
            label="Chỉ số"
            maw={360}
            defaultValue={indicator?.id ?? ""}
            data={options(indicators, "Mọi chỉ số (của một đơn vị)")}
          />
          <NativeSelect
            name="unit"
            label="Đơn vị"
            maw={320}
            defaultValue={unit?.id ?? ""}
            data={options(units, "Mọi đơn vị")}
          />
          <NativeSelect name="year" label="Năm" defaultValue={String(year)} data={years.map(String)} />
          <Button type="submit" variant="default">
            Xem
          </Button>
        </Group>
      </Form>
      {open.length > 0 ? (
        <div>
          <Title order={2} size="h3" mb="xs">
            Thay đổi đang chờ
          </Title>
          <ChangeList caption="Thay đổi đang chờ" changes={open} empty={null} />
        </div>
      ) : null}
      {answer?.conflict ? (
        <ConflictNotice
          conflict={answer.conflict}
          message={answer.message}
          form={{ id: FORM, button: { label: "Lập dự thảo chỉ tiêu đã chọn" } }}
          reloadTo={paths.indicatorTargets(address)}
        />
      ) : null}
      {maySet ? (
        <ZodForm
          key={`${indicator?.id} ${unit?.id} ${year} ${page.page}`}
          id={FORM}
          schema={SetTargets}
          label="Đặt chỉ tiêu"
          errors={answer?.errors}
          defaultValues={
            (answer?.values as Record<string, unknown> | undefined) ?? {
              year: String(year),
              reason: "",
              rows: valuesOfTargets(page.rows),
            }
          }
        >
          <HiddenField name="year" />
          <TargetTable page={page} />
          <TextAreaField
            name="reason"
            label="Lý do, căn cứ"
            description="Văn bản giao chỉ tiêu; ghi làm nguồn của từng chỉ tiêu."
            required
            rows={2}
            maw={760}
          />
          <SubmitButton>Lập dự thảo chỉ tiêu</SubmitButton>
        </ZodForm>
      ) : (
        <TargetTable page={page} />
      )}
      <Pagination page={page.page} pageSize={page.pageSize} total={total} noun="dòng" />
      <Text>
        Mọi chỉ tiêu:{" "}
        <Anchor href={paths.tableFile(TABLE, "xlsx")} underline="always">
          tải về .xlsx
        </Anchor>
        ,{" "}
        <Anchor href={paths.tableFile(TABLE, "csv")} underline="always">
          .csv
        </Anchor>
        {maySet ? (
          <>
            ;{" "}
            <Anchor component={Link} to={paths.importTable(TABLE)} underline="always">
              nhập từ tệp
            </Anchor>
          </>
        ) : null}
        .
      </Text>
    </Stack>
  )
}
