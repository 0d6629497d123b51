import { Button, Group, NativeSelect, Stack } from "@mantine/core"
import type { LoaderFunctionArgs } from "@remix-run/node"
import { Form, useLoaderData } from "@remix-run/react"
import { z } from "zod"
import { getFormulaComparison } from "#workflows/screens/formula-comparison.server.ts"
import { EmptyState } from "../components/empty-state.tsx"
import { ComparedFormulas } from "../components/measures/compared-formulas.tsx"
import { PageHeader } from "../components/page-header.tsx"
import { pageTitle } from "../components/words.ts"
import { read } from "../http/attempt.ts"
import { listQuery, textUpTo } from "../http/list-query.ts"
import { paths } from "../http/paths.ts"
import { requireActor } from "../http/require-actor.server.ts"

export const meta = () => pageTitle("So hai công thức")

const Query = z.object({ a: textUpTo(200), b: textUpTo(200), period: textUpTo(10), unit: textUpTo(100) })

export const loader = async ({ request, context }: LoaderFunctionArgs) => {
  const actor = await requireActor(request, context)
  const query = listQuery(request, Query)
  return { query, ...(await read(() => getFormulaComparison(context.runtime, { actor, query }))) }
}

const NONE = { value: "", label: "Chọn…" }
const optionsOf = (choices: readonly { id: string; name: string }[]) =>
  choices.map(({ id, name }) => ({ value: id, label: name }))

export default function CompareFormulas() {
  const { query, versions, periods, period, compared } = useLoaderData<typeof loader>()
  const chosen = periods.some(({ id }) => id === period.id)
    ? periods
    : [{ id: period.id, name: period.label }, ...periods]
  return (
    <Stack gap="xl">
      <PageHeader
        back={{ to: paths.indicators({ period: period.id }), label: "Chỉ số" }}
        title="So hai công thức"
        lead="Hai phiên bản của một chỉ số, hai chỉ số, hoặc dự thảo với bản đang dùng: dòng nào một bên đếm, bên kia không."
      />
      <Form method="get" aria-label="Chọn hai công thức">
        <Group align="flex-end">
          <NativeSelect
            name="a"
            label="Công thức A"
            maw={360}
            defaultValue={query.a}
            data={[NONE, ...optionsOf(versions)]}
          />
          <NativeSelect
            name="b"
            label="Công thức B"
            maw={360}
            defaultValue={query.b}
            data={[NONE, ...optionsOf(versions)]}
          />
          <NativeSelect name="period" label="Kỳ" defaultValue={period.id} data={optionsOf(chosen)} />
          <NativeSelect
            name="unit"
            label="Đơn vị"
            maw={320}
            defaultValue={query.unit}
            data={[{ value: "", label: "Toàn tỉnh" }, ...optionsOf(compared?.units ?? [])]}
          />
          <Button type="submit">So sánh</Button>
        </Group>
      </Form>
      {compared ? (
        <ComparedFormulas compared={compared} address={{ ...query, period: period.id }} />
      ) : (
        <EmptyState title="Chưa chọn hai công thức">
          Chọn công thức A và công thức B, rồi bấm «So sánh».
        </EmptyState>
      )}
    </Stack>
  )
}
